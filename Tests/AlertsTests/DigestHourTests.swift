import Foundation
import Testing

@testable import Alerts

@Suite("The hour of the digest")
struct DigestHourTests {
    /// The moments, by the minute within two days of UTC, at which a digest would go: each day's first.
    private func strikes(_ zone: String, _ minutes: Int, from start: String) throws -> [String] {
        let hour = DigestHour(minutes: minutes, zone: try #require(TimeZone(identifier: zone)))
        let first = Int64(try Date(start, strategy: .iso8601).timeIntervalSince1970) * 1000
        var last = hour.dayDue(at: first) ?? .min
        var found: [String] = []
        for minute in Int64(0)..<2 * 1440 {
            let now = first + minute * 60_000
            guard let day = hour.dayDue(at: now), day > last else { continue }
            last = day
            found.append(Date(timeIntervalSince1970: Double(now / 1000)).formatted(.iso8601))
        }
        return found
    }

    @Test(
        "it strikes once a day, also where clocks are put forward over it, or back behind it",
        arguments: [
            (
                "Europe/Moscow", 8 * 60, "2026-11-27T00:00:00Z",
                ["2026-11-27T05:00:00Z", "2026-11-28T05:00:00Z"]
            ),
            // 02:30 does not exist on 29 March 2026 in Berlin: it strikes at 03:00, which is 01:00 UTC.
            ("Europe/Berlin", 150, "2026-03-28T12:00:00Z", ["2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"]),
            // 02:30 exists twice on 25 October 2026: the first one counts.
            ("Europe/Berlin", 150, "2026-10-24T12:00:00Z", ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]),
            ("Asia/Kamchatka", 0, "2026-11-27T13:00:00Z", ["2026-11-28T12:00:00Z"]),
        ]
    )
    func strikes(zone: String, minutes: Int, start: String, expected: [String]) throws {
        let found = try strikes(zone, minutes, from: start)
        #expect(Array(found.prefix(expected.count)) == expected)
    }
}
