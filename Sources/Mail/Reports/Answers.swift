/// What somebody complained of.
public struct Complaint: Sendable, Hashable {
    /// The word of the report: `abuse`, `fraud`, `opt-out`, … (RFC 5965 §3.1).
    public internal(set) var feedbackType = "abuse"
    /// Who complained: the recipients of the letter, as far as they are told.
    public internal(set) var recipients: [String] = []
}

/// How long somebody is away.
public struct Absence: Sendable, Hashable {
    /// The last day away, or the first day back, as the words have it.
    public internal(set) var until: CivilDate
    /// Whether ``until`` is the first day back rather than the last one away.
    public internal(set) var isReturn: Bool
}

/// A calendar's answer to an invitation: RFC 5546 §3.2.3.
public struct CalendarAnswer: Sendable, Hashable {
    /// What is answered.
    public enum Participation: String, Sendable, Hashable, CaseIterable {
        case accepted, declined, tentative
        /// `DELEGATED`.
        case delegated
        /// `NEEDS-ACTION`, or a word that nobody knows.
        case undecided
    }

    /// What is answered.
    public internal(set) var participation = Participation.undecided
    /// The entry's UID.
    public internal(set) var uid = ""
    /// The SEQUENCE of the entry that is answered.
    public internal(set) var sequence = 0
    /// Who answers: an address; empty for nobody.
    public internal(set) var attendee = ""
    /// What they wrote beside it.
    public internal(set) var comment = ""
}
