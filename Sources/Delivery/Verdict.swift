import Mail
import SMTP
import Store

/// What an outcome means for the message, for the relay it went to, and for the domain it was meant for.
struct Verdict: Sendable, Equatable {
    /// What becomes of the message.
    enum Fate: Sendable, Equatable {
        case sent
        /// Refused for now; `hint` is the wait that the reply states, in milliseconds.
        case deferred(hint: Int64?)
        case bounced
        case inDoubt
        /// Goes back unharmed: nothing was said about it.
        case requeued
        /// A person must mend the relay's or the sender's trouble before anything more of its kind goes.
        case held
    }

    /// What it says of the relay.
    enum RelayNews: Sendable, Equatable {
        case well
        case unchanged
        /// It asks for patience: fewer and later connections.
        case slowDown
        /// It refuses everything for this long (milliseconds): a daily limit that each further try prolongs.
        case blocked(Int64)
        /// It refuses us or our sender whatever the recipient: only a person can mend that.
        case refusesUs
    }

    var fate: Fate
    var relay: RelayNews
    /// The recipient's domain asks for fewer transfers at once.
    var slowsDestination = false

    /// Judges an outcome.
    ///
    /// RFC 5321 §4.2.1: the first digit decides; the enhanced code only tells whose fault it is.
    ///
    /// What names the recipient of the message is about them, and not about us.
    init(_ outcome: Outcome, to message: Claimed? = nil) {
        switch outcome.kind {
        case .sent: self.init(fate: .sent, relay: .well)
        case .inDoubt: self.init(fate: .inDoubt, relay: .slowDown)
        case .notTried: self.init(fate: .requeued, relay: .unchanged)
        case .deferred: self = Self.deferred(outcome, message)
        case .bounced: self = Self.bounced(outcome, message)
        }
    }

    private init(fate: Fate, relay: RelayNews, slowsDestination: Bool = false) {
        self.fate = fate
        self.relay = relay
        self.slowsDestination = slowsDestination
    }

    private static func deferred(_ outcome: Outcome, _ message: Claimed?) -> Verdict {
        // A connection that breaks in the middle says more of the relay than of the message.
        guard let reply = outcome.reply else { return Verdict(fate: .deferred(hint: nil), relay: .slowDown) }
        let hint = RetryHint.find(in: reply.text)
        if let pause = StatedBlock.pause(reply, at: outcome.stage, to: message) {
            return Verdict(fate: .deferred(hint: pause), relay: .blocked(pause))
        }
        if reply.code == 421 || isCongestion(reply.enhanced) {
            return Verdict(fate: .deferred(hint: hint), relay: .slowDown, slowsDestination: true)
        }
        return Verdict(fate: .deferred(hint: hint), relay: .well)
    }

    private static func bounced(_ outcome: Outcome, _ message: Claimed?) -> Verdict {
        guard let reply = outcome.reply else { return Verdict(fate: .bounced, relay: .unchanged) }
        if let pause = StatedBlock.pause(reply, at: outcome.stage, to: message) {
            return Verdict(fate: .deferred(hint: pause), relay: .blocked(pause))
        }
        // A person must look, but only this letter, or its mailing, waits for that.
        if outcome.isTooLarge { return Verdict(fate: .held, relay: .unchanged) }
        guard refusesSender(reply, at: outcome.stage) else {
            return Verdict(fate: .bounced, relay: .well)
        }
        return Verdict(fate: .held, relay: .refusesUs)
    }

    /// Whether a relay that ends a session says that it has too much to do, or goes down.
    static func asksForPatience(_ reply: Reply) -> Bool {
        if isCongestion(reply.enhanced) { return true }
        let text = reply.text.lowercased()
        return ["shut", "overload", "too many connections", "busy", "rate", "slow"].contains {
            text.contains($0)
        }
    }

    /// Enhanced codes 4.3.2, 4.4.2, 4.4.5, 4.7.28 and the like: too many connections or too much mail.
    private static func isCongestion(_ status: EnhancedStatus?) -> Bool {
        guard let status else { return false }
        return [[3, 2], [4, 2], [4, 5], [7, 28]].contains([status.subject, status.detail])
    }

    /// At MAIL no recipient has been named yet: a refusal is about us, but for one that is about the form of this message
    /// (5.6.x).
    ///
    /// Later 5.1.7 and 5.1.8 are about the sender's address (RFC 3463 §3.2), 530, 535 and 538 about a missing login
    /// (RFC 4954 §6), and 5.7.x may be either: many relays say only at RCPT what they thought at MAIL
    /// (Postfix, `smtpd_delay_reject`), so the words decide.
    private static func refusesSender(_ reply: Reply, at stage: Stage) -> Bool {
        if stage == .mail { return reply.enhanced?.subject != 6 }
        if let status = reply.enhanced, status.subject == 1, [7, 8].contains(status.detail) { return true }
        if [530, 535, 538].contains(reply.code) { return true }
        guard reply.enhanced?.subject == 7 else { return false }
        let text = reply.text.lowercased()
        return [
            "sender address rejected", "not owned by", "relay access denied", "relaying denied",
            "relay not permitted", "unable to relay", "authentication required", "not logged in",
            "must authenticate", "not authenticated", "not authorized to send", "not permitted to send",
            "not allowed to send",
        ].contains { text.contains($0) }
    }
}

extension Outcome {
    /// Whether the relay refused the size that MAIL announced (RFC 1870 §6.1; RFC 3463 X.3.4, X.2.3): that is about this
    /// letter, for others are smaller.
    var isTooLarge: Bool {
        guard kind == .bounced, stage == .mail, let reply else { return false }
        guard let status = reply.enhanced else { return reply.code == 552 }
        return [[3, 4], [2, 3]].contains([status.subject, status.detail])
    }
}
