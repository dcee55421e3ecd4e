public import Wording

/// What an enhanced status code means and what the administrator does about it.
public struct StatusMeaning: Sendable, Hashable {
    /// What it means.
    public let meaning: Wording
    /// What to do.
    public let advice: Wording
    /// Whose fault it is.
    public let blame: StatusBlame

    init(_ blame: StatusBlame, _ meaning: Wording, _ advice: Wording) {
        self.meaning = meaning
        self.advice = advice
        self.blame = blame
    }
}

/// Whose fault a refusal is; it decides whether one address is struck off or a whole mailing stops.
public enum StatusBlame: Sendable, Hashable {
    /// The address itself: it does not exist, has moved, is misspelt.
    case address
    /// The recipient's mailbox: full, disabled, too small for the letter.
    case mailbox
    /// The recipient's server or the way to it.
    case system
    /// Our relay account: login, sender not owned, limits.
    case account
    /// Our domain or the letter as the recipient's policy sees it: spam, SPF, DKIM, DMARC, PTR.
    case policy
    /// The dialogue or the letter's form.
    case format
    /// Not known.
    case unknown
}

extension EnhancedStatus {
    /// The code's meaning and advice; for a code that nobody registered, those of its subject.
    ///
    /// Names are IANA's ("SMTP Enhanced Status Codes"). Vendors use codes of their own and reuse registered
    /// ones: the reply's text, always shown beside, has the last word.
    public var meaning: StatusMeaning {
        if classDigit == 2 {
            return StatusMeaning(
                .unknown,
                Wording(ru: "Принято", en: "Success"),
                Wording(ru: "Ничего не делать", en: "Nothing to do")
            )
        }
        return StatusTable.meaning(classDigit, subject, detail)
    }
}
