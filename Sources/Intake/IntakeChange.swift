/// A change of the intake: it says *look at this registration*, and what the registration is now.
public struct IntakeChange: Sendable, Hashable {
    /// The row of the intake's queue that tells of it; nil for one that was read without being asked for
    /// (``IntakeSource/readAgain()``).
    ///
    /// Any 64-bit number: the file is a stranger's.
    public var id: Int64?
    /// The registration's id: any 64-bit number.
    public var registration: Int64
    /// The registration as it is now; nil where its row is gone.
    public var row: IntakeRow?
    /// When the change was queued, as the file says it: milliseconds since 1970 UTC, never later than it was read.
    public var at: Int64

    /// A change.
    public init(id: Int64?, registration: Int64, row: IntakeRow?, at: Int64) {
        self.id = id
        self.registration = registration
        self.row = row
        self.at = at
    }
}

/// A row of the intake's `registrations`, as a stranger wrote it: every value is text of a bounded length.
public struct IntakeRow: Sendable, Hashable {
    /// The row's id: any 64-bit number.
    public var id: Int64
    /// The event's name, not checked.
    public var event: String
    /// The site's own key; nil where it gives none.
    public var key: String?
    /// The address as it was typed, not checked.
    public var email: String
    /// The name as it was typed.
    public var name: String?
    /// The organization as it was typed.
    public var organization: String?
    /// The position as it was typed.
    public var position: String?
    /// The region as it was typed.
    public var region: String?
    /// A language tag as it was typed.
    public var language: String?
    /// A time zone as it was typed.
    public var timeZone: String?
    /// One of `registered`, `confirmed`, `waitlisted`, `cancelled`.
    public var status: String
    /// A JSON object as text; nil where there is none.
    public var details: String?
    /// UTC, RFC 3339.
    public var createdAt: String?
    /// UTC, RFC 3339.
    public var updatedAt: String?
    /// What was wrong with the row, as fixed words for programs: a letter about such a row is `rejected` and says so.
    public var faults: [IntakeFault]

    /// A row.
    public init(id: Int64, event: String, email: String, status: String = "registered") {
        self.id = id
        self.event = event
        self.email = email
        self.status = status
        faults = []
    }
}

/// What is wrong with one column of a row.
public struct IntakeFault: Sendable, Hashable {
    /// The kinds of faults.
    public enum Kind: String, Sendable {
        /// Longer than may be read; `figure` is its length in bytes. The value is left out or cut.
        case tooLong
        /// Not text, or not UTF-8.
        case notText
        /// `details` that is no JSON object.
        case notJSON
        /// A status that nobody knows; the row counts as it was before.
        case unknownStatus
    }

    /// The column.
    public var column: String
    /// What is wrong.
    public var kind: Kind
    /// A length in bytes, where that is the fault; else 0.
    public var figure: Int

    /// A fault.
    public init(column: String, kind: Kind, figure: Int = 0) {
        self.column = column
        self.kind = kind
        self.figure = figure
    }
}

/// A row of `registration_delivery`: what became of one letter about a registration, for the web site to show.
public struct DeliveryStatus: Sendable, Hashable {
    /// The registration's id in the intake.
    public var registration: Int64
    /// The notification's name.
    public var notification: String
    /// A state of the table of states, as its word.
    public var state: String
    /// Why, in a sentence for people.
    public var reason: String?
    /// UTC, RFC 3339.
    public var sentAt: String?
    /// UTC, RFC 3339.
    public var updatedAt: String
    /// What the person last answered to the letter's calendar entry: `accepted`, `declined`, `tentative`.
    public var answer: String?

    /// A status.
    public init(
        registration: Int64,
        notification: String,
        state: String,
        reason: String? = nil,
        sentAt: String? = nil,
        updatedAt: String,
        answer: String? = nil
    ) {
        self.registration = registration
        self.notification = notification
        self.state = state
        self.reason = reason
        self.sentAt = sentAt
        self.updatedAt = updatedAt
        self.answer = answer
    }
}
