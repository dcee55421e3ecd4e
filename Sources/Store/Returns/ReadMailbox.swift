internal import SQLite

/// How far a mailbox of returned mail was read, as the database remembers it.
public struct ReadMailbox: Sendable, Hashable {
    /// Which mailbox.
    public var identity: String
    /// The numbering, the last message recorded, and the last that lay there before the first look; nil before the first.
    public var bookmark: (validity: UInt32, uid: UInt32, inherited: UInt32)? {
        get { marks.map { ($0[0], $0[1], $0[2]) } }
        set { marks = newValue.map { [$0.validity, $0.uid, $0.inherited] } }
    }
    /// Messages that are recorded and may still lie there as new.
    public var unsettled: [String] = []

    private var marks: [UInt32]?

    /// A mailbox that was never read.
    public init(identity: String) { self.identity = identity }
}

extension MessageStore {
    /// The key of ``meta(_:)`` that tells what keeps the mailbox of returned mail from being read.
    public static let mailboxTrouble = "mailbox-trouble"

    /// The key of ``meta(_:)`` that tells of returned mail that is not read, because the program died over it.
    public static let unreadReturns = "unread-returns"

    /// How far a mailbox was read; of another one nothing is remembered.
    public func readMailbox(_ identity: String) throws(StoreError) -> ReadMailbox {
        var mailbox = ReadMailbox(identity: identity)
        var isKnown = false
        try connection.rows("SELECT validity, uid, inherited FROM mailbox WHERE identity = ?", identity) {
            row throws(StoreError) in
            isKnown = true
            if !row.isNull(0) {
                mailbox.bookmark = (
                    UInt32(clamping: row.int64(0)), UInt32(clamping: row.int64(1)),
                    UInt32(clamping: row.int64(2))
                )
            }
            return false
        }
        guard isKnown else { return mailbox }
        try connection.rows("SELECT key FROM mailbox_unsettled ORDER BY key") { row throws(StoreError) in
            mailbox.unsettled.append(row.text(0))
            return true
        }
        return mailbox
    }

    /// Remembers that messages of a mailbox are recorded; part of the transaction that records them.
    public func remember(
        _ identity: String,
        bookmark: (validity: UInt32, uid: UInt32, inherited: UInt32)?,
        recorded keys: [String]
    ) throws(StoreError) {
        try connection.transaction { () throws(StoreError) in
            let isKnown =
                try connection.integer("SELECT count(*) FROM mailbox WHERE identity = ?", identity) > 0
            if !isKnown {
                // Another mailbox: what was remembered is of no use for it.
                try connection.run("DELETE FROM mailbox")
                try connection.run("DELETE FROM mailbox_unsettled")
            }
            try connection.run(
                """
                INSERT INTO mailbox (identity, validity, uid, inherited) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (identity) DO UPDATE SET validity = coalesce(?2, validity), uid = coalesce(?3, uid),
                    inherited = coalesce(?4, inherited)
                """,
                identity,
                bookmark.map { Int64($0.validity) },
                bookmark.map { Int64($0.uid) },
                bookmark.map { Int64($0.inherited) }
            )
            for key in keys {
                try connection.run(
                    "INSERT INTO mailbox_unsettled (key) VALUES (?) ON CONFLICT DO NOTHING",
                    key
                )
            }
        }
    }

    /// Messages that will not be read again need not be remembered.
    public func forgetSettled(_ keys: [String]) throws(StoreError) {
        for key in keys { try connection.run("DELETE FROM mailbox_unsettled WHERE key = ?", key) }
    }
}
