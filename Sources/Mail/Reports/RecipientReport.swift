/// What a report says of one recipient.
public struct RecipientReport: Sendable, Hashable {
    /// What became of the letter: RFC 3464 §2.3.3.
    public enum Action: String, Sendable, Hashable, CaseIterable {
        /// It will not be delivered.
        case failed
        /// It is tried on.
        case delayed
        /// It is in the mailbox.
        case delivered
        /// It was handed to a server that reports no more.
        case relayed
        /// It went to those behind the address.
        case expanded
    }

    /// The recipient that the letter was sent to, as far as it is told: the original one, else the final one; as
    /// ``Address/key`` has it where it is an address.
    public internal(set) var recipient: String?
    /// The recipient that the letter was sent to (ORCPT, RFC 3461 §4.2).
    public internal(set) var originalRecipient: String?
    /// The recipient that the reporting server had, behind aliases and forwarding.
    public internal(set) var finalRecipient: String?
    /// What became of the letter.
    public internal(set) var action = Action.failed
    /// The enhanced status code: the one that is told, else the one that a basic code or the words come to; nil where
    /// nothing is known.
    public internal(set) var status: EnhancedStatus?
    /// Why; nil where nothing was refused or put off.
    public internal(set) var bounceClass: BounceClass?
    /// What the server said, at most 1,000 characters on one line; empty for nothing.
    public internal(set) var diagnostic = ""
    /// The server that said it.
    public internal(set) var remoteMTA: String?
    /// Until when it is tried on, in seconds since 1970 UTC.
    public internal(set) var willRetryUntil: Int64?

    init() {}
}
