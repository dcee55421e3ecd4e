/// What one message of a mailbox is known by, for as long as the mailbox keeps its numbers or names.
public enum MessageKey: Sendable, Hashable {
    /// By IMAP: the number of the message, and of the numbering that it belongs to (RFC 9051 §2.3.1.1).
    case uid(validity: UInt32, uid: UInt32)
    /// In a Maildir: the file's name up to its colon, which stays when the file is moved.
    case file(String)

    /// Reads what `text` has written; nil for anything else.
    public init?(text: String) {
        if text.hasPrefix("file:"), text.utf8.count > 5 {
            self = .file(String(text.dropFirst(5)))
            return
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "uid", let validity = UInt32(parts[1]),
            let uid = UInt32(parts[2]), uid > 0, "uid:\(validity):\(uid)" == text
        else { return nil }
        self = .uid(validity: validity, uid: uid)
    }

    /// As a database keeps it: `uid:1700000000:42`, `file:1700000000.M1P2.host`.
    public var text: String {
        switch self {
        case .uid(let validity, let uid): "uid:\(validity):\(uid)"
        case .file(let name): "file:\(name)"
        }
    }
}

/// One message as it lies in the mailbox, or its beginning.
public struct FetchedMessage: Sendable, Hashable {
    /// What it is known by.
    public var key: MessageKey
    /// The message's bytes, as many as are read at most; none where it could not be had.
    public var bytes: [UInt8]
    /// Whether there is more of it than `bytes`, or nothing of it could be had at all.
    public var isTruncated: Bool
    /// How many bytes it has as a whole, as far as the mailbox tells.
    public var size: Int
    /// When the mailbox got it, in milliseconds since 1970 UTC; nil where it does not tell.
    public var receivedAt: Int64?

    /// A message.
    public init(key: MessageKey, bytes: [UInt8], isTruncated: Bool, size: Int, receivedAt: Int64?) {
        self.key = key
        self.bytes = bytes
        self.isTruncated = isTruncated
        self.size = size
        self.receivedAt = receivedAt
    }
}

/// Messages that are recorded together, in the order in which they came.
public struct MailboxBatch: Sendable, Hashable {
    /// At most 50 messages; none where the bookmark alone has to be remembered, before the first one.
    public var messages: [FetchedMessage]
    /// Up to where the mailbox has been read when these are recorded; nil where messages are known by name alone.
    public var bookmark: MailboxMemory.Bookmark?

    /// A batch.
    public init(messages: [FetchedMessage], bookmark: MailboxMemory.Bookmark?) {
        self.messages = messages
        self.bookmark = bookmark
    }

    /// What its messages are known by.
    public var keys: [MessageKey] { messages.map(\.key) }
}

/// What has to be remembered of a mailbox so that no message counts twice: kept in the database, written in the commit
/// that records the messages' consequences.
public struct MailboxMemory: Sendable, Hashable {
    /// How far a folder has been read.
    public struct Bookmark: Sendable, Hashable {
        /// The numbering that `uid` belongs to.
        public var validity: UInt32
        /// Every message up to this one is recorded.
        public var uid: UInt32
        /// Messages up to this one lay there before the first look: those of them that somebody had seen are left alone.
        public var inherited: UInt32

        /// A bookmark.
        public init(validity: UInt32, uid: UInt32, inherited: UInt32) {
            self.validity = validity
            self.uid = uid
            self.inherited = inherited
        }
    }

    /// The mailbox that this is about (``MailboxPlace/identity``).
    public var identity: String
    /// How far it has been read; nil before the first message, and always for a Maildir.
    public var bookmark: Bookmark?
    /// Messages that are recorded and may still lie there as if they were not.
    public var unsettled: [MessageKey]

    /// A memory; an empty one of a mailbox that was never read.
    public init(identity: String, bookmark: Bookmark? = nil, unsettled: [MessageKey] = []) {
        self.identity = identity
        self.bookmark = bookmark
        self.unsettled = unsettled
    }
}
