internal import Wording

/// A place in a text: line and column count from 1, the column in characters as an editor shows them.
public struct Position: Sendable, Hashable, Comparable {
    /// From 1.
    public let line: Int
    /// From 1.
    public let column: Int

    /// A place.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Earlier in the file.
    public static func < (a: Position, b: Position) -> Bool {
        (a.line, a.column) < (b.line, b.column)
    }
}

/// A JSON5 value that knows where it stands in its file.
public struct Node: Sendable {
    /// What stands there.
    public indirect enum Content: Sendable {
        case null
        case bool(Bool)
        case integer(Int)
        case number(Double)
        case string(String)
        case array([Node])
        case object([Member])
        /// Not readable; its fault is already reported, so readers pass over it in silence.
        case broken
    }

    /// A key and its value, each with its place.
    public struct Member: Sendable {
        /// Its name, escapes resolved.
        public let key: String
        /// Where the key stands.
        public let keyPosition: Position
        /// What it holds.
        public let value: Node
    }

    /// Where its first character stands.
    public let position: Position
    /// What it is.
    public let content: Content
    /// Something inside this very array or object could not be read: what is missing may be in that part.
    public let isDamaged: Bool

    init(_ content: Content, at position: Position, isDamaged: Bool = false) {
        self.content = content
        self.position = position
        self.isDamaged = isDamaged
    }

    /// The same value without positions.
    public var value: JSONValue {
        switch content {
        case .null, .broken: .null
        case .bool(let value): .bool(value)
        case .integer(let value): .integer(value)
        case .number(let value): .number(value)
        case .string(let value): .string(value)
        case .array(let items): .array(items.map(\.value))
        case .object(let members): .object(members.map { JSONMember($0.key, $0.value.value) })
        }
    }

    /// What a person would call this value in a sentence about a wrong type.
    var kind: Wording {
        switch content {
        case .null: Wording(verbatim: "null")
        case .bool: Wording(ru: "true или false", en: "true or false")
        case .integer: Wording(ru: "целое число", en: "a whole number")
        case .number: Wording(ru: "число", en: "a number")
        case .string: Wording(ru: "строка", en: "a string")
        case .array: Wording(ru: "список", en: "a list")
        case .object: Wording(ru: "объект", en: "an object")
        case .broken: Wording(ru: "нечитаемое", en: "something unreadable")
        }
    }
}
