@testable import Delivery
import Testing
import TestSupport

@Suite("What becomes of a refused message")
struct EngineRefusalTests {
    /// A refusal at a stage, and the state and code it leads to.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let stage: Stage
        let reply: String
        let state: String
        let code: String
        var testDescription: String { "\(stage.rawValue) \(reply)" }
    }

    static let refusals: [Refusal] = [
        Refusal(stage: .mail, reply: "451 4.7.1 later", state: "deferred", code: "451 4.7.1"),
        Refusal(stage: .mail, reply: "550 5.1.8 bad sender domain", state: "held", code: "550 5.1.8"),
        Refusal(stage: .mail, reply: "552 5.3.4 too big", state: "held", code: "552 5.3.4"),
        Refusal(stage: .rcpt, reply: "550 5.1.7 no such sender", state: "held", code: "550 5.1.7"),
        Refusal(stage: .rcpt, reply: "450 4.2.1 mailbox busy", state: "deferred", code: "450 4.2.1"),
        Refusal(stage: .rcpt, reply: "550 5.1.1 no such user", state: "bounced", code: "550 5.1.1"),
        Refusal(stage: .rcpt, reply: "550 no such user", state: "bounced", code: "550 -"),
        Refusal(stage: .rcpt, reply: "452 4.5.3 too many", state: "deferred", code: "452 4.5.3"),
        Refusal(stage: .data, reply: "451 4.3.0 not now", state: "deferred", code: "451 4.3.0"),
        Refusal(stage: .data, reply: "554 5.6.0 no", state: "bounced", code: "554 5.6.0"),
        Refusal(stage: .endOfData, reply: "452 4.3.1 disk full", state: "deferred", code: "452 4.3.1"),
        Refusal(stage: .endOfData, reply: "552 5.3.4 too big", state: "held", code: "552 5.3.4"),
        Refusal(stage: .endOfData, reply: "554 5.7.1 spam", state: "bounced", code: "554 5.7.1"),
    ]

    @Test("each refusal at each stage has its state and one row of the log", arguments: refusals)
    func refusal(_ refusal: Refusal) throws {
        let bed = try Bed(Script.friendly.on(refusal.stage, .reply(refusal.reply)))
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(try bed.states() == "\(refusal.state) 1")
        let told = "code || ' ' || coalesce(enhanced_code, '-')"
        #expect(try bed.rows("SELECT \(told) FROM messages_view") == [refusal.code])
        #expect(try bed.rows("SELECT \(told) FROM delivery_log") == [refusal.code])
        #expect(try bed.log() == [refusal.state])
        #expect(try bed.rows("SELECT attempts FROM messages_view") == ["1"])
        #expect(
            try bed.rows("SELECT next_attempt_at IS NOT NULL FROM messages_view") == [
                refusal.state == "deferred" ? "1" : "0"
            ]
        )
        #expect(bed.journal.count == 1)
        #expect(bed.journal.first?.contains("status=\(refusal.state)") == true)
    }

    @Test("a session lives on after a refusal, and the next message goes through it")
    func refusalKeepsSession() throws {
        let bed = try Bed(Script.friendly.onRecipient("dead", .reply("550 5.1.1 gone"))) {
            $0.relay = "connections: 1,"
        }
        try bed.register("dead@example.org")
        try bed.register("alive@example.org")
        try bed.drain()
        #expect(try bed.states() == "bounced 1, sent 1")
        #expect(bed.relay.sessionCount == 1)
    }

    @Test("the relay's whole reply is kept, line by line")
    func wholeReply() throws {
        let bed = try Bed(Script.friendly.on(.rcpt, .reply("550-5.1.1 no such", "550 5.1.1 user here")))
        try bed.register("reader@example.org")
        try bed.drain()
        let reply = try bed.rows("SELECT reply FROM delivery_log")
        #expect(reply.first?.contains("no such") == true && reply.first?.contains("user here") == true)
    }

    @Test("a deferred message goes again when its time has come, and not before")
    func goesAgain() throws {
        let bed = try Bed(Script.friendly.on(.rcpt, occurrence: 1, .reply("451 4.7.1 greylisted"))) {
            $0.configuration = #"retry: { first: "10m", factor: 2, longest: "1h", giveUpAfter: "4d" },"#
        }
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(try bed.states() == "deferred 1")
        bed.clock.advance(by: .seconds(8 * 60))
        try bed.drain()
        #expect(try bed.log() == ["deferred"])
        bed.clock.advance(by: .seconds(4 * 60))
        try bed.drain()
        #expect(try bed.log() == ["deferred", "sent"])
        #expect(try bed.rows("SELECT attempts FROM messages_view WHERE next_attempt_at IS NULL") == ["2"])
    }

    @Test("waits grow, and a wait that the reply states is kept")
    func backoff() throws {
        let bed = try Bed(Script.friendly.on(.rcpt, .reply("451 4.7.1 try again in 2 hours"))) {
            $0.configuration = #"retry: { first: "1m", factor: 2, longest: "1h", giveUpAfter: "4d" },"#
        }
        try bed.register("reader@example.org")
        try bed.drain()
        let wait = try bed.rows("SELECT next_attempt_at - \(bed.clock.now) FROM messages")
        let milliseconds = try #require(wait.first.flatMap { Int64($0) })
        #expect((7_200_000...7_300_000).contains(milliseconds))
    }

    @Test("what is deferred until giveUpAfter has run out expires, with a row of the log")
    func expiry() throws {
        let bed = try Bed(Script.friendly.on(.rcpt, .reply("451 4.7.1 later"))) {
            $0.configuration = #"retry: { first: "1h", factor: 1, longest: "1h", giveUpAfter: "3h" },"#
        }
        try bed.register("reader@example.org")
        for _ in 0..<6 {
            try bed.drain()
            bed.clock.advance(by: .seconds(4000))
        }
        #expect(try bed.states() == "expired 1")
        #expect(try bed.log().suffix(1) == ["expired"])
        #expect(try bed.log().dropLast().allSatisfy { $0 == "deferred" })
        #expect(try bed.rows("SELECT reason IS NOT NULL FROM messages_view") == ["1"])
    }

    @Test("an address that is none is rejected without a word to the relay")
    func invalidAddress() throws {
        let bed = try Bed()
        try bed.register("no address")
        try bed.drain()
        #expect(try bed.states() == "rejected 1")
        #expect(bed.relay.sessionCount == 0)
        #expect(try bed.log() == ["rejected"])
    }

    @Test("a name that the data lack makes that one message rejected, and names it")
    func missingName() throws {
        let bed = try Bed {
            $0.templates["confirmation.en"] = "Subject: Room\n\nYour room is {{details.room}}.\n"
        }
        try bed.register("without@example.org")
        try bed.register("with@example.org", more: "details = '{\"room\":7}'")
        try bed.drain()
        #expect(try bed.states() == "rejected 1, sent 1")
        let reason = try bed.rows("SELECT reason FROM messages_view WHERE state = 'rejected'")
        #expect(reason.first?.contains("details.room") == true)
    }
}
