import Mail
import SMTP

/// Replies by which a relay says that it has enough of us: of our sessions, or of our mail for this minute.
///
/// Both are about us and not about the message that happened to meet them.
enum RelayCapacity {
    /// What a refusal for now says of it; nil where it says something else.
    static func feedback(_ reply: Reply, at stage: Stage, isFirst: Bool) -> RelayFeedback? {
        guard reply.isTransient, stage == .mail || stage == .rcpt else { return nil }
        let text = reply.text.lowercased()
        func says(_ words: [String]) -> Bool { words.contains { text.contains($0) } }
        guard !says(["greylist", "graylist"]) else { return nil }
        // sendmail's conncontrol lets the session in and says so only now.
        if stage == .mail, isFirst, reply.refusesSession { return .tooManySessions }
        let isPaced =
            says(ofSender)
            || stage == .mail
                && (says(ofAnyone) || reply.enhanced?.subject == 7 && reply.enhanced?.detail == 28)
        return isPaced ? .paced(hint: RetryHint.find(in: reply.text)) : nil
    }

    /// Enhanced codes X.3.2, X.4.2, X.4.5, X.7.28: too many connections or too much mail.
    static func isCongestion(_ status: EnhancedStatus?) -> Bool {
        guard let status else { return false }
        return [[3, 2], [4, 2], [4, 5], [7, 28]].contains([status.subject, status.detail])
    }

    /// Whether a relay that ends a session says that it has too much to do, or goes down.
    static func asksForPatience(_ reply: Reply) -> Bool {
        if isCongestion(reply.enhanced) { return true }
        let text = reply.text.lowercased()
        return ["shut", "overload", "too many connections", "busy", "rate", "slow"].contains {
            text.contains($0)
        }
    }

    /// Words that name us, also after a recipient was named (Postfix's anvil, Exim's `ratelimit`).
    private static let ofSender = [
        "too much mail", "too many recipients from", "sender rate", "sending rate", "client rate",
    ]
    /// Words that can only mean us while no recipient is named.
    private static let ofAnyone = [
        "rate limit", "ratelimit", "rate exceed", "message rate", "connection rate", "too many messages",
        "throttl", "too fast", "slow down", "exceeds limit",
    ]
}
