public import Mail
public import Settings

/// A kind of letter that an event sends, as `event.json5` describes it.
public struct Notification: Sendable, Hashable {
    /// Of letters, digits, `-` and `_`; names its templates.
    public var name: String
    /// What makes it go.
    public var trigger: Trigger
    /// Whom a timed one goes to; nil for a prompted one, which goes to the person who prompted it.
    public var audience: Audience?
    /// Which rows of the audience, or of those who prompt it: each of these must hold; empty: every one.
    public var conditions: [Condition] = []
    /// The hours in which a timed one may go; nil: the event's.
    public var window: Window?
    /// Mass mail: may be unsubscribed from, gives way to everything else.
    public var bulk = false
    /// Waits until a person has approved it.
    public var approval = false
    /// How many people must approve: 1 or 2.
    public var approvers = 1
    /// How late a timed one may still go, as the event says it; see ``lateSeconds``.
    public var lateBy: Span = Span(12, .hours)
    /// Names of files in the event's `attachments` folder.
    public var attachments: [String] = []
    /// The calendar part it carries.
    public var calendar: CalendarMethod?
    /// A mailing goes in these parts, one after the other; empty: all at once.
    public var waves: [Wave] = []
    /// Between two waves.
    public var pause: Span = Span(30, .minutes)
    /// Who gets a copy before anyone else.
    public var proofs: [Address] = []
    /// More recipients than this and the mailing is held; nil: no cap.
    public var cap: Int?
    /// After release or coming due, before the first letter goes: time to take it back.
    ///
    /// Of a notification about changes: before the letters go that tell everyone of moved facts.
    public var undo: Span = Span(0, .seconds)
    /// How long a prompted one waits for further changes, so that several give one letter.
    public var settle: Span = Span(0, .seconds)

    /// A notification with these and the default of everything else.
    public init(name: String, trigger: Trigger, audience: Audience? = nil) {
        self.name = name
        self.trigger = trigger
        self.audience = audience
    }

    /// It goes at a time, to an audience, as against prompted by one person's registration.
    public var isTimed: Bool {
        if case .on = trigger { return false }
        return true
    }

    /// It goes to many at once and is approved, stopped and accounted for as a whole: timed, or about a called-off
    /// event.
    public var isMailing: Bool { isTimed || trigger == .on(.eventCancelled) }
}

/// What makes a notification go.
public enum Trigger: Sendable, Hashable {
    /// A registration reaches that status, or is changed.
    case on(Prompting)
    /// A time in the event's zone.
    case at(LocalDateTime)
    /// So long before or after a fact of the event.
    case relative(Relative)

    /// A rule as `before: "starts", by: "7d", time: "10:00"`.
    public struct Relative: Sendable, Hashable {
        /// On which side of the fact.
        public enum Side: String, Sendable, CaseIterable {
            case before, after
        }

        /// What is counted from.
        public var fact: Fact
        /// Before or after it.
        public var side: Side
        /// How far from it.
        public var by: Span
        /// On that day at this hour by the recipient's clock; nil: exactly so long before or after the fact's instant.
        public var time: LocalTime?

        /// A time that far from a fact.
        public init(_ side: Side, _ fact: Fact, by: Span, time: LocalTime? = nil) {
            self.fact = fact
            self.side = side
            self.by = by
            self.time = time
        }
    }
}

extension Notification {
    /// How many seconds late a timed one may go: a minute at least, for the daemon too needs a moment.
    public var lateSeconds: Int { max(60, lateBy.seconds) }
}

/// A moment of an event that times can be counted from.
public enum Fact: Sendable, Hashable, CustomStringConvertible {
    case starts, ends, registrationCloses
    /// Any moment under `facts`, by the keys that lead to it there, as `workshop.starts`.
    case own(String)

    /// As it is written in `event.json5`.
    public var description: String {
        switch self {
        case .starts: "starts"
        case .ends: "ends"
        case .registrationCloses: "registrationCloses"
        case .own(let path): "facts." + path
        }
    }
}

/// What prompts a letter to one person.
public enum Prompting: String, Sendable, CaseIterable {
    case registered, confirmed, waitlisted, cancelled
    /// The person's own data, or what the event told them, is no longer what it was.
    case changed
    /// The event is called off: goes to everyone who was told anything but a cancellation.
    case eventCancelled = "event-cancelled"
}

/// Whom a timed notification goes to.
public enum Audience: String, Sendable, CaseIterable {
    /// Everyone on the invitation list.
    case invitees
    /// Those on the invitation list of whom no registration is known.
    case unanswered
    /// Registered and confirmed.
    case registered
    case confirmed, waitlisted, cancelled

    /// It is drawn from the invitation list.
    public var isOfInvitees: Bool { self == .invitees || self == .unanswered }

    /// Whether a registration in that status is of it.
    public func takesIn(_ status: String) -> Bool {
        switch self {
        case .invitees, .unanswered: false
        case .registered: status == "registered" || status == "confirmed"
        case .confirmed, .waitlisted, .cancelled: status == rawValue
        }
    }

    /// The statuses of the registrations it takes in; empty for invitees.
    public var statuses: [String] {
        switch self {
        case .invitees, .unanswered: []
        case .registered: ["registered", "confirmed"]
        case .confirmed, .waitlisted, .cancelled: [rawValue]
        }
    }
}

/// The calendar part a letter carries (RFC 5546).
public enum CalendarMethod: String, Sendable, CaseIterable {
    case request, publish, cancel
}

/// A part of a mailing that goes before the next is looked at.
public enum Wave: Sendable, Hashable {
    /// So many recipients.
    case count(Int)
    /// So many in a hundred of the whole audience, at least one.
    case percent(Int)
}
