/// A source of returned mail, as the one who records it sees it.
///
/// Each message passes four steps: it is read (``batch``); what it causes is committed together with
/// the batch's bookmark and the keys of its messages; ``recorded(_:)`` says so; the mailbox marks or moves them, and
/// ``takeSettled()`` gives the keys that need to be remembered no more. A kill between any two steps loses nothing and
/// repeats nothing that was committed, as long as the source is begun again with what was committed (``MailboxMemory``).
public protocol ReturnedMailSource: AnyObject, Sendable {
    /// Messages to be recorded, the same ones until ``recorded(_:)`` says that they are; nil for none.
    var batch: MailboxBatch? { get }

    /// The consequences of this batch, its bookmark and its keys are committed: the next one may come.
    func recorded(_ batch: MailboxBatch)

    /// Keys of messages that are marked or moved, or are gone: none of them will be read again.
    ///
    /// Each is given once.
    func takeSettled() -> [MessageKey]

    /// How it stands with the mailbox.
    var status: MailboxStatus { get }
}
