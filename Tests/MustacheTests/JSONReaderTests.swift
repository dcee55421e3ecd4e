import Testing
@testable import Mustache

struct JSONReaderTests {
    @Test("all kinds of values are read")
    func allKinds() throws {
        let value = try Value(json: #" {"a":[1,-2,1.5,2e3,true,false,null],"б":{"":"x"}} "#)
        #expect(value == ["a": [1, -2, 1.5, 2000.0, true, false, nil], "б": ["": "x"]])
    }

    @Test("escapes are read, surrogate pairs among them")
    func escapes() throws {
        let value = try Value(json: #""\"\\\/\b\f\n\r\t\u0416\ud83d\ude00 \u00e9""#)
        #expect(value == .string("\"\\/\u{8}\u{C}\n\r\tЖ😀 é"))
    }

    @Test(
        "half of a surrogate pair becomes U+FFFD",
        arguments: [#""\ud83dx""#, #""\udc00x""#, #""\ud83d\u0078""#]
    )
    func halfSurrogates(json: String) throws {
        #expect(try Value(json: json) == "\u{FFFD}x")
    }

    @Test("numbers beyond Int are read as Double")
    func largeNumbers() throws {
        #expect(try Value(json: "9223372036854775807") == .integer(.max))
        #expect(try Value(json: "9223372036854775808") == .number(9_223_372_036_854_775_808))
    }

    @Test("of a repeated key the last value counts; a byte order mark is skipped")
    func leniency() throws {
        #expect(try Value(json: "\u{FEFF}{\"a\":1,\"a\":2}") == ["a": 2])
    }

    static let faults: [(String, String)] = [
        ("", "1:1: the text ends where a value was expected"),
        ("{\"a\":}", "1:6: a value was expected"),
        ("{a:1}", "1:2: a name in double quotes was expected"),
        ("{\"ё\" 1}", "1:6: “:” was expected after the name “ё”"),
        ("[1,\n 2 3]", "2:4: “,” or “]” was expected"),
        ("{\"a\":1,}", "1:8: a name in double quotes was expected"),
        ("[1,]", "1:4: a value was expected"),
        ("{\"a\":1 \"b\"", "1:8: “,” or “}” was expected"),
        ("1 2", "1:3: something follows the end of the value"),
        ("01", "1:2: something follows the end of the value"),
        ("-", "1:2: a digit was expected"),
        ("1.", "1:3: a digit was expected"),
        ("1e+", "1:4: a digit was expected"),
        ("1e999", "1:1: the number is too large"),
        ("tru", "1:1: a value was expected"),
        ("\"a", "1:3: the text is not closed with a double quote"),
        ("\"\\", "1:3: after “\\” one of \" \\ / b f n r t u was expected"),
        ("\"\\x\"", "1:3: after “\\” one of \" \\ / b f n r t u was expected"),
        ("\"\\u12\"", "1:6: four hexadecimal digits were expected"),
        ("\"a\nb\"", "1:3: control characters in a text must be written as escapes"),
        ("// no", "1:1: a value was expected"),
    ]

    @Test("what is no JSON is refused with its place", arguments: faults)
    func faulty(json: String, expected: String) {
        let error = #expect(throws: JSONError.self) { try Value(json: json) }
        #expect(error?.description == expected)
    }

    @Test(
        "wrong UTF-8 is refused",
        arguments: [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xD0, 0x22]]
    )
    func wrongUTF8(bytes: [UInt8]) {
        #expect(throws: JSONError.self) { try Value(json: bytes) }
    }

    @Test("depth is bounded")
    func depthIsBounded() throws {
        let nested = { (depth: Int) in
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try Value(json: nested(JSONReader.deepest))
        #expect(throws: JSONError.self) { try Value(json: nested(JSONReader.deepest + 1)) }
        #expect(throws: JSONError.self) { try Value(json: String(repeating: "[{\"a\":", count: 100_000)) }
    }

    @Test("what is written as JSON is read back the same", arguments: 0..<300)
    func roundTrip(seed: UInt64) throws {
        var generator = Generator(seed: seed)
        let value = generator.value()
        #expect(try Value(json: value.json) == value)
    }

    @Test("any cut of a JSON text is refused, not fatal", arguments: 0..<100)
    func cutShort(seed: UInt64) throws {
        var generator = Generator(seed: seed)
        let bytes = Array(Value.list([generator.value(), "end"]).json.utf8)
        for length in 0..<bytes.count {
            #expect(throws: JSONError.self) { try Value(json: Array(bytes[..<length])) }
        }
    }
}
