@testable import Delivery
import Testing
import TestSupport

@Suite("Large mailings that are looked through, a part a turn")
struct EngineReviewTests {
    /// More people than two parts have.
    private static let people = 2 * Engine.reviewedRows + 100

    /// Seven days before, at ten: 22:00 UTC of 20 March in Kamchatka, 07:00 UTC of 21 March in Moscow.
    private func bed(_ audience: String = "unanswered") throws -> Bed {
        let bed = try Bed { settings in
            settings.now = "2035-03-20T21:00:00Z"
            settings.notifications = """
                { name: "confirmation", on: "registered" },
                { name: "last-call", audience: "\(audience)", before: "starts", by: "7d", time: "10:00", bulk: true },
                """
            settings.templates["last-call.en"] = "Subject: Last call\n\nLast call.\n"
        }
        try bed.invite(1, domain: "east.example.org", columns: ", time_zone", values: ", 'Asia/Kamchatka'")
        try bed.invite(Self.people, columns: ", time_zone", values: ", 'Europe/Moscow'")
        return bed
    }

    private func start(_ bed: Bed) throws -> Engine {
        let engine = try bed.start()
        engine.turnTime.most = 0
        engine.gatheringRest = 0
        return engine
    }

    /// Kamchatka's hour has struck, and Moscow's is struck by the clock.
    private func strike(_ bed: Bed) throws -> Engine {
        bed.clock.advance(by: .seconds(3660))
        try bed.drain()
        #expect(try letters(bed) == "queued \(Self.people), sent 1")
        bed.clock.advance(by: .seconds(9 * 3600))
        return try start(bed)
    }

    private func letters(_ bed: Bed) throws -> String { try bed.states("notification = 'last-call'") }

    @Test("at an hour no letter goes before everyone was looked at; who has answered last gets none")
    func hour() throws {
        let bed = try bed()
        let engine = try strike(bed)
        try bed.database.run(
            "INSERT INTO attempts (at, kind, outcome, event, email) VALUES (?, 'answer', 'no', 'meeting', ?)",
            bed.clock.now,
            "p\(Self.people - 1)@example.org"
        )
        engine.turn()
        var parts = 0
        while engine.mailings.partAt != nil, parts < 20 {
            #expect(try bed.states("notification = 'last-call' AND state IN ('sending', 'sent')") == "sent 1")
            engine.turn()
            parts += 1
        }
        #expect(parts >= 3)
        try bed.drain()
        #expect(try letters(bed) == "cancelled 1, sent \(Self.people)")
        #expect(try bed.rows("SELECT cause FROM messages WHERE state = 'cancelled'") == ["answered"])
        #expect(bed.taken().filter { $0 == "p\(Self.people - 1)@example.org" }.isEmpty)
        #expect(try bed.rows("SELECT state FROM mailings") == ["finished"])
    }

    @Test("a confirmation goes between two parts")
    func confirmation() throws {
        let bed = try bed()
        let engine = try strike(bed)
        engine.turn()
        #expect(engine.mailings.partAt != nil)
        try bed.register("maria@elsewhere.example.org")
        #expect(try bed.hear())
        engine.turn()
        #expect(engine.mailings.partAt != nil)
        #expect(bed.relay.waitForMessages(2))
        #expect(bed.taken().contains("maria@elsewhere.example.org"))
    }

    @Test("what others change meanwhile is looked at afterwards: late invitees join, a stopped mailing stays")
    func meanwhile() throws {
        let bed = try bed("invitees")
        let engine = try strike(bed)
        engine.turn()
        try bed.database.run(
            """
            INSERT INTO invitees (event, email, time_zone, created_at)
            VALUES ('meeting', 'late@example.org', 'Europe/Moscow', '2035-03-21T06:00:00.000Z')
            """
        )
        try bed.database.run("UPDATE mailings SET state = 'paused'")
        for _ in 0..<8 { engine.turn() }
        #expect(try bed.states("state = 'sent'") == "sent 1")
        try bed.database.run("UPDATE mailings SET state = 'running'")
        try bed.drain()
        #expect(try bed.rows("SELECT state FROM mailings") == ["finished"])
    }

    @Test("killed while what has not gone moves with the facts, the next start moves the rest")
    func killed() throws {
        let bed = try bed("invitees")
        bed.clock.advance(by: .seconds(3660))
        try bed.drain()
        let before = try bed.rows("SELECT DISTINCT due_at FROM messages WHERE state = 'queued'")
        bed.stop()
        try bed.change {
            $0.notifications = $0.notifications.replacingOccurrences(of: "10:00", with: "10:30")
        }
        try start(bed).turn()
        bed.crash()
        let between = try bed.rows("SELECT count(*) FROM messages WHERE due_at = \(before[0])")
        #expect(between == ["\(Self.people - Engine.reviewedRows)"], "one part moved")
        try bed.drain()
        let after = try bed.rows("SELECT DISTINCT due_at FROM messages WHERE state = 'queued'")
        #expect(after.compactMap { Int($0) } == before.compactMap { Int($0) }.map { $0 + 1_800_000 })
    }
}
