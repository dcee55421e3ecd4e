@testable import Delivery
import SMTPServer
import Store
import Testing
import TestSupport

@Suite("Relays that turn us away for their own sake, and what becomes of the mail meanwhile")
struct EngineTurnedAwayTests {
    /// A second message on a session meets this reply to MAIL.
    static func oneForEach(_ reply: String, closes: Bool) -> Script {
        Script.friendly.adding { situation in
            guard situation.stage == .mail, situation.accepted > 0 else { return nil }
            return closes ? Answer.reply(reply).then(.close) : .reply(reply)
        }
    }

    @Test(
        "a session that has had its share burns no attempt: the message goes on another",
        arguments: [
            ("421 4.4.5 too many messages on this connection", true),
            ("452 4.5.3 too many messages on this connection", false),
        ]
    )
    func share(_ reply: String, _ closes: Bool) throws {
        let bed = try Bed(Self.oneForEach(reply, closes: closes)) { $0.relay = "connections: 2," }
        for index in 0..<4 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { try bed.states() == "sent 4" })
        #expect(try Set(bed.log()) == ["sent"])
    }

    @Test(
        "sessions that came too fast for the relay are ended, and those that it serves carry all the mail at once"
    )
    func connectionRate() throws {
        // As sendmail's ratecontrol: what is decided when the session is made holds as long as it lives.
        let script = Script.friendly.adding { situation in
            [.mail, .rcpt, .data].contains(situation.stage) && situation.session > 2
                ? .reply("452 4.3.2 Connection rate limit exceeded.") : nil
        }
        let bed = try Bed(script) { $0.relay = "connections: 8," }
        for index in 0..<60 { try bed.register("p\(index)@example.org") }
        // The clock stands still: whatever waits for a retry does not go.
        #expect(try bed.run { try bed.states() == "sent 60" })
        #expect(try Set(bed.log()) == ["sent"])
        #expect(bed.relay.sessionCount <= 8)
    }

    @Test("a relay that serves some of our sessions, and hangs up on the others ungreeted, calls for nobody")
    func servesSome() throws {
        // As Courier's MAXPERIP.
        let script = Script.friendly.adding { situation in
            situation.stage == .connect && situation.session > 2 ? .close : nil
        }.on(.endOfData, .reply("250 2.0.0 Ok").delayed(by: .milliseconds(5)))
        let bed = try Bed(script) { $0.relay = "connections: 8," }
        for index in 0..<60 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { try bed.states() == "sent 60" })
        #expect(bed.relay.sessionCount > 2)
        #expect(try bed.rows("SELECT value FROM meta WHERE key LIKE 'relay:%'").isEmpty)
    }

    @Test("a relay that says at the greeting for how long it is closed is not knocked at before")
    func closedForLong() throws {
        let bed = try Bed(
            Script.friendly.on(.connect, .reply("421 4.7.0 Blocked, try again in 2 hours").then(.close))
        ) { $0.relay = "connections: 8," }
        for index in 0..<20 { try bed.register("p\(index)@example.org") }
        try bed.drain()
        let known = try bed.rows("SELECT next_attempt_at - \(bed.clock.now) FROM messages").first
        let wait = try #require(known.flatMap { Int64($0) })
        #expect((7_200_000...7_300_000).contains(wait))
        #expect(try bed.start().relayRest() ?? 0 > 7_000_000)
        #expect(bed.relay.sessionCount == 1)
        #expect(bed.notices.contains { $0.contains("takes nothing for") })
        #expect(
            try bed.rows("SELECT value FROM meta WHERE key LIKE 'blocked-reason:%'").first?.contains("421")
                == true
        )
    }

    @Test(
        "one recipient's full mailbox, however it is told, stops nobody else's mail",
        arguments: [
            "452 4.2.2 Mailbox daily quota exceeded for this user",
            "452 4.5.3 full@example.org: daily quota exceeded",
            "452 4.7.28 The user full@example.org has exceeded the number of messages per day",
            "451 4.7.1 full@example.org is rate limited, try again in 10 minutes",
        ]
    )
    func oneRecipient(_ reply: String) throws {
        let script = Script.friendly.onRecipient("full", .reply(reply))
        let bed = try Bed(script) { $0.relay = "connections: 1," }
        try bed.register("full@example.org")
        for index in 0..<5 { try bed.register("p\(index)@example.org") }
        try bed.drain()
        #expect(try bed.states() == "deferred 1, sent 5")
    }

    @Test("what the first relay has no time for goes through the second at once")
    func failOver() throws {
        let bed = try Bed(Script.friendly.on(.mail, .reply("421 4.3.2 closing").then(.close)), .friendly) {
            $0.relay = "connections: 1,"
        }
        for index in 0..<3 { try bed.register("p\(index)@example.org") }
        // The clock stands still: no wait of a retry has passed.
        #expect(try bed.run { try bed.states() == "sent 3" })
        #expect(bed.taken(by: 1).count == 3)
    }

    @Test(
        "whoever releases messages after mending the relay does not wait for its rest to end",
        arguments: [true, false]
    )
    func mended(byRelease: Bool) throws {
        let bed = try Bed(Script.friendly.on(.mail, .reply("550 5.7.1 sender not owned by user"))) {
            $0.relay = "connections: 1,"
        }
        for index in 0..<3 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { try !bed.rows("SELECT 1 FROM messages WHERE state = 'held'").isEmpty })
        #expect(try bed.start().relayRest() != nil)
        bed.relay.setScript(.friendly)
        if byRelease {
            let store = try MessageStore(path: bed.folder.path("vestnik.db"))
            #expect(try store.act(.release, on: LogFilter(), actor: "anna", now: bed.clock.now) > 0)
        } else {
            try bed.reload()
        }
        #expect(try bed.run { try bed.start().relayRest() == nil })
        #expect(try bed.run { try bed.rows("SELECT 1 FROM messages WHERE state = 'sent'").count >= 1 })
    }

    @Test("registrants are not bounced one after another by what the relay thinks of us")
    func policy() throws {
        let script = Script.friendly.on(.endOfData, .reply("550 5.7.1 message content rejected"))
        let bed = try Bed(script) { $0.relay = "connections: 1," }
        for index in 0..<40 { try bed.register("p\(index)@example.org") }
        try bed.drain()
        #expect(try bed.rows("SELECT 1 FROM messages WHERE state = 'bounced'").count == 2)
        let held = try bed.rows("SELECT reason FROM messages WHERE state = 'held'")
        #expect((1...2).contains(held.count))
        #expect(held.first?.contains("550 5.7.1") == true)
        #expect(
            try bed.rows("SELECT 1 FROM meta WHERE key LIKE 'relay:%'").count == 1,
            "status calls for a person"
        )
    }

    @Test(
        "refusals in a row that do not say whose fault it is: four are bounced, then nobody is, and others go meanwhile",
        arguments: [("550 Invalid recipient", 4, 16), ("550 5.1.1 no such user", 20, 0)]
    )
    func unexplained(_ reply: String, _ bounced: Int, _ held: Int) throws {
        // As OpenSMTPD, where it will not relay for us.
        let script = Script.friendly.adding { situation in
            situation.stage == .rcpt && situation.forwardPath?.hasSuffix("@example.com") == true
                ? .reply("\(reply): <\(situation.forwardPath ?? "")>") : nil
        }
        let bed = try Bed(script) { $0.relay = "connections: 1," }
        for index in 0..<20 { try bed.register("p\(index)@example.com") }
        try bed.drain()
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(try bed.rows("SELECT 1 FROM messages WHERE state = 'bounced'").count == bounced)
        #expect(try bed.rows("SELECT 1 FROM messages WHERE state = 'held'").count == held)
        #expect(bed.taken() == ["reader@example.org"])
        // One that is taken shows that it is not about us.
        try bed.register("gone@example.com")
        try bed.drain()
        #expect(try bed.rows("SELECT 1 FROM messages WHERE state = 'bounced'").count == bounced + 1)
    }

    @Test("no relay lets us in, by policy: mailings stop instead of growing old")
    func connectionLevel() throws {
        let script = Script.friendly.on(
            .connect,
            .reply("554 5.7.1 your network is not welcome").then(.close)
        )
        let bed = try EngineMailingTests.bed(script, EngineMailingTests.atTen)
        try bed.invite(40)
        #expect(try bed.run { try bed.rows("SELECT state FROM mailings_view") == ["paused"] })
        #expect(try bed.rows("SELECT reason FROM mailings").first?.contains("not welcome") == true)
        #expect(try bed.rows("SELECT 1 FROM messages WHERE state NOT IN ('queued', 'deferred')").isEmpty)
    }

    @Test("a relay that turns against a mailing in its midst bounces few more")
    func late() throws {
        let script = Script.friendly.adding { situation in
            situation.stage == .rcpt && situation.total >= 150 ? .reply("554 5.7.9 not any more") : nil
        }
        let bed = try EngineMailingTests.bed(script, EngineMailingTests.atTen)
        try bed.invite(300)
        try bed.drain()
        #expect(try bed.rows("SELECT state FROM mailings_view") == ["paused"])
        #expect((1...14).contains(try bed.rows("SELECT 1 FROM messages WHERE state = 'bounced'").count))
    }

    @Test("a mailing whose letter cannot be made stops before it has tried everyone")
    func unmakable() throws {
        let bed = try EngineMailingTests.bed(.friendly, EngineMailingTests.atTen)
        try bed.change { $0.templates["invitation.en"] = "Subject: Come\n\n{{details.nothing}}\n" }
        try bed.invite(300)
        try bed.drain()
        #expect(try bed.rows("SELECT state FROM mailings_view") == ["paused"])
        #expect((5...40).contains(try bed.rows("SELECT 1 FROM messages WHERE state = 'rejected'").count))
    }

    @Test("all connections carry mail for one domain")
    func oneDomain() throws {
        // No end of data is answered: each session can hand over one letter, and no more.
        let bed = try Bed(Script.friendly.on(.endOfData, .stall)) { $0.relay = "connections: 4," }
        for index in 0..<8 { try bed.register("p\(index)@one.example") }
        #expect(try bed.run { bed.relay.dialogue.count { $0.kind == .content } == 4 })
        bed.crash()
    }

    @Test("one letter that is too large is held, and the others go on at once")
    func tooLarge() throws {
        let script = Script.friendly.adding { situation in
            situation.stage == .mail && situation.session == 1 && situation.occurrence == 1
                ? .reply("552 5.3.4 message size exceeds your limit") : nil
        }
        let bed = try Bed(script) { $0.relay = "connections: 1," }
        for index in 0..<5 { try bed.register("p\(index)@example.org") }
        try bed.drain()
        #expect(try bed.states() == "held 1, sent 4")
        #expect(
            try bed.rows("SELECT reason FROM messages WHERE state = 'held'").first?.contains("too large")
                == true
        )
    }

    @Test("what met a long block is ready when a person has had it lifted")
    func lifted() throws {
        let bed = try Bed(Script.friendly.on(.mail, .reply("450 4.7.0 Daily sending limit exceeded"))) {
            $0.relay = "connections: 1,"
        }
        try bed.register("reader@example.org")
        #expect(try bed.run { try bed.states() == "deferred 1" })
        bed.relay.setScript(.friendly)
        try bed.reload()
        bed.clock.advance(by: .seconds(3600))
        #expect(try bed.run { try bed.states() == "sent 1" })
    }
}
