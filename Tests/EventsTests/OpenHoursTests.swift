import Events
import Foundation
import Regions
import TestSupport
import Testing

@Suite("The hours in which timed mail may go")
struct OpenHoursTests {
    private let zones =
        Set(Regions.all.map(\.timeZone)).sorted() + [
            "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia",
        ]

    @Test("an opening is never before the wish, never outside the window, and never later than it must be")
    func property() throws {
        let calendar = try shippedCalendar()
        var random = SplitMix64(seed: 6)
        for _ in 0..<1500 {
            let zone = zone(zones.randomElement(using: &random) ?? "UTC")
            let from =
                LocalTime(
                    hour: Int.random(in: 0...22, using: &random),
                    minute: [0, 15, 30].randomElement(using: &random) ?? 0
                ) ?? .midnight
            let length = Int.random(in: 1...24, using: &random) * 1800
            let end = min(86_400, from.secondsSinceMidnight + length)
            let to = LocalTime(hour: end / 3600, minute: end / 60 % 60) ?? .endOfDay
            let window = Window(from: from, to: to, days: Bool.random(using: &random) ? .all : .working)
            // Dates around every change of offset and holiday of 2026 and 2027.
            let wish = Date(
                timeIntervalSince1970: Double(Int.random(in: 1_767_000_000...1_830_000_000, using: &random))
            )
            let hours = OpenHours(window: window, zone: zone, calendar: calendar)
            let opening = hours.opening(from: wish)
            #expect(opening >= wish)
            #expect(hours.isOpen(opening))
            let local = zone.local(opening)
            #expect(window.from <= local.time && local.time < window.to)
            if window.days == .working { #expect(calendar.isWorking(local.date)) }
            if opening > wish {
                #expect(!hours.isOpen(wish))
                for _ in 0..<8 {
                    let between = Date(
                        timeIntervalSince1970: Double.random(
                            in: wish.timeIntervalSince1970..<opening.timeIntervalSince1970,
                            using: &random
                        ).rounded(.down)
                    )
                    #expect(
                        !hours.isOpen(max(between, wish)),
                        "\(zone.identifier) \(window) \(wish) \(opening) \(between)"
                    )
                }
            }
        }
    }

    @Test("with clocks put back, the hour that comes twice is open only where the clock shows the window")
    func putBack() {
        let berlin = zone("Europe/Berlin")
        let window = Window(from: time(2, 30), to: time(5))
        // The second 02:10 is after the first 02:30, yet before the window by the clock.
        let opening = OpenHours(window: window, zone: berlin, calendar: .weekends).opening(
            from: instant("2026-10-25T01:10:00Z")
        )
        #expect(opening == instant("2026-10-25T01:30:00Z"))
    }

    @Test("a window that falls into hours that do not exist opens the next day")
    func putForward() {
        let window = Window(from: time(2), to: time(2, 45))
        let opening = OpenHours(window: window, zone: zone("Europe/Berlin"), calendar: .weekends).opening(
            from: instant("2026-03-28T23:30:00Z")
        )
        #expect(opening == instant("2026-03-30T00:00:00Z"))
    }

    @Test("without a window it is always open")
    func none() {
        #expect(OpenHours(window: nil, zone: .gmt, calendar: .weekends).isOpen(.now))
        #expect(
            OpenHours(window: nil, zone: .gmt, calendar: .weekends).opening(
                from: instant("2026-01-01T03:00:00Z")
            ) == instant("2026-01-01T03:00:00Z")
        )
    }

    @Test("a region's own holiday keeps its people undisturbed, and nobody else is kept waiting")
    func regional() throws {
        let calendar = try ProductionCalendar.parse(
            "{ years: {}, regions: { \"16\": { off: [\"2026-11-06\"] } } }",
            file: "c"
        )
        let window = Window(from: time(9), to: time(18), days: .working)
        let friday = instant("2026-11-06T07:00:00Z")
        let moscow = zone("Europe/Moscow")
        for region in ["16", "RU-TA", "Татарстан"] {
            let opening = OpenHours(window: window, zone: moscow, calendar: calendar, region: region).opening(
                from: friday
            )
            #expect(opening == instant("2026-11-09T06:00:00Z"))
        }
        #expect(
            OpenHours(window: window, zone: moscow, calendar: calendar, region: "77").opening(from: friday)
                == friday
        )
    }

    @Test("a calendar without a working day never opens")
    func never() throws {
        let off = try ProductionCalendar.parse(
            "{ years: { \"2026\": { off: [\"2026-01-01/2026-12-31\"] }, \"2027\": { off: [\"2027-01-01/2027-12-31\"] } } }",
            file: "c"
        )
        let window = Window(from: time(9), to: time(18), days: .working)
        #expect(
            OpenHours(window: window, zone: .gmt, calendar: off).opening(
                from: instant("2026-02-01T00:00:00Z")
            )
                == .distantFuture
        )
    }

    @Test("the last hour before a moment is open, none is open after it, and it is the very last")
    func lastHourProperty() throws {
        let calendar = try shippedCalendar()
        var random = SplitMix64(seed: 11)
        for _ in 0..<1500 {
            let zone = zone(zones.randomElement(using: &random) ?? "UTC")
            let from = time(Int.random(in: 0...21, using: &random))
            let length = Int.random(in: 1...5, using: &random) * 1800
            let end = min(86_400, from.secondsSinceMidnight + length)
            let to = LocalTime(hour: end / 3600, minute: end / 60 % 60) ?? .endOfDay
            let window = Window(from: from, to: to, days: Bool.random(using: &random) ? .all : .working)
            let hours = OpenHours(window: window, zone: zone, calendar: calendar)
            let wish = Date(
                timeIntervalSince1970: Double(Int.random(in: 1_767_000_000...1_830_000_000, using: &random))
            )
            let hour = try #require(hours.lastHour(before: wish))
            #expect(hour < wish && hours.isOpen(hour), "\(zone.identifier) \(window) \(wish) \(hour)")
            for _ in 0..<8 {
                let later = Date(
                    timeIntervalSince1970: Double.random(
                        in: hour.timeIntervalSince1970..<wish.timeIntervalSince1970,
                        using: &random
                    ).rounded(.down)
                )
                guard later > hour + 3 * 3600 else { continue }
                #expect(!hours.isOpen(later), "\(zone.identifier) \(window) \(wish) \(hour) \(later)")
            }
            // Nothing is left of it for a letter that was planned afterwards.
            let after = hours.lastHour(before: wish, since: hour + 3 * 3600)
            #expect(after == nil || hours.isOpen(after ?? .distantPast))
        }
    }

    @Test("of the last hour there is what is left since the letter was planned")
    func lastHourSince() throws {
        // 20 November 2026 is a Friday.
        let window = Window(from: time(8), to: time(20), days: .working)
        let hours = OpenHours(window: window, zone: zone("Europe/Moscow"), calendar: .weekends)
        let sunday = instant("2026-11-22T07:00:00Z")
        #expect(hours.lastHour(before: sunday) == instant("2026-11-20T16:00:00Z"))
        #expect(
            hours.lastHour(before: sunday, since: instant("2026-11-20T16:40:00Z"))
                == instant("2026-11-20T16:40:00Z")
        )
        #expect(hours.lastHour(before: sunday, since: instant("2026-11-20T17:00:00Z")) == nil)
        let short = OpenHours(
            window: Window(from: time(9), to: LocalTime(hour: 9, minute: 30) ?? .endOfDay),
            zone: .gmt,
            calendar: .weekends
        )
        #expect(
            short.lastHour(before: instant("2026-11-22T07:00:00Z")) == instant("2026-11-21T09:00:00Z")
        )
    }

    @Test(
        "time is counted while it is open",
        arguments: [
            // From Friday 19:00 to Monday: an hour, then eleven.
            ("2026-11-20T16:00:00Z", 12 * 3600, "2026-11-23T16:00:00Z"),
            ("2026-11-20T16:00:00Z", 3600, "2026-11-20T17:00:00Z"),
            ("2026-11-20T16:00:00Z", 60, "2026-11-20T16:01:00Z"),
            ("2026-11-21T10:00:00Z", 1800, "2026-11-23T05:30:00Z"),
            ("2026-11-20T04:00:00Z", 12 * 3600, "2026-11-20T17:00:00Z"),
        ]
    )
    func counting(start: String, seconds: Int, expected: String) {
        let window = Window(from: time(8), to: time(20), days: .working)
        let hours = OpenHours(window: window, zone: zone("Europe/Moscow"), calendar: .weekends)
        #expect(hours.end(ofOpen: seconds, from: instant(start)) == instant(expected))
        let limit = instant(start) + 30
        #expect(hours.end(ofOpen: seconds, from: instant(start), limit: limit) <= limit)
        let always = OpenHours(window: nil, zone: .gmt, calendar: .weekends)
        #expect(always.end(ofOpen: seconds, from: instant(start)) == instant(start) + Double(seconds))
    }
}
