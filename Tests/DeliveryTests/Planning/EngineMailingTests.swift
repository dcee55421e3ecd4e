@testable import Delivery
import Testing
import TestSupport

@Suite("Mailings on their way")
struct EngineMailingTests {
    static func bed(_ script: Script = .friendly, _ notification: String, more: String = "") throws -> Bed {
        try Bed(script) {
            $0.now = "2035-03-12T07:00:00Z"
            $0.relay = "connections: 2,"
            $0.notifications = #"{ name: "invitation", bulk: true, \#(notification) }, \#(more)"#
            $0.templates["invitation.en"] = "Subject: Come\n\nCome.\n"
        }
    }

    static let atTen = #"audience: "invitees", at: "2035-03-12T10:00""#

    @Test("at its hour a mailing goes to its whole audience, and is finished")
    func goes() throws {
        let bed = try Self.bed(.friendly, #"audience: "invitees", at: "2035-03-12T11:00""#)
        try bed.invite(30)
        try bed.drain()
        #expect(bed.relay.messageCount == 0)
        #expect(try bed.rows("SELECT state FROM mailings_view") == ["scheduled"])
        bed.clock.advance(by: .seconds(3600))
        try bed.drain()
        #expect(try bed.states() == "sent 30")
        #expect(
            try bed.rows("SELECT state || ' ' || audience || ' ' || sent FROM mailings_view") == [
                "finished 30 30"
            ]
        )
    }

    @Test("a mailing that meets the same refusal again and again pauses itself, and few are bounced")
    func pausesItself() throws {
        let script = Script.friendly.on(.rcpt, .reply("550 5.7.1 your mail is not wanted here"))
        let bed = try Self.bed(script, Self.atTen)
        try bed.invite(400)
        try bed.drain()
        #expect(try bed.rows("SELECT state FROM mailings_view") == ["paused"])
        let bounced = try bed.rows("SELECT count(*) FROM messages WHERE state = 'bounced'").first.flatMap {
            Int($0)
        }
        #expect((3...12).contains(bounced ?? 0), "\(bounced ?? 0) of 400")
        #expect(try bed.states("state <> 'bounced'") == "queued \(400 - (bounced ?? 0))")
        #expect(bed.notices.contains { $0.contains("is paused") && $0.contains("5.7.1") })
        // Mended and released, it goes on.
        bed.relay.setScript(.friendly)
        try bed.database.run("UPDATE mailings SET state = 'running'")
        try bed.drain()
        #expect(try bed.states() == "bounced \(bounced ?? 0), sent \(400 - (bounced ?? 0))")
    }

    @Test("dead addresses here and there pause nothing")
    func fewDead() throws {
        let script = Script.friendly.adding { situation in
            situation.stage == .rcpt && situation.recipientLocalPart.hasSuffix("7")
                ? .reply("550 5.1.1 no such user") : nil
        }
        let bed = try Self.bed(script, Self.atTen)
        try bed.invite(100)
        try bed.drain()
        #expect(try bed.states() == "bounced 10, sent 90")
    }

    @Test("a relay that refuses the sender pauses the mailing and bounces nobody")
    func senderRefused() throws {
        let bed = try Self.bed(Script.friendly.on(.mail, .reply("553 5.7.1 sender not owned")), Self.atTen)
        try bed.invite(100)
        try bed.drain()
        #expect(try bed.rows("SELECT state FROM mailings_view") == ["paused"])
        let held =
            try bed.rows("SELECT count(*) FROM messages WHERE state = 'held'").first.flatMap { Int($0) } ?? 0
        #expect((1...8).contains(held))
        #expect(try bed.states("state NOT IN ('held', 'queued')") == "")
    }

    @Test("a dead first address turns the letter to the second one")
    func secondAddress() throws {
        let bed = try Self.bed(Script.friendly.onRecipient("p000", .reply("550 5.1.1 gone")), Self.atTen)
        try bed.invite(2, columns: ", second_email", values: ", 'second@example.org'")
        try bed.drain()
        #expect(try bed.states() == "sent 2")
        #expect(Set(bed.taken()) == ["p001@example.org", "second@example.org"])
        #expect(try bed.log("outcome = 'bounced'") == ["bounced"])
    }

    @Test("who answers before their letter went does not get it")
    func unanswered() throws {
        let bed = try Self.bed(
            .friendly,
            #"audience: "unanswered", at: "2035-03-12T10:00""#,
            more: #"{ name: "confirmation", on: "registered" },"#
        )
        try bed.invite(3)
        bed.relay.setScript(Script.friendly.on(.connect, .reply("421 later").then(.close)))
        #expect(try bed.run { try bed.states("state = 'deferred'") == "deferred 1" })
        try bed.register("p001@example.org")
        bed.relay.setScript(.friendly)
        bed.clock.advance(by: .seconds(600))
        #expect(try bed.run { try bed.states("notification = 'invitation'") == "cancelled 1, sent 2" })
        #expect(try bed.states("notification = 'confirmation'") == "sent 1")
    }

    @Test("prompted mail passes a mailing, however long that is and however slow the relay")
    func promptedPasses() throws {
        let script = Script.friendly.on(.endOfData, .reply("250 ok").delayed(by: .milliseconds(4)))
        let bed = try Self.bed(script, Self.atTen, more: #"{ name: "confirmation", on: "registered" },"#)
        try bed.invite(900)
        #expect(try bed.run { bed.relay.messageCount > 20 })
        try bed.register("prompted@example.net")
        try bed.start().turn()
        let state = try bed.states("notification = 'confirmation'")
        #expect(
            state == "sending 1" || state == "sent 1",
            "it is next, though hundreds were claimed before it"
        )
        #expect(try bed.run { try bed.states("notification = 'confirmation'") == "sent 1" })
        #expect(bed.relay.messageCount < 901)
    }

    @Test("two mailings share the relay")
    func share() throws {
        let script = Script.friendly.on(.endOfData, .reply("250 ok").delayed(by: .milliseconds(4)))
        let bed = try Self.bed(
            script,
            Self.atTen,
            more: #"{ name: "second", bulk: true, audience: "invitees", at: "2035-03-12T10:00" },"#
        )
        try bed.change { $0.templates["second.en"] = "Subject: Second\n\nSecond.\n" }
        try bed.invite(700)
        // Both audiences are there before much has gone.
        try bed.start().turnTime.most = 5000
        #expect(try bed.run { bed.relay.messageCount >= 400 })
        let sent = try bed.rows("SELECT count(*) FROM messages WHERE state = 'sent' GROUP BY notification")
            .compactMap { Int($0) }
        #expect(sent.count == 2 && (sent.min() ?? 0) * 4 > (sent.max() ?? 0), "\(sent)")
    }

    @Test("outside the recipient's window a letter waits for it to open")
    func window() throws {
        let bed = try Self.bed(.friendly, #"audience: "invitees", at: "2035-03-12T10:00""#)
        try bed.change { $0.event = #"window: { from: "09:00", to: "18:00", days: "all" },"# }
        try bed.invite(1, columns: ", time_zone", values: ", 'Europe/Moscow'")
        try bed.invite(1, domain: "far.example", columns: ", time_zone", values: ", 'America/New_York'")
        try bed.drain()
        #expect(bed.taken() == ["p000@example.org"])
        // Nine in New York is four in the afternoon in Moscow.
        bed.clock.advance(by: .seconds(5 * 3600))
        try bed.drain()
        #expect(bed.relay.messageCount == 1)
        bed.clock.advance(by: .seconds(3 * 3600))
        try bed.drain()
        #expect(try bed.states() == "sent 2")
    }

    @Test("what comes too late is missed, and the log of the mailing says so")
    func missed() throws {
        let bed = try Self.bed(.friendly, #"audience: "invitees", at: "2035-03-11T10:00", lateBy: "2h""#)
        try bed.invite(5)
        try bed.drain()
        #expect(try bed.rows("SELECT state FROM mailings_view") == ["missed"])
        #expect(bed.relay.messageCount == 0)
    }

    @Test("approval is waited for")
    func approval() throws {
        let bed = try Self.bed(.friendly, Self.atTen + ", approval: true")
        try bed.invite(5)
        try bed.drain()
        #expect(try bed.states() == "held 5")
        #expect(try bed.rows("SELECT state FROM mailings_view") == ["awaiting_approval"])
        #expect(bed.relay.messageCount == 0)
    }

    @Test("someone who registers after a reminder's time does not get it, someone before it does")
    func lateRegistrants() throws {
        let bed = try Bed {
            $0.now = "2035-03-21T06:59:00Z"
            $0.notifications = #"""
                { name: "reminder", audience: "registered", before: "starts", by: "7d", time: "10:00" },
                """#
            $0.templates["reminder.en"] = "Subject: Soon\n\nSoon.\n"
        }
        try bed.register("early@example.org")
        try bed.drain()
        bed.clock.advance(by: .seconds(120))
        try bed.drain()
        #expect(bed.taken() == ["early@example.org"])
        try bed.register("late@example.org", more: "created_at = '2035-03-21T09:00:00.000Z'")
        bed.clock.advance(by: .seconds(3 * 3600))
        try bed.drain()
        #expect(try bed.states() == "sent 1")
    }

    @Test("when the event moves, what is not yet sent moves with it, and whoever was told is told again")
    func moved() throws {
        let bed = try Bed {
            $0.now = "2035-03-20T07:00:00Z"
            $0.notifications = #"""
                { name: "confirmation", on: "registered" },
                { name: "change", on: "changed", settle: "1m" },
                { name: "reminder", audience: "registered", before: "starts", by: "7d", time: "10:00" },
                """#
            $0.templates["reminder.en"] = "Subject: Soon\n\nSoon.\n"
            $0.templates["change.en"] =
                "Subject: Changed\n\n{{#change.items}}{{what}}: {{old}}, {{new}}{{/change.items}}\n"
        }
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(try bed.rows("SELECT due_at FROM mailings_view") == ["2035-03-21T07:00:00.000Z"])
        try bed.change { $0.starts = "2035-03-29T10:00" }
        try bed.reload()
        try bed.drain()
        #expect(
            try bed.rows("SELECT due_at FROM mailings_view WHERE notification = 'reminder'") == [
                "2035-03-22T07:00:00.000Z"
            ]
        )
        #expect(bed.taken().count == 1, "there is time to take it back")
        bed.clock.advance(by: .seconds(660))
        try bed.drain()
        #expect(bed.relay.messages.last?.text.contains("28") == true)
        #expect(try bed.states("notification = 'change'") == "sent 1")
    }
}
