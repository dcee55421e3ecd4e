@testable import Delivery
import Mail
import SMTP
import Testing

@Suite("What an answer means")
struct VerdictTests {
    /// A reply, and what it says of message and relay.
    struct Case: Sendable, CustomTestStringConvertible {
        let stage: SMTP.Stage
        let reply: String
        let fate: Verdict.Fate
        let relay: Verdict.RelayNews
        var testDescription: String { "\(stage.rawValue): \(reply)" }
    }

    static let day = StatedBlock.longest
    static let cases: [Case] = [
        Case(stage: .endOfData, reply: "250 2.0.0 ok", fate: .sent, relay: .well),
        Case(
            stage: .rcpt,
            reply: "450 4.2.0 greylisted, try again in 300 seconds",
            fate: .deferred(hint: 300_000),
            relay: .well
        ),
        Case(stage: .rcpt, reply: "550 5.1.1 no such user", fate: .bounced, relay: .well),
        Case(stage: .rcpt, reply: "550 5.7.1 policy", fate: .bounced, relay: .well),
        Case(stage: .mail, reply: "550 5.7.1 sender not owned", fate: .held, relay: .refusesUs),
        Case(stage: .mail, reply: "530 5.7.0 must login", fate: .held, relay: .refusesUs),
        Case(stage: .mail, reply: "530 login", fate: .held, relay: .refusesUs),
        Case(stage: .mail, reply: "553 5.1.8 no such sender domain", fate: .held, relay: .refusesUs),
        Case(stage: .rcpt, reply: "550 5.1.7 no such sender", fate: .held, relay: .refusesUs),
        Case(stage: .mail, reply: "501 5.1.0 not a mailbox", fate: .held, relay: .refusesUs),
        // About this letter: a person must look, but others are smaller.
        Case(stage: .mail, reply: "552 5.3.4 too big", fate: .held, relay: .unchanged),
        Case(stage: .mail, reply: "552 too big", fate: .held, relay: .unchanged),
        Case(stage: .mail, reply: "554 5.3.0 no", fate: .held, relay: .refusesUs),
        Case(stage: .mail, reply: "554 5.6.0 cannot take this form", fate: .bounced, relay: .well),
        Case(stage: .rcpt, reply: "552 5.2.2 mailbox full", fate: .bounced, relay: .well),
        // What many relays say only at RCPT, though it is about us.
        Case(
            stage: .rcpt,
            reply: "554 5.7.1 <a@b.example>: Relay access denied",
            fate: .held,
            relay: .refusesUs
        ),
        Case(
            stage: .rcpt,
            reply: "553 5.7.1 Sender address rejected: not owned by user",
            fate: .held,
            relay: .refusesUs
        ),
        Case(stage: .rcpt, reply: "530 5.7.0 Authentication required", fate: .held, relay: .refusesUs),
        Case(stage: .endOfData, reply: "550 5.7.1 looks like spam", fate: .bounced, relay: .well),
        // A wait that a relay states for itself, and one for the message alone.
        Case(
            stage: .mail,
            reply: "451 4.7.1 Blocked, try again in 6 seconds",
            fate: .deferred(hint: 6000),
            relay: .blocked(6000)
        ),
        Case(
            stage: .rcpt,
            reply: "421 4.7.0 try again in 60 seconds",
            fate: .deferred(hint: 60_000),
            relay: .blocked(60_000)
        ),
        Case(
            stage: .rcpt,
            reply: "450 4.7.1 Too many messages from you, retry after 5 minutes",
            fate: .deferred(hint: 300_000),
            relay: .blocked(300_000)
        ),
        Case(
            stage: .rcpt,
            reply: "451 4.7.1 Greylisting in action, blocked, please try again in 5 minutes",
            fate: .deferred(hint: 300_000),
            relay: .well
        ),
        // What one recipient's mailbox has had enough of stops nobody else's mail.
        Case(
            stage: .rcpt,
            reply: "452 Mailbox daily quota exceeded for this user",
            fate: .deferred(hint: nil),
            relay: .well
        ),
        Case(stage: .rcpt, reply: "550 5.7.1 recipient exceeded daily quota", fate: .bounced, relay: .well),
        Case(
            stage: .rcpt,
            reply:
                "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
            fate: .deferred(hint: day),
            relay: .blocked(day)
        ),
        Case(
            stage: .endOfData,
            reply: "550 5.7.0 Sending limit exceeded",
            fate: .deferred(hint: day),
            relay: .blocked(day)
        ),
        Case(
            stage: .mail,
            reply: "450 4.2.1 Daily user sending limit exceeded, try again in 1 hour",
            fate: .deferred(hint: 3_600_000),
            relay: .blocked(3_600_000)
        ),
        Case(
            stage: .mail,
            reply: "451 4.7.0 Daily limit exceeded, try again in 400 hours",
            fate: .deferred(hint: day),
            relay: .blocked(day)
        ),
        Case(stage: .mail, reply: "550 5.4.1 no route", fate: .held, relay: .refusesUs),
        Case(stage: .mail, reply: "421 4.3.2 closing", fate: .deferred(hint: nil), relay: .slowDown),
        Case(stage: .rcpt, reply: "452 4.5.3 too many recipients", fate: .deferred(hint: nil), relay: .well),
        Case(stage: .rcpt, reply: "451 4.7.28 unusual rate", fate: .deferred(hint: nil), relay: .slowDown),
        Case(
            stage: .mail,
            reply: "550 5.4.5 Daily user sending limit exceeded",
            fate: .deferred(hint: day),
            relay: .blocked(day)
        ),
        Case(
            stage: .mail,
            reply: "451 4.5.3 Too many messages per day, limit exceeded",
            fate: .deferred(hint: day),
            relay: .blocked(day)
        ),
        Case(
            stage: .rcpt,
            reply: "452 4.2.2 recipient exceeded the daily limit",
            fate: .deferred(hint: nil),
            relay: .well
        ),
    ]

    @Test("each reply is judged", arguments: cases)
    func judged(_ example: Case) {
        let code = Int(example.reply.prefix(3)) ?? 0
        let reply = Reply(code: code, text: String(example.reply.dropFirst(4)))
        let kind: Outcome.Kind = code < 300 ? .sent : code < 500 ? .deferred : .bounced
        let verdict = Verdict(Outcome(kind: kind, stage: example.stage, reply: reply))
        #expect(verdict.fate == example.fate)
        #expect(verdict.relay == example.relay)
    }

    @Test("a lost connection defers the message and rests the relay; nothing said, nothing counted")
    func noReply() {
        #expect(
            Verdict(Outcome(kind: .deferred, stage: .body)) == Verdict(Outcome(kind: .deferred, stage: .data))
        )
        #expect(Verdict(Outcome(kind: .deferred, stage: .body)).relay == .slowDown)
        #expect(Verdict(Outcome(kind: .inDoubt, stage: .endOfData)).fate == .inDoubt)
        #expect(Verdict(Outcome(kind: .notTried, stage: .local)).fate == .requeued)
    }
}
