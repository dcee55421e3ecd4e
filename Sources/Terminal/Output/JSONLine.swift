internal import Text

/// One object of JSON Lines: keys in the order in which they are added.
public struct JSONLine: Sendable {
    private var members = ""

    /// An empty object.
    public init() {}

    /// Adds a text; nil is null.
    public mutating func add(_ key: String, _ value: String?) { add(key, json: value.map(\.jsonQuoted)) }

    /// Adds a whole number; nil is null.
    public mutating func add(_ key: String, _ value: (some BinaryInteger)?) {
        add(key, json: value.map { String($0) })
    }

    /// Adds a number; nil, infinity and NaN, which JSON lacks, are null.
    public mutating func add(_ key: String, _ value: Double?) {
        guard let value, value.isFinite else { return add(key, json: nil) }
        let text = value.description
        add(key, json: text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }

    /// Adds a truth value; nil is null.
    public mutating func add(_ key: String, _ value: Bool?) {
        add(key, json: value.map { $0 ? "true" : "false" })
    }

    /// Adds a list of texts.
    public mutating func add(_ key: String, _ values: [String]) {
        add(key, json: "[" + values.map(\.jsonQuoted).joined(separator: ",") + "]")
    }

    /// Adds an object.
    public mutating func add(_ key: String, _ value: JSONLine) { add(key, json: value.text) }

    /// Adds a list of objects.
    public mutating func add(_ key: String, _ values: [JSONLine]) {
        add(key, json: "[" + values.map(\.text).joined(separator: ",") + "]")
    }

    /// Adds a value that is JSON already; nil is null.
    public mutating func add(_ key: String, json: String?) {
        if !members.isEmpty { members += "," }
        members += key.jsonQuoted + ":" + (json?.jsonInert ?? "null")
    }

    /// The object, without a line break.
    public var text: String { "{" + members + "}" }
}
