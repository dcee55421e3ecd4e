import Events
import Foundation
import TestSupport
import Testing

@Suite("Days and times")
struct LocalDateTests {
    @Test("days that the calendar does not have are refused")
    func impossible() {
        for (year, month, day) in [
            (2026, 2, 29), (2026, 2, 30), (1900, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1),
            (2026, 1, 0), (0, 1, 1),
        ] {
            #expect(LocalDate(year: year, month: month, day: day) == nil)
        }
        #expect(LocalDate(year: 2028, month: 2, day: 29) != nil)
        #expect(LocalDate(year: 2000, month: 2, day: 29) != nil)
    }

    @Test("counting days agrees with Foundation's calendar over four hundred years")
    func counting() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        var random = SplitMix64(seed: 1)
        for _ in 0..<2000 {
            let days = Int.random(in: -60_000...90_000, using: &random)
            let date = LocalDate(daysSince1970: days)
            let parts = calendar.dateComponents(
                [.year, .month, .day, .weekday],
                from: Date(timeIntervalSince1970: Double(days) * 86_400)
            )
            #expect(date.year == parts.year && date.month == parts.month && date.day == parts.day)
            #expect(date.daysSince1970 == days)
            #expect(date.weekday == ((parts.weekday ?? 0) + 5) % 7 + 1)
        }
    }

    @Test("days can be added over months and years")
    func adding() {
        #expect(date(2026, 12, 31).adding(days: 1) == date(2027, 1, 1))
        #expect(date(2028, 3, 1).adding(days: -1) == date(2028, 2, 29))
        #expect(date(2026, 11, 28).description == "2026-11-28" && date(2026, 11, 28).weekday == 6)
        #expect(date(2026, 1, 31) < date(2026, 2, 1))
    }

    @Test("times that no clock shows are refused, 24:00 is let in as an end")
    func times() {
        #expect(LocalTime(hour: 24, minute: 1) == nil && LocalTime(hour: -1, minute: 0) == nil)
        #expect(LocalTime(hour: 10, minute: 60) == nil)
        #expect(LocalTime(hour: 24, minute: 0) == .endOfDay)
        #expect(
            time(9, 5).description == "09:05"
                && LocalTime(hour: 9, minute: 5, second: 7)?.description == "09:05:07"
        )
        #expect(LocalDateTime(date(2026, 1, 2), time(3)).description == "2026-01-02T03:00")
    }
}
