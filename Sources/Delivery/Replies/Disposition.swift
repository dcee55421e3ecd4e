import Mail
import SMTP
import Store

/// The disposition of a delivery: what becomes of the message, and what that says of the relay and of the recipient's
/// domain.
///
/// Made once, where the reply is read, and carried from there to the row, the log, the journal and the figures.
/// Recovery after a crash makes it by the same function, from what the delivery journal kept of the same reply.
struct Disposition: Sendable, Equatable {
    var message: MessageFate
    var relay: RelayFeedback
    var destination = DestinationFeedback.unchanged
    /// How it counts where refusals are counted; nil where it does not.
    var tally: RefusalTally.Entry?

    /// Judges an outcome.
    ///
    /// RFC 5321 §4.2.1: the first digit decides; the enhanced code only tells whose fault it is.
    /// What names the recipient of `message` is about them, and not about us. `isFirst` says that the relay had
    /// answered no transaction of that session before.
    init(_ outcome: Outcome, to message: ClaimedMessage? = nil, isFirst: Bool = false) {
        switch outcome.kind {
        case .sent: self.init(.sent, relay: .well, tally: .taken)
        case .inDoubt: self.init(.inDoubt(atOnce: false), relay: .sessionLost)
        case .notTried: self.init(.requeued, relay: .unchanged)
        case .deferred: self = Self.deferred(outcome, message, isFirst: isFirst)
        case .bounced: self = Self.bounced(outcome, message)
        }
    }

    /// No session could be opened: the relay's health is told by the failure itself.
    init(_ failure: ConnectFailure) {
        let hint = failure.reply.flatMap { reply in
            StatedSuspension.pause(reply, at: failure.stage) ?? RetryHint.find(in: reply.text)
        }
        self.init(.deferred(hint: hint), relay: .unchanged)
    }

    init(
        _ message: MessageFate,
        relay: RelayFeedback,
        destination: DestinationFeedback = .unchanged,
        tally: RefusalTally.Entry? = nil
    ) {
        self.message = message
        self.relay = relay
        self.destination = destination
        self.tally = tally
    }

    /// One relay's trouble is no reason to keep the message from another that works.
    mutating func passToOther() {
        switch (message, relay) {
        case (.deferred, .blocked), (.deferred, .slowDown), (.deferred, .sessionLost), (.held(.refusesUs), _):
            message = .elsewhere
        default: break
        }
    }

    /// Too many were refused alike: this one waits until a person has looked.
    ///
    /// So does the relay where that is about what we send; where nobody knows whose fault it is, others may be taken.
    mutating func hold(for alarm: Alarm) {
        message = .held(.sameRefusal(alarm))
        relay = RefusalTally.isPolicy(alarm.reason) ? .refusesUs : .unchanged
    }

    private static func deferred(_ outcome: Outcome, _ message: ClaimedMessage?, isFirst: Bool) -> Disposition
    {
        guard let reply = outcome.reply?.judged else {
            return Disposition(.deferred(hint: nil), relay: .sessionLost)
        }
        let pause = StatedSuspension.pause(reply, at: outcome.stage, to: message)
        // About us, and not about the message: it keeps its tries.
        if pause ?? 0 <= longBlock,
            let feedback = RelayCapacity.feedback(reply, at: outcome.stage, isFirst: isFirst)
        {
            return Disposition(.requeued, relay: feedback)
        }
        if let pause { return blocked(pause) }
        let hint = RetryHint.find(in: reply.text)
        guard reply.code == 421 || RelayCapacity.isCongestion(reply.enhanced) else {
            return Disposition(.deferred(hint: hint), relay: .well)
        }
        // Before a recipient is named, it cannot be about their domain.
        let isAboutThem = outcome.stage != .mail
        return Disposition(
            .deferred(hint: hint),
            relay: .slowDown,
            destination: isAboutThem ? .slowDown : .unchanged
        )
    }

    private static func bounced(_ outcome: Outcome, _ message: ClaimedMessage?) -> Disposition {
        let reason = RefusalTally.reason(outcome)
        // A person must look, but only this letter waits for that, for others are smaller.
        if outcome.isTooLarge {
            return Disposition(
                .held(.tooLarge),
                relay: .unchanged,
                tally: .refused(reason, letterAlone: true)
            )
        }
        // What this address needs (RFC 6531 §3.3) says nothing of other letters; what we saw ourselves, nothing of
        // the relay.
        if outcome.needsInternationalMail {
            // An address of ours can be mended, and then the letter goes; MAIL names no other (RFC 6531 §3.4).
            let isTheirs =
                message.map { (try? Address($0.email))?.needsSMTPUTF8 ?? true } ?? (outcome.stage != .mail)
            return Disposition(isTheirs ? .bounced : .held(.senderNeedsSMTPUTF8), relay: .unchanged)
        }
        guard let reply = outcome.reply?.judged else {
            return Disposition(.bounced, relay: .unchanged, tally: .refused(reason, letterAlone: true))
        }
        if let pause = StatedSuspension.pause(reply, at: outcome.stage, to: message) { return blocked(pause) }
        switch Refusal(reply, at: outcome.stage) {
        case .ofUs: return Disposition(.held(.refusesUs), relay: .refusesUs)
        case .ofUsPerhaps:
            return Disposition(
                .held(.accessDenied),
                relay: .unchanged,
                tally: .refused(reason, letterAlone: false)
            )
        case .ofMessage:
            return Disposition(.bounced, relay: .well, tally: .refused(reason, letterAlone: false))
        }
    }

    /// A long block holds the relay, not the message: when a person has it lifted, the message is ready.
    private static func blocked(_ pause: Int64) -> Disposition {
        Disposition(.deferred(hint: pause > longBlock ? nil : pause), relay: .blocked(pause))
    }

    /// Blocks longer than this, in milliseconds, are told to a person.
    static let longBlock: Int64 = 900_000
}

/// The fate of a message after a delivery.
enum MessageFate: Sendable, Equatable {
    case sent
    /// Refused for now; `hint` is the wait that the reply states, in milliseconds.
    case deferred(hint: Int64?)
    /// This relay has no time for it, or does not want it, but another may take it at once.
    case elsewhere
    case bounced
    /// Nobody knows whether the relay has it; it may go again, at once where it was our own program that broke off.
    case inDoubt(atOnce: Bool)
    /// Goes back unharmed: nothing was said about it.
    case requeued
    /// A person must mend something before it goes.
    case held(HoldCause)
    /// No letter can be made of it.
    case rejected
}

/// Why a message waits for a person.
enum HoldCause: Sendable, Equatable {
    /// The relay takes only smaller letters.
    case tooLarge
    /// The relay refuses us or our sender, whatever the recipient.
    case refusesUs
    /// The relay denies access, and does not say whether to us or to this recipient.
    case accessDenied
    /// The relay lacks what the sender's address, or that of answers or returns, needs.
    case senderNeedsSMTPUTF8
    /// Too many were refused alike.
    case sameRefusal(Alarm)
    /// The program has died with it in hand twice.
    case crashedTwice
}

/// What a delivery says of the relay.
enum RelayFeedback: Sendable, Equatable {
    case well
    case unchanged
    /// It asks for patience: fewer and later connections.
    case slowDown
    /// The connection broke, or an answer never came: how the session ended says the rest.
    case sessionLost
    /// It refuses everything for this long (milliseconds): a daily limit that each further try prolongs.
    case blocked(Int64)
    /// It takes so many messages a minute from us and no more; `hint` is the wait that it states, in milliseconds.
    ///
    /// Knocking may count as well (Exim), so nobody knocks meanwhile; the message keeps its tries.
    case paced(hint: Int64?)
    /// It serves the sessions that we have, and refuses one more: the message keeps its tries.
    case tooManySessions
    /// It refuses us or our sender whatever the recipient: only a person can mend that.
    case refusesUs
}

/// What a delivery says of the recipient's domain.
enum DestinationFeedback: Sendable, Equatable {
    case unchanged
    /// It asks for fewer transfers at once.
    case slowDown
}

extension Outcome {
    /// Whether the relay refused the size of this letter: the one that MAIL announced or EHLO forbids (RFC 1870 §6.1,
    /// RFC 3463 X.3.4, X.2.3), or the one that it counted at the end of data (§6.3).
    var isTooLarge: Bool {
        guard kind == .bounced else { return false }
        if let enhanced, stage != .rcpt {
            return [[3, 4], [2, 3]].contains([enhanced.subject, enhanced.detail])
        }
        guard let reply, reply.code == 552 else { return false }
        switch stage {
        case .mail: return true
        // 552 there may also say that the recipient's mailbox is full.
        case .data, .body, .endOfData:
            let text = reply.judged.text.lowercased()
            return !["mailbox", "quota", "storage"].contains { text.contains($0) }
        default: return false
        }
    }

    /// Whether the relay lacks what an address or header in UTF-8 needs (RFC 6531 §3.3: X.6.7, X.6.9, X.6.10).
    var needsInternationalMail: Bool {
        guard kind == .bounced, let enhanced, enhanced.subject == 6 else { return false }
        return [7, 9, 10].contains(enhanced.detail)
    }
}

extension Reply {
    /// As much of a reply, in bytes, as is judged: what the delivery journal keeps, so that a crash judges the same
    /// words.
    static let mostJudged = 896

    /// The part of it that is judged.
    var judged: Reply {
        guard text.utf8.count > Self.mostJudged else { return self }
        return Reply(code: code, text: text.prefix(bytes: Self.mostJudged))
    }
}

extension String {
    /// The longest beginning of whole scalars that fits into so many bytes.
    func prefix(bytes: Int) -> String {
        guard utf8.count > bytes else { return self }
        // A scalar has four bytes at most.
        for cut in 0..<4 { if let whole = String(utf8.prefix(bytes - cut)) { return whole } }
        return ""
    }
}
