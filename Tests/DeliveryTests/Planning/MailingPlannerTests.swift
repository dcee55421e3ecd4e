@testable import Delivery
import Events
import Foundation
import Store
import Testing
import TestSupport

@Suite("Who is due when")
struct MailingPlannerTests {
    static let zones = [
        "Europe/Moscow", "Asia/Vladivostok", "Asia/Kamchatka", "Europe/Kaliningrad", "America/New_York",
        "Pacific/Kiritimati", "Asia/Kathmandu", nil,
    ]

    static func kit(_ event: String, _ notifications: String) throws -> (Bed, Event) {
        let bed = try Bed {
            $0.event = event
            $0.notifications = notifications
            $0.templates = ["n.en": "Subject: Hi\n\nHi.\n"]
        }
        return (bed, try #require(try bed.start().site.events["meeting"]).event)
    }

    static func person(_ index: Int, zone: String?, region: String? = nil) -> PersonRow {
        var row = PersonRow(
            kind: .invitee,
            id: Int64(index),
            event: "meeting",
            email: "p\(index)@example.org"
        )
        row.timeZone = zone
        row.region = region
        return row
    }

    @Test(
        "nobody is due outside the window of their own clock, and nobody before the hour named",
        arguments: 1...12
    )
    func window(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let from = Int.random(in: 0...12, using: &random)
        let to = Int.random(in: (from + 1)...23, using: &random)
        let days = Bool.random(using: &random) ? "all" : "working"
        let hour = Int.random(in: 0...23, using: &random)
        let rule =
            Bool.random(using: &random)
            ? #"at: "2035-03-\#(Int.random(in: 12...19, using: &random))T\#(hour < 10 ? "0" : "")\#(hour):30""#
            : #"before: "starts", by: "\#(Int.random(in: 1...12, using: &random))d", time: "\#(hour < 10 ? "0" : "")\#(hour):30""#
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (bed, event) = try Self.kit(
            #"window: { from: "\#(two(from)):00", to: "\#(two(to)):00", days: "\#(days)" },"#,
            #"{ name: "n", audience: "invitees", \#(rule), lateBy: "4d" },"#
        )
        defer { bed.stop() }
        let notification = try #require(event.notifications.first)
        var planner = MailingPlanner(
            event: event,
            notification: notification,
            calendar: .weekends,
            mailing: nil,
            now: 0
        )
        let history = PersonHistory.plain(try MessageStore(path: bed.folder.path("vestnik.db")))
        for index in 0..<40 {
            let zone = Self.zones.randomElement(using: &random) ?? nil
            let person = Self.person(index, zone: zone)
            guard let message = try planner.message(for: person, history: history) else { continue }
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = try #require(TimeZone(identifier: zone ?? "Europe/Moscow"))
            let date = Date(timeIntervalSince1970: Double(message.due) / 1000)
            let parts = calendar.dateComponents([.hour, .minute, .weekday], from: date)
            let minutes = (parts.hour ?? 0) * 60 + (parts.minute ?? 0)
            #expect(minutes >= from * 60 && minutes < to * 60, "\(zone ?? "-") \(date)")
            if days == "working" { #expect((2...6).contains(parts.weekday ?? 0)) }
            #expect(message.expires > message.due)
            let again = try planner.message(for: person, history: history)
            #expect(again?.due == message.due, "the same question, the same answer")
        }
    }

    @Test(
        "a whole mailing stays within everyone's window, gives each one letter, and adds up, in whatever order they were imported",
        arguments: 1...3
    )
    func whole(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let people = (0..<30).map { ("p\($0)@example.org", Self.zones.randomElement(using: &random) ?? nil) }
        var results: [[String]] = []
        for order in [people, people.shuffled(using: &random)] {
            let bed = try Bed(Script.friendly.onRecipient("p7", .reply("550 5.1.1 gone"))) {
                $0.now = "2035-03-12T00:00:00Z"
                $0.event = #"window: { from: "09:00", to: "18:00", days: "all" },"#
                $0.notifications =
                    #"{ name: "n", audience: "invitees", at: "2035-03-12T07:00", lateBy: "30h" },"#
                $0.templates = ["n.en": "Subject: Hi\n\nHi.\n"]
            }
            for (email, zone) in order {
                try bed.database.run(
                    "INSERT INTO invitees (event, email, time_zone) VALUES ('meeting', ?, ?)",
                    email,
                    zone
                )
            }
            for _ in 0..<30 {
                try bed.drain()
                let sum = """
                    SELECT audience = queued + held + sending + deferred + sent + in_doubt + bounced + expired
                        + rejected + suppressed + cancelled
                    FROM mailings_view WHERE audience IS NOT NULL
                    """
                #expect(try bed.rows(sum).allSatisfy { $0 == "1" })
                bed.clock.advance(by: .seconds(3600))
            }
            #expect(try bed.states() == "bounced 1, sent 29")
            #expect(bed.relay.messageCount == 29)
            for row in try bed.rows(
                "SELECT sent_at || ' ' || coalesce(time_zone, 'Europe/Moscow') FROM messages WHERE sent_at > 0"
            ) {
                let parts = row.split(separator: " ").map(String.init)
                var calendar = Calendar(identifier: .gregorian)
                calendar.timeZone = try #require(TimeZone(identifier: parts[1]))
                let sent = Date(timeIntervalSince1970: (Double(parts[0]) ?? 0) / 1000)
                #expect((9..<18).contains(calendar.component(.hour, from: sent)), "\(row)")
            }
            results.append(
                try bed.rows("SELECT email || ' ' || state || ' ' || due_at FROM messages ORDER BY email")
            )
        }
        #expect(results[0] == results[1])
    }

    @Test(
        "moments are read as the database writes them; what others wrote crashes nothing",
        arguments: [
            ("2035-03-12T09:30:00.125Z", 2_057_304_600_125), ("2035-03-12T09:30:00Z", 2_057_304_600_000),
            ("2035-03-12T09:30:00.5Z", 2_057_304_600_500), ("2035-03-12", nil), ("", nil), ("yesterday", nil),
            ("2035-03-12T99:30:00Z", nil), ("2035-13-12T09:30:00Z", nil),
            ("2035-03-12T9223372036854775807:00:00Z", nil), ("9223372036854775807-03-12T09:00:00Z", nil),
        ] as [(String, Int64?)]
    )
    func instants(_ text: String, _ expected: Int64?) {
        #expect(MailingPlanner.instant(text) == expected)
    }

    @Test(
        "each belongs to a mailing by what they were at their own hour, as far as the row and the last look can tell",
        arguments: [
            // The hour is still to come.
            (hour: 10, changed: 9, look: 8, now: 9, true), (hour: 10, changed: 9, look: 9, now: 9, true),
            // It has struck since the last look: what has changed before it counts.
            (hour: 10, changed: 9, look: 8, now: 11, true), (hour: 10, changed: 10, look: 8, now: 11, true),
            (hour: 10, changed: 11, look: 8, now: 11, false),
            // The daemon has just been started.
            (hour: 10, changed: 9, look: 0, now: 12, true), (hour: 10, changed: 11, look: 0, now: 12, false),
            // It was seen after the hour who was of the audience.
            (hour: 10, changed: 9, look: 11, now: 12, false),
        ]
    )
    func belongs(hour: Int64, changed: Int64, look: Int64, now: Int64, expected: Bool) throws {
        let (bed, event) = try Self.kit(
            "",
            #"{ name: "n", audience: "registered", before: "starts", by: "1d", time: "10:00" },"#
        )
        defer { bed.stop() }
        let planner = MailingPlanner(
            event: event,
            notification: try #require(event.notifications.first),
            calendar: .weekends,
            mailing: nil,
            now: 0
        )
        let hours: Int64 = 3_600_000
        var row = PersonRow(kind: .registration, id: 1, event: "meeting", email: "a@example.org")
        row.createdAt = "1970-01-01T01:00:00.000Z"
        row.updatedAt = "1970-01-01T\(changed < 10 ? "0" : "")\(changed):00:00.000Z"
        let due = MailingPlanner.Due(at: hour * hours, lateUntil: .max)
        func belongs(_ row: PersonRow, isWaiting: Bool = false) -> Bool {
            planner.belongs(row, due: due, isWaiting: isWaiting, lastLook: look * hours, now: now * hours)
        }
        #expect(belongs(row) == expected)
        // Of an invitee only the import tells; while a mailing waits for approval, every one belongs to it.
        row.kind = .invitee
        row.createdAt = row.updatedAt
        #expect(belongs(row) == expected && belongs(row, isWaiting: true))
    }

    @Test("waves are counted off by their sizes, and the last takes the rest")
    func waves() {
        var counter = WaveCounter(sizes: [2, 1, 3])
        var waves: [Int] = []
        for _ in 0..<9 {
            waves.append(counter.wave)
            counter.next()
        }
        #expect(waves == [0, 0, 1, 2, 2, 2, 2, 2, 2])
        var none = WaveCounter(sizes: [])
        none.next()
        #expect(none.wave == 0)
    }
}
