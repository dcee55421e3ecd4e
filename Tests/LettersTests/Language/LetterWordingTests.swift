import Foundation
import Testing

@testable import Letters

@Suite("Wording for values from elsewhere")
struct LetterWordingTests {
    private func moment(_ text: String, _ language: LetterLanguage) throws -> String {
        LetterWording.moment(
            text,
            in: try #require(TimeZone(identifier: "Europe/Moscow")),
            language: language
        )
    }

    @Test("days and moments are told as everywhere in letters")
    func moments() throws {
        #expect(try moment("2026-11-28", "ru") == "28\u{A0}ноября 2026\u{A0}г.")
        #expect(try moment("2026-11-28T10:00", "ru") == "28\u{A0}ноября 2026\u{A0}г. в\u{A0}10:00 (МСК)")
        #expect(
            try moment("2026-11-28T10:00", "en") == "28\u{A0}November 2026 at\u{A0}10:00 (Moscow time, UTC+3)"
        )
    }

    @Test("what is no moment stays as it is", arguments: ["", "soon", "2026-13-01", "2026-11-28T25:00"])
    func others(text: String) throws {
        #expect(try moment(text, "ru") == text)
    }
}
