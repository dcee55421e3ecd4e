/// A command line that cannot be understood; the program ends with ``ExitCode/usage``.
public struct UsageError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, as a sentence without its full stop.
    public let message: String
    /// What may have been meant, or where help is; empty when there is nothing to say.
    public let hint: String

    /// An error of a command's own, such as options that exclude each other.
    public init(_ message: String, hint: String = "") {
        self.message = message
        self.hint = hint
    }

    /// The message, with the hint on a line of its own.
    public var description: String { hint.isEmpty ? message : "\(message)\n\(hint)" }
}
