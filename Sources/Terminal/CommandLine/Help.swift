extension Program {
    /// The help of the program, or of a command.
    /// - Parameters:
    ///   - command: the command; nil for the program.
    ///   - width: columns it may take.
    /// - Returns: lines, the last one ended.
    public func help(for command: Command? = nil, width: Int = 80) -> String {
        var page = HelpPage(width: max(width, 40))
        page.usage(usageLine(for: command))
        page.paragraph((command?.summary ?? summary) + ".")
        page.paragraphs(command?.discussion ?? discussion)
        page.list(
            "Arguments",
            (command?.positionals ?? positionals).map { ($0.name, Self.text($0.help, $0.completion)) }
        )
        if command == nil {
            page.list("Commands", commands.filter { !$0.isHidden }.map { ($0.name, $0.summary) })
        }
        let common = commonOptions
        if let command { page.list("Options", command.options.map(Self.entry)) }
        page.list(
            command == nil || command?.options.isEmpty == true ? "Options" : "Common options",
            common.map(Self.entry)
        )
        page.examples(command?.examples ?? examples)
        if command == nil, !commands.isEmpty {
            page.paragraph("'\(name) COMMAND --help' tells more about a command.")
        }
        return page.text
    }

    /// Where a user finds help: `see 'vestnik log --help'`.
    func helpHint(for command: Command?) -> String {
        "see '\(name)\(command.map { " " + $0.name } ?? "") --help'"
    }

    private func usageLine(for command: Command?) -> String {
        var words = [name]
        if let command { words.append(command.name) }
        words.append("[OPTION]…")
        if command == nil, !commands.isEmpty { words.append("COMMAND …") }
        for positional in command?.positionals ?? positionals {
            let repeated = positional.name + (positional.isRepeated ? "…" : "")
            words.append(positional.isOptional ? "[\(repeated)]" : repeated)
        }
        return words.joined(separator: " ")
    }

    private static func entry(_ option: Option) -> (String, String) {
        let short = option.short.map { "-\($0), " } ?? "    "
        let value = option.value.map { " " + $0 } ?? ""
        let help = text(option.help, option.completion)
        return ("\(short)--\(option.name)\(value)", option.isRepeated ? help + " (may be repeated)" : help)
    }

    private static func text(_ help: String, _ completion: Completion) -> String {
        guard case .choices(let choices) = completion else { return help }
        return "\(help): \(choices.joined(separator: ", "))"
    }
}

/// Sets help in lines of a given width.
struct HelpPage {
    private(set) var text = ""
    let width: Int

    init(width: Int) { self.width = width }

    mutating func usage(_ line: String) {
        let lines = Wrapping.lines(of: line, width: width - 7)
        text += "Usage: " + lines.joined(separator: "\n       ") + "\n"
    }

    mutating func paragraph(_ paragraph: String) {
        text += "\n" + Wrapping.lines(of: paragraph, width: width).joined(separator: "\n") + "\n"
    }

    mutating func paragraphs(_ discussion: String) {
        var current: [Substring] = []
        let lines: [Substring] = discussion.split(separator: "\n", omittingEmptySubsequences: false)
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
    mutating func list(_ title: String, _ entries: [(term: String, meaning: String)]) {
        guard !entries.isEmpty else { return }
        let longest = entries.map { DisplayWidth.of($0.term) }.max() ?? 0
        let column = min(longest, max(16, width * 2 / 5)) + 4
        text += "\n\(title):\n"
        for (term, meaning) in entries {
            let lines = Wrapping.lines(of: meaning, width: max(20, width - column))
            let start = "  " + term
            let indent = String(repeating: " ", count: column)
            let fits = DisplayWidth.of(start) + 2 <= column
            text += fits ? DisplayWidth.padded(start, to: column) : start + "\n" + indent
            text += lines.joined(separator: "\n" + indent) + "\n"
        }
    }

    mutating func examples(_ examples: [Command.Example]) {
        guard !examples.isEmpty else { return }
        text += "\nExamples:\n"
        for example in examples {
            text += "  \(example.line)\n"
            for line in Wrapping.lines(of: example.help, width: width - 6) { text += "      \(line)\n" }
        }
    }
}
