public import Wording

extension Program {
    /// The help of the program, or of a command.
    /// - Parameters:
    ///   - command: the command; nil for the program.
    ///   - width: columns it may take.
    ///   - language: `ru` or `en`.
    /// - Returns: lines, the last one ended.
    public func help(for command: Command? = nil, width: Int = 80, language: String = "en") -> String {
        var page = HelpPage(width: max(width, 40), language: language)
        page.usage(usageLine(for: command))
        page.paragraph((command?.summary ?? summary) + Wording(verbatim: "."))
        page.paragraphs(command?.discussion ?? discussion)
        page.list(
            HelpWords.arguments,
            (command?.positionals ?? positionals).map { ($0.name, Self.text($0.help, $0.completion)) }
        )
        if command == nil {
            page.list(HelpWords.commands, commands.filter { !$0.isHidden }.map { ($0.name, $0.summary) })
        }
        let common = commonOptions
        if let command { page.list(HelpWords.options, command.options.map(Self.entry)) }
        page.list(
            command == nil || command?.options.isEmpty == true ? HelpWords.options : HelpWords.commonOptions,
            common.map(Self.entry)
        )
        page.examples(command?.examples ?? examples)
        if command == nil, !commands.isEmpty {
            page.paragraph(
                Wording(
                    ru: "Подробнее о команде: '\(name) КОМАНДА --help'.",
                    en: "'\(name) COMMAND --help' tells more about a command."
                )
            )
        }
        return page.text
    }

    /// Where a user finds help: `see 'vestnik log --help'`.
    func helpHint(for command: Command?) -> Wording {
        let line = "\(name)\(command.map { " " + $0.name } ?? "") --help"
        return Wording(ru: "подробнее: '\(line)'", en: "see '\(line)'")
    }

    /// How a command line is written: `vestnik [OPTION]… log`.
    public func usageLine(for command: Command?) -> Wording {
        var words = [Wording(verbatim: name)]
        if let command { words.append(Wording(verbatim: command.name)) }
        words.append(Wording(ru: "[ПАРАМЕТР]…", en: "[OPTION]…"))
        if command == nil, !commands.isEmpty {
            words.append(Wording(ru: "КОМАНДА …", en: "COMMAND …"))
        }
        for positional in command?.positionals ?? positionals {
            let repeated = positional.name + (positional.isRepeated ? "…" : "")
            words.append(Wording(verbatim: positional.isOptional ? "[\(repeated)]" : repeated))
        }
        return words.joined(separator: " ")
    }

    private static func entry(_ option: Option) -> (String, Wording) {
        let short = option.short.map { "-\($0), " } ?? "    "
        let value = option.value.map { " " + $0 } ?? ""
        let help = text(option.help, option.completion)
        return ("\(short)--\(option.name)\(value)", option.isRepeated ? help + HelpWords.repeated : help)
    }

    private static func text(_ help: Wording, _ completion: Completion) -> Wording {
        guard case .choices(let choices) = completion else { return help }
        return help + ": \(choices.joined(separator: ", "))"
    }
}

/// The headings of help.
enum HelpWords {
    static let usage = Wording(ru: "Использование: ", en: "Usage: ")
    static let arguments = Wording(ru: "Аргументы", en: "Arguments")
    static let commands = Wording(ru: "Команды", en: "Commands")
    static let options = Wording(ru: "Параметры", en: "Options")
    static let commonOptions = Wording(ru: "Общие параметры", en: "Common options")
    static let examples = Wording(ru: "Примеры", en: "Examples")
    static let repeated = Wording(ru: " (можно повторять)", en: " (may be repeated)")
}

/// Sets help in lines of a given width.
struct HelpPage {
    private(set) var text = ""
    let width: Int
    let language: String

    init(width: Int, language: String) {
        self.width = width
        self.language = language
    }

    mutating func usage(_ line: Wording) {
        let title = HelpWords.usage.text(in: language)
        let indent = DisplayWidth.of(title)
        let lines = Wrapping.lines(of: line.text(in: language), width: width - indent)
        text += title + lines.joined(separator: "\n" + String(repeating: " ", count: indent)) + "\n"
    }

    mutating func paragraph(_ wording: Wording) { paragraph(wording.text(in: language)) }

    private mutating func paragraph(_ paragraph: String) {
        text += "\n" + Wrapping.lines(of: paragraph, width: width).joined(separator: "\n") + "\n"
    }

    mutating func paragraphs(_ discussion: Wording) {
        var current: [Substring] = []
        let lines: [Substring] = discussion.text(in: language).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        for line in lines + [""] {
            if !line.isEmpty {
                current.append(line)
            } else if !current.isEmpty {
                paragraph(current.joined(separator: " "))
                current = []
            }
        }
    }

    /// Terms to the left, what they mean to the right; a long term has a line of its own.
    mutating func list(_ title: Wording, _ entries: [(term: String, meaning: Wording)]) {
        guard !entries.isEmpty else { return }
        let longest = entries.map { DisplayWidth.of($0.term) }.max() ?? 0
        let column = min(longest, max(16, width * 2 / 5)) + 4
        text += "\n\(title.text(in: language)):\n"
        for (term, meaning) in entries {
            let lines = Wrapping.lines(of: meaning.text(in: language), width: max(20, width - column))
            let start = "  " + term
            let indent = String(repeating: " ", count: column)
            let fits = DisplayWidth.of(start) + 2 <= column
            text += fits ? DisplayWidth.padded(start, to: column) : start + "\n" + indent
            text += lines.joined(separator: "\n" + indent) + "\n"
        }
    }

    mutating func examples(_ examples: [Command.Example]) {
        guard !examples.isEmpty else { return }
        text += "\n\(HelpWords.examples.text(in: language)):\n"
        for example in examples {
            text += "  \(example.line)\n"
            let help = example.help.text(in: language)
            for line in Wrapping.lines(of: help, width: width - 6) { text += "      \(line)\n" }
        }
    }
}
