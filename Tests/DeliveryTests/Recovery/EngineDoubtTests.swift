import Site
@testable import Delivery
import Foundation
import Intake
import Store
import Testing
import TestSupport

@Suite("Messages in doubt, and databases that are not the one that was written last")
struct EngineDoubtTests {
    /// The first message is taken, and the reply to it is lost with the connection.
    static let lostReply = Script.friendly.adding { situation in
        situation.stage == .endOfData && situation.total == 0 ? Answer.close.accepting() : nil
    }

    @Test("the reply to the end of data is lost: in doubt until it goes again, as the same letter")
    func resend() throws {
        let bed = try Bed(Self.lostReply)
        try bed.register("reader@example.org")
        #expect(try bed.run { try bed.states() == "in_doubt 1" })
        #expect(try bed.rows("SELECT next_attempt_at IS NOT NULL FROM messages_view") == ["1"])
        bed.clock.advance(by: .seconds(300))
        #expect(try bed.run { try bed.states() == "sent 1" })
        #expect(try bed.log() == ["in_doubt", "sent"])
        let ids = bed.relay.messages.compactMap { $0.header("Message-ID") }
        #expect(ids.count == 2 && Set(ids).count == 1)
        #expect(try bed.rows("SELECT message_id FROM messages_view") == [ids[0]])
    }

    @Test("with the policy hold it stays in doubt, and says what a person can do")
    func hold() throws {
        let bed = try Bed(Self.lostReply) {
            $0.configuration = #"inDoubt: { default: "hold", bulk: "hold" },"#
        }
        try bed.register("reader@example.org")
        #expect(try bed.run { try bed.states() == "in_doubt 1" })
        bed.clock.advance(by: .seconds(86_400 * 30))
        try bed.drain()
        #expect(try bed.states() == "in_doubt 1")
        #expect(try bed.rows("SELECT reason FROM messages_view").first?.contains("retry or cancel") == true)
        #expect(bed.relay.messageCount == 1)
    }

    @Test("a relay that takes a letter and never answers gets it three times; then a person decides")
    func neverAnswers() throws {
        let bed = try Bed(Script.friendly.on(.endOfData, Answer.close.accepting()))
        try bed.register("reader@example.org")
        for round in 1...3 {
            #expect(try bed.run { try bed.log().count == round })
            bed.clock.advance(by: .seconds(3600))
        }
        try bed.drain()
        #expect(bed.relay.messageCount == 3)
        #expect(try bed.log() == ["in_doubt", "in_doubt", "in_doubt"])
        let row = "cause || ' ' || (next_attempt_at IS NULL) || ' ' || (reason LIKE '%3 times%')"
        #expect(try bed.rows("SELECT \(row) FROM messages_view") == ["not_acknowledged 1 1"])
        bed.relay.setScript(.friendly)
        let store = try MessageStore(path: bed.folder.path("vestnik.db"))
        #expect(try store.act(.retry, on: LogFilter(), actor: "anna", now: bed.clock.now) == 1)
        #expect(try bed.run { try bed.states() == "sent 1" })
    }

    @Test(
        "what our own program broke off is no silence of the relay: after any number of crashes it goes again"
    )
    func crashes() throws {
        let bed = try Bed(Script.friendly.on(.endOfData, .stall))
        try bed.register("reader@example.org")
        for round in 1...4 {
            #expect(try bed.run { bed.relay.dialogue.count { $0.kind == .content } == round })
            bed.crash()
        }
        bed.relay.setScript(.friendly)
        try bed.drain()
        #expect(try bed.states() == "sent 1")
    }

    @Test("the connection is lost before the end of data: nothing is in doubt, it is deferred")
    func lostBefore() throws {
        let bed = try Bed(Script.friendly.on(.data, occurrence: 1, .close))
        try bed.register("reader@example.org")
        #expect(try bed.run { try bed.states() == "deferred 1" })
        #expect(try bed.log() == ["deferred"])
    }

    @Test("after a crash in mid-transfer the message is in doubt and goes again at once")
    func crash() throws {
        let bed = try Bed(Script.friendly.on(.endOfData, .stall))
        try bed.register("reader@example.org")
        #expect(try bed.run { bed.relay.dialogue.contains { $0.kind == .content } })
        #expect(try bed.states() == "sending 1")
        bed.crash()
        bed.relay.setScript(.friendly)
        try bed.drain()
        #expect(try bed.states() == "sent 1")
        #expect(try bed.log() == ["in_doubt", "sent"])
        #expect(bed.notices.contains { $0.contains("1 in doubt") })
    }

    @Test("after a crash before the end of data it simply goes again, and nothing was in doubt")
    func crashBefore() throws {
        let bed = try Bed(Script.friendly.on(.mail, .stall))
        try bed.register("reader@example.org")
        #expect(try bed.run { bed.relay.commands().contains { $0.hasPrefix("MAIL") } })
        #expect(try bed.states() == "sending 1")
        bed.crash()
        bed.relay.setScript(.friendly)
        try bed.drain()
        #expect(try bed.log() == ["sent"])
        #expect(try bed.rows("SELECT attempts FROM messages_view") == ["1"])
    }

    /// The system's time in milliseconds, by which plain SQL stamps what it writes.
    private func systemTime() -> Int64 { Int64(Date.now.timeIntervalSince1970 * 1000) }

    @Test(
        "a database restored from a backup starts with everything held, and says why; what comes later goes"
    )
    func restored() throws {
        let bed = try Bed { $0.now = Date.now.ISO8601Format() }
        try bed.register("first@example.org")
        try bed.drain()
        try bed.register("second@example.org")
        try bed.database.run("VACUUM INTO ?", bed.folder.path("backup.db"))
        try bed.drain()
        #expect(bed.relay.messageCount == 2)
        bed.stop()
        try bed.restore("backup.db")
        try bed.register("third@example.org")
        // The backup is put in place after all that it holds, and after the third has registered.
        bed.clock.advance(by: .milliseconds(systemTime() + 1 - bed.clock.now))
        try bed.drain()
        #expect(bed.relay.messageCount == 2, "the second may have gone, and did")
        #expect(try bed.states() == "held 2, sent 1")
        #expect(
            try bed.rows("SELECT DISTINCT reason FROM messages_view WHERE state = 'held'").first?
                .contains("restored") == true
        )
        #expect(bed.notices.contains { $0.contains("restored or copied") })
        #expect(waitUntil { systemTime() > bed.clock.now })
        try bed.register("fourth@example.org")
        bed.clock.advance(by: .seconds(1))
        try bed.drain()
        #expect(bed.taken() == ["first@example.org", "second@example.org", "fourth@example.org"])
        #expect(try bed.states() == "held 2, sent 2")
    }

    @Test("what was in flight when the backup was made does not go again from the copy")
    func restoredInFlight() throws {
        let bed = try Bed(Script.friendly.on(.endOfData, .reply("250 ok").delayed(by: .milliseconds(300))))
        try bed.register("first@example.org")
        try bed.drain()
        try bed.register("reader@example.org")
        #expect(try bed.run { bed.relay.dialogue.count { $0.kind == .content } == 2 })
        #expect(try bed.states() == "sending 1, sent 1")
        try bed.database.run("VACUUM INTO ?", bed.folder.path("backup.db"))
        #expect(try bed.run { try bed.states() == "sent 2" })
        bed.stop()
        try bed.restore("backup.db")
        try bed.drain()
        #expect(bed.relay.messageCount == 2)
        #expect(try bed.states() == "held 1, sent 1")
    }

    @Test("a copy of the database beside another flight record starts held")
    func copied() throws {
        let bed = try Bed()
        try bed.register("first@example.org")
        try bed.drain()
        bed.stop()
        try bed.folder.remove("vestnik.db-flight")
        try bed.register("second@example.org")
        try bed.drain()
        #expect(try bed.states() == "held 1, sent 1")
    }

    @Test("stopping and starting again holds nothing")
    func restart() throws {
        let bed = try Bed()
        for index in 0..<3 {
            try bed.register("p\(index)@example.org")
            try bed.drain()
            bed.stop()
        }
        #expect(try bed.states() == "sent 3")
        #expect(!bed.notices.contains { $0.contains("restored") })
    }

    @Test("a second engine on the same database says who has it")
    func second() throws {
        let bed = try Bed()
        try bed.start()
        let other = try Site.load(configuration: bed.folder.path("vestnik.json5"))
        #expect(throws: EngineError.self) {
            _ = try Engine(
                site: other,
                intake: LocalIntake(path: other.configuration.intake),
                environment: [:]
            )
        }
    }
}
