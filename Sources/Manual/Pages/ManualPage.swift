public import Terminal
internal import Wording

/// A manual page.
public struct ManualPage: Sendable {
    /// Where it belongs below a folder of manual pages: `man5/vestnik.json5.5`, `ru/man1/vestnik.1`.
    public let path: String
    /// In the man macros of groff, UTF-8.
    public let text: String

    /// All pages, in both languages, out of the declarations of the programs and the readers.
    ///
    /// - Parameters:
    ///   - program: the command line of `vestnik`.
    ///   - daemon: that of `vestnikd`.
    ///   - web: that of `vestnik-web`.
    /// - Returns: each page once for each language.
    public static func all(program: Program, daemon: Program, web: Program) -> [ManualPage] {
        ["en", "ru"].flatMap { language in
            [
                page(of: program, section: 1, language: language),
                page(of: daemon, section: 8, language: language),
                page(of: web, section: 8, language: language),
            ]
                + Topic.allCases.map { page(of: $0, version: program.version, language: language) }
        }
    }

    /// The name and section of every page.
    static let names =
        [("vestnik", 1)] + Topic.allCases.map { ($0.pageName, 5) } + [("vestnik-web", 8), ("vestnikd", 8)]

    init(_ name: String, section: Int, language: String, _ page: Roff) {
        path = (language == "en" ? "" : language + "/") + "man\(section)/\(name).\(section)"
        text = page.text
    }

    // MARK: - topics

    private static func page(of topic: Topic, version: String, language: String) -> ManualPage {
        let reference = topic.reference
        var page = Roff(title: topic.pageName, section: 5, version: version, language: language)
        page.heading(PageWords.name)
        page.line("\(topic.pageName) - \(reference.summary.text(in: language))")
        for section in reference.sections {
            page.heading(section.title)
            section.paragraphs.forEach { page.paragraph($0) }
            if let example = section.example { page.example(example) }
            for entry in section.entries { page.term(entry.term, [entry.sentence, entry.kind]) }
        }
        seeAlso(topic.pageName, &page)
        return ManualPage(topic.pageName, section: 5, language: language, page)
    }

    // MARK: - programs

    private static func page(of program: Program, section: Int, language: String) -> ManualPage {
        var page = Roff(title: program.name, section: section, version: program.version, language: language)
        page.heading(PageWords.name)
        page.line("\(program.name) - \(program.summary.text(in: language))")
        page.heading(PageWords.synopsis)
        page.boldParagraph(program.usageLine(for: nil))
        page.heading(PageWords.description)
        paragraphs(program.discussion, &page)
        page.heading(PageWords.options)
        for option in program.commonOptions { page.term(spelling(option), [help(option)]) }
        if !program.shownCommands.isEmpty {
            page.heading(PageWords.commands)
            for command in program.shownCommands { add(command, of: program, to: &page) }
        }
        add(program.examples, to: &page, isSection: true)
        page.heading(PageWords.exitStatus)
        for code in PageWords.exitCodes { page.term(code.term, [code.meaning]) }
        page.heading(PageWords.environment)
        for variable in PageWords.variables { page.term(variable.term, [variable.meaning]) }
        page.heading(PageWords.files)
        page.term("/etc/vestnik/vestnik.json5", [PageWords.configurationFile])
        page.term("/var/lib/vestnik/vestnik.db", [PageWords.database])
        page.term("/var/lib/vestnik-intake/registrations.db", [PageWords.intake])
        seeAlso(program.name, &page)
        return ManualPage(program.name, section: section, language: language, page)
    }

    private static func add(_ command: Command, of program: Program, to page: inout Roff) {
        page.subheading(Wording(verbatim: "\(program.name) \(command.name)"))
        page.boldParagraph(program.usageLine(for: command))
        page.paragraph(command.summary + ".")
        paragraphs(command.discussion, &page)
        for positional in command.positionals {
            page.term(positional.name, [choices(positional.help, positional.completion)])
        }
        for option in command.options { page.term(spelling(option), [help(option)]) }
        add(command.examples, to: &page, isSection: false)
    }

    private static func add(_ examples: [Command.Example], to page: inout Roff, isSection: Bool) {
        guard !examples.isEmpty else { return }
        if isSection {
            page.heading(PageWords.examples)
        } else {
            page.paragraph(PageWords.examples + ":")
        }
        for example in examples { page.term(example.line, [example.help]) }
    }

    /// Paragraphs that empty lines divide.
    private static func paragraphs(_ discussion: Wording, _ page: inout Roff) {
        for paragraph in discussion.text(in: page.language).split(separator: "\n\n") {
            page.paragraph(Wording(verbatim: String(paragraph).replacing("\n", with: " ")))
        }
    }

    private static func spelling(_ option: Option) -> String {
        (option.short.map { "-\($0), " } ?? "") + "--\(option.name)" + (option.value.map { " " + $0 } ?? "")
    }

    private static func help(_ option: Option) -> Wording {
        choices(option.help, option.completion) + (option.isRepeated ? PageWords.repeated : .nothing)
    }

    private static func choices(_ help: Wording, _ completion: Completion) -> Wording {
        guard case .choices(let choices) = completion else { return help }
        return help + ": \(choices.joined(separator: ", "))"
    }

    private static func seeAlso(_ own: String, _ page: inout Roff) {
        page.heading(PageWords.seeAlso)
        page.line(names.filter { $0.0 != own }.map { "\($0.0)(\($0.1))" }.joined(separator: ", "))
    }
}

extension Topic {
    /// What its manual page is called.
    var pageName: String {
        switch self {
        case .config: "vestnik.json5"
        case .event: "vestnik-event"
        case .templates: "vestnik-templates"
        case .database: "vestnik-database"
        }
    }
}
