/// A way into a mailbox, as the thread that reads it uses it: every call may block, and ends soon when the bell rings for
/// the last time.
protocol MailSource: AnyObject {
    /// Whether new messages are seen at once.
    var isWatching: Bool { get }
    /// Goes in, at the place that is remembered.
    func open(_ memory: MailboxMemory) throws(MailboxFault)
    /// The next messages that are not recorded; nil where there are none.
    func next(_ memory: MailboxMemory) throws(MailboxFault) -> MailboxBatch?
    /// Marks or moves messages that are recorded.
    ///
    /// - Returns: those that need to be remembered no more.
    func settle(_ keys: [MessageKey]) throws(MailboxFault) -> [MessageKey]
    /// Waits for new messages; ends as well when the bell rings or the deadline has passed.
    func wait(until deadline: Duration) throws(MailboxFault)
    /// Goes out.
    func close()
    /// What could not be read since the last time.
    func takePassedOver() -> [PassedOver]
}

/// How much is handed over at once.
enum BatchLimit {
    /// As many messages.
    static let messages = 50
    /// After so many bytes no further message is added.
    static let bytes = 4 << 20
}
