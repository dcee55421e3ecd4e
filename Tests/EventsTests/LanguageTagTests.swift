import Events
import Testing

@Suite("Languages of readers")
struct LanguageTagTests {
    @Test(
        "which language a reader gets, of en, pt and ru at an event in English",
        arguments: [
            ("de", "en"), ("pt-BR", "pt"), ("EN", "en"), ("", "en"), (" EN ", "en"), ("en_GB", "en"),
            ("ru-RU", "ru"),
            ("pt_PT.UTF-8", "pt"), ("zz", "en"), ("-", "en"), ("русский", "en"),
        ]
    )
    func choice(_ reader: String, _ expected: String) {
        #expect(LanguageTag.choose(reader: reader, event: "en", among: ["en", "pt", "ru"]) == expected)
    }

    @Test("without the reader's language the event's counts, then English, then the first by name")
    func fallback() {
        #expect(LanguageTag.choose(reader: "de", event: "ru", among: ["en", "pt", "ru"]) == "ru")
        #expect(LanguageTag.choose(reader: "de", event: "fr", among: ["ru", "pt", "en"]) == "en")
        #expect(LanguageTag.choose(reader: "de", event: "fr", among: ["ru", "pt"]) == "pt")
        #expect(LanguageTag.choose(reader: "pt", event: "ru", among: ["pt-br", "ru"]) == "pt-br")
        #expect(LanguageTag.choose(reader: "pt", event: "ru", among: [] as [String]) == nil)
    }

    @Test("no text in Russian stands in a letter in another language where there is one in English")
    func texts() {
        let texts = Texts(["en": "Hall", "pt": "Sala", "ru": "Зал"], fallback: "ru")
        #expect(
            ["ru", "en", "pt", "pt-br", "de"].map { texts[$0] } == ["Зал", "Hall", "Sala", "Sala", "Hall"]
        )
        #expect(Texts(["ru": "Зал"], fallback: "ru")["de"] == "Зал")
    }

    @Test("an event says in which language a reader gets a notification, by the templates that it has")
    func written() throws {
        var event = try makeEvent(starts: "\"2026-11-28\"")
        event.writtenIn = ["changed": ["ru"], "confirmation": ["en", "pt", "ru"]]
        #expect(event.language(of: "changed", for: "EN") == "ru")
        #expect(event.language(of: "confirmation", for: "pt-BR") == "pt")
        #expect(event.language(of: "confirmation", for: "de") == "ru")
        // Templates that nobody has read decide nothing.
        #expect(event.language(of: nil, for: "EN") == "en" && event.language(of: "other", for: " ") == "ru")
    }

    @Test("a language's name is read in Russian, English and its own words")
    func names() {
        for (name, code) in [
            ("португальский", "pt"), ("Portuguese", "pt"), ("português", "pt"), ("Deutsch", "de"),
            ("казахский", "kk"),
        ] {
            #expect(LanguageTag.named(name) == code, "\(name)")
        }
        #expect(LanguageTag.named("клингонский") == nil)
    }
}
