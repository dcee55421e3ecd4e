@testable import Delivery
import Testing
import TestSupport

@Suite("What a relay has against us, and what against one letter")
struct OwnRefusalTests {
    @Test(
        "refused as a client at RCPT: nobody is bounced, however often the program starts, and a person is called",
        arguments: [
            "554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Access denied",
            "554 5.7.1 <p@example.org>: Recipient address rejected: Access denied",
            "504 5.5.2 <box>: Helo command rejected: need fully-qualified hostname",
            "550 relay not permitted",
            "554 5.7.1 <p@example.org>: Relay access denied",
        ]
    )
    func client(_ reply: String) throws {
        let bed = try Bed(Script.friendly.on(.rcpt, .reply(reply))) { $0.relay = "connections: 1," }
        for index in 0..<60 { try bed.register("p\(index)@example.org") }
        for _ in 0..<3 {
            try bed.drain()
            bed.stop()
        }
        let states = try bed.rows("SELECT DISTINCT state || coalesce(cause, '') FROM messages ORDER BY 1")
        #expect(Set(states).isSubset(of: ["heldrelay_refuses", "heldsame_refusal", "queued"]))
        #expect(try !bed.rows("SELECT 1 FROM messages WHERE state = 'held'").isEmpty)
        #expect(
            try bed.rows("SELECT 1 FROM meta WHERE key LIKE 'relay:%'").count == 1,
            "status calls for a person"
        )
        #expect(bed.relay.messageCount == 0)
    }

    @Test("an address that does not exist bounces at once, and the next letter goes")
    func noSuchUser() throws {
        let bed = try Bed(Script.friendly.onRecipient("dead", .reply("550 5.1.1 no such user"))) {
            $0.relay = "connections: 1,"
        }
        for index in 0..<20 {
            try bed.register("dead\(index)@example.org")
            try bed.register("p\(index)@example.org")
        }
        try bed.drain()
        #expect(try bed.states() == "bounced 20, sent 20")
    }

    /// A relay that takes ASCII addresses alone, and letters of some size.
    static let old = Script.friendly.on(
        .ehlo,
        .reply(250, lines: ["old.example", "SIZE 5000", "8BITMIME", "PIPELINING", "ENHANCEDSTATUSCODES"])
    )

    @Test("what a relay cannot take concerns that letter: four entries of a form delay nobody")
    func cannotTake() throws {
        let bed = try Bed(Self.old) { settings in
            settings.relay = "connections: 1,"
            settings.templates["confirmation.en"] = "Subject: Welcome\n\nHello! {{details.note}}\n"
        }
        let long = String(repeating: "word ", count: 800)
        for index in 0..<4 {
            try bed.register("иван\(index)@example.org", more: "details = '{\"note\":\"x\"}'")
            try bed.register("large\(index)@example.org", more: "details = '{\"note\":\"\(long)\"}'")
            try bed.register("p\(index)@example.org", more: "details = '{\"note\":\"x\"}'")
        }
        try bed.drain()
        #expect(try bed.states() == "bounced 4, held 4, sent 4")
        let causes = try bed.rows("SELECT DISTINCT cause || ' ' || enhanced_code FROM messages ORDER BY 1")
        #expect(causes.filter { $0 != "NULL" } == ["needs_smtputf8 5.6.7", "too_large 5.3.4"])
        #expect(try bed.start().relayRest() == nil)
        #expect(try bed.rows("SELECT 1 FROM meta WHERE key LIKE 'relay:%'").isEmpty)
    }

    @Test(
        "an address of the sender's that a relay cannot take holds the mail and names itself; nobody bounces",
        arguments: [
            ("address: \"собрание@example.org\"", "собрание@example.org"),
            ("address: \"meeting@example.org\", replyTo: \"ответы@example.org\"", "ответы@example.org"),
            ("address: \"meeting@example.org\", returnPath: \"возврат@example.org\"", "возврат@example.org"),
        ]
    )
    func internationalSender(_ sender: String, _ address: String) throws {
        let bed = try Bed(Self.old) { settings in
            settings.relay = "connections: 1,"
            settings.sender = sender
        }
        for index in 0..<3 { try bed.register("p\(index)@example.org") }
        try bed.drain()
        #expect(try bed.states() == "held 3")
        let causes = try bed.rows("SELECT DISTINCT cause FROM messages")
        #expect(causes == ["needs_smtputf8"])
        let reasons = try bed.rows("SELECT DISTINCT reason FROM messages")
        #expect(reasons.count == 1 && reasons[0].contains(address) && reasons[0].contains("SMTPUTF8"))
    }

    @Test(
        "552 at the end of data is about that letter, too",
        arguments: ["552 5.3.4 too big", "552 too big"]
    )
    func tooLargeAtLast(_ reply: String) throws {
        let script = Script.friendly.adding { situation in
            situation.stage == .endOfData && situation.recipients.contains { $0.hasPrefix("large") }
                ? .reply(reply) : nil
        }
        let bed = try Bed(script) { $0.relay = "connections: 1," }
        for index in 0..<4 {
            try bed.register("large\(index)@example.org")
            try bed.register("p\(index)@example.org")
        }
        try bed.drain()
        #expect(try bed.states() == "held 4, sent 4")
        #expect(try bed.start().relayRest() == nil)
    }

    @Test(
        "what one relay finds too large at the end of data goes through the next, and a crash there loses nothing"
    )
    func tooLargeElsewhere() throws {
        let small = Script.friendly.on(.endOfData, .reply("552 5.3.4 too big"))
        let bed = try Bed(small, .friendly) { $0.relay = "connections: 1," }
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(try bed.states() == "sent 1")
        #expect(bed.taken(by: 1) == ["reader@example.org"])
    }

    @Test(
        "so much mail a minute and no more: what waits for that is queued, and keeps its tries",
        arguments: [
            "450 4.7.1 Error: too much mail from 127.0.0.1", "451 Sender rate 3.4 / 1m exceeds limit",
        ]
    )
    func paced(_ reply: String) throws {
        let script = Script.friendly.adding { situation in
            situation.stage == .mail && situation.total >= 3 ? .reply(reply) : nil
        }
        let bed = try Bed(script) { $0.relay = "connections: 1," }
        for index in 0..<8 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { try bed.states() == "queued 5, sent 3" })
        #expect(try bed.log() == ["sent", "sent", "sent"])
        #expect(try bed.rows("SELECT sum(attempts) FROM messages") == ["3"])
        #expect(try bed.start().relayRest() != nil)
    }

    @Test("a domain that asks for patience gets fewer transfers at once")
    func destination() throws {
        let script = Script.friendly.on(.rcpt, occurrence: 1, .reply("451 4.7.28 unusual rate"))
        let bed = try Bed(script) { $0.relay = "connections: 4," }
        func allowance() throws -> Int? {
            let moment = Uptime.now()
            return try bed.start().readyQueue.allowances(at: moment)["example.org"]
        }
        try bed.register("reader@example.org")
        #expect(try allowance() == nil)
        #expect(try bed.run { try bed.states() == "deferred 1" })
        #expect(try #require(try allowance()) < 8 * 4)
    }
}
