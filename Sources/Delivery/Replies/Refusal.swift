import Mail
import SMTP

/// Whose fault a permanent refusal is, by its stage, its codes and its words.
///
/// At MAIL no recipient has been named yet: a refusal is about us, but for one that is about the form of this message
/// (5.6.x). Later the codes say little: relays keep what they thought of client, HELO and sender until RCPT (Postfix,
/// `smtpd_delay_reject`), with 5.7.x, 5.5.x or no enhanced code at all (Exim), so the words decide. 5.1.7 and 5.1.8
/// are about the sender's address (RFC 3463 §3.2), 530, 535 and 538 about a missing login (RFC 4954 §6).
enum Refusal: Sendable, Equatable {
    /// The relay refuses us or our sender, whatever the recipient.
    case ofUs
    /// It denies access, which it may deny to us or to this recipient: nobody loses a letter by that.
    case ofUsPerhaps
    /// It refuses this message or its recipient.
    case ofMessage

    init(_ reply: Reply, at stage: Stage) {
        if stage == .mail {
            self = reply.enhanced?.subject == 6 ? .ofMessage : .ofUs
            return
        }
        let status = reply.enhanced
        if status?.subject == 1, [7, 8].contains(status?.detail) || [530, 535, 538].contains(reply.code) {
            self = .ofUs
            return
        }
        let text = reply.text.lowercased()
        func says(_ words: [String]) -> Bool { words.contains { text.contains($0) } }
        if [530, 535, 538].contains(reply.code) || says(Self.aboutUs) {
            self = .ofUs
        } else if ![1, 2].contains(status?.subject), says(Self.aboutAccess) {
            self = .ofUsPerhaps
        } else {
            self = .ofMessage
        }
    }

    private static let aboutUs = [
        // Postfix, sendmail, Exim, Courier, OpenSMTPD, Exchange
        "client host", "helo command rejected", "ehlo command rejected", "need fully-qualified hostname",
        "sender address rejected", "sender verify failed", "not owned by",
        "relay access denied", "relaying denied", "relaying not allowed", "relay not permitted",
        "relaying not permitted", "unable to relay", "relay denied", "we do not relay",
        "authentication required", "authentication is required", "not logged in", "must authenticate",
        "not authenticated", "not authorized to send", "not permitted to send", "not allowed to send",
    ]
    private static let aboutAccess = ["access denied", "access rejected"]
}
