/// A JSON value without positions: what facts and details travel as.
///
/// Members of an object keep their order.
public indirect enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    /// A whole number written without point or exponent that fits 64 bits.
    case integer(Int)
    /// Any other number; JSON5 also knows `Infinity` and `NaN`.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])

    /// The value of a key, when this is an object that has it.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }
}

/// A key and its value in an object.
public struct JSONMember: Sendable, Hashable {
    /// Its name.
    public let key: String
    /// What it holds.
    public let value: JSONValue

    /// A member.
    public init(_ key: String, _ value: JSONValue) {
        self.key = key
        self.value = value
    }
}
