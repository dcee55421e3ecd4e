import Testing

@testable import Letters

@Suite("Wrapping of text")
struct TextWrapTests {
    private func wrap(_ text: String, first: String = "", rest: String = "", wraps: Bool = true) -> [String] {
        var out: [UInt8] = []
        TextWrap.append(Array(text.utf8), first: first, rest: rest, wraps: wraps, to: &out)
        return String(decoding: out, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
    }

    @Test("a line of 76 columns stays, one of 77 breaks")
    func edge() {
        let half = String(repeating: "я", count: 37)
        #expect(wrap("\(half) \(half)я").count == 1)
        #expect(wrap("\(half) \(half)яя").count == 2)
    }

    @Test("indents count")
    func indents() {
        let word = String(repeating: "x", count: 36)
        #expect(wrap("\(word) \(word)", first: "- ", rest: "  ") == ["- \(word) \(word)"])
        #expect(wrap("\(word) \(word)xx", first: "- ", rest: "  ") == ["- \(word)", "  \(word)xx"])
    }

    @Test("blanks are one, and none at an end")
    func blanks() {
        #expect(wrap("  a   b  ") == ["a b"])
        #expect(wrap("") == [""])
        #expect(wrap(" a   b  ", wraps: false) == [" a   b"])
    }

    @Test("wide characters count twice, combining ones not at all")
    func columns() {
        #expect(wrap(String(repeating: "会", count: 38) + " x").count == 2)
        #expect(wrap(String(repeating: "会", count: 37) + " x").count == 1)
        #expect(wrap(String(repeating: "e\u{301}", count: 74) + " x").count == 1)
    }

    @Test("no word is lost, whatever the text", arguments: 0..<50)
    func property(_ seed: Int) {
        var words = Words(seed: UInt64(seed))
        let text = (0..<40).map { _ in words.maybe() ?? "слово" }.joined(separator: " ")
        #expect(wrap(text).joined(separator: " ") == text.split(separator: " ").joined(separator: " "))
    }
}
