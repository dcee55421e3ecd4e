/// Why a text is not JSON (RFC 8259), with the place.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Line, from 1.
    public let line: Int
    /// Column in characters (Unicode scalars), from 1.
    public let column: Int
    /// What is wrong, as a person would say it.
    public let message: String

    /// `line:column: message`.
    public var description: String { "\(line):\(column): \(message)" }
}
