/// A message claimed for a transfer, with the person's row as it is now.
public struct Claimed: Sendable {
    /// `messages.id`.
    public let id: Int64
    /// The event's name.
    public let event: String
    /// The notification's name.
    public let notification: String
    /// Whose turn it is.
    public let lane: Lane
    /// The mailing it belongs to.
    public let mailing: Int64?
    /// The person's identity.
    public let personKey: String
    /// The recipient's domain in ASCII.
    public let domain: String
    /// The address it goes to.
    public let email: String
    /// The person's name when the message was planned.
    public let name: String?
    /// The language of the letter.
    public let language: String?
    /// The person's time zone.
    public let timeZone: String?
    /// How many attempts were made before.
    public let attempts: Int
    /// When it was due.
    public let due: Int64
    /// After this moment it is not tried any more.
    public let expires: Int64
    /// When it was planned.
    public let created: Int64
    /// The Message-ID of an earlier attempt, or the planned one.
    public let messageID: String?
    /// The SEQUENCE of its calendar entry.
    public let sequence: Int
    /// More for the letter: a JSON object as text.
    public let data: String?
    /// 0, or which of several letters of this kind to one person.
    public let round: Int
    /// Whether the suppression list holds the address for this kind of letter.
    public let isSuppressed: Bool
    /// The registration as it is now.
    public let registration: PersonRow?
    /// The invitee as it is now.
    public let invitee: PersonRow?
    /// The token of the claim, to be given back with the outcome.
    public let claim: Int64
}

/// Where messages are claimed from.
public enum ClaimSource: Sendable, Hashable {
    /// Messages of a lane that belong to no mailing.
    case lane(Lane)
    /// Messages of one mailing.
    case mailing(Int64)
}
