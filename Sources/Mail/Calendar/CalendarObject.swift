/// A calendar entry for a letter: RFC 5545, with the methods of RFC 5546.
public struct CalendarObject: Sendable {
    /// What the entry asks of the reader's calendar.
    public enum Method: Sendable, Hashable {
        /// An entry for one person: RFC 5546 §3.2.2.
        case request(attendee: Mailbox)
        /// An entry for whoever likes; nobody answers: RFC 5546 §3.2.1.
        case publish
        /// The entry is withdrawn; the attendee as in the request, nil after `publish`: RFC 5546 §3.2.5.
        case cancel(attendee: Mailbox?)

        /// The name for `METHOD` and for `Content-Type`: `REQUEST`, `PUBLISH` or `CANCEL`.
        public var name: String {
            switch self {
            case .request: "REQUEST"
            case .publish: "PUBLISH"
            case .cancel: "CANCEL"
            }
        }
    }

    /// When the event is.
    public enum Span: Sendable, Hashable {
        /// Whole days, both included: the hours are not known yet.
        case days(first: CivilDate, last: CivilDate)
        /// From one moment to another in a zone.
        case hours(start: CivilTime, end: CivilTime, zone: CalendarZone)
    }

    /// What the entry asks.
    public var method: Method
    /// Stable forever for the event and the person (RFC 7986 §5.3: it need not tell whose it is).
    public var uid: String
    /// Grows by one with every change of time, place or status; from 0.
    public var sequence: Int
    /// When this object was made: seconds since 1970 UTC.
    public var stamp: Int64
    /// When the event is.
    public var span: Span
    /// The event's name.
    public var summary: String
    /// Where; nil or empty for not known yet.
    public var location: String?
    /// More about it; nil or empty for nothing.
    public var description: String?
    /// The event's page; nil for none.
    public var url: String?
    /// Who invites.
    public var organizer: Mailbox
    /// Whether the attendee comes (`PARTSTAT=ACCEPTED`), or has not said so yet (`NEEDS-ACTION`): RFC 5545 §3.2.12.
    public var isAccepted: Bool

    /// A calendar entry; see the properties.
    public init(
        method: Method,
        uid: String,
        sequence: Int,
        stamp: Int64,
        span: Span,
        summary: String,
        location: String? = nil,
        description: String? = nil,
        url: String? = nil,
        organizer: Mailbox,
        isAccepted: Bool = true
    ) {
        self.method = method
        self.uid = uid
        self.sequence = sequence
        self.stamp = stamp
        self.span = span
        self.summary = summary
        self.location = location
        self.description = description
        self.url = url
        self.organizer = organizer
        self.isAccepted = isAccepted
    }
}
