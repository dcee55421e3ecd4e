import Testing
@testable import Terminal

struct CSVTests {
    @Test(
        "a cell is quoted when it must be",
        arguments: [
            ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("a\nb", "\"a\nb\""),
            ("a\r\nb", "\"a\nb\""), (" a", "\" a\""), ("a;b", "\"a;b\""), ("", ""), ("Дом", "Дом"),
        ]
    )
    func quotes(cell: String, expected: String) { #expect(CSV.plain.record([cell]) == expected + "\r\n") }

    @Test("a record ends with CRLF, nil is an empty cell")
    func record() { #expect(CSV.plain.record(["a", nil, "b"]) == "a,,b\r\n") }

    @Test(
        "nothing that a registrant types becomes a formula",
        arguments: [
            " =1+1", "\u{200E}=1", "\u{A0}@x", "＝1+1", "=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1",
            "=HYPERLINK(\"http://x\")", "-", "+7 495 1",
        ]
    )
    func formulas(cell: String) {
        let record = CSV.plain.record([cell])
        #expect(record.hasPrefix("'") || record.hasPrefix("\"'"))
    }

    @Test("numbers with a sign stay numbers", arguments: ["-5", "+3", "-0.25"])
    func numbers(cell: String) { #expect(CSV.plain.record([cell]) == cell + "\r\n") }

    @Test("what would move the cursor or reorder the line is made harmless, lines and blanks stay")
    func controls() {
        #expect(CSV.plain.record(["a\u{1B}[2Jb\u{202E}c\u{9B}"]) == "a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}\r\n")
        #expect(CSV.plain.record(["a\nb\rc"]) == "\"a\nbc\"\r\n")
    }

    @Test("for a spreadsheet UTF-8 is marked, and cells are divided as its language divides them")
    func spreadsheet() {
        #expect(CSV.plain.beginning.isEmpty)
        #expect(CSV.spreadsheet(language: "en").beginning == "\u{FEFF}")
        #expect(CSV.spreadsheet(language: "en").record(["a", "b"]) == "a,b\r\n")
        #expect(CSV.spreadsheet(language: "ru").record(["a", "0,5", "=1"]) == "a;\"0,5\";'=1\r\n")
    }
}
