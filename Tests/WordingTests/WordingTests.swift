import Testing
@testable import Wording

struct WordingTests {
    @Test(
        "Russian for every spelling of its tag, English for anything else",
        arguments: [
            ("ru", "да"), ("ru-RU", "да"), ("RU", "да"), ("en", "yes"), ("de", "yes"), ("", "yes"),
        ]
    )
    func languages(tag: String, text: String) {
        #expect(Wording(ru: "да", en: "yes").text(in: tag) == text)
    }

    @Test("sentences are joined language by language")
    func joined() {
        let one = Wording(ru: "раз", en: "one"), two = Wording(ru: "два", en: "two")
        #expect([one, two].joined(separator: ", ") == Wording(ru: "раз, два", en: "one, two"))
        #expect("x: " + one + "!" == Wording(ru: "x: раз!", en: "x: one!"))
    }

    @Test("what is quoted is the same everywhere; nothing is empty")
    func verbatim() {
        #expect(Wording(verbatim: "a@b").ru == Wording(verbatim: "a@b").en)
        #expect(Wording.nothing.isEmpty && !Wording(ru: "", en: "x").isEmpty)
    }
}
