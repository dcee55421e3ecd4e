import Mail
import SMTP

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

    /// How long a relay that reports a spent daily limit is left alone: a day, since its window rolls (DOMAIN C.3).
    static let dailyBlock: Int64 = 24 * 3600 * 1000

    /// Judges an outcome.
    ///
    /// RFC 5321 §4.2.1: the first digit decides; the enhanced code only tells whose fault it is.
    init(_ outcome: Outcome) {
        switch outcome.kind {
        case .sent: self.init(fate: .sent, relay: .well)
        case .inDoubt: self.init(fate: .inDoubt, relay: .slowDown)
        case .notTried: self.init(fate: .requeued, relay: .unchanged)
        case .deferred: self = Self.deferred(outcome)
        case .bounced: self = Self.bounced(outcome)
        }
    }

    private init(fate: Fate, relay: RelayNews, slowsDestination: Bool = false) {
        self.fate = fate
        self.relay = relay
        self.slowsDestination = slowsDestination
    }

    private static func deferred(_ outcome: Outcome) -> Verdict {
        // A connection that breaks in the middle says more of the relay than of the message.
        guard let reply = outcome.reply else { return Verdict(fate: .deferred(hint: nil), relay: .slowDown) }
        let hint = RetryHint.find(in: reply.text)
        if DailyLimit.isStated(by: reply) {
            let pause = min(hint ?? dailyBlock, dailyBlock)
            return Verdict(fate: .deferred(hint: pause), relay: .blocked(pause))
        }
        if reply.code == 421 || isCongestion(reply.enhanced) {
            return Verdict(fate: .deferred(hint: hint), relay: .slowDown, slowsDestination: true)
        }
        return Verdict(fate: .deferred(hint: hint), relay: .well)
    }

    private static func bounced(_ outcome: Outcome) -> Verdict {
        guard let reply = outcome.reply else { return Verdict(fate: .bounced, relay: .unchanged) }
        if DailyLimit.isStated(by: reply) {
            return Verdict(fate: .deferred(hint: dailyBlock), relay: .blocked(dailyBlock))
        }
        guard refusesSender(reply, at: outcome.stage) else {
            return Verdict(fate: .bounced, relay: .well)
        }
        return Verdict(fate: .held, relay: .refusesUs)
    }

    /// Enhanced codes 4.3.2, 4.4.2, 4.4.5, 4.7.28 and the like: too many connections or too much mail.
    private static func isCongestion(_ status: EnhancedStatus?) -> Bool {
        guard let status else { return false }
        return [[3, 2], [4, 2], [4, 5], [7, 28]].contains([status.subject, status.detail])
    }

    /// At MAIL no recipient has been named yet: a refusal is about us, but for one that is about this message's size
    /// or its form (552; 5.6.x).
    ///
    /// Later only 5.1.7 and 5.1.8 are about the sender's address (RFC 3463 §3.2): some servers say at RCPT what they
    /// thought at MAIL.
    private static func refusesSender(_ reply: Reply, at stage: Stage) -> Bool {
        if let status = reply.enhanced, status.subject == 1, [7, 8].contains(status.detail) { return true }
        return stage == .mail && reply.code != 552 && reply.enhanced?.subject != 6
    }
}

/// Replies by which a provider says that the day's allowance is spent.
enum DailyLimit {
    /// Gmail's 5.4.5, and the wording of others (Yandex, Mail.ru, Exchange); vendors' codes differ, words less so.
    static func isStated(by reply: Reply) -> Bool {
        guard reply.code >= 400 else { return false }
        let text = reply.text.lowercased()
        if reply.isPermanent, let status = reply.enhanced, status.subject == 4, status.detail == 5 {
            return true
        }
        // X.1.x and X.2.x are about the recipient: it is their mailbox that has had enough for today.
        if let status = reply.enhanced, [1, 2].contains(status.subject) { return false }
        let period = ["daily", "per day", "24 hours", "24-hour", "day limit"].contains { text.contains($0) }
        let spent = ["limit", "quota", "exceeded", "too many messages"].contains { text.contains($0) }
        return period && spent
    }
}
