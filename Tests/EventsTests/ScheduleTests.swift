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
        zone name: String,
        calendar: ProductionCalendar = .weekends
    ) throws -> Schedule.Plan? {
        let event = try makeEvent(
            "ends: \"2026-11-29T18:00\", registrationCloses: \"2026-11-20T18:00\", \(more) notifications: [{ name: \"n\", \(rule) }]"
        )
        return Schedule.plan(event.notifications[0], event: event, zone: zone(name), calendar: calendar)
    }

    @Test(
        "a rule counts days from the fact's day in the event's zone, to an hour of the recipient's clock",
        arguments: [
            ("before: \"starts\", by: \"7d\", time: \"10:00\"", "Europe/Moscow", "2026-11-21T07:00:00Z"),
            ("before: \"starts\", by: \"7d\", time: \"10:00\"", "Asia/Kamchatka", "2026-11-20T22:00:00Z"),
            ("before: \"starts\", by: \"7d\", time: \"10:00\"", "Europe/Kaliningrad", "2026-11-21T08:00:00Z"),
            ("before: \"starts\", by: \"0d\", time: \"08:00\"", "Asia/Novosibirsk", "2026-11-28T01:00:00Z"),
            ("after: \"ends\", by: \"1d\", time: \"12:00\"", "Asia/Vladivostok", "2026-11-30T02:00:00Z"),
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
        #expect(
            week?.nominal == instant("2026-11-21T07:00:00Z") && week?.due == instant("2026-11-23T06:00:00Z")
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
            "audience: \"registered\", after: \"ends\", by: \"1h\", lateBy: \"30m\"",
            zone: "Europe/Moscow"
        )
        #expect(own?.lateUntil == instant("2026-11-29T16:30:00Z"))
        let strict = try plan(
            "audience: \"registered\", after: \"ends\", by: \"1h\", lateBy: \"0s\"",
            zone: "Europe/Moscow"
        )
        #expect(strict?.lateUntil == instant("2026-11-29T16:01:00Z"), "the daemon's own moment is not late")
        // The day before is a Friday evening, Monday is too late.
        let missed = try plan(
            "audience: \"registered\", before: \"starts\", by: \"2h\"",
            "window: { from: \"09:00\", to: \"18:00\", days: \"working\" },",
            zone: "Europe/Moscow"
        )
        #expect(missed.map { $0.lateUntil < $0.due } == true)
    }

    @Test("who registers after a reminder's time does not get it")
    func entitled() {
        let due = instant("2026-11-21T07:00:00Z")
        #expect(Schedule.isEntitled(since: instant("2026-11-21T06:59:59Z"), due: due))
        #expect(Schedule.isEntitled(since: due, due: due))
        #expect(!Schedule.isEntitled(since: instant("2026-11-21T07:00:01Z"), due: due))
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
