internal import SQLite

/// A message claimed for a transfer, with the person's row as it is now.
///
/// A reference, because it is handed from the claim to the sessions and back without ever changing.
public final class ClaimedMessage: Sendable {
    /// `messages.id`.
    public let id: Int64
    /// The event's name.
    public let event: String
    /// The notification's name.
    public let notification: String
    /// Whose turn it is.
    public let priority: Priority
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
    /// The method of the calendar entry that it carries: `request`, `publish`, `cancel`; nil for none.
    public let entry: String?
    /// The UID of that entry.
    public let uid: String?
    /// The facts of the event that it is known to tell; nil where it tells none that count.
    public let facts: Int64?
    /// The token of the claim, to be given back with the outcome.
    public let claim: Int64

    /// The columns of the claiming query before those of the person's rows.
    static let ownColumns: Int32 = 23

    /// Reads the columns of the claiming query.
    init(row: Row, token: Int64) {
        id = row.int64(0)
        event = row.text(1)
        notification = row.text(2)
        priority = Priority(rawValue: row.int(3)) ?? .bulk
        mailing = row.optionalInt64(4)
        personKey = row.text(5)
        domain = row.text(6)
        email = row.text(7)
        name = row.optionalText(8)
        language = row.optionalText(9)
        timeZone = row.optionalText(10)
        attempts = row.int(11)
        due = row.int64(12)
        expires = row.int64(13)
        created = row.int64(14)
        messageID = row.optionalText(15)
        sequence = row.int(16)
        data = row.optionalText(17)
        round = row.int(18)
        isSuppressed = row.bool(19)
        entry = row.optionalText(20)
        uid = row.optionalText(21)
        facts = row.optionalInt64(22)
        registration = PersonRow(row: row, from: Self.ownColumns, kind: .registration)
        invitee = PersonRow(row: row, from: Self.ownColumns + PersonRow.columnCount, kind: .invitee)
        claim = token
    }

    /// The same message for a person as they were in another row, at an address that it had.
    convenience init(_ other: ClaimedMessage, for person: PersonRow, at email: String) {
        self.init(
            other,
            email: email,
            sequence: other.sequence,
            facts: other.facts,
            registration: person.kind == .registration ? person : nil,
            invitee: person.kind == .invitee ? person : nil
        )
    }

    /// The same message, telling facts that have moved since it was planned.
    public convenience init(_ other: ClaimedMessage, telling facts: Int64, sequence: Int) {
        self.init(
            other,
            email: other.email,
            sequence: sequence,
            facts: facts,
            registration: other.registration,
            invitee: other.invitee
        )
    }

    private init(
        _ other: ClaimedMessage,
        email: String,
        sequence: Int,
        facts: Int64?,
        registration: PersonRow?,
        invitee: PersonRow?
    ) {
        id = other.id
        event = other.event
        notification = other.notification
        priority = other.priority
        mailing = other.mailing
        personKey = other.personKey
        domain = other.domain
        self.email = email
        name = other.name
        language = other.language
        timeZone = other.timeZone
        attempts = other.attempts
        due = other.due
        expires = other.expires
        created = other.created
        messageID = other.messageID
        self.sequence = sequence
        data = other.data
        round = other.round
        isSuppressed = other.isSuppressed
        entry = other.entry
        uid = other.uid
        self.facts = facts
        self.registration = registration
        self.invitee = invitee
        claim = other.claim
    }

    /// A message that was planned and claimed at once, for a person whose row was read with its prompt.
    ///
    /// - Parameters:
    ///   - id: the id of the row that was inserted.
    ///   - message: what was inserted, with its claim's token; nil without one.
    ///   - person: the registration as it is now.
    ///   - now: when it was inserted.
    public init?(id: Int64, _ message: NewMessage, person: PersonRow, now: Int64) {
        guard let token = message.claim else { return nil }
        self.id = id
        event = message.event
        notification = message.notification
        priority = message.priority
        mailing = message.mailing
        personKey = message.personKey
        domain = message.domain
        email = message.email
        name = message.name
        language = message.language
        timeZone = message.timeZone
        attempts = 0
        due = message.due
        expires = message.expires
        created = now
        messageID = message.messageID
        sequence = message.sequence
        data = message.data
        round = message.round
        isSuppressed = false
        entry = message.entry
        uid = message.uid
        facts = message.facts
        registration = person
        invitee = nil
        claim = token
    }
}

/// Where messages are claimed from.
public enum ClaimSource: Sendable, Hashable {
    /// Messages of a lane that belong to no mailing.
    case priority(Priority)
    /// Messages of one mailing.
    case mailing(Int64)
}
