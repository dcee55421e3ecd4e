internal import Text

extension JSONValue {
    /// Strict JSON (RFC 8259) on one line; Infinity and NaN, which it does not have, become null.
    public var json: String {
        var out = ""
        write(into: &out)
        return out
    }

    private func write(into out: inout String) {
        switch self {
        case .null: out += "null"
        case .bool(let value): out += value ? "true" : "false"
        case .integer(let value): out += String(value)
        case .number(let value): out += value.isFinite ? "\(value)" : "null"
        case .string(let text): out += text.jsonQuoted
        case .array(let items):
            out += "["
            for (index, item) in items.enumerated() {
                if index > 0 { out += "," }
                item.write(into: &out)
            }
            out += "]"
        case .object(let members):
            out += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { out += "," }
                out += member.key.jsonQuoted
                out += ":"
                member.value.write(into: &out)
            }
            out += "}"
        }
    }
}
