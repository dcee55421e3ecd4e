/// The command line before the word that somebody is typing, as far as it can be understood: nothing in it is an error.
public struct TypedLine: Sendable {
    /// The command; nil where none was typed, or one that there is not.
    public private(set) var command: Command?
    /// What may come next: the value of an option, or the argument at the next place.
    public private(set) var completion = Completion.none
    private var values: [String: String] = [:]
    private var places: [String] = []

    /// Reads what was typed behind the program's name; of `--event=x` bash makes three words, and both are understood.
    init(_ words: [String], of program: Program) {
        var rest = words[...]
        var takesOptions = true
        var pending: Option?
        while let word = rest.popFirst() {
            if takesOptions, word == "--" {
                takesOptions = false
            } else if takesOptions, word.hasPrefix("-"), word != "-" {
                let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let known = (command?.options ?? []) + program.options
                guard
                    let option = known.first(where: { option in
                        parts[0] == "--\(option.name)" || option.short.map { parts[0] == "-\($0)" } ?? false
                    }), option.value != nil
                else { continue }
                if parts.count > 1 {
                    values[option.name] = String(parts[1])
                    continue
                }
                if rest.first == "=" { rest.removeFirst() }
                values[option.name] = rest.popFirst()
                if values[option.name] == nil { pending = option }
            } else if !program.commands.isEmpty, command == nil {
                command = program.command(word)
                if command == nil { return }
            } else {
                places.append(word)
            }
        }
        completion = pending?.completion ?? positional(program)?.completion ?? .none
    }

    private func positionals(_ program: Program) -> [Positional] {
        command?.positionals ?? program.positionals
    }

    private func positional(_ program: Program) -> Positional? {
        let all = positionals(program)
        if places.count < all.count { return all[places.count] }
        return all.last.flatMap { $0.isRepeated ? $0 : nil }
    }

    /// The value that was typed for an option; nil where there is none.
    public func value(_ option: String) -> String? { values[option] }

    /// The argument that was typed at a place, by its name in help; nil where there is none.
    public func argument(_ name: String) -> String? {
        guard let index = command?.positionals.firstIndex(where: { $0.name == name }) else { return nil }
        return places.indices.contains(index) ? places[index] : nil
    }
}

extension Program {
    /// Reads the beginning of a command line that somebody is typing.
    public func typed(_ words: [String]) -> TypedLine { TypedLine(words, of: self) }
}
