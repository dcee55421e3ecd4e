extension Program {
    /// Understands a command line, as GNU tools do: options and arguments in any order, `--` ends the options.
    /// - Parameters:
    ///   - arguments: what follows the program's name.
    ///   - width: columns that help may take.
    /// - Returns: what to do.
    /// - Throws: what is wrong, with a hint.
    public func parse(_ arguments: [String], width: Int = 80) throws(UsageError) -> Request {
        var parser = Parser(program: self, width: width)
        return try parser.parse(arguments)
    }
}

/// Reads the words of one command line.
struct Parser {
    private let program: Program
    private let width: Int
    private var command: Command?
    private var words: ArraySlice<String> = []
    private var places: [String] = []
    private var invocation: Invocation

    init(program: Program, width: Int) {
        self.program = program
        self.width = width
        invocation = Invocation(command: "", helpHint: program.helpHint(for: nil))
    }

    private var options: [Option] {
        (command?.options ?? []) + program.options + [Program.helpOption, Program.versionOption]
    }

    private var hint: String { program.helpHint(for: command) }

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
            if invocation.flag("help") { return .help(program.help(for: command, width: width)) }
            if invocation.flag("version") { return .version("\(program.name) \(program.version)") }
        }
        guard program.commands.isEmpty || command != nil else {
            throw UsageError("a command is missing", hint: hint)
        }
        try settlePlaces()
        return .run(invocation)
    }

    private mutating func helpCommand() throws(UsageError) -> Program.Request {
        if let name = words.first(where: { !$0.hasPrefix("-") }) { try enter(name) }
        return .help(program.help(for: command, width: width))
    }

    private mutating func enter(_ name: String) throws(UsageError) {
        guard let found = program.command(name) else {
            let nearest = Nearest.closest(
                to: name,
                among: program.commands.filter { !$0.isHidden }.map(\.name)
            )
            throw UsageError("there is no command “\(name)”", hint: Nearest.hint(nearest) ?? hint)
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
        let place = command.map { " of \($0.name)" } ?? ""
        var message = "there is no option \(written)\(place)"
        if command == nil, let owner = program.commands.first(where: { owns($0, written) }) {
            message = "\(written) belongs behind the command: \(program.name) \(owner.name) \(written)"
        }
        return UsageError(message, hint: Nearest.hint(nearest.map { "--\($0)" }) ?? hint)
    }

    private func owns(_ command: Command, _ written: String) -> Bool {
        command.options.contains { "--\($0.name)" == written || $0.short.map { "-\($0)" } == written }
    }

    private mutating func read(_ option: Option, written: String, value given: String?) throws(UsageError) {
        guard let valueName = option.value else {
            guard given == nil else { throw UsageError("\(written) takes no value", hint: hint) }
            invocation.flags.insert(option.name)
            return
        }
        // A value that looks like one of our options is a forgotten value; `--to=--json` says it is meant.
        let isNextOption = words.first.map { word in options.contains { "--\($0.name)" == word } } ?? false
        guard let value = given ?? (isNextOption ? nil : words.popFirst()) else {
            throw UsageError("\(written) needs a value: \(written) \(valueName)", hint: hint)
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
                throw UsageError("\(positional.name) is missing", hint: hint)
            }
            for word in taken { try check(word, positional.name, positional.completion) }
            if !taken.isEmpty { invocation.arguments[positional.name] = Array(taken) }
            rest = rest.dropFirst(taken.count)
        }
        if let surplus = rest.first { throw UsageError("“\(surplus)” is one argument too many", hint: hint) }
    }

    private func check(_ value: String, _ place: String, _ completion: Completion) throws(UsageError) {
        guard case .choices(let choices) = completion, !choices.contains(value) else { return }
        throw UsageError(
            "\(place) takes one of \(choices.joined(separator: ", ")), not “\(value)”",
            hint: Nearest.hint(Nearest.closest(to: value, among: choices)) ?? hint
        )
    }
}
