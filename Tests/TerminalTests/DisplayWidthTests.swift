import Testing
@testable import Terminal

struct DisplayWidthTests {
    @Test(
        "letters take one column, ideographs and emoji two, combining marks none",
        arguments: [
            ("", 0), ("abc", 3), ("Жё", 2), ("漢字", 4), ("한글", 4), ("😀", 2), ("e\u{301}", 1), ("й", 1),
            ("й", 1),
            ("👨‍👩‍👧", 2), ("❤️", 2), ("№ 1", 3), ("\u{200B}", 0), ("ｆ", 2),
        ]
    )
    func width(text: String, expected: Int) { #expect(DisplayWidth.of(text) == expected) }

    @Test(
        "a text is cut between characters, never within, and says so",
        arguments: [
            ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("漢字漢", 5, "漢字…"), ("漢字漢", 4, "漢…"),
            ("abc", 1, "…"), ("abc", 0, ""),
        ]
    )
    func truncated(text: String, width: Int, expected: String) {
        #expect(DisplayWidth.truncated(text, to: width) == expected)
    }

    @Test("lines are broken at blanks, but not at no-break spaces")
    func wrapping() {
        #expect(Wrapping.lines(of: "one two\n three", width: 8) == ["one two", "three"])
        #expect(
            Wrapping.lines(of: "28\u{A0}ноября 2023\u{A0}г.", width: 10) == [
                "28\u{A0}ноября", "2023\u{A0}г.",
            ]
        )
        #expect(Wrapping.lines(of: "unbreakable a", width: 4) == ["unbreakable", "a"])
        #expect(Wrapping.lines(of: "", width: 4) == [""])
    }

    @Test("a text of one character with marks without end is shortened all the same")
    func marks() {
        let text = "а" + String(repeating: "\u{301}", count: 100_000)
        #expect(DisplayWidth.of(text) == 1)
        #expect(DisplayWidth.truncated(text, to: 20).utf8.count < 400)
        #expect(DisplayWidth.truncated("e\u{301}e\u{301}", to: 2) == "e\u{301}e\u{301}")
    }

    @Test("lines of a text are kept where they are wanted, control characters never")
    func visible() {
        #expect(Visible.lines("a\r\nb\u{7}\u{9B}") == "a\nb\u{FFFD}\u{FFFD}")
        #expect(Visible.line("a\r\nb\rc\nd") == "a b c d")
        #expect(Visible.line("Ёлка 😀") == "Ёлка 😀")
    }
}
