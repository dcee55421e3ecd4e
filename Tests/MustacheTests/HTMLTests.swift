import Testing
@testable import Mustache

struct HTMLTests {
    private func escaped(_ text: String) -> String {
        var out: [UInt8] = []
        HTML.escape(text, into: &out)
        return String(decoding: out, as: UTF8.self)
    }

    @Test("the five characters of HTML become references, wherever they stand")
    func fiveCharacters() {
        #expect(escaped("<a href=\"x\">'&'</a>") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;")
    }

    @Test("nothing else changes", arguments: ["", "Дом Пашкова", "😀\u{0}\n"])
    func nothingElse(text: String) { #expect(escaped(text) == text) }

    @Test("no escaped text holds markup, and none is lost", arguments: 0..<200)
    func property(seed: UInt64) {
        var generator = Generator(seed: seed)
        let text = generator.text(upTo: 40)
        let result = escaped(text)
        #expect(!result.contains { "<>\"'".contains($0) })
        let back = result.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
        #expect(back == text)
    }
}
