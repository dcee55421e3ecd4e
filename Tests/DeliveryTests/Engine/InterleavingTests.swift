@testable import Delivery
import SMTP
import Testing
import TestSupport

/// The session loop's part, played by the test: its calls come exactly where the test puts them.
private struct PlayedSession {
    let feed: SessionFeed
    var info = SessionInfo(id: 900_001, relay: 0)

    init(_ bed: Bed) throws {
        feed = try bed.start().feed
        feed.sessionOpened(info)
    }

    /// Takes the next letter, as a session does; its tag.
    func take() -> Int64? {
        var body: [UInt8] = []
        return feed.nextTransaction(for: info, into: &body)?.tag
    }

    /// The relay answers the end of data.
    mutating func answer(_ tag: Int64, _ reply: SMTP.Reply) {
        feed.willSendEndOfData(tag: tag, session: info)
        info.served += 1
        let kind: Outcome.Kind = reply.isPositive ? .sent : reply.isTransient ? .deferred : .bounced
        let outcome = Outcome(kind: kind, stage: .endOfData, reply: reply, endOfDataSent: true)
        feed.finished(tag: tag, outcome: outcome, session: info)
    }
}

@Suite("Two threads, step by step")
struct InterleavingTests {
    /// No real session disturbs: the relay accepts connections and never greets.
    private static let silent = Script.friendly.on(.connect, .stall)

    private func bed(people: Int) throws -> Bed {
        let bed = try Bed(Self.silent) { $0.relay = "connections: 2," }
        for index in 0..<people { try bed.register("p\(index)@example.org") }
        return bed
    }

    @Test("an outcome that comes in after the turn has collected is recorded by the next, once")
    func afterCollecting() throws {
        let bed = try bed(people: 2)
        let engine = try bed.start()
        var session = try PlayedSession(bed)
        engine.turn()
        let first = try #require(session.take())
        let second = try #require(session.take())
        session.answer(first, Reply(code: 250, text: "ok"))
        // The first is collected; the second comes in while the turn is being made.
        bed.inNextTurn {
            var session = session
            session.answer(second, Reply(code: 250, text: "ok"))
        }
        engine.turn()
        #expect(try bed.states() == "sending 1, sent 1")
        engine.turn()
        #expect(try bed.states() == "sent 2")
        #expect(try bed.log() == ["sent", "sent"])
        #expect(engine.figures.sent == 2)
    }

    @Test("a letter that a session takes while the turn is undone is recorded when one is committed")
    func whileUndone() throws {
        let bed = try bed(people: 1)
        let engine = try bed.start()
        var session = try PlayedSession(bed)
        engine.turn()
        let tag = try #require(session.take())
        session.answer(tag, Reply(code: 250, text: "ok"))
        try bed.database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON attempts BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
        engine.turn()
        #expect(engine.figures.trouble != nil && engine.figures.sent == 0)
        #expect(try bed.states() == "sending 1")
        #expect(bed.journal.isEmpty)
        #expect(session.take() == nil, "nothing more begins")
        try bed.database.execute("DROP TRIGGER full")
        engine.turn()
        #expect(try bed.states() == "sent 1")
        #expect(engine.figures.sent == 1)
        #expect(bed.journal.count == 1)
    }

    @Test("a mailing stopped by a person: what a session took before the commit goes, the others go back")
    func stopped() throws {
        let bed = try Bed(Self.silent) { settings in
            settings.now = "2035-03-12T07:00:00Z"
            settings.relay = "connections: 2,"
            settings.notifications = #"{ name: "invitation", bulk: true, \#(EngineMailingTests.atTen) },"#
            settings.templates["invitation.en"] = "Subject: Come\n\nCome.\n"
        }
        try bed.invite(4)
        let engine = try bed.start()
        var session = try PlayedSession(bed)
        for _ in 0..<3 { engine.turn() }
        #expect(engine.readyQueue.waitingCount == 4)
        try bed.database.run("UPDATE mailings SET state = 'paused'")
        engine.mailings.lookedAt = 0
        var tag: Int64?
        bed.inNextTurn { tag = session.take() }
        engine.turn()
        // What waited came down after the commit, and is recorded by the next.
        session.answer(try #require(tag), Reply(code: 250, text: "ok"))
        engine.turn()
        #expect(try bed.states() == "queued 3, sent 1")
    }

    @Test("a reply that comes in while its turn is undone survives the end of the program")
    func crashWhileUndone() throws {
        let bed = try bed(people: 1)
        let session = try PlayedSession(bed)
        try bed.start().turn()
        let tag = try #require(session.take())
        try bed.database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON attempts BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
        bed.inNextTurn {
            var session = session
            session.answer(tag, Reply(code: 550, text: "5.7.0 Sending limit exceeded"))
        }
        for _ in 0..<2 { try bed.start().turn() }
        #expect(try bed.states() == "sending 1")
        bed.crash()
        try bed.database.execute("DROP TRIGGER full")
        try bed.start()
        #expect(try bed.rows("SELECT state || ' ' || code FROM messages") == ["deferred 550"])
    }

    @Test(
        "the end of a run: what was answered is recorded, what waits goes back, what is in hand is settled by the next"
    )
    func closing() throws {
        let bed = try bed(people: 3)
        var session = try PlayedSession(bed)
        try bed.start().turn()
        let answered = try #require(session.take())
        _ = try #require(session.take())
        session.answer(answered, Reply(code: 250, text: "ok"))
        bed.stop()
        #expect(try bed.states() == "queued 1, sending 1, sent 1")
        #expect(session.take() == nil, "nothing more begins")
        bed.relay.setScript(.friendly)
        try bed.drain()
        #expect(try bed.states() == "sent 3")
        #expect(bed.relay.messageCount == 2, "what was answered does not go again")
        #expect(bed.notices.contains { $0.contains("1 not gone") })
    }
}
