@testable import Delivery
import Mail
import SMTP
import Testing

/// A reply, and what it says of message, relay and recipient's domain.
struct JudgedReply: Sendable, CustomTestStringConvertible {
    let stage: SMTP.Stage
    let reply: String
    let message: MessageFate
    let relay: RelayFeedback
    var destination = DestinationFeedback.unchanged
    /// Whether it is the first that the relay says in its session.
    var isFirst = false

    init(
        _ stage: SMTP.Stage,
        _ reply: String,
        _ message: MessageFate,
        _ relay: RelayFeedback,
        _ destination: DestinationFeedback = .unchanged,
        isFirst: Bool = false
    ) {
        self.stage = stage
        self.reply = reply
        self.message = message
        self.relay = relay
        self.destination = destination
        self.isFirst = isFirst
    }

    var testDescription: String { "\(stage.rawValue): \(reply)" }

    /// The outcome of a delivery that met it.
    var outcome: Outcome {
        let code = Int(reply.prefix(3)) ?? 0
        let kind: Outcome.Kind = code < 300 ? .sent : code < 500 ? .deferred : .bounced
        return Outcome(
            kind: kind,
            stage: stage,
            reply: Reply(code: code, text: String(reply.dropFirst(4))),
            endOfDataSent: stage == .endOfData
        )
    }
}

@Suite("What an answer means")
struct DispositionTests {
    static let day = StatedSuspension.longest
    static let cases: [JudgedReply] = [
        JudgedReply(.endOfData, "250 2.0.0 ok", .sent, .well),
        JudgedReply(.rcpt, "450 4.2.0 greylisted, try again in 300 seconds", .deferred(hint: 300_000), .well),
        JudgedReply(.rcpt, "550 5.1.1 no such user", .bounced, .well),
        JudgedReply(.rcpt, "550 5.7.1 policy", .bounced, .well),
        JudgedReply(.mail, "550 5.7.1 sender not owned", .held(.refusesUs), .refusesUs),
        JudgedReply(.mail, "530 5.7.0 must login", .held(.refusesUs), .refusesUs),
        JudgedReply(.mail, "530 login", .held(.refusesUs), .refusesUs),
        JudgedReply(.mail, "553 5.1.8 no such sender domain", .held(.refusesUs), .refusesUs),
        JudgedReply(.rcpt, "550 5.1.7 no such sender", .held(.refusesUs), .refusesUs),
        JudgedReply(.mail, "501 5.1.0 not a mailbox", .held(.refusesUs), .refusesUs),
        // About this letter: a person must look, but others are smaller.
        JudgedReply(.mail, "552 5.3.4 too big", .held(.tooLarge), .unchanged),
        JudgedReply(.mail, "552 too big", .held(.tooLarge), .unchanged),
        JudgedReply(.endOfData, "552 5.3.4 message file too big", .held(.tooLarge), .unchanged),
        // Exim
        JudgedReply(.endOfData, "552 Message size exceeds maximum permitted", .held(.tooLarge), .unchanged),
        JudgedReply(.endOfData, "552 5.2.2 mailbox full", .bounced, .well),
        JudgedReply(.endOfData, "552 mailbox storage exceeded", .bounced, .well),
        JudgedReply(.mail, "554 5.3.0 no", .held(.refusesUs), .refusesUs),
        JudgedReply(.mail, "554 5.6.0 cannot take this form", .bounced, .well),
        // About this address alone (RFC 6531).
        JudgedReply(.mail, "553 5.6.7 must declare SMTPUTF8", .held(.senderNeedsSMTPUTF8), .unchanged),
        JudgedReply(.rcpt, "552 5.2.2 mailbox full", .bounced, .well),
        // What many relays say only at RCPT, though it is about us.
        JudgedReply(.rcpt, "554 5.7.1 <a@b.example>: Relay access denied", .held(.refusesUs), .refusesUs),
        JudgedReply(.rcpt, "550 relay not permitted", .held(.refusesUs), .refusesUs),
        JudgedReply(.rcpt, "513 Relaying denied.", .held(.refusesUs), .refusesUs),
        JudgedReply(
            .rcpt,
            "504 5.5.2 <box>: Helo command rejected: need fully-qualified hostname",
            .held(.refusesUs),
            .refusesUs
        ),
        JudgedReply(
            .rcpt,
            "554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Access denied",
            .held(.refusesUs),
            .refusesUs
        ),
        JudgedReply(
            .rcpt,
            "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.example",
            .held(.refusesUs),
            .refusesUs
        ),
        JudgedReply(
            .rcpt,
            "553 5.7.1 Sender address rejected: not owned by user",
            .held(.refusesUs),
            .refusesUs
        ),
        JudgedReply(
            .rcpt,
            "550 5.1.0 <a@b.example>: Sender address rejected: User unknown",
            .held(.refusesUs),
            .refusesUs
        ),
        JudgedReply(.rcpt, "530 5.7.0 Authentication required", .held(.refusesUs), .refusesUs),
        // Perhaps about us, perhaps about them: nobody is bounced by it.
        JudgedReply(
            .rcpt,
            "554 5.7.1 <a@b.example>: Recipient address rejected: Access denied",
            .held(.accessDenied),
            .unchanged
        ),
        JudgedReply(
            .rcpt,
            "550 5.1.1 <a@b.example>: Recipient address rejected: access denied",
            .bounced,
            .well
        ),
        JudgedReply(.endOfData, "550 5.7.1 looks like spam", .bounced, .well),
        // A wait that a relay states for itself, and one for the message alone.
        JudgedReply(
            .mail,
            "451 4.7.1 Blocked, try again in 6 seconds",
            .deferred(hint: 6000),
            .blocked(6000)
        ),
        JudgedReply(.rcpt, "421 4.7.0 try again in 60 seconds", .deferred(hint: 60_000), .blocked(60_000)),
        JudgedReply(
            .rcpt,
            "450 4.7.1 Too many messages from you, retry after 5 minutes",
            .deferred(hint: 300_000),
            .blocked(300_000)
        ),
        JudgedReply(
            .rcpt,
            "451 4.7.1 Greylisting in action, blocked, please try again in 5 minutes",
            .deferred(hint: 300_000),
            .well
        ),
        // What one recipient's mailbox has had enough of stops nobody else's mail.
        JudgedReply(.rcpt, "452 Mailbox daily quota exceeded for this user", .deferred(hint: nil), .well),
        JudgedReply(.rcpt, "550 5.7.1 recipient exceeded daily quota", .bounced, .well),
        JudgedReply(
            .rcpt,
            "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
            .deferred(hint: nil),
            .blocked(day)
        ),
        JudgedReply(.endOfData, "550 5.7.0 Sending limit exceeded", .deferred(hint: nil), .blocked(day)),
        JudgedReply(
            .mail,
            "450 4.2.1 Daily user sending limit exceeded, try again in 1 hour",
            .deferred(hint: nil),
            .blocked(3_600_000)
        ),
        JudgedReply(
            .mail,
            "451 4.7.0 Daily limit exceeded, try again in 400 hours",
            .deferred(hint: nil),
            .blocked(day)
        ),
        JudgedReply(.mail, "550 5.4.1 no route", .held(.refusesUs), .refusesUs),
        // Before a recipient is named it cannot be about their domain.
        JudgedReply(.mail, "421 4.3.2 closing", .deferred(hint: nil), .slowDown),
        JudgedReply(.rcpt, "421 4.3.2 closing", .deferred(hint: nil), .slowDown, .slowDown),
        JudgedReply(.rcpt, "452 4.5.3 too many recipients", .deferred(hint: nil), .well),
        JudgedReply(.rcpt, "451 4.7.28 unusual rate", .deferred(hint: nil), .slowDown, .slowDown),
        JudgedReply(.endOfData, "451 4.4.5 busy", .deferred(hint: nil), .slowDown, .slowDown),
        JudgedReply(
            .mail,
            "550 5.4.5 Daily user sending limit exceeded",
            .deferred(hint: nil),
            .blocked(day)
        ),
        JudgedReply(
            .mail,
            "451 4.5.3 Too many messages per day, limit exceeded",
            .deferred(hint: nil),
            .blocked(day)
        ),
        JudgedReply(.rcpt, "452 4.2.2 recipient exceeded the daily limit", .deferred(hint: nil), .well),
        // So much of our mail a minute, and no more: Postfix's anvil, Exim, sendmail.
        JudgedReply(.mail, "450 4.7.1 Error: too much mail from 192.0.2.1", .requeued, .paced(hint: nil)),
        JudgedReply(.mail, "451 Sender rate 12.1 / 1m exceeds limit", .requeued, .paced(hint: nil)),
        JudgedReply(.rcpt, "451 Sender rate 12.1 / 1m exceeds limit", .requeued, .paced(hint: nil)),
        JudgedReply(
            .rcpt,
            "450 4.7.1 Error: too many recipients from 192.0.2.1",
            .requeued,
            .paced(hint: nil)
        ),
        JudgedReply(.mail, "452 4.3.2 Connection rate limit exceeded.", .requeued, .paced(hint: nil)),
        JudgedReply(
            .mail,
            "450 4.7.1 Rate limit exceeded, try again in 30 seconds",
            .requeued,
            .paced(hint: 30_000)
        ),
        JudgedReply(
            .rcpt,
            "450 4.2.1 The user is receiving mail at a rate that prevents delivery",
            .deferred(hint: nil),
            .well
        ),
        // One session too many: sendmail's conncontrol says so at the first MAIL.
        JudgedReply(
            .mail,
            "452 4.3.2 Too many open connections.",
            .requeued,
            .tooManySessions,
            isFirst: true
        ),
        JudgedReply(
            .mail,
            "421 4.7.0 Too many concurrent SMTP sessions",
            .requeued,
            .tooManySessions,
            isFirst: true
        ),
        JudgedReply(.mail, "452 4.3.2 Too many open connections.", .deferred(hint: nil), .slowDown),
        // sendmail's ratecontrol decides when the session is made: it alone is refused, the others are served.
        JudgedReply(
            .mail,
            "452 4.3.2 Connection rate limit exceeded.",
            .requeued,
            .tooManySessions,
            isFirst: true
        ),
        JudgedReply(
            .mail,
            "451 Sender rate 12.1 / 1m exceeds limit",
            .requeued,
            .paced(hint: nil),
            isFirst: true
        ),
    ]

    @Test("each reply is judged", arguments: cases)
    func judged(_ example: JudgedReply) {
        let disposition = Disposition(example.outcome, isFirst: example.isFirst)
        #expect(disposition.message == example.message)
        #expect(disposition.relay == example.relay)
        #expect(disposition.destination == example.destination)
    }

    @Test("a lost connection is about the session and the message; nothing said, nothing counted")
    func noReply() {
        let lost = Disposition(Outcome(kind: .deferred, stage: .body))
        #expect(lost == Disposition(.deferred(hint: nil), relay: .sessionLost))
        let unanswered = Disposition(Outcome(kind: .inDoubt, stage: .endOfData))
        #expect(unanswered == Disposition(.inDoubt(atOnce: false), relay: .sessionLost))
        let untried = Disposition(Outcome(kind: .notTried, stage: .local))
        #expect(untried == Disposition(.requeued, relay: .unchanged))
    }

    /// Something that we saw ourselves, before a byte was sent.
    private func local(_ subject: Int, _ detail: Int) -> Disposition {
        Disposition(
            Outcome(
                kind: .bounced,
                stage: .local,
                problem: "it cannot go",
                enhanced: EnhancedStatus(5, subject, detail)
            )
        )
    }

    @Test("what a relay cannot take concerns that letter, and counts nowhere against the relay")
    func cannotTake() {
        #expect(local(6, 7) == Disposition(.bounced, relay: .unchanged))
        let large = local(3, 4)
        #expect(large.message == .held(.tooLarge) && large.relay == .unchanged)
        #expect(large.tally == .refused("5.3.4", letterAlone: true))
        for reply in ["552 5.3.4 too big", "552 Message size exceeds maximum"] {
            for stage in [SMTP.Stage.mail, .endOfData] {
                let judged = Disposition(JudgedReply(stage, reply, .bounced, .well).outcome)
                guard case .refused(_, letterAlone: true) = judged.tally else {
                    Issue.record("\(stage): \(reply) is counted as \(String(describing: judged.tally))")
                    continue
                }
            }
        }
    }

    @Test(
        "what is sent, refused for good or denied counts as such; what says nothing of the kind does not count"
    )
    func tallies() {
        func tally(_ stage: SMTP.Stage, _ reply: String) -> RefusalTally.Entry? {
            Disposition(JudgedReply(stage, reply, .sent, .well).outcome).tally
        }
        #expect(tally(.endOfData, "250 ok") == .taken)
        #expect(tally(.rcpt, "550 5.1.1 gone") == .refused("550 5.1.1", letterAlone: false))
        #expect(tally(.rcpt, "554 5.7.1 Access denied") == .refused("554 5.7.1", letterAlone: false))
        #expect(tally(.rcpt, "451 later") == nil)
        #expect(tally(.mail, "550 5.7.1 sender not owned") == nil)
    }

    @Test(
        "another relay takes what this one has no time for, or does not want, but not what it would not take either"
    )
    func other() {
        func passed(_ stage: SMTP.Stage, _ reply: String) -> MessageFate {
            var disposition = Disposition(JudgedReply(stage, reply, .sent, .well).outcome)
            disposition.passToOther()
            return disposition.message
        }
        #expect(passed(.mail, "421 4.3.2 closing") == .elsewhere)
        #expect(passed(.endOfData, "550 5.7.0 Sending limit exceeded") == .elsewhere)
        #expect(passed(.mail, "550 5.7.1 sender not owned") == .elsewhere)
        #expect(passed(.rcpt, "450 4.2.0 greylisted") == .deferred(hint: nil))
        #expect(passed(.rcpt, "550 5.1.1 gone") == .bounced)
        #expect(passed(.endOfData, "552 5.3.4 too big") == .held(.tooLarge))
    }

    @Test("an endless reply is judged by its beginning, which is what a crash leaves of it")
    func endless() {
        let filler = String(repeating: "я", count: 2000)
        let late = Reply(code: 550, text: filler + " relay access denied")
        #expect(Disposition(Outcome(kind: .bounced, stage: .rcpt, reply: late)).message == .bounced)
        #expect(late.judged.text.utf8.count <= Reply.mostJudged)
        #expect(late.judged.text == String(repeating: "я", count: Reply.mostJudged / 2))
        let early = Reply(code: 550, text: "relay access denied " + filler)
        #expect(Disposition(Outcome(kind: .bounced, stage: .rcpt, reply: early)).message == .held(.refusesUs))
    }
}
