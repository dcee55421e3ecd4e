import Settings
import Testing

@Suite("JSON5")
struct JSON5Tests {
    @Test(
        "numbers may be written in every way that JSON5 allows",
        arguments: [
            ("0", JSONValue.integer(0)), ("-7", .integer(-7)), ("+7", .integer(7)), ("0x1F", .integer(31)),
            ("-0XfF", .integer(-255)), (".5", .number(0.5)), ("5.", .number(5)), ("5.e2", .number(500)),
            ("5.E-1", .number(0.5)), ("-.5e+1", .number(-5)), ("1e3", .number(1000)), ("1.0", .number(1)),
            ("Infinity", .number(.infinity)), ("-Infinity", .number(-.infinity)),
            ("+Infinity", .number(.infinity)),
            ("9223372036854775807", .integer(.max)),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            ("0xFFFFFFFFFFFFFFFF", .number(18_446_744_073_709_551_615)), ("0", .integer(0)),
        ]
    )
    func numbers(text: String, expected: JSONValue) throws {
        #expect(try value(text) == expected)
    }

    @Test("NaN is a number, and zero keeps its sign")
    func specialNumbers() throws {
        for text in ["NaN", "-NaN", "+NaN"] {
            guard case .number(let number) = try value(text) else {
                Issue.record("\(text) is no number")
                continue
            }
            #expect(number.isNaN)
        }
        guard case .number(let zero) = try value("-0") else {
            Issue.record("-0 lost its sign")
            return
        }
        #expect(zero == 0 && zero.sign == .minus)
    }

    @Test(
        "what is no number is refused",
        arguments: [
            "010", "-", "+", ".", "0x", "1e", "1e+", "1_000", "--1", "0b1", "1.2.3", "- 1", "0xG", "98.6.",
            "e5",
        ]
    )
    func wrongNumbers(text: String) {
        #expect(!syntaxFaults(text).isEmpty)
    }

    @Test(
        "strings know every escape",
        arguments: [
            (#""a\b\f\n\r\t\v\0b""#, "a\u{08}\u{0C}\n\r\t\u{0B}\u{0}b"), (#"'it\'s "so"'"#, "it's \"so\""),
            (#""\x41\u0416\uD83D\uDE00""#, "AЖ😀"), (#""\a\'\"\\\/""#, "a'\"\\/"), ("'a\\\nb'", "ab"),
            ("'a\\\r\nb'", "ab"), ("'a\\\u{2028}b'", "ab"), ("'a\u{2028}b'", "a\u{2028}b"), ("''", ""),
            ("'tab\there'", "tab\there"),
        ]
    )
    func strings(text: String, expected: String) throws {
        #expect(try value(text) == .string(expected))
    }

    @Test(
        "a broken escape or string is refused",
        arguments: [
            #""\x4""#, #""\u12""#, #""\uD83D""#, #""\uD83Dx""#, #""\uDE00""#, #""\1""#, #""\01""#, "\"a\nb\"",
            "\"a",
            "'a\"", #""a\"#,
        ]
    )
    func wrongStrings(text: String) {
        #expect(!syntaxFaults(text).isEmpty)
    }

    @Test("keys may be bare, quoted, Unicode and escaped")
    func keys() throws {
        let text = #"{ a: 1, "b c": 2, 'd': 3, $_9: 4, имя: 5, \u0041b: 6, ünïcode: 7, ùńîċõďë: 8, null: 9 }"#
        guard case .object(let members) = try value(text) else {
            Issue.record("no object")
            return
        }
        #expect(members.map(\.key) == ["a", "b c", "d", "$_9", "имя", "Ab", "ünïcode", "ùńîċõďë", "null"])
        #expect(members.map(\.value) == (1...9).map { .integer($0) })
    }

    @Test("comments, blanks of every kind and a last comma change nothing")
    func blanks() throws {
        let text =
            "\u{FEFF} // one\n/* two\n * * / */ [ 1,\t\u{A0}/**/2\u{2028}\u{3000}, [ ], { }, // end\r\n ] // no line end"
        #expect(try value(text) == .array([.integer(1), .integer(2), .array([]), .object([])]))
    }

    @Test("a trailing comma is let in, two are not, nor a leading one")
    func commas() throws {
        #expect(try value("[1,]") == .array([.integer(1)]))
        #expect(try value("{a:1,}") == .object([JSONMember("a", .integer(1))]))
        for text in ["[,]", "[1,,2]", "{,}", "{a:1,,}"] {
            #expect(syntaxFaults(text).count == 1, "\(text)")
        }
    }

    @Test("every value and key knows its line and column, in characters")
    func positions() throws {
        let node = try JSON5.parse("{\r\n  имя: 'Ж', b: [1,\r    true],\n/*\n*/ c: {}}", file: "f")
        guard case .object(let members) = node.content, members.count == 3,
            case .array(let items) = members[1].value.content, items.count == 2
        else {
            Issue.record("another shape")
            return
        }
        #expect(node.position == Position(line: 1, column: 1))
        #expect(members[0].keyPosition == Position(line: 2, column: 3))
        #expect(members[0].value.position == Position(line: 2, column: 8))
        #expect(items[1].position == Position(line: 3, column: 5))
        #expect(members[2].keyPosition == Position(line: 5, column: 4))
    }

    @Test("strict JSON is JSON5, and what is written as JSON is read back the same")
    func roundTrip() throws {
        let text = #"{"a":[1,-2,0.5,true,false,null],"b":{"c\"\\\n\u0001":"Ж"},"":[]}"#
        let first = try value(text)
        #expect(first.json == text)
        #expect(try value(first.json) == first)
        #expect(JSONValue.array([.number(.nan), .number(.infinity)]).json == "[null,null]")
    }

    @Test("a value is found by its key")
    func subscripting() throws {
        let node = try value("{ a: { b: 1 } }")
        #expect(node["a"]?["b"] == .integer(1))
        #expect(node["b"] == nil)
        #expect(JSONValue.null["a"] == nil)
    }
}
