import Events
import Foundation
import Regions
import Settings
import TestSupport
import Testing

@Suite("Schedule")
struct ScheduleTests {
    private func plan(
        _ rule: String,
        _ more: String = "",
        starts: String = "2026-11-28T10:00",
        zone name: String,
        calendar: ProductionCalendar = .weekends,
        planned: Date = .distantPast
    ) throws -> Schedule.Plan? {
        let event = try makeEvent(
            "registrationCloses: \"2026-11-20T18:00\", \(more) notifications: [{ name: \"n\", \(rule) }]",
            starts: "\"\(starts)\""
        )
        return Schedule.plan(
            event.notifications[0],
            event: event,
            zone: zone(name),
            calendar: calendar,
            planned: planned
        )
    }

    @Test(
        "a rule counts days from the fact's day in the event's zone, to an hour of the recipient's clock",
        arguments: [
            ("before: \"starts\", by: \"7d\", time: \"10:00\"", "Europe/Moscow", "2026-11-21T07:00:00Z"),
            ("before: \"starts\", by: \"7d\", time: \"10:00\"", "Asia/Kamchatka", "2026-11-20T22:00:00Z"),
            ("before: \"starts\", by: \"7d\", time: \"10:00\"", "Europe/Kaliningrad", "2026-11-21T08:00:00Z"),
            ("before: \"starts\", by: \"0d\", time: \"08:00\"", "Asia/Novosibirsk", "2026-11-28T01:00:00Z"),
            ("after: \"ends\", by: \"2d\", time: \"12:00\"", "Asia/Vladivostok", "2026-11-30T02:00:00Z"),
            (
                "before: \"registrationCloses\", by: \"3d\", time: \"10:00\"", "Asia/Omsk",
                "2026-11-17T04:00:00Z"
            ),
            // Hours are exact and the same for all.
            ("before: \"starts\", by: \"2h\"", "Asia/Kamchatka", "2026-11-28T05:00:00Z"),
            ("before: \"starts\", by: \"2h\"", "Europe/Moscow", "2026-11-28T05:00:00Z"),
            // Days without an hour: at the fact's own hour in the event's zone.
            ("before: \"starts\", by: \"1d\"", "Asia/Kamchatka", "2026-11-27T07:00:00Z"),
            // `at` is in the event's zone.
            ("at: \"2026-10-12T10:00\"", "Asia/Kamchatka", "2026-10-12T07:00:00Z"),
        ]
    )
    func rules(rule: String, zone: String, expected: String) throws {
        #expect(try plan("audience: \"registered\", " + rule, zone: zone)?.due == instant(expected))
    }

    @Test("days stay days when the clocks change in between")
    func summerTime() throws {
        let event = try makeEvent(
            "notifications: [{ name: \"n\", audience: \"registered\", before: \"starts\", by: \"7d\", time: \"10:00\" }, { name: \"m\", audience: \"registered\", before: \"starts\", by: \"7d\" }]",
            starts: "\"2026-03-31T10:00\"",
            zone: "Europe/Berlin"
        )
        for notification in event.notifications {
            let due = Schedule.due(
                notification,
                event: event,
                zone: zone("Europe/Berlin"),
                calendar: .weekends
            )
            #expect(due == instant("2026-03-24T09:00:00Z"))
        }
    }

    @Test("a prompted notification has no time of its own")
    func prompted() throws {
        #expect(try plan("on: \"registered\"", zone: "UTC") == nil)
    }

    @Test(
        "a letter outside the recipient's window waits for it to open",
        arguments: [
            // 10:00 in Moscow is 09:00 in Kaliningrad and 19:00 in Kamchatka.
            ("at: \"2026-10-12T10:00\"", "Europe/Kaliningrad", "2026-10-12T07:00:00Z"),
            ("at: \"2026-10-12T10:00\"", "Asia/Kamchatka", "2026-10-12T07:00:00Z"),
            // 12:00 in Moscow is 21:00 in Kamchatka: the next day at 08:00.
            ("at: \"2026-10-12T12:00\"", "Asia/Kamchatka", "2026-10-12T20:00:00Z"),
            // 11:00 in Moscow is 20:00 there: the window has just closed.
            ("at: \"2026-10-12T11:00\"", "Asia/Kamchatka", "2026-10-12T20:00:00Z"),
            // 08:00 in Moscow is 07:00 in Kaliningrad: an hour later.
            ("at: \"2026-10-12T08:00\"", "Europe/Kaliningrad", "2026-10-12T06:00:00Z"),
        ]
    )
    func window(rule: String, zone: String, expected: String) throws {
        let made = try plan(
            "audience: \"invitees\", " + rule,
            "window: { from: \"08:00\", to: \"20:00\" },",
            zone: zone
        )
        #expect(made?.due == instant(expected))
    }

    @Test("no official letter goes out on weekends and public holidays")
    func working() throws {
        let calendar = try shippedCalendar()
        let window = "window: { from: \"09:00\", to: \"18:00\", days: \"working\" },"
        // 21 November 2026 is a Saturday, 31 December to 10 January a long holiday.
        let week = try plan(
            "audience: \"registered\", before: \"starts\", by: \"7d\", time: \"10:00\"",
            window,
            zone: "Europe/Moscow",
            calendar: calendar
        )
        // It counts back: the last open hour before it is on the Friday.
        #expect(
            week?.nominal == instant("2026-11-21T07:00:00Z") && week?.due == instant("2026-11-20T14:00:00Z")
        )
        let new = try plan(
            "audience: \"registered\", at: \"2026-12-31T10:00\"",
            window,
            zone: "Asia/Omsk",
            calendar: calendar
        )
        #expect(new?.due == instant("2027-01-11T03:00:00Z"))
    }

    @Test("a letter is late by `lateBy` after it was due, and one before a fact never comes after it")
    func late() throws {
        let week = try plan(
            "audience: \"registered\", before: \"starts\", by: \"7d\", time: \"10:00\"",
            zone: "Europe/Moscow"
        )
        #expect(week?.lateUntil == instant("2026-11-21T19:00:00Z"))
        let hour = try plan("audience: \"registered\", before: \"starts\", by: \"1h\"", zone: "Europe/Moscow")
        #expect(hour?.lateUntil == instant("2026-11-28T07:00:00Z"))
        let own = try plan(
            "audience: \"registered\", after: \"facts.over\", by: \"1h\", lateBy: \"30m\"",
            "facts: { over: \"2026-11-29T18:00\" },",
            zone: "Europe/Moscow"
        )
        #expect(own?.lateUntil == instant("2026-11-29T16:30:00Z"))
        let strict = try plan(
            "audience: \"registered\", after: \"facts.over\", by: \"1h\", lateBy: \"0s\"",
            "facts: { over: \"2026-11-29T18:00\" },",
            zone: "Europe/Moscow"
        )
        #expect(strict?.lateUntil == instant("2026-11-29T16:01:00Z"), "the daemon's own moment is not late")
        // Planned after the window closed on the Friday before; it opens on the Monday after.
        let missed = try plan(
            "audience: \"registered\", before: \"starts\", by: \"2h\"",
            "window: { from: \"09:00\", to: \"18:00\", days: \"working\" },",
            zone: "Europe/Moscow",
            planned: instant("2026-11-27T15:00:00Z")
        )
        #expect(missed.map { $0.lateUntil < $0.due } == true)
    }

    @Test(
        "a letter that counts back goes at its hour, or in the last open hour before it, in every zone",
        arguments: [
            // «Завтра, понедельник» on the Friday, not on the Monday itself.
            ("2026-11-30T10:00", "1d", "10:00", "Europe/Moscow", "2026-11-27T16:00:00Z"),
            ("2026-11-30T10:00", "1d", "10:00", "Asia/Kamchatka", "2026-11-27T07:00:00Z"),
            ("2026-11-30T10:00", "1d", "10:00", "Europe/Kaliningrad", "2026-11-27T17:00:00Z"),
            // On a working day at its hour.
            ("2026-11-26T10:00", "1d", "10:00", "Asia/Vladivostok", "2026-11-25T00:00:00Z"),
            // Before the window opens: the evening before. After it has closed: its last hour.
            ("2026-11-26T10:00", "1d", "07:00", "Europe/Moscow", "2026-11-24T16:00:00Z"),
            ("2026-11-26T10:00", "1d", "21:00", "Europe/Moscow", "2026-11-25T16:00:00Z"),
            ("2026-11-26T10:00", "1d", "20:00", "Asia/Omsk", "2026-11-25T13:00:00Z"),
            // After the New Year holidays, 31 December to 10 January, both reminders go before them.
            ("2027-01-11T10:00", "7d", "10:00", "Europe/Moscow", "2026-12-30T16:00:00Z"),
            ("2027-01-11T10:00", "1d", "10:00", "Europe/Moscow", "2026-12-30T16:00:00Z"),
            ("2027-01-11T10:00", "1d", "10:00", "Asia/Kamchatka", "2026-12-30T07:00:00Z"),
            // Clocks that are put forward on the Sunday before (Berlin, 29 March 2026).
            ("2026-03-30T10:00", "1d", "10:00", "Europe/Berlin", "2026-03-27T18:00:00Z"),
            ("2026-03-31T10:00", "1d", "10:00", "Europe/Berlin", "2026-03-30T08:00:00Z"),
            // Clocks put back there (25 October 2026).
            ("2026-10-26T10:00", "1d", "10:00", "Europe/Berlin", "2026-10-23T17:00:00Z"),
            // An exact distance in hours, at night for the reader.
            ("2026-11-26T10:00", "2h", "", "Asia/Kamchatka", "2026-11-26T05:00:00Z"),
            ("2026-11-26T10:00", "2h", "", "America/New_York", "2026-11-26T00:00:00Z"),
        ]
    )
    func countingBack(starts: String, by: String, time: String, zone: String, expected: String) throws {
        let clock = time.isEmpty ? "" : ", time: \"\(time)\""
        let plan = try #require(
            try plan(
                "audience: \"registered\", before: \"starts\", by: \"\(by)\"\(clock)",
                "window: { from: \"08:00\", to: \"20:00\", days: \"working\" },",
                starts: starts,
                zone: zone,
                calendar: try shippedCalendar()
            )
        )
        #expect(plan.due == instant(expected))
        #expect(plan.due <= plan.nominal, "it may speak of tomorrow")
        #expect(plan.lateUntil <= plan.latest ?? .distantPast)
    }

    @Test(
        "where no hour was open since it was planned, it goes in the next one before the moment it counts to"
    )
    func plannedTooLate() throws {
        func due(_ planned: String) throws -> Schedule.Plan? {
            try plan(
                "audience: \"registered\", before: \"starts\", by: \"1d\", time: \"10:00\"",
                "window: { from: \"08:00\", to: \"20:00\", days: \"working\" },",
                starts: "2026-11-30T10:00",
                zone: "Europe/Moscow",
                planned: instant(planned)
            )
        }
        #expect(try due("2026-11-27T16:30:00Z")?.due == instant("2026-11-27T16:30:00Z"))
        let saturday = try due("2026-11-28T09:00:00Z")
        #expect(saturday?.due == instant("2026-11-30T05:00:00Z"))
        #expect(saturday?.lateUntil == instant("2026-11-30T07:00:00Z"))
    }

    @Test("lateness is counted in hours in which the letter may go")
    func lateInOpenHours() throws {
        let window = "window: { from: \"08:00\", to: \"20:00\", days: \"working\" },"
        // Friday 19:00: an hour is left, and eleven of the Monday.
        let made = try plan("audience: \"invitees\", at: \"2026-11-20T19:00\"", window, zone: "Europe/Moscow")
        #expect(made?.lateUntil == instant("2026-11-23T16:00:00Z"))
        let before = try plan(
            "audience: \"registered\", before: \"starts\", by: \"1d\", time: \"10:00\"",
            window,
            starts: "2026-11-30T10:00",
            zone: "Europe/Moscow"
        )
        #expect(before?.lateUntil == instant("2026-11-30T07:00:00Z"), "never after the moment it counts to")
    }

    @Test("a window of a notification's own, and the event's own calendar, come before what is common")
    func ownHours() throws {
        let rule = "audience: \"registered\", before: \"facts.workshop.starts\", by: \"2h\""
        let facts = """
            facts: { workshop: { starts: "2026-11-29T09:00" } },
            window: { from: "09:00", to: "18:00", days: "working" },
            """
        // 29 November 2026 is a Sunday.
        #expect(try plan(rule, facts, zone: "Europe/Moscow")?.due == instant("2026-11-27T14:00:00Z"))
        let own = ", window: { from: \"06:00\", to: \"23:00\" }"
        #expect(try plan(rule + own, facts, zone: "Europe/Moscow")?.due == instant("2026-11-29T04:00:00Z"))
        let sunday = "audience: \"registered\", at: \"2026-11-29T10:00\""
        #expect(
            try plan(sunday, facts + "calendar: \"none\",", zone: "Europe/Moscow")?.due
                == instant("2026-11-29T07:00:00Z")
        )
        #expect(try plan(sunday, facts, zone: "Europe/Moscow")?.due == instant("2026-11-30T06:00:00Z"))
    }

    @Test("no letter before a moment goes after it, whatever zone, window and hour")
    func neverAfter() throws {
        let calendar = try shippedCalendar()
        var random = SplitMix64(seed: 5)
        let zones = Set(Regions.all.map(\.timeZone)).sorted() + ["Europe/Berlin", "America/New_York"]
        for _ in 0..<400 {
            let from = Int.random(in: 0...20, using: &random),
                to = Int.random(in: from + 1...23, using: &random)
            let day = Int.random(in: 1...28, using: &random), month = Int.random(in: 1...12, using: &random)
            let days = Bool.random(using: &random) ? "all" : "working"
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            let starts = "2026-\(two(month))-\(two(day))T\(two(Int.random(in: 0...23, using: &random))):00"
            let hour = two(Int.random(in: 0...23, using: &random))
            let by = Bool.random(using: &random) ? "3h" : "\(Int.random(in: 1...9, using: &random))d"
            let made = try plan(
                "audience: \"registered\", before: \"starts\", by: \"\(by)\"\(by == "3h" ? "" : ", time: \"\(hour):00\"")",
                "window: { from: \"\(two(from)):00\", to: \"\(two(to)):00\", days: \"\(days)\" },",
                starts: starts,
                zone: zones.randomElement(using: &random) ?? "UTC",
                calendar: calendar
            )
            let plan = try #require(made)
            #expect(plan.due <= max(plan.nominal, plan.latest ?? .distantPast), "\(starts) \(plan)")
            #expect(plan.lateUntil <= plan.latest ?? .distantPast, "\(starts) \(plan)")
        }
    }

    @Test(
        "the recipient's zone is their own, or their region's, or the event's",
        arguments: [
            ("Asia/Tokyo", "54", "Asia/Tokyo"), ("", "54", "Asia/Novosibirsk"),
            (nil, "RU-KAM", "Asia/Kamchatka"),
            (nil, "Омская область", "Asia/Omsk"), ("MSK", "65", "Asia/Sakhalin"),
            (nil, "00", "Europe/Moscow"), (nil, nil, "Europe/Moscow"),
        ] as [(String?, String?, String)]
    )
    func zones(own: String?, region: String?, expected: String) throws {
        #expect(Schedule.zone(own: own, region: region, event: try makeEvent()).identifier == expected)
    }

    @Test("every region's own zone is taken")
    func everyRegion() throws {
        let event = try makeEvent()
        for region in Regions.all {
            #expect(Schedule.zone(own: nil, region: region.code, event: event).identifier == region.timeZone)
        }
    }
}
