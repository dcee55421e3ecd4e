import Testing

@testable import Letters

@Suite("Plain text of a draft")
struct TextWriterTests {
    private func text(_ source: String) -> String {
        let structure = LetterStructure(Markdown.parse(Array(source.utf8)))
        var out: [UInt8] = []
        Substitution.text(TextPiece.pieces(of: TextWriter.lines(of: structure)), [], into: &out)
        return String(decoding: out, as: UTF8.self).replacing("\r\n", with: "\n")
    }

    @Test("markup is not left over")
    func plain() {
        #expect(text("# a\n\nb **c** *d* `e`\\\nf\ng") == "a\n\nb c d e\nf g\n")
        #expect(text("a &amp; b <i>c</i>") == "a & b c\n")
    }

    @Test("links are written out, once")
    func links() {
        #expect(text("[a](https://example.org/) b") == "a (https://example.org/) b\n")
        #expect(text("<https://example.org/> b") == "https://example.org/ b\n")
        #expect(text("x [a@b.example](mailto:a@b.example)") == "x a@b.example\n")
        #expect(text("x [write](mailto:a@b.example?subject=c)") == "x write (a@b.example)\n")
        #expect(text("x [phone](tel:+74956291010;ext=1782)") == "x phone (+74956291010)\n")
    }

    @Test("the button's address stands on a line of its own, however long")
    func button() {
        let url = "https://example.org/" + String(repeating: "x", count: 200)
        #expect(text("[Зарегистрироваться](\(url))") == "Зарегистрироваться:\n\(url)\n")
    }

    @Test("lists keep their marks, their lines hang, and what follows does not")
    func lists() {
        let long = String(repeating: "слово ", count: 20)
        let lines = text("- \(long)\n- b\n  - c\n\nd").split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        #expect(lines[0].hasPrefix("- слово") && lines[1].hasPrefix("  слово"))
        #expect(lines.suffix(5) == ["- b", "", "  - c", "", "d", ""].suffix(5))
        #expect(text("9. a\n10. b") == "9. a\n10. b\n")
        #expect(text("> a\n>\n> b") == "> a\n\n> b\n")
    }

    @Test("rows are lines of label and value")
    func rows() {
        #expect(text("**a:** b\n**c:** d\n\ne") == "a: b\nc: d\n\ne\n")
    }

    @Test("what follows the last rule is the footer")
    func footer() {
        let rule = String(repeating: "-", count: 40)
        #expect(text("a\n\n---\n\nb") == "a\n\n\(rule)\n\nb\n")
        #expect(text("a\n\n---\n\nb\n\n---\n\nc") == "a\n\n\(rule)\n\nb\n\n\(rule)\n\nc\n")
    }

    @Test("no line is wider than 76 columns but for a word that is")
    func width() {
        let source = String(repeating: "Ежегодное совещание 会議 e\u{301}e\u{301} ", count: 40)
        for line in text(source).split(separator: "\n") {
            var columns = 0
            for scalar in line.unicodeScalars where scalar != "\u{301}" {
                columns += scalar.value > 0x2E80 ? 2 : 1
            }
            #expect(columns <= 76 && columns > 60 || line == text(source).split(separator: "\n").last)
        }
    }

    @Test("a no-break space does not break")
    func noBreak() {
        let source = String(repeating: "a", count: 70) + " 28\u{A0}ноября"
        #expect(text(source).split(separator: "\n").last == "28\u{A0}ноября")
    }
}
