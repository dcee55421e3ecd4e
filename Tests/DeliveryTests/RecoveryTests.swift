@testable import Delivery
import Testing
import TestSupport

@Suite("A crash between a reply and its commit")
struct RecoveryTests {
    /// What the message's row says, but for moments and the relay's port.
    private func row(_ bed: Bed) throws -> String {
        let row = try bed.rows(
            """
            SELECT state || '|' || coalesce(reason, '-') || '|' || coalesce(code, '-') || '|'
                || coalesce(enhanced_code, '-') || '|' || coalesce(reply, '-') || '|' || (relay IS NOT NULL)
                || '|' || attempts || '|' || (next_attempt_at IS NOT NULL) FROM messages
            """
        )
        return row.joined(separator: "; ").replacing("\(bed.relay.port)", with: "PORT")
    }

    /// How long it waits, in milliseconds; nil when it does not.
    private func wait(_ bed: Bed) throws -> Int64? {
        try bed.rows("SELECT next_attempt_at - \(bed.clock.now) FROM messages").first.flatMap { Int64($0) }
    }

    private func compare(_ script: Script, _ example: JudgedReply? = nil) throws {
        let live = try Bed(script)
        try live.register("reader@example.org")
        #expect(try live.hear())
        try live.record()
        let crashed = try Bed(script)
        try crashed.register("reader@example.org")
        #expect(try crashed.hear())
        crashed.crash()
        #expect(try crashed.states() == "sending 1")
        try crashed.start()
        #expect(try row(crashed) == row(live))
        let waits = (try wait(live), try wait(crashed))
        if let first = waits.0, let second = waits.1 {
            #expect(abs(first - second) <= max(first, second) / 4, "but for the jitter")
        } else {
            #expect(waits.0 == nil && waits.1 == nil)
        }
        if let example {
            let states = try live.states()
            #expect(states == "\(state(Disposition(example.outcome, isFirst: true).message)) 1")
        }
        #expect(crashed.journal.map(withoutConnection) == live.journal.map(withoutConnection))
    }

    private func withoutConnection(_ line: String) -> String {
        line.replacing(#/(\[[\d.]+\])?:\d+, delay=[^,]*/#, with: "")
    }

    private func state(_ fate: MessageFate) -> String {
        switch fate {
        case .sent: "sent"
        case .deferred, .elsewhere: "deferred"
        case .bounced: "bounced"
        case .inDoubt: "in_doubt"
        case .requeued: "queued"
        case .held: "held"
        case .rejected: "rejected"
        }
    }

    /// The same stage in the scripted server's words.
    private static func stage(_ example: JudgedReply) -> Stage? {
        switch example.stage {
        case .mail: .mail
        case .rcpt: .rcpt
        case .data: .data
        case .endOfData: .endOfData
        default: nil
        }
    }

    @Test("each reply leaves the row that it leaves without one", arguments: DispositionTests.cases)
    func sameRow(_ example: JudgedReply) throws {
        let stage = try #require(Self.stage(example))
        try compare(.friendly.on(stage, .reply(example.reply)), example)
    }

    @Test(
        "so does what is no reply: a lost connection, a lost reply, nonsense, and what we see ourselves",
        arguments: [
            Script.friendly.on(.data, .close),
            Script.friendly.on(.endOfData, Answer.close.accepting()),
            Script.friendly.on(.endOfData, .reply("700 what")),
        ]
    )
    func noReply(_ script: Script) throws { try compare(script) }

    @Test("what the relay said of itself before the crash is known after it: a block of a day is kept")
    func feedback() throws {
        let bed = try Bed(Script.friendly.on(.endOfData, .reply("550 5.7.0 Sending limit exceeded")))
        try bed.register("reader@example.org")
        #expect(try bed.hear())
        bed.crash()
        bed.relay.setScript(.friendly)
        let engine = try bed.start()
        #expect(try bed.states() == "deferred 1")
        #expect(try bed.rows("SELECT code || ' ' || enhanced_code FROM messages") == ["550 5.7.0"])
        #expect(try #require(engine.relayRest()) > 86_000_000)
        engine.turn()
        #expect(try bed.rows("SELECT 1 FROM meta WHERE key LIKE 'blocked:%'") == ["1"])
    }

    @Test("an invitee whose first address was refused before the crash gets the letter at the second")
    func secondAddress() throws {
        let bed = try Bed(Script.friendly.onRecipient("dead", .reply("550 5.1.1 gone"))) { settings in
            settings.notifications =
                #"{ name: "invitation", audience: "invitees", at: "2035-03-12T11:00" },"#
            settings.templates["invitation.en"] = "Subject: Come\n\nHello!\n"
        }
        try bed.database.run(
            """
            INSERT INTO invitees (event, email, second_email)
            VALUES ('meeting', 'dead@example.org', 'alive@example.org')
            """
        )
        #expect(try bed.hear())
        bed.crash()
        try bed.drain()
        #expect(bed.taken() == ["alive@example.org"])
    }
}
