internal import SQLite

/// A mailing: one timed notification of an event to its whole audience.
public struct Mailing: Sendable, Hashable {
    /// Its id.
    public let id: Int64
    /// The event's name.
    public let event: String
    /// The notification's name.
    public let notification: String
    /// Timed or bulk.
    public let priority: Priority
    /// When the first of its messages is due.
    public let due: Int64
    /// From this moment on it is too late.
    public let expires: Int64
    /// Its state.
    public let state: MailingState
    /// Why it is paused, missed or cancelled, for programs: what stopped together with it has the same.
    public let cause: MessageCause?
    /// The same for people.
    public let reason: String?
    /// Whether what stopped it holds each of its waiting messages as well.
    public let holdsMessages: Bool
    /// How many people it is for; nil until its audience is frozen.
    public let audience: Int?
    /// How many different people must approve it; 0 for none.
    public let approvers: Int
    /// When its audience was frozen.
    public let frozenAt: Int64?
    /// When its state, or its time, last changed.
    public let updated: Int64
    /// The hour that its rule names, by the event's clock, before windows are asked.
    public let nominal: Int64
    /// Since when its rule has named that hour.
    public let planned: Int64
    /// Invitees up to this id get it, though they were imported after it went; nil: nobody asked for that.
    public let lateInvitee: Int64?
    /// How far its audience is gathered; nil before that begins, and once it is whole.
    public let gathering: Gathering?
    /// The facts of the event that it tells, where it tells moved facts.
    public let facts: Int64?

    /// The last row that was asked when its audience was gathered: later ones came later; nil: not known.
    public let askedThrough: Int64?

    static let columns = """
        id, event, notification, lane, due_at, expires_at, state, reason, audience, approvers, frozen_at, updated_at,
        cause, holds_messages, nominal_at, planned_at, late_invitee, gathered, gather_to, gathered_people, gather_total,
        facts, asked_through
        """

    init(row: Row) {
        id = row.int64(0)
        event = row.text(1)
        notification = row.text(2)
        priority = Priority(rawValue: row.int(3)) ?? .bulk
        due = row.int64(4)
        expires = row.int64(5)
        state = MailingState(rawValue: row.text(6)) ?? .paused
        reason = row.optionalText(7)
        audience = row.optionalInt(8)
        approvers = row.int(9)
        frozenAt = row.optionalInt64(10)
        updated = row.int64(11)
        cause = row.optionalText(12).flatMap(MessageCause.init(rawValue:))
        holdsMessages = row.bool(13)
        nominal = row.int64(14)
        planned = row.int64(15)
        lateInvitee = row.optionalInt64(16)
        gathering =
            row.isNull(17)
            ? nil
            : Gathering(
                after: row.int64(17),
                through: row.int64(18),
                people: row.int(19),
                total: row.int(20)
            )
        facts = row.optionalInt64(21)
        askedThrough = row.optionalInt64(22)
    }
}

/// What the rules of an event say about a mailing now.
public struct MailingPlan: Sendable, Hashable {
    /// The event's name.
    public var event: String
    /// The notification's name.
    public var notification: String
    /// Timed or bulk.
    public var priority: Priority
    /// When the first of its messages is due.
    public var due: Int64
    /// From this moment on it is too late.
    public var expires: Int64
    /// How many different people must approve it; 0 for none.
    public var approvers: Int
    /// The hour that its rule names, by the event's clock, before windows are asked.
    public var nominal: Int64 = 0

    /// A plan.
    public init(
        event: String,
        notification: String,
        priority: Priority,
        due: Int64,
        expires: Int64,
        approvers: Int = 0
    ) {
        self.event = event
        self.notification = notification
        self.priority = priority
        self.due = due
        self.expires = expires
        self.approvers = approvers
    }
}
