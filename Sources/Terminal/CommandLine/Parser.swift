internal import Wording

extension Program {
    /// Understands a command line, as GNU tools do: options and arguments in any order, `--` ends the options.
    /// - Parameters:
    ///   - arguments: what follows the program's name.
    ///   - width: columns that help may take.
    ///   - language: of help: `ru` or `en`.
    /// - Returns: what to do.
    /// - Throws: what is wrong, with a hint.
    public func parse(
        _ arguments: [String],
        width: Int = 80,
        language: String = "en"
    ) throws(UsageError) -> Request {
        var parser = Parser(program: self, width: width, language: language)
        return try parser.parse(arguments)
    }
}

extension Program {
    /// The value of one of the program's own options in a command line that need not be understood otherwise: the
    /// language of a usage error stands in the file that such an option names.
    public func value(of name: String, in arguments: [String]) -> String? {
        guard let option = options.first(where: { $0.name == name && $0.value != nil }) else { return nil }
        let short = option.short.map { "-\($0)" }
        var given: String?
        var rest = arguments.prefix { $0 != "--" }
        while let word = rest.popFirst() {
            if word == "--\(name)" || word == short {
                given = rest.popFirst() ?? given
            } else if word.hasPrefix("--\(name)=") {
                given = String(word.dropFirst(name.count + 3))
            } else if let short, word.hasPrefix(short) {
                given = String(word.dropFirst(2))
            }
        }
        return given
    }
}

/// Reads the words of one command line.
struct Parser {
    private let program: Program
    private let width: Int
    private let language: String
    private var command: Command?
    private var words: ArraySlice<String> = []
    private var places: [String] = []
    private var invocation: Invocation

    init(program: Program, width: Int, language: String) {
        self.program = program
        self.width = width
        self.language = language
        invocation = Invocation(command: "", helpHint: program.helpHint(for: nil))
    }

    private var options: [Option] {
        (command?.options ?? []) + program.options + [Program.helpOption, Program.versionOption]
    }

    private var help: String { program.help(for: command, width: width, language: language) }
    private var hint: Wording { program.helpHint(for: command) }

    mutating func parse(_ arguments: [String]) throws(UsageError) -> Program.Request {
        words = arguments[...]
        var takesOptions = true
        while let word = words.popFirst() {
            if takesOptions, word == "--" {
                takesOptions = false
            } else if takesOptions, word.hasPrefix("--") {
                try readLong(word.dropFirst(2))
            } else if takesOptions, word.hasPrefix("-"), word != "-" {
                try readShort(word.dropFirst())
            } else if !program.commands.isEmpty, command == nil {
                if word == "help", program.command("help") == nil { return try helpCommand() }
                try enter(word)
            } else {
                places.append(word)
            }
            if invocation.flag("help") { return .help(help) }
            if invocation.flag("version") { return .version("\(program.name) \(program.version)") }
        }
        guard program.commands.isEmpty || command != nil else {
            throw UsageError(Wording(ru: "не указана команда", en: "a command is missing"), hint: hint)
        }
        try settlePlaces()
        return .run(invocation)
    }

    private mutating func helpCommand() throws(UsageError) -> Program.Request {
        if let name = words.first(where: { !$0.hasPrefix("-") }) { try enter(name) }
        return .help(help)
    }

    private mutating func enter(_ name: String) throws(UsageError) {
        guard let found = program.command(name) else {
            let nearest = Nearest.closest(
                to: name,
                among: program.commands.filter { !$0.isHidden }.map(\.name)
            )
            throw UsageError(
                Wording(ru: "команды «\(name)» нет", en: "there is no command “\(name)”"),
                hint: Nearest.hint(nearest) ?? hint
            )
        }
        command = found
        var entered = Invocation(command: name, helpHint: hint)
        entered.flags = invocation.flags
        entered.values = invocation.values
        invocation = entered
    }

    private mutating func readLong(_ word: Substring) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard let option = options.first(where: { $0.name == name }) else {
            throw unknown("--\(name)", nearest: Nearest.closest(to: name, among: options.map(\.name)))
        }
        try read(option, written: "--\(name)", value: parts.count > 1 ? String(parts[1]) : nil)
    }

    /// Short options may stand together, the last one with its value: `-jn5`.
    private mutating func readShort(_ word: Substring) throws(UsageError) {
        var rest = word
        while let letter = rest.popFirst() {
            guard let option = options.first(where: { $0.short == letter }) else {
                throw unknown("-\(letter)", nearest: [])
            }
            guard option.value == nil else {
                try read(option, written: "-\(letter)", value: rest.isEmpty ? nil : String(rest))
                return
            }
            try read(option, written: "-\(letter)", value: nil)
        }
    }

    private func unknown(_ written: String, nearest: [String]) -> UsageError {
        var message = Wording(
            ru: "\(command.map { "у команды \($0.name) " } ?? "")нет параметра \(written)",
            en: "there is no option \(written)\(command.map { " of \($0.name)" } ?? "")"
        )
        if command == nil, let owner = program.commands.first(where: { owns($0, written) }) {
            let line = "\(program.name) \(owner.name) \(written)"
            message = Wording(
                ru: "\(written) ставится после команды: \(line)",
                en: "\(written) belongs behind the command: \(line)"
            )
        }
        return UsageError(message, hint: Nearest.hint(nearest.map { "--\($0)" }) ?? hint)
    }

    private func owns(_ command: Command, _ written: String) -> Bool {
        command.options.contains { "--\($0.name)" == written || $0.short.map { "-\($0)" } == written }
    }

    private mutating func read(_ option: Option, written: String, value given: String?) throws(UsageError) {
        guard let valueName = option.value else {
            guard given == nil else {
                throw UsageError(
                    Wording(
                        ru: "параметр \(written) не принимает значения",
                        en: "\(written) takes no value"
                    ),
                    hint: hint
                )
            }
            invocation.flags.insert(option.name)
            return
        }
        // A value that looks like one of our options is a forgotten value; `--to=--json` says it is meant.
        let isNextOption = words.first.map { word in options.contains { "--\($0.name)" == word } } ?? false
        guard let value = given ?? (isNextOption ? nil : words.popFirst()) else {
            throw UsageError(
                Wording(
                    ru: "параметру \(written) нужно значение: \(written) \(valueName)",
                    en: "\(written) needs a value: \(written) \(valueName)"
                ),
                hint: hint
            )
        }
        try check(value, written, option.completion)
        if option.isRepeated {
            invocation.values[option.name, default: []].append(value)
        } else {
            invocation.values[option.name] = [value]
        }
    }

    private mutating func settlePlaces() throws(UsageError) {
        var rest = places[...]
        for positional in command?.positionals ?? program.positionals {
            let taken = positional.isRepeated ? rest : rest.prefix(1)
            guard positional.isOptional || !taken.isEmpty else {
                throw UsageError(
                    Wording(ru: "не указан аргумент \(positional.name)", en: "\(positional.name) is missing"),
                    hint: hint
                )
            }
            for word in taken { try check(word, positional.name, positional.completion) }
            if !taken.isEmpty { invocation.arguments[positional.name] = Array(taken) }
            rest = rest.dropFirst(taken.count)
        }
        if let surplus = rest.first {
            throw UsageError(
                Wording(ru: "лишний аргумент: «\(surplus)»", en: "“\(surplus)” is one argument too many"),
                hint: hint
            )
        }
    }

    private func check(_ value: String, _ place: String, _ completion: Completion) throws(UsageError) {
        guard case .choices(let choices) = completion, !choices.contains(value) else { return }
        throw UsageError(
            Wording(
                ru: "\(place): нужно одно из значений \(choices.joined(separator: ", ")), а не «\(value)»",
                en: "\(place) takes one of \(choices.joined(separator: ", ")), not “\(value)”"
            ),
            hint: Nearest.hint(Nearest.closest(to: value, among: choices)) ?? hint
        )
    }
}
