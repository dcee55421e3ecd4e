internal import Text

extension Value {
    /// The text that `{{value}}` inserts, before escaping: numbers without a needless fraction, lists with commas
    /// between their elements, objects as JSON, null as nothing.
    public var text: String {
        switch self {
        case .null: ""
        case .bool(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number): Self.text(of: number)
        case .string(let text): text
        case .list(let elements): elements.map(\.text).joined(separator: ", ")
        case .object: json
        }
    }

    /// The value as compact JSON, keys sorted.
    public var json: String {
        switch self {
        case .null: "null"
        case .bool, .integer: text
        case .number(let number): number.isFinite ? text : "null"
        case .string(let text): text.jsonQuoted
        case .list(let elements): "[" + elements.map(\.json).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }.map { $0.key.jsonQuoted + ":" + $0.value.json }
                .joined(separator: ",") + "}"
        }
    }

    private static func text(of number: Double) -> String {
        // Beyond 2^53 not every whole number is a Double: the digits would claim too much.
        if abs(number) < 9_007_199_254_740_992 {
            let whole = Int(number)
            if Double(whole) == number { return String(whole) }
        }
        return number.description
    }
}
