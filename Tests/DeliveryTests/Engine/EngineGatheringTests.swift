@testable import Delivery
import Store
import Testing
import TestSupport

@Suite("Large audiences, a part a turn")
struct EngineGatheringTests {
    /// More people than two parts have.
    private static let people = 2 * Engine.gatheredRows + 20

    private func bed(_ more: String = "") throws -> Bed {
        let bed = try EngineMailingTests.bed(
            .friendly,
            EngineMailingTests.atTen + more,
            more: #"{ name: "confirmation", on: "registered" }"#
        )
        try bed.invite(Self.people)
        // Who they are is found out in parts of its own before any audience is asked.
        try MessageStore(path: bed.folder.path("vestnik.db")).identifyInvitees()
        return bed
    }

    private func start(_ bed: Bed) throws -> Engine {
        let engine = try bed.start()
        engine.turnTime.most = 0
        engine.gatheringRest = 0
        return engine
    }

    private func mailing(_ bed: Bed) throws -> String {
        try bed.rows("SELECT state || ' ' || coalesce(audience, '–') FROM mailings_view").first ?? ""
    }

    @Test("a turn takes one part; a confirmation goes between two parts, a letter of the mailing does not")
    func parts() throws {
        let bed = try bed()
        let engine = try start(bed)
        #expect(engine.turn())
        #expect(try bed.states() == "queued \(Engine.gatheredRows)")
        #expect(try mailing(bed) == "scheduled –")
        #expect(engine.nextInstant() == engine.now())
        try bed.register("maria@example.org")
        #expect(engine.turn())
        #expect(bed.relay.waitForMessages(1))
        #expect(bed.taken() == ["maria@example.org"])
        #expect(try mailing(bed) == "scheduled –")
        engine.turn()
        #expect(try mailing(bed) == "running \(Self.people)")
    }

    @Test("killed between two parts, it goes on where it was: everyone gets it once")
    func killed() throws {
        let bed = try bed()
        try start(bed).turn()
        try start(bed).turn()
        bed.crash()
        #expect(try bed.states() == "queued \(2 * Engine.gatheredRows)")
        #expect(try bed.rows("SELECT gathered_people FROM mailings") == ["\(2 * Engine.gatheredRows)"])
        try bed.drain()
        #expect(try bed.states() == "sent \(Self.people)")
        #expect(try mailing(bed) == "finished \(Self.people)")
        #expect(Set(bed.taken()).count == Self.people && bed.relay.messageCount == Self.people)
    }

    @Test("waves are counted off across parts and kills")
    func waves() throws {
        let bed = try bed(#", waves: [60, "50%"], pause: "1h""#)
        try start(bed).turn()
        bed.crash()
        let engine = try start(bed)
        for _ in 0..<40 where try mailing(bed).hasPrefix("scheduled") { engine.turn() }
        let sizes = try bed.rows("SELECT count(*) FROM messages GROUP BY due_at ORDER BY due_at")
        #expect(sizes == ["60", "\(Self.people - 60)"] || sizes.count == 3 && sizes[0] == "60")
        #expect(sizes.compactMap { Int($0) }.reduce(0, +) == Self.people)
    }

    @Test("who is imported while it is gathered is looked at when it is whole")
    func imported() throws {
        let bed = try bed()
        try start(bed).turn()
        try bed.database.run(
            "INSERT INTO invitees (event, email, created_at) VALUES ('meeting', 'late@example.org', '2035-03-12T06:00:00.000Z')"
        )
        try bed.drain()
        #expect(try mailing(bed) == "finished \(Self.people + 1)")
    }

    @Test("stopped by a person while it is gathered, it stays as it is until it is released")
    func stopped() throws {
        let bed = try bed()
        let engine = try start(bed)
        engine.turn()
        try bed.database.run("UPDATE mailings SET state = 'paused'")
        for _ in 0..<3 { engine.turn() }
        #expect(try mailing(bed) == "paused –")
        #expect(try bed.rows("SELECT gathered_people FROM mailings") == ["\(Engine.gatheredRows)"])
        try bed.database.run("UPDATE mailings SET state = 'scheduled'")
        try bed.drain()
        #expect(try mailing(bed) == "finished \(Self.people)")
    }
}
