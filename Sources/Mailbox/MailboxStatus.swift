/// How it stands with a mailbox.
public struct MailboxStatus: Sendable, Hashable {
    /// What keeps the mailbox from being read.
    public struct Trouble: Sendable, Hashable {
        /// The latest fault.
        public var fault: MailboxFault
        /// Since when, without one success in between: milliseconds since 1970 UTC.
        public var since: Int64
        /// How many tries in a row have failed.
        public var tries: Int
        /// When it is tried again: milliseconds since 1970 UTC.
        public var nextTry: Int64
    }

    /// When the mailbox was last looked through to its end: milliseconds since 1970 UTC; nil for not yet.
    public var lastLook: Int64?
    /// How often it has been looked through to its end.
    public var looks = 0
    /// Whether new messages are seen at once: the server tells of them, or the system does.
    public var isWatching = false
    /// How many messages were read since the start.
    public var fetched = 0
    /// How many messages could not be read and were passed over since the start.
    public var passedOver = 0
    /// What could not be read the last time, and why; nil for nothing.
    public var lastPassedOver: PassedOver?
    /// What keeps it from being read now; nil for nothing.
    public var trouble: Trouble?

    /// Nothing is known yet.
    public init() {}
}
