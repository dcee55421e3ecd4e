public import Wording

/// Why a text is not JSON (RFC 8259), with the place.
public struct JSONError: Error, Sendable, Hashable, Worded {
    /// Line, from 1.
    public let line: Int
    /// Column in characters (Unicode scalars), from 1.
    public let column: Int
    /// What is wrong, as a person would say it.
    public let message: Wording

    /// `line:column: message`.
    public var wording: Wording { "\(line):\(column): " + message }
}
