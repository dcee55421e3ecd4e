import Events
import Foundation
import Regions
import TestSupport
import Testing

@Suite("The recipient's window")
struct OpeningTests {
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
            let opening = Schedule.opening(from: wish, window: window, zone: zone, calendar: calendar)
            #expect(opening >= wish)
            #expect(Schedule.isOpen(opening, window: window, zone: zone, calendar: calendar))
            let local = zone.local(opening)
            #expect(window.from <= local.time && local.time < window.to)
            if window.days == .working { #expect(calendar.isWorking(local.date)) }
            if opening > wish {
                #expect(!Schedule.isOpen(wish, window: window, zone: zone, calendar: calendar))
                for _ in 0..<8 {
                    let between = Date(
                        timeIntervalSince1970: Double.random(
                            in: wish.timeIntervalSince1970..<opening.timeIntervalSince1970,
                            using: &random
                        ).rounded(.down)
                    )
                    #expect(
                        !Schedule.isOpen(max(between, wish), window: window, zone: zone, calendar: calendar),
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
        let opening = Schedule.opening(
            from: instant("2026-10-25T01:10:00Z"),
            window: window,
            zone: berlin,
            calendar: .weekends
        )
        #expect(opening == instant("2026-10-25T01:30:00Z"))
    }

    @Test("a window that falls into hours that do not exist opens the next day")
    func putForward() {
        let window = Window(from: time(2), to: time(2, 45))
        let opening = Schedule.opening(
            from: instant("2026-03-28T23:30:00Z"),
            window: window,
            zone: zone("Europe/Berlin"),
            calendar: .weekends
        )
        #expect(opening == instant("2026-03-30T00:00:00Z"))
    }

    @Test("without a window it is always open")
    func none() {
        #expect(Schedule.isOpen(.now, window: nil, zone: .gmt, calendar: .weekends))
        #expect(
            Schedule.opening(
                from: instant("2026-01-01T03:00:00Z"),
                window: nil,
                zone: .gmt,
                calendar: .weekends
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
            let opening = Schedule.opening(
                from: friday,
                window: window,
                zone: moscow,
                calendar: calendar,
                region: region
            )
            #expect(opening == instant("2026-11-09T06:00:00Z"))
        }
        #expect(
            Schedule.opening(from: friday, window: window, zone: moscow, calendar: calendar, region: "77")
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
            Schedule.opening(from: instant("2026-02-01T00:00:00Z"), window: window, zone: .gmt, calendar: off)
                == .distantFuture
        )
    }
}
