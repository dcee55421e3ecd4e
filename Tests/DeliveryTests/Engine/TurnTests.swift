@testable import Delivery
import Intake
import Service
import Store
import Testing
import TestSupport

@Suite("A turn that is undone")
struct TurnTests {
    /// What fails a transaction.
    private static let failure = StoreError(code: 13, message: "no room")

    /// The parts of the state by name, as text.
    private func parts(_ state: EngineState) -> [String: String] {
        var parts: [String: String] = [:]
        for child in Mirror(reflecting: state).children {
            parts[child.label ?? ""] = String(describing: child.value)
        }
        return parts
    }

    @Test("leaves each value of the engine's state as it was, but that mailings are looked at again")
    func state() throws {
        let bed = try Bed()
        let engine = try bed.start()
        engine.turn()
        engine.mailings.isStale = false
        let before = parts(engine.state)
        var within: [String: String] = [:]
        #expect(throws: StoreError.self) {
            try engine.transaction { () throws(StoreError) in
                change(&engine.state)
                within = parts(engine.state)
                throw Self.failure
            }
        }
        // Whoever adds a value adds its change below.
        for (name, value) in before { #expect(within[name] != value, "\(name) is not changed by this test") }
        #expect(engine.mailings.isStale)
        engine.mailings.isStale = false
        #expect(parts(engine.state) == before)
    }

    private func change(_ state: inout EngineState) {
        state.mailings.running = [4711]
        state.figures.planned += 1
        state.turn.paused = [4711]
        state.lastTurn = 1
        _ = state.clockGuard.look(ClockReading(wall: 0, uptime: .max / 2))
        state.unknownEvents.insert("nowhere")
        state.hasLooks.toggle()
        state.hasLooksLeft.toggle()
        state.erasing.isPending.toggle()
        state.importing.isPending.toggle()
        state.walking.isPending.toggle()
        state.identifying.isPending.toggle()
        state.covering.at = 4711
        state.parking.at = 4711
        state.consumedChanges += 1
        state.publishing.ticket += 1
        state.notedCondition = IntakeCondition(trouble: .locked)
        state.notedTroubles.append("trouble")
        state.notedBlocks.append(1)
        state.notedMailbox = "trouble"
        state.relaysAnew = "2035"
        state.nextTidying = 1
        state.purge = PurgeWalk()
        state.purgeAt = 4711
        state.turnedAway += 1
        state.claimStop = state.claimStop == .rest ? .room : .rest
        state.claimedAt = 1
        state.plannedAt = 1
    }

    @Test("tells nothing; what is told in one that is committed is told once, and afterwards")
    func told() throws {
        let bed = try Bed()
        let engine = try bed.start()
        let isTold = { bed.notices.count { $0.contains("nowhere") } }
        #expect(throws: StoreError.self) {
            try engine.transaction { () throws(StoreError) in
                engine.tell(.warning, "registrations name the event nowhere")
                throw Self.failure
            }
        }
        #expect(isTold() == 0)
        try engine.transaction { () throws(StoreError) in
            engine.tell(.warning, "registrations name the event nowhere")
        }
        #expect(isTold() == 1)
        engine.tell(.warning, "outside of a transaction nowhere waits")
        #expect(isTold() == 2)
    }

    @Test("an unknown event is told once, though the turn that found it first was undone")
    func unknownEvent() throws {
        let bed = try Bed()
        let engine = try bed.start()
        engine.turn()
        try bed.register("reader@example.org", event: "nowhere")
        try bed.register("first@example.org")
        try bed.database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON messages BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
        for _ in 0..<3 { engine.turn() }
        #expect(engine.figures.trouble != nil && engine.figures.planned == 0)
        #expect(!bed.notices.contains { $0.contains("nowhere") })
        try bed.database.execute("DROP TRIGGER full")
        #expect(try bed.run { try bed.states() == "sent 1" })
        #expect(bed.notices.count { $0.contains("nowhere") } == 1)
    }

    @Test("a mailing that was to stop in it goes on being known, and stops in the turn that is committed")
    func pause() throws {
        let script = Script.friendly.on(.rcpt, .reply("550 5.7.1 your mail is not wanted here"))
        let bed = try EngineMailingTests.bed(script, EngineMailingTests.atTen)
        try bed.invite(100)
        let engine = try bed.start()
        #expect(try bed.run { engine.mailings.running.count == 1 })
        try bed.database.execute(
            """
            CREATE TRIGGER full BEFORE UPDATE OF state ON mailings WHEN new.state = 'paused'
            BEGIN SELECT RAISE(ABORT, 'no room'); END
            """
        )
        #expect(try bed.run { engine.figures.trouble != nil })
        #expect(engine.mailings.running.count == 1)
        #expect(!bed.notices.contains { $0.contains("is paused") })
        try bed.database.execute("DROP TRIGGER full")
        #expect(try bed.run { try bed.rows("SELECT state FROM mailings_view") == ["paused"] })
        #expect(bed.notices.count { $0.contains("is paused") } == 1)
    }
}
