import Foundation
import Testing
@testable import Terminal

struct TimeArgumentTests {
    private let moscow = TimeZone(identifier: "Europe/Moscow") ?? .gmt
    /// 2026-11-12 09:30 UTC, 12:30 in Moscow.
    private let now = Date(timeIntervalSince1970: 1_794_475_800)

    private func shown(_ text: String, endOfDay: Bool = false) throws -> String {
        let date = try TimeArgument(now: now, zone: moscow).read(text, endOfDay: endOfDay)
        return date.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true))
    }

    @Test(
        "times are read in every promised form",
        arguments: [
            ("2026-11-01", "2026-10-31T21:00:00.000"),
            ("2026-11-01T10:00", "2026-11-01T07:00:00.000"),
            ("2026-11-01 10:00:05", "2026-11-01T07:00:05.000"),
            ("2026-11-01T10:00:00Z", "2026-11-01T10:00:00.000"),
            ("2026-11-01t10:00:00.250z", "2026-11-01T10:00:00.250"),
            ("2026-11-01T10:00:00+05:00", "2026-11-01T05:00:00.000"),
            ("2026-11-01T10:00-03:30", "2026-11-01T13:30:00.000"),
            ("2026-11-01T10:00-23:59", "2026-11-02T09:59:00.000"),
            ("2026-11-01T10:00+18:27", "2026-10-31T15:33:00.000"),
            ("now", "2026-11-12T09:30:00.000"),
            ("today", "2026-11-11T21:00:00.000"),
            ("Yesterday", "2026-11-10T21:00:00.000"),
            ("90s", "2026-11-12T09:28:30.000"),
            ("15m", "2026-11-12T09:15:00.000"),
            ("2h ago", "2026-11-12T07:30:00.000"),
            ("1d12h", "2026-11-10T21:30:00.000"),
            ("1w", "2026-11-05T09:30:00.000"),
            ("+3d", "2026-11-15T09:30:00.000"),
            ("2028-02-29", "2028-02-28T21:00:00.000"),
        ]
    )
    func forms(text: String, expected: String) throws { #expect(try shown(text) == expected) }

    @Test("a day as the end of a span is meant to its end")
    func endOfDay() throws {
        #expect(try shown("2026-11-01", endOfDay: true) == "2026-11-01T21:00:00.000")
        #expect(try shown("today", endOfDay: true) == "2026-11-12T21:00:00.000")
        #expect(try shown("2026-11-01T10:00", endOfDay: true) == "2026-11-01T07:00:00.000")
    }

    @Test(
        "all else is refused with the forms that would do",
        arguments: [
            "", "x", "2", "h", "2x", "2h3", "2026-13-01", "2026-02-29", "2026-11-31", "26-11-01", "2026-11-1",
            "2026-11-01T24:00", "2026-11-01T10", "2026-11-01T10:60", "2026-11-01T10:00+25:00",
            "2026-11-01T10:00+18:60",
            "2026-11-01T10:00+0300",
            "2026-11-01T10:00:00.", "99999999999999999999d", "999999w", "+2h ago", "٢h", "2026-11-01T", "-2h",
        ]
    )
    func refused(text: String) {
        let error = #expect(throws: UsageError.self) { try shown(text) }
        #expect(error?.message.en == "“\(text)” is no time")
        #expect(error?.hint.en.contains("2026-11-01T10:00") == true)
    }
}
