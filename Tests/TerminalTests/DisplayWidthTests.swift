import Testing
@testable import Terminal

struct DisplayWidthTests {
    @Test(
        "letters take one column, ideographs and emoji two, combining marks none",
        arguments: [
            ("", 0), ("abc", 3), ("Жё", 2), ("漢字", 4), ("한글", 4), ("😀", 2), ("e\u{301}", 1), ("й", 1),
            ("й", 1),
            ("👨‍👩‍👧", 2), ("❤️", 2), ("№ 1", 3), ("\u{200B}", 0), ("ｆ", 2),
            ("कि", 2), ("กำ", 2), ("🇷🇺", 2), ("a\u{AD}b", 3), ("\u{600}1", 2), ("\u{1100}\u{1161}\u{11A8}", 2),
            ("〈", 2), ("\u{17000}", 2), ("\u{1F1E6}", 2), ("ﬁ", 1), ("½", 1),
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

    @Test("a text of one character with marks without end is shortened all the same")
    func marks() {
        let text = "а" + String(repeating: "\u{301}", count: 100_000)
        #expect(DisplayWidth.of(text) == 1)
        #expect(DisplayWidth.truncated(text, to: 20).utf8.count < 400)
        #expect(DisplayWidth.truncated("e\u{301}e\u{301}", to: 2) == "e\u{301}e\u{301}")
    }
}
