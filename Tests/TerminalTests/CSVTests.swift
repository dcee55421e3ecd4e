import Testing
@testable import Terminal

struct CSVTests {
    @Test(
        "a cell is quoted when it must be",
        arguments: [
            ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("a\nb", "\"a\nb\""),
            ("a\r\nb", "\"a\r\nb\""), (" a", "\" a\""), ("a;b", "\"a;b\""), ("", ""), ("Дом", "Дом"),
        ]
    )
    func quotes(cell: String, expected: String) { #expect(CSV.record([cell]) == expected + "\r\n") }

    @Test("a record ends with CRLF, nil is an empty cell")
    func record() { #expect(CSV.record(["a", nil, "b"]) == "a,,b\r\n") }

    @Test(
        "nothing that a registrant types becomes a formula",
        arguments: [
            "=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\")", "-", "+7 495 1",
        ]
    )
    func formulas(cell: String) {
        let record = CSV.record([cell])
        #expect(record.hasPrefix("'") || record.hasPrefix("\"'"))
    }

    @Test("numbers with a sign stay numbers", arguments: ["-5", "+3", "-0.25"])
    func numbers(cell: String) { #expect(CSV.record([cell]) == cell + "\r\n") }
}
