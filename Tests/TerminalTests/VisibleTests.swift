import Testing
@testable import Terminal

struct VisibleTests {
    @Test("lines of a text are kept where they are wanted, control characters never")
    func visible() {
        #expect(Visible.lines("a\r\nb\u{7}\u{9B}") == "a\nb\u{FFFD}\u{FFFD}")
        #expect(Visible.line("a\r\nb\rc\nd") == "a b c d")
        #expect(Visible.line("Ёлка 😀") == "Ёлка 😀")
    }

    @Test(
        "what reorders a line is made visible",
        arguments: ["\u{202E}", "\u{2066}", "\u{61C}", "\u{200F}", "\u{2028}", "\u{206A}", "\u{FFF9}"]
    )
    func reordering(mark: String) { #expect(Visible.line("a\(mark)b") == "a\u{FFFD}b") }
}
