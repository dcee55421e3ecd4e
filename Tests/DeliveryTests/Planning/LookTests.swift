@testable import Delivery
import Testing
import TestSupport

@Suite("Looks at mailings where something is due, and nowhere else")
struct LookTests {
    private func bed() throws -> Bed {
        let bed = try Bed { settings in
            settings.now = "2035-03-12T09:00:00Z"
            settings.notifications = """
                { name: "confirmation", on: "registered" },
                { name: "month", audience: "invitees", at: "2035-03-12T13:00" },
                { name: "week", audience: "invitees", before: "starts", by: "7d", time: "10:00" },
                { name: "day", audience: "registered", before: "starts", by: "1d", time: "10:00" },
                """
            for name in ["month", "week", "day"] {
                settings.templates["\(name).en"] = "Subject: \(name)\n\nHello!\n"
            }
        }
        try bed.invite(2, columns: ", time_zone", values: ", 'Europe/Moscow'")
        return bed
    }

    @Test(
        "an hour that strikes makes it look at that mailing alone, and a turn in which nothing is due at none"
    )
    func hour() throws {
        let bed = try bed()
        try bed.drain()
        let engine = try bed.start()
        for _ in 0..<3 { engine.turn() }
        let before = engine.mailings.count
        for _ in 0..<50 { engine.turn() }
        #expect(engine.mailings.count == before)
        bed.clock.advance(by: .seconds(3600 + 1))
        engine.turn()
        #expect(engine.mailings.count == before + 1)
        try bed.drain()
        #expect(try bed.states("notification = 'month'") == "sent 2")
    }

    @Test("many events are looked at some at a time, and each of them is")
    func many() throws {
        let bed = try bed()
        for index in 0..<20 { try bed.copyEvent(to: "copy-\(index)") }
        let engine = try bed.start()
        engine.turnTime.most = 0
        engine.gatheringRest = 0
        engine.turn()
        #expect(engine.mailings.count == 25)
        #expect(engine.mailings.partAt != nil)
        for _ in 0..<4 { engine.turn() }
        #expect(engine.mailings.count >= 63)
        try bed.drain()
        #expect(try bed.rows("SELECT count(*) FROM mailings") == ["63"])
    }

    @Test("a stopped mailing whose end has passed is looked at by nobody")
    func stoppedForGood() throws {
        let bed = try bed()
        try bed.drain()
        bed.clock.advance(by: .seconds(3600 + 1))
        try bed.drain()
        try bed.database.execute(
            """
            UPDATE mailings SET state = 'paused' WHERE notification = 'month';
            INSERT INTO messages (event, notification, lane, mailing_id, person_key, domain, email, state, due_at, ready_at,
                expires_at, created_at, updated_at)
            SELECT 'meeting', 'month', 1, id, 'late@example.org', 'example.org', 'late@example.org', 'queued', 1, 1, 2, 1, 1
            FROM mailings WHERE notification = 'month'
            """
        )
        try bed.drain()
        let engine = try bed.start()
        let before = engine.mailings.count
        for _ in 0..<20 { engine.turn() }
        #expect(engine.mailings.count == before)
        #expect(try bed.states("email = 'late@example.org' AND state = 'expired'") == "")
    }
}
