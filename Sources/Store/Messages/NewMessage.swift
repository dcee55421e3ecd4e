/// A message that the planner wants: who gets which notification, when.
public struct NewMessage: Sendable {
    /// The event's name.
    public var event: String
    /// The notification's name.
    public var notification: String
    /// 0, except for notifications that one person may get again (changes).
    public var round = 0
    /// Whose turn it is.
    public var priority: Priority
    /// The mailing it belongs to.
    public var mailing: Int64?
    /// The person's identity: `Address.key`.
    public var personKey: String
    /// The recipient's domain in ASCII.
    public var domain: String
    /// The address that it goes to.
    public var email: String
    /// The person's name.
    public var name: String?
    /// The person's region.
    public var region: String?
    /// The person's organization.
    public var organization: String?
    /// The language of the letter.
    public var language: String?
    /// The time zone of the person.
    public var timeZone: String?
    /// The registration it is about.
    public var registration: Int64?
    /// The invitee it is for.
    public var invitee: Int64?
    /// `queued`, `held`, `rejected`, `suppressed` or `expired`.
    public var state = MessageState.queued
    /// Set for a queued message that is to be claimed as it is inserted: the token of its claim.
    ///
    /// It never waits in the queue, which saves two changes of each of its indexes.
    public var claim: Int64?
    /// Why it is held, rejected or suppressed, for programs.
    public var cause: MessageCause?
    /// The same for people.
    public var reason: String?
    /// When it is due.
    public var due: Int64
    /// After this moment it is not tried any more.
    public var expires: Int64
    /// Its Message-ID, when known already.
    public var messageID: String?
    /// The SEQUENCE of its calendar entry.
    public var sequence = 0
    /// More for the letter: a JSON object as text.
    public var data: String?
    /// The status that it tells, where it is about a registration.
    public var tells: String?
    /// Which version of the registration it tells.
    public var version: Int?
    /// Which facts of the event it tells.
    public var facts: Int64?
    /// The method of the calendar entry that it carries: `request`, `publish`, `cancel`.
    public var entry: String?
    /// The UID of that entry.
    public var uid: String?
    /// The mailbox that limits count by, where that is not the person's identity.
    public var limitKey: String?
    /// The letter that it sends again, where a person asked for that.
    public var resendOf: Int64?

    /// A queued message; what is optional is set afterwards.
    public init(
        event: String,
        notification: String,
        priority: Priority,
        personKey: String,
        domain: String,
        email: String,
        due: Int64,
        expires: Int64
    ) {
        self.event = event
        self.notification = notification
        self.priority = priority
        self.personKey = personKey
        self.domain = domain
        self.email = email
        self.due = due
        self.expires = expires
    }

    /// A queued message for a person: name, region and the rest are taken from the row.
    public init(
        event: String,
        notification: String,
        priority: Priority,
        person: PersonRow,
        personKey: String,
        domain: String,
        due: Int64,
        expires: Int64
    ) {
        self.init(
            event: event,
            notification: notification,
            priority: priority,
            personKey: personKey,
            domain: domain,
            email: person.email,
            due: due,
            expires: expires
        )
        name = person.name
        region = person.region
        organization = person.organization
        language = person.language
        timeZone = person.timeZone
        switch person.kind {
        case .registration: registration = person.id
        case .invitee: invitee = person.id
        }
    }
}

/// What became of a wanted message.
public struct Inserted: Sendable, Hashable {
    /// Its index in the list given.
    public let index: Int
    /// Its id.
    public let id: Int64
    /// Whether it was claimed with the token that it brought; one that was revived waits in the queue instead.
    public let isClaimed: Bool
}
