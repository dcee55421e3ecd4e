/// What a template is filled from: JSON's data model as a closed type, so that rendering needs no reflection.
public enum Value: Sendable, Hashable {
    /// Nothing: shown as no text, false for a section.
    case null
    /// A truth value.
    case bool(Bool)
    /// A whole number, shown without a fraction.
    case integer(Int)
    /// Any other number; `85.0` is shown as `85`, `1.21` as `1.21`.
    case number(Double)
    /// A text.
    case string(String)
    /// A list: a section repeats for each element.
    case list([Value])
    /// Names and their values.
    case object([String: Value])
}

extension Value {
    /// The value of a member of an object; nil when there is none or this is no object.
    public subscript(key: String) -> Value? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// The value at a dotted path such as `event.venue`, looked for in this value alone.
    public subscript(path path: String) -> Value? {
        var here = self
        for part in path.split(separator: ".", omittingEmptySubsequences: false) {
            guard let next = here[String(part)] else { return nil }
            here = next
        }
        return here
    }

    /// Whether a section shows for this value: not null, `false`, zero, an empty text or an empty list.
    public var isTruthy: Bool {
        switch self {
        case .null: false
        case .bool(let flag): flag
        case .integer(let number): number != 0
        case .number(let number): number != 0 && !number.isNaN
        case .string(let text): !text.isEmpty
        case .list(let elements): !elements.isEmpty
        case .object: true
        }
    }
}

extension Value: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    /// A text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// Null.
    public init(nilLiteral: ()) { self = .null }
    /// A list.
    public init(arrayLiteral elements: Value...) { self = .list(elements) }
    /// An object; of a repeated name the last value counts.
    public init(dictionaryLiteral elements: (String, Value)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}
