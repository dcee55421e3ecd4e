@testable import Delivery
import Store
import Testing
import TestSupport

@Suite("Who belongs to a mailing at their own hour")
struct EngineAudienceTests {
    /// Seven days before, at ten: 22:00 UTC of 20 March in Kamchatka, 07:00 UTC of 21 March in Moscow.
    static let rule =
        #"{ name: "reminder", audience: "registered", before: "starts", by: "7d", time: "10:00" }"#

    private func bed(_ rules: String = Self.rule, now: String = "2035-03-20T21:00:00Z") throws -> Bed {
        try Bed { settings in
            settings.now = now
            settings.notifications = rules + ","
            settings.templates["reminder.en"] = "Subject: Soon\n\nSoon.\n"
        }
    }

    private func register(_ bed: Bed, _ name: String, _ zone: String, _ more: String = "") throws {
        try bed.webSite.run(
            "INSERT INTO registrations (event, email, time_zone) VALUES ('meeting', ?, ?)",
            "\(name)@example.org",
            zone
        )
        if !more.isEmpty { try set(bed, name, more) }
    }

    private func set(_ bed: Bed, _ name: String, _ values: String) throws {
        try bed.webSite.run("UPDATE registrations SET \(values) WHERE email = ?", "\(name)@example.org")
    }

    /// `state audience`, after the states were found to add up to the audience.
    private func mailing(_ bed: Bed) throws -> String {
        let columns = MessageState.allCases.map(\.rawValue).joined(separator: " + ")
        #expect(try bed.rows("SELECT (\(columns)) = audience FROM mailings_view") == ["1"])
        return try bed.rows("SELECT state || ' ' || audience FROM mailings_view").first ?? ""
    }

    private func pass(_ bed: Bed, _ seconds: Int) throws {
        bed.clock.advance(by: .seconds(seconds))
        try bed.drain()
    }

    @Test(
        "whoever is promoted, registers or is restored before their hour gets it, whoever leaves before it does not"
    )
    func whole() throws {
        let bed = try bed()
        for name in ["east", "far"] { try register(bed, name, "Asia/Kamchatka") }
        try register(bed, "waits", "Europe/Moscow", "status = 'waitlisted'")
        for name in ["demoted", "cancels", "erased", "restored", "stays"] {
            try register(bed, name, "Europe/Moscow")
        }
        try pass(bed, 3660)
        #expect(Set(bed.taken()) == ["east@example.org", "far@example.org"])
        #expect(try mailing(bed) == "running 7")
        try set(bed, "waits", "status = 'confirmed'")
        try set(bed, "demoted", "status = 'waitlisted'")
        for name in ["cancels", "restored"] { try set(bed, name, "status = 'cancelled'") }
        try bed.webSite.run("DELETE FROM registrations WHERE email = 'erased@example.org'")
        try register(bed, "new", "Europe/Moscow")
        try pass(bed, 60)
        #expect(try mailing(bed) == "running 5", "east, far, stays, waits and new")
        #expect(
            try bed.rows("SELECT cause FROM messages WHERE email LIKE 'demoted%' AND mailing_id IS NULL")
                == ["left_audience"]
        )
        try set(bed, "restored", "status = 'registered'")
        try pass(bed, 60)
        #expect(try mailing(bed) == "running 6")
        // Their hour strikes.
        try pass(bed, 9 * 3600)
        #expect(
            bed.taken().sorted()
                == ["east", "far", "new", "restored", "stays", "waits"].map { $0 + "@example.org" }
        )
        #expect(try mailing(bed) == "running 6")
        // After it nobody joins, however they come.
        try set(bed, "demoted", "status = 'registered'")
        try register(bed, "late", "Europe/Moscow")
        try pass(bed, 60)
        #expect(bed.relay.messageCount == 6)
        // The last hour on Earth has struck.
        try pass(bed, 15 * 3600)
        #expect(try mailing(bed) == "finished 6")
        #expect(bed.relay.messageCount == 6, "each of them once")
    }

    @Test("who moves to another zone before their hour gets it at the hour of that zone")
    func moves() throws {
        let bed = try bed()
        try register(bed, "east", "Asia/Kamchatka")
        try register(bed, "moves", "Europe/Moscow")
        try register(bed, "stays", "Europe/Moscow")
        try pass(bed, 3660)
        // Ten in Omsk is seven in Moscow.
        try set(bed, "moves", "time_zone = 'Asia/Omsk'")
        try set(bed, "east", "time_zone = 'Europe/Moscow'")
        try pass(bed, 60)
        try pass(bed, 6 * 3600)
        #expect(bed.taken() == ["east@example.org", "moves@example.org"])
        try pass(bed, 3 * 3600)
        #expect(bed.taken() == ["east@example.org", "moves@example.org", "stays@example.org"])
    }

    @Test(
        "who is demoted after their hour, while the letter still waits, does not get it and is accounted for"
    )
    func demotedLater() throws {
        let bed = try bed()
        try register(bed, "one", "Europe/Moscow")
        try register(bed, "two", "Europe/Moscow")
        bed.relay.setScript(Script.friendly.on(.rcpt, .reply("450 4.2.0 greylisted")))
        bed.clock.advance(by: .seconds(10 * 3600 + 60))
        try bed.drain()
        #expect(try bed.states() == "deferred 2")
        try set(bed, "two", "status = 'waitlisted'")
        bed.relay.setScript(.friendly)
        try pass(bed, 1200)
        #expect(try bed.states() == "cancelled 1, sent 1")
        #expect(try mailing(bed) == "running 2")
    }

    @Test("the same person by another row keeps the letter")
    func twin() throws {
        let bed = try bed()
        try register(bed, "east", "Asia/Kamchatka")
        for _ in 0..<2 { try register(bed, "twice", "Europe/Moscow") }
        try pass(bed, 3660)
        #expect(try mailing(bed) == "running 2")
        try bed.webSite.run("UPDATE registrations SET status = 'waitlisted' WHERE id = 2")
        try pass(bed, 60)
        #expect(try mailing(bed) == "running 2")
        #expect(try bed.rows("SELECT registration_id FROM messages WHERE email LIKE 'twice%'") == ["3"])
        try pass(bed, 9 * 3600)
        #expect(bed.taken() == ["east@example.org", "twice@example.org"])
    }

    @Test("`where` narrows the audience, and whoever no longer fits leaves it")
    func conditions() throws {
        let bed = try bed(
            Self.rule.replacing(
                "reminder\",",
                with: "reminder\", where: { \"details.workshop\": \"swift\", language: [\"en\", \"pt\"] },"
            )
        )
        let swift = #"details = '{"workshop":["rust","Swift"]}'"#
        try register(bed, "east", "Asia/Kamchatka", swift)
        try register(bed, "west", "Europe/Moscow", swift + ", language = 'pt-BR'")
        try register(bed, "changes", "Europe/Moscow", swift)
        try register(bed, "other", "Europe/Moscow", #"details = '{"workshop":"rust"}'"#)
        try register(bed, "russian", "Europe/Moscow", swift + ", language = 'ru'")
        try register(bed, "silent", "Europe/Moscow")
        try pass(bed, 3660)
        #expect(try mailing(bed) == "running 3")
        try set(bed, "changes", "details = NULL")
        try set(bed, "other", swift)
        try pass(bed, 60)
        #expect(try mailing(bed) == "running 3")
        try pass(bed, 9 * 3600)
        #expect(bed.taken().sorted() == ["east@example.org", "other@example.org", "west@example.org"])
    }

    /// An event on a Monday, told of on working days alone.
    private func monday(now: String) throws -> Bed {
        try Bed { settings in
            settings.now = now
            settings.starts = "2035-03-26T10:00"
            settings.ends = "2035-03-26T18:00"
            settings.event = #"window: { from: "08:00", to: "20:00", days: "working" },"#
            settings.notifications =
                #"{ name: "reminder", audience: "registered", before: "starts", by: "1d", time: "10:00" },"#
            settings.templates["reminder.en"] = "Subject: Monday\n\nMonday.\n"
        }
    }

    @Test("an event on Monday is told of on the Friday, not that very morning")
    func lastOpenHour() throws {
        let bed = try monday(now: "2035-03-23T12:00:00Z")
        try bed.register("a@example.org")
        try bed.drain()
        #expect(try bed.rows("SELECT due_at FROM mailings_view") == ["2035-03-23T16:00:00.000Z"])
        try pass(bed, 4 * 3600 + 60)
        #expect(bed.taken() == ["a@example.org"])
        try bed.register("saturday@example.org")
        try pass(bed, 24 * 3600)
        try pass(bed, 40 * 3600)
        #expect(bed.relay.messageCount == 1, "who registers after its hour does not get it")
    }

    @Test(
        "planned when no hour was left before its own, it goes in the next one before the moment it counts to"
    )
    func plannedLate() throws {
        let bed = try monday(now: "2035-03-24T12:00:00Z")
        try bed.register("a@example.org")
        try bed.drain()
        #expect(try bed.rows("SELECT due_at FROM mailings_view") == ["2035-03-26T05:00:00.000Z"])
        try pass(bed, 41 * 3600 + 60)
        #expect(bed.taken() == ["a@example.org"])
    }

    @Test(
        "a letter that was tried in time is tried again when it may go, and never after the moment it counts to"
    )
    func greylisted() throws {
        let rule = #"""
            { name: "reminder", audience: "registered", before: "starts", by: "1d", time: "19:55", lateBy: "5m" }
            """#
        for isTaken in [true, false] {
            let bed = try bed(rule, now: "2035-03-27T16:55:10Z")
            try bed.change { $0.event = #"window: { from: "08:00", to: "20:00", days: "all" },"# }
            try register(bed, "one", "Europe/Moscow")
            bed.relay.setScript(Script.friendly.on(.rcpt, .reply("450 4.2.0 greylisted")))
            try bed.drain()
            #expect(try bed.states() == "deferred 1")
            if isTaken { bed.relay.setScript(.friendly) }
            // The window has closed.
            try pass(bed, 1200)
            #expect(try bed.log().count == 1 && bed.relay.messageCount == 0)
            // It opens, two hours before the event begins.
            try pass(bed, 12 * 3600)
            #expect(try bed.states() == (isTaken ? "sent 1" : "deferred 1"))
            for _ in 0..<12 { try pass(bed, 1200) }
            #expect(try bed.states() == (isTaken ? "sent 1" : "expired 1"))
            let last = try bed.rows("SELECT max(at) FROM delivery_log WHERE code IS NOT NULL").first ?? ""
            #expect(last < "2035-03-28T07:00:00")
        }
    }

    @Test(
        "where its window does not open again before the moment, a letter is tried once more while it is open"
    )
    func lastTry() throws {
        let rule = #"{ name: "reminder", audience: "registered", before: "starts", by: "1d", time: "19:55" }"#
        let bed = try bed(rule, now: "2035-03-27T16:55:10Z")
        try bed.change { $0.event = #"window: { from: "11:00", to: "20:00", days: "all" },"# }
        try register(bed, "one", "Europe/Moscow")
        bed.relay.setScript(
            Script.friendly.on(.rcpt, .reply("450 4.2.0 greylisted, try again in 300 seconds"))
        )
        try bed.drain()
        #expect(try bed.states() == "deferred 1")
        bed.relay.setScript(.friendly)
        try pass(bed, 61)
        #expect(try bed.states() == "sent 1")
    }

    @Test(
        "the order of hours, changes and looks does not matter: whoever is registered at their hour gets it",
        arguments: UInt64(1)...6
    )
    func property(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let zones = [
            "Asia/Kamchatka", "Asia/Vladivostok", "Asia/Omsk", "Europe/Moscow", "Europe/Kaliningrad",
        ]
        // 22:00, 00:00, 04:00, 07:00 and 08:00 UTC.
        let hours = [60, 180, 420, 600, 660]
        let bed = try bed()
        var isIn = [Bool](repeating: true, count: 15)
        var expected: Set<String> = []
        for index in isIn.indices { try register(bed, "p\(index)", zones[index % zones.count]) }
        try bed.drain()
        for step in 0..<24 {
            let minute = step * 30
            try pass(bed, 30)
            for index in isIn.indices where Int.random(in: 0..<4, using: &random) == 0 {
                isIn[index].toggle()
                let out = Bool.random(using: &random) ? "waitlisted" : "cancelled"
                try set(bed, "p\(index)", "status = '\(isIn[index] ? "registered" : out)'")
            }
            if Bool.random(using: &random) { try bed.drain() }
            try pass(bed, 30)
            if minute >= 60 { #expect(try mailing(bed).hasPrefix("running")) }
            for (zone, hour) in hours.enumerated() where hour == minute + 30 {
                for index in isIn.indices where index % zones.count == zone && isIn[index] {
                    expected.insert("p\(index)@example.org")
                }
            }
            try pass(bed, 29 * 60)
        }
        #expect(bed.taken().count == Set(bed.taken()).count)
        #expect(Set(bed.taken()) == expected)
    }
}
