public import Wording

/// A command line that cannot be understood; the program ends with ``ExitCode/usage``.
public struct UsageError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, as a sentence without its full stop.
    public let message: Wording
    /// What may have been meant, or where help is; empty when there is nothing to say.
    public let hint: Wording

    /// An error of a command's own, such as options that exclude each other.
    public init(_ message: Wording, hint: Wording = .nothing) {
        self.message = message
        self.hint = hint
    }

    /// The message, with the hint on a line of its own.
    public var wording: Wording { hint.isEmpty ? message : message + "\n" + hint }

    /// The message and the hint in English.
    public var description: String { wording.en }
}
