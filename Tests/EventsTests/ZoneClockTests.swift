import Events
import Foundation
import Regions
import TestSupport
import Testing

@Suite("Local time and instants")
struct ZoneClockTests {
    @Test(
        "a local time has its instant, whatever the clocks do",
        arguments: [
            ("Europe/Moscow", "2026-11-28T10:00", "2026-11-28T07:00:00Z"),
            ("Asia/Kamchatka", "2026-11-28T10:00", "2026-11-27T22:00:00Z"),
            ("Europe/Berlin", "2026-03-29T01:59", "2026-03-29T00:59:00Z"),
            // Does not exist: taken with the offset before, 03:30 summer time.
            ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30:00Z"),
            ("Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00:00Z"),
            // Occurs twice: the first.
            ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z"),
            ("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00Z"),
            // Lord Howe moves by half an hour, Volgograd moved for good in December 2020.
            ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45:00Z"),
            ("Europe/Volgograd", "2020-12-27T01:30", "2020-12-26T21:30:00Z"),
            // Samoa had no 30 December 2011.
            ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00:00Z"),
            ("Asia/Kolkata", "2026-01-01T00:00", "2025-12-31T18:30:00Z"),
        ]
    )
    func instants(name: String, local: String, expected: String) throws {
        let event = try makeEvent(starts: "\"\(local)\"", zone: name)
        #expect(event.starts.instant(in: event.timeZone) == instant(expected))
    }

    @Test("what a clock shows leads back to the instant, except in the second of two equal hours")
    func roundTrip() {
        var random = SplitMix64(seed: 2)
        let names =
            Set(Regions.all.map(\.timeZone)).sorted() + [
                "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
            ]
        for _ in 0..<3000 {
            let zone = zone(names.randomElement(using: &random) ?? "UTC")
            let moment = Date(
                timeIntervalSince1970: Double(Int.random(in: 1_300_000_000...1_900_000_000, using: &random))
            )
            let back = zone.instant(of: zone.local(moment))
            #expect(back == moment || (back < moment && zone.local(back) == zone.local(moment)))
        }
    }

    @Test("what a clock shows agrees with Foundation's calendar")
    func agrees() {
        var random = SplitMix64(seed: 3)
        for name in ["Asia/Kathmandu", "America/St_Johns", "Europe/Moscow", "Pacific/Apia"] {
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = zone(name)
            for _ in 0..<200 {
                let moment = Date(
                    timeIntervalSince1970: Double.random(in: -1e9...2e9, using: &random).rounded()
                )
                let local = zone(name).local(moment)
                let parts = calendar.dateComponents(
                    [.year, .month, .day, .hour, .minute, .second],
                    from: moment
                )
                #expect(local.date.year == parts.year && local.date.day == parts.day)
                #expect(local.time.hour == parts.hour && local.time.minute == parts.minute)
                #expect(local.time.second == parts.second)
            }
        }
    }

    @Test("instants beyond all bounds do not bring it down")
    func bounds() {
        #expect(zone("Europe/Moscow").local(.distantFuture).date.year == 4001)
        #expect(zone("Europe/Moscow").local(Date(timeIntervalSince1970: .infinity)).date.year > 9000)
    }

    @Test("every region's zone is in the time zone database, with an offset between +2 and +12")
    func regions() {
        for region in Regions.all {
            let zone = Zones.zone(named: region.timeZone)
            let offset = zone?.secondsFromGMT(for: instant("2026-11-28T00:00:00Z")) ?? 0
            #expect((7200...43_200).contains(offset), "\(region.code) \(region.timeZone)")
        }
    }

    @Test(
        "only IANA names are zones",
        arguments: [
            ("Europe/Moscow", true), ("Europe/Kyiv", true), ("UTC", true), ("MSK", false), ("EST", false),
            ("GMT+3", false), ("Etc/GMT-3", false),
            ("+03:00", false), ("Europe/Nowhere", false), ("", false), ("/Europe/Moscow", false),
            ("../etc/passwd", false),
        ]
    )
    func names(name: String, isKnown: Bool) {
        #expect((Zones.zone(named: name) != nil) == isKnown)
    }

    @Test("the earliest and latest of a day alone are its two ends in the event's zone")
    func day() {
        let moment = EventMoment.date(date(2026, 11, 28))
        let moscow = zone("Europe/Moscow")
        #expect(moment.instant(in: moscow) == nil && !moment.hasTime)
        #expect(moment.earliest(in: moscow) == instant("2026-11-27T21:00:00Z"))
        #expect(moment.latest(in: moscow) == instant("2026-11-28T21:00:00Z"))
    }
}
