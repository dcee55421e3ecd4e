import Testing

@testable import Letters

@Suite("Slots for values")
struct SlotTests {
    private func slot(_ index: Int) -> String {
        var out: [UInt8] = []
        Slot.append(index, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    @Test("text with slots is taken apart and put together")
    func segments() {
        let segments = Slot.segments(of: Array("a\(slot(0))b\(slot(123))".utf8))
        #expect(
            segments == [
                .literal(Array("a".utf8)), .slot(0, .text), .literal(Array("b".utf8)), .slot(123, .text),
            ]
        )
        var out: [UInt8] = []
        Fill.html(Slot.segments(of: Array("<p>\(slot(0))</p>".utf8)), ["<b> & \"'"], into: &out)
        #expect(String(decoding: out, as: UTF8.self) == "<p>&lt;b&gt; &amp; &quot;&#39;</p>")
    }

    @Test("Markdown takes a slot for letters")
    func markdown() {
        let blocks = Markdown.parse(Array("\(slot(0)). **\(slot(1))**\(slot(2)) _\(slot(3))_".utf8))
        #expect(
            blocks == [
                .paragraph([
                    .text(slot(0) + ". "), .strong([.text(slot(1))]), .text(slot(2) + " "),
                    .emphasis([.text(slot(3))]),
                ])
            ]
        )
    }

    @Test("a slot that no value is for, and half a slot, are harmless")
    func forged() {
        var out: [UInt8] = []
        Fill.html(Slot.segments(of: Array("a\(slot(99))b".utf8)), ["x"], into: &out)
        #expect(String(decoding: out, as: UTF8.self) == "ab")
        for cut in 1..<Array(slot(12).utf8).count {
            _ = Slot.segments(of: Array(Array(slot(12).utf8).prefix(cut)))
            _ = Slot.segments(of: Array(Array(slot(12).utf8).dropFirst(cut)))
        }
    }

    @Test("a value cannot forge a slot")
    func forgedByValue() {
        var out: [UInt8] = []
        Fill.appendLine("a\(slot(0))b", to: &out)
        #expect(String(decoding: out, as: UTF8.self) == "a0b")
    }

    @Test("a value that is a link's address must be one that may be linked to")
    func wholeAddress() {
        func href(_ value: String) -> String {
            var out: [UInt8] = []
            WebAddress.appendWhole(value, to: &out)
            return String(decoding: out, as: UTF8.self)
        }
        #expect(href("https://example.org/?a=1&b=2") == "https://example.org/?a=1&amp;b=2")
        #expect(href(" mailto:a@example.org ") == "mailto:a@example.org")
        #expect(href("https://example.org/\"><script>") == "https://example.org/%22%3E%3Cscript%3E")
        #expect(href("https://пример.испытание/").hasPrefix("https://%D0%BF"))
        for value in ["javascript:alert(1)", " JAVASCRIPT:x", "data:x", "", "example.org", "vbscript:x"] {
            #expect(href(value) == "#", "\(value)")
        }
    }

    @Test("a value within an address cannot begin another part of it")
    func addressPart() {
        var out: [UInt8] = []
        WebAddress.appendPart("a b&c=d?e#f\"<ё", to: &out)
        #expect(String(decoding: out, as: UTF8.self) == "a%20b%26c%3Dd%3Fe%23f%22%3C%D1%91")
    }
}
