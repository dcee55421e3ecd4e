import Settings
import TestSupport
import Testing

@Suite("Faults of syntax")
struct JSON5FaultTests {
    @Test(
        "each fault is said in its own words, with its place",
        arguments: [
            ("", "f:1:1: the file is empty: expected `{`"),
            ("// only this", "f:1:13: the file is empty: expected `{`"),
            ("{} x", "f:1:4: expected the end of the file, found `x`"),
            (
                "{ a: smtp://x:25, }",
                "f:1:6: a: expected a value, found `smtp`: a text goes in quotes, \"smtp\""
            ),
            ("{ poll: 2s }", "f:1:9: poll: expected a number, found `2s`: a text goes in quotes, \"2s\""),
            ("{ a: .. }", "f:1:6: a: expected a number, found `..`"),
            ("{ a: }", "f:1:6: a: expected a value, found `}`"),
            ("{ a 1 }", "f:1:5: a: expected `:` after the key, found `1`"),
            ("{ mail.ru: 1 }", "f:1:3: the key `mail.ru` needs quotes: \"mail.ru\""),
            ("{ 1a: 1 }", "f:1:3: the key `1a` needs quotes: \"1a\""),
            ("{ ?: 1 }", "f:1:3: expected a key, found `?`"),
            ("{ a: 'x }", "f:1:6: a: the string that starts here is never closed"),
            ("{ a: 'x\n}", "f:1:6: a: the string that starts here is not closed at the end of its line"),
            ("{ a: 1 b: 2 }", "f:1:8: expected `,` or `}`, found `b`"),
            ("[1 2]", "f:1:4: expected `,` or `]`, found `2`"),
            ("{ a: 1", "f:1:1: the `{` of line 1 is never closed"),
            ("{ a: [1, }", "f:1:10: a: expected `]` for the `[` of line 1, found `}`"),
            ("/* {}", "f:1:1: the comment that starts here is never closed: expected `*/`"),
            (#"{ a: "\8" }"#, #"f:1:7: a: `\8` is no escape: write \x or \u with hexadecimal digits"#),
            ("{ a: 1,\n  b: 2,\n  a: 3 }", "f:3:3: a: is given twice: first in line 1; keep one of the two"),
            (
                "{ x: [{}, { 'mail.ru': 1, \"mail.ru\": 2 }] }",
                "f:1:27: x[1][\"mail.ru\"]: is given twice: first in line 1; keep one of the two"
            ),
        ]
    )
    func wording(text: String, expected: String) {
        #expect(syntaxFaults(text) == [expected])
    }

    @Test("all faults of a file are reported in one run, in their order")
    func several() {
        let text = """
            {
              a: yes,
              b: 1
              c: { d: 'open },
              e: [01, 2],
              e: 3,
            }
            """
        #expect(
            syntaxFaults(text)
                == [
                    "f:2:6: a: expected a value, found `yes`: a text goes in quotes, \"yes\"",
                    "f:4:3: expected `,` or `}`, found `c`",
                    "f:4:11: c.d: the string that starts here is not closed at the end of its line",
                    "f:5:7: c.e[0]: expected a number, found `01`: a text goes in quotes, \"01\"",
                    "f:6:3: c.e: is given twice: first in line 5; keep one of the two",
                    "f:1:1: the `{` of line 1 is never closed",
                ].sorted { line($0) < line($1) }
        )
    }

    private func line(_ fault: String) -> Int {
        Int(fault.split(separator: ":")[1]) ?? 0
    }

    @Test("deep nesting is refused, not recursed into")
    func deep() {
        #expect(
            syntaxFaults(String(repeating: "[", count: 200_000)).first?.contains(
                "is nested more than 100 deep"
            ) == true
        )
        let nested = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        #expect(syntaxFaults(nested).isEmpty)
    }

    @Test("a file of nonsense gives a bounded number of faults")
    func bounded() {
        #expect(syntaxFaults("[" + String(repeating: "? , ", count: 1000)).count <= 50)
    }

    @Test("no text brings the parser down, and what it refuses it says why")
    func anyText() {
        var random = SplitMix64(seed: 5)
        let pieces = [
            "{", "}", "[", "]", ",", ":", "'", "\"", "a", "1", ".", "-", "\\", "/", "*", "\n", "\r", " ", "Ж",
            "\u{2028}", "0x", "//", "/*", "\\u", "true",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...24, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            let log = FaultLog(file: "f")
            let node = JSON5.read(text, log)
            if case .broken = node.content { #expect(!log.faults.isEmpty, "\(text.debugDescription)") }
            for fault in log.faults {
                #expect(fault.line >= 1 && fault.column >= 1 && !fault.message.isEmpty)
            }
        }
    }
}
