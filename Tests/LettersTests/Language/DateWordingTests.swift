import Events
import Testing

@testable import Letters

@Suite("Dates in letters")
struct DateWordingTests {
    private func range(_ first: String, _ last: String, _ language: LetterLanguage = "ru") throws -> String {
        let days = try [first, last].map { text in
            let parts = text.split(separator: "-").compactMap { Int($0) }
            return try #require(LocalDate(year: parts[0], month: parts[1], day: parts[2]))
        }
        return DateWording.range(days[0], days[1], language: language)
    }

    @Test("a range says each part once, and г. cannot part from its year")
    func russian() throws {
        #expect(try range("2023-11-28", "2023-11-29") == "28–29\u{A0}ноября 2023\u{A0}г.")
        #expect(try range("2023-11-30", "2023-12-01") == "30\u{A0}ноября\u{A0}— 1\u{A0}декабря 2023\u{A0}г.")
        #expect(
            try range("2026-12-30", "2027-01-02")
                == "30\u{A0}декабря 2026\u{A0}г.\u{A0}— 2\u{A0}января 2027\u{A0}г."
        )
        #expect(try range("2023-11-28", "2023-11-28") == "28\u{A0}ноября 2023\u{A0}г.")
    }

    @Test("an end before the start counts as one day")
    func reversed() throws {
        #expect(try range("2023-11-29", "2023-11-28") == "29\u{A0}ноября 2023\u{A0}г.")
    }

    @Test("English ranges")
    func english() throws {
        #expect(try range("2023-11-28", "2023-11-29", "en") == "28–29\u{A0}November 2023")
        #expect(try range("2023-11-30", "2023-12-01", "en") == "30\u{A0}November\u{A0}– 1\u{A0}December 2023")
        #expect(
            try range("2026-12-30", "2027-01-02", "en") == "30\u{A0}December 2026\u{A0}– 2\u{A0}January 2027"
        )
    }

    @Test("the day of the week")
    func weekday() throws {
        let day = try #require(LocalDate(year: 2023, month: 11, day: 28))
        #expect(DateWording.weekdayAndDay(day, language: "ru") == "вторник, 28\u{A0}ноября")
        #expect(DateWording.weekdayAndDay(day, language: "en") == "Tuesday, 28\u{A0}November")
    }

    @Test("every day of a year has a month in the genitive")
    func months() throws {
        let first = try #require(LocalDate(year: 2026, month: 1, day: 1))
        let words = Set((0..<365).map { DateWording.dayAndMonth(first.adding(days: $0), language: "ru") })
        #expect(words.count == 365)
        #expect(words.allSatisfy { $0.hasSuffix("а") || $0.hasSuffix("я") })
    }
}
