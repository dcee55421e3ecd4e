/// Why a letter came back, as far as anybody acts on it.
public enum BounceClass: String, Sendable, Hashable, CaseIterable {
    /// The mailbox does not exist, is closed, or has moved.
    case noSuchMailbox = "no_such_mailbox"
    /// The mailbox is full.
    case full
    /// The recipient's server refuses us, our domain or the letter by its policy.
    case policy
    /// The letter was taken for spam.
    case spam
    /// The letter is too large.
    case tooLarge = "too_large"
    /// The domain does not exist or takes no mail.
    case domainGone = "domain_gone"
    /// The server wants the letter to be tried again.
    case greylisted
    /// Anything else, or nothing that could be read.
    case unknown
}
