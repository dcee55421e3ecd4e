internal import Wording

/// A command line that was understood.
public struct Invocation: Sendable, Hashable {
    /// The command; empty for a program without commands.
    public let command: String
    /// Where the user is sent when a value turns out wrong.
    let helpHint: Wording
    var flags: Set<String> = []
    var values: [String: [String]] = [:]
    var arguments: [String: [String]] = [:]

    init(command: String, helpHint: Wording) {
        self.command = command
        self.helpHint = helpHint
    }

    /// Whether a flag was given.
    public func flag(_ option: String) -> Bool { flags.contains(option) }

    /// The value of an option, nil when it was not given; of a repeated one the last.
    public func value(_ option: String) -> String? { values[option]?.last }

    /// All values of a repeated option, in order.
    public func values(_ option: String) -> [String] { values[option] ?? [] }

    /// The argument at a place, by its name in help.
    public func argument(_ name: String) -> String? { arguments[name]?.first }

    /// All arguments at a repeated place.
    public func arguments(_ name: String) -> [String] { arguments[name] ?? [] }

    /// The value of an option as a whole number; nil when it was not given.
    /// - Throws: it is no number, or outside the range.
    public func integer(_ option: String, in range: ClosedRange<Int> = 0...Int.max) throws(UsageError) -> Int?
    {
        guard let text = value(option) else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        let (from, to) = (range.lowerBound, range.upperBound)
        let bounds =
            to == .max
            ? Wording(ru: "не меньше \(from)", en: "of at least \(from)")
            : Wording(ru: "от \(from) до \(to)", en: "from \(from) to \(to)")
        throw UsageError(
            Wording(
                ru: "параметру --\(option) нужно целое число \(bounds.ru), а не «\(text)»",
                en: "--\(option) takes a whole number \(bounds.en), not “\(text)”"
            ),
            hint: helpHint
        )
    }
}
