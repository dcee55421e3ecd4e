import Testing

@testable import Letters

@Suite("Slots for values")
struct PlaceholderTests {
    private func placeholder(_ index: Int) -> String {
        var out: [UInt8] = []
        Placeholder.append(index, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    @Test("text with slots is taken apart and put together")
    func segments() {
        let segments = Placeholder.segments(of: Array("a\(placeholder(0))b\(placeholder(123))".utf8))
        #expect(
            segments == [
                .literal(Array("a".utf8)), .placeholder(0, .text), .literal(Array("b".utf8)),
                .placeholder(123, .text),
            ]
        )
        var out: [UInt8] = []
        Substitution.html(
            Placeholder.segments(of: Array("<p>\(placeholder(0))</p>".utf8)),
            ["<b> & \"'"],
            into: &out
        )
        #expect(String(decoding: out, as: UTF8.self) == "<p>&lt;b&gt; &amp; &quot;&#39;</p>")
    }

    @Test("Markdown takes a slot for letters")
    func markdown() {
        let blocks = Markdown.parse(
            Array("\(placeholder(0)). **\(placeholder(1))**\(placeholder(2)) _\(placeholder(3))_".utf8)
        )
        #expect(
            blocks == [
                .paragraph([
                    .text(placeholder(0) + ". "), .strong([.text(placeholder(1))]),
                    .text(placeholder(2) + " "),
                    .emphasis([.text(placeholder(3))]),
                ])
            ]
        )
    }

    @Test("a slot that no value is for, and half a slot, are harmless")
    func forged() {
        var out: [UInt8] = []
        Substitution.html(Placeholder.segments(of: Array("a\(placeholder(99))b".utf8)), ["x"], into: &out)
        #expect(String(decoding: out, as: UTF8.self) == "ab")
        for cut in 1..<Array(placeholder(12).utf8).count {
            _ = Placeholder.segments(of: Array(Array(placeholder(12).utf8).prefix(cut)))
            _ = Placeholder.segments(of: Array(Array(placeholder(12).utf8).dropFirst(cut)))
        }
    }

    @Test("a value cannot forge a slot")
    func forgedByValue() {
        var out: [UInt8] = []
        Substitution.appendLine("a\(placeholder(0))b", to: &out)
        #expect(String(decoding: out, as: UTF8.self) == "a0b")
    }

    @Test("a value that is a link's address must be one that may be linked to")
    func wholeAddress() {
        func href(_ value: String) -> String {
            var out: [UInt8] = []
            LinkAddress.appendWhole(value, to: &out)
            return String(decoding: out, as: UTF8.self)
        }
        #expect(href("https://example.org/?a=1&b=2") == "https://example.org/?a=1&amp;b=2")
        #expect(href(" mailto:a@example.org ") == "mailto:a@example.org")
        #expect(href("https://example.org/\"><script>") == "https://example.org/%22%3E%3Cscript%3E")
        #expect(href("https://пример.испытание/").hasPrefix("https://xn--"))
        for value in ["javascript:alert(1)", " JAVASCRIPT:x", "data:x", "", "example.org", "vbscript:x"] {
            #expect(href(value) == "#", "\(value)")
        }
    }

    @Test("a value within an address cannot begin another part of it")
    func addressPart() {
        var out: [UInt8] = []
        LinkAddress.appendPart("a b&c=d?e#f\"<ё", to: &out)
        #expect(String(decoding: out, as: UTF8.self) == "a%20b%26c%3Dd%3Fe%23f%22%3C%D1%91")
    }
}
