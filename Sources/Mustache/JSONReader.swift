internal import Wording

extension Value {
    /// Reads one JSON value (RFC 8259), strictly: no comments, no trailing commas, nothing after it.
    ///
    /// Of a repeated key the last value counts. Half of a surrogate pair becomes U+FFFD.
    /// - Throws: the place and what was expected there.
    public init(json text: String) throws(JSONError) {
        try self.init(json: Array(text.utf8))
    }

    /// Reads one JSON value from a text that people filled in: a number that no ``integer(_:)`` or ``number(_:)`` would
    /// show again as it stands, such as one of twenty digits, is a text.
    /// - Throws: the place and what was expected there.
    public init(jsonAsWritten text: String) throws(JSONError) {
        var reader = JSONReader(bytes: Array(text.utf8))
        reader.keepsNumbers = true
        self = try reader.document()
    }

    /// Reads one JSON value from UTF-8.
    /// - Throws: the place and what was expected there; wrong UTF-8 is an error too.
    public init(json bytes: [UInt8]) throws(JSONError) {
        var reader = JSONReader(bytes: bytes)
        self = try reader.document()
    }
}

/// Reads RFC 8259 by recursive descent, bounded in depth.
struct JSONReader {
    /// Deeper data are refused.
    static let deepest = 128

    let bytes: [UInt8]
    /// Whether a number whose text would be another one is read as a text.
    var keepsNumbers = false
    private(set) var index = 0
    private var depth = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
        // RFC 8259 §8.1: a byte order mark may be ignored.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    mutating func document() throws(JSONError) -> Value {
        let value = try value()
        skipBlanks()
        guard index == bytes.count else { throw error(JSONWords.trailing) }
        return value
    }

    private mutating func value() throws(JSONError) -> Value {
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try list()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "-"): return try number()
        case let byte? where byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"): return try number()
        case nil: throw error(JSONWords.ended)
        default: throw error(JSONWords.value)
        }
    }

    private mutating func object() throws(JSONError) -> Value {
        try enter()
        var members: [String: Value] = [:]
        skipBlanks()
        if take("}") { return leave(.object(members)) }
        while true {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw error(JSONWords.name) }
            let key = try string()
            skipBlanks()
            guard take(":") else { throw error(JSONWords.colon(after: key)) }
            members[key] = try value()
            skipBlanks()
            if take("}") { return leave(.object(members)) }
            guard take(",") else { throw error(JSONWords.commaOrBrace) }
        }
    }

    private mutating func list() throws(JSONError) -> Value {
        try enter()
        var elements: [Value] = []
        skipBlanks()
        if take("]") { return leave(.list(elements)) }
        while true {
            elements.append(try value())
            skipBlanks()
            if take("]") { return leave(.list(elements)) }
            guard take(",") else { throw error(JSONWords.commaOrBracket) }
        }
    }

    private mutating func enter() throws(JSONError) {
        index += 1
        depth += 1
        guard depth <= Self.deepest else { throw error(JSONWords.tooDeep) }
    }

    private mutating func leave(_ value: Value) -> Value {
        depth -= 1
        return value
    }

    private mutating func literal(_ word: StaticString, _ value: Value) throws(JSONError) -> Value {
        let expected = StaticStringBytes(word).utf8
        guard bytes[index...].starts(with: expected) else { throw error(JSONWords.value) }
        index += expected.count
        return value
    }

    /// RFC 8259 §6.
    private mutating func number() throws(JSONError) -> Value {
        let start = index
        _ = take("-")
        if !take("0") { try digits() }
        var isWhole = true
        if take(".") {
            isWhole = false
            try digits()
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            try digits()
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        let value = isWhole ? Int(text).map(Value.integer) : nil
        if keepsNumbers {
            let double = Double(text)
            let read = value ?? double.map(Value.number)
            // A zero stays one: sections do not show for it.
            if read?.text != text, double != 0 { return .string(text) }
        }
        if let value { return value }
        guard let number = Double(text), number.isFinite else {
            index = start
            throw error(JSONWords.largeNumber)
        }
        return .number(number)
    }

    private mutating func digits() throws(JSONError) {
        let start = index
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
        if index == start { throw error(JSONWords.digit) }
    }

    private mutating func skipBlanks() {
        while let byte = next, Byte.isBlank(byte) { index += 1 }
    }

    var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    mutating func advance(by count: Int) { index += count }

    /// The fault at the reader's place.
    func error(_ message: Wording) -> JSONError {
        let before = bytes[..<min(index, bytes.count)]
        let line = before.count { $0 == Byte.newline } + 1
        let start = before.lastIndex(of: Byte.newline).map { $0 + 1 } ?? 0
        let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
        return JSONError(line: line, column: column, message: message)
    }
}
