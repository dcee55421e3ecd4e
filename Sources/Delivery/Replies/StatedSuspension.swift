import Mail
import SMTP
import Store

/// A stated suspension: replies by which a relay says that for some time it takes nothing more from us, whatever the
/// recipient.
///
/// Vendors' codes differ, words less so (DOMAIN C.3). A relay that prolongs its block at each try must be left alone
/// until the block ends.
enum StatedSuspension {
    /// The longest that a relay is left alone at its word: a day, since the windows of daily limits roll.
    static let longest: Int64 = 24 * 3600 * 1000

    /// For how long the relay is to be left alone, in milliseconds; nil where the reply says nothing of the kind.
    ///
    /// A reply that names the recipient's address or domain is about them.
    static func pause(_ reply: Reply, at stage: Stage, to message: ClaimedMessage? = nil) -> Int64? {
        guard reply.code >= 400 else { return nil }
        let text = reply.text.lowercased()
        // Before a recipient is named, what is said is about us.
        let namesThem =
            message.map { message in
                [message.email.lowercased(), message.domain].contains { !$0.isEmpty && text.contains($0) }
            } ?? false
        let isAboutUs = !namesThem && !names(recipientOf: reply, text) || isBeforeRecipients(stage)
        guard isAboutUs, !text.contains("greylist"), !text.contains("graylist") else { return nil }
        let hint = RetryHint.find(in: reply.text).map { min($0, longest) }
        if isDailyLimit(reply, text) { return hint ?? longest }
        guard let hint else {
            return reply.isPermanent && holds(text, ["sending limit", "sending quota"]) ? longest : nil
        }
        if isBeforeRecipients(stage) || reply.code == 421 { return hint }
        return holds(text, excess) ? hint : nil
    }

    private static func isBeforeRecipients(_ stage: Stage) -> Bool {
        switch stage {
        case .local, .connect, .greeting, .ehlo, .starttls, .auth, .mail: true
        case .rcpt, .data, .body, .endOfData, .rset, .quit: false
        }
    }

    /// Gmail's 5.4.5, Exchange Online's 5.1.90, and the wording of others.
    private static func isDailyLimit(_ reply: Reply, _ text: String) -> Bool {
        if reply.isPermanent, let status = reply.enhanced,
            [[4, 5], [1, 90]].contains([status.subject, status.detail])
        {
            return true
        }
        return holds(text, ["daily", "per day", "24 hours", "24-hour", "day limit"])
            && holds(text, ["limit", "quota", "exceeded", "too many messages", "blocked"])
    }

    /// X.1.x and X.2.x are about the recipient, and so is what speaks of a mailbox: theirs has had enough for today.
    private static func names(recipientOf reply: Reply, _ text: String) -> Bool {
        if let status = reply.enhanced, status.subject == 1, status.detail == 90 { return false }
        if let status = reply.enhanced, [1, 2].contains(status.subject) { return true }
        return holds(text, ["recipient", "mailbox", "mail box", "inbox", "this user", "addressee"])
    }

    private static let excess = [
        "rate", "limit", "block", "too many", "too much", "throttl", "exceed", "flood", "suspend",
    ]

    private static func holds(_ text: String, _ words: [String]) -> Bool {
        words.contains { text.contains($0) }
    }
}
