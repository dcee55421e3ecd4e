internal import SQLite

/// What a use is counted against.
public enum UsageScope: String, Sendable {
    /// A relay, by its name.
    case relay
    /// A recipient domain.
    case domain
}

extension MessageStore {
    /// How many messages went to a mailbox (`Address.limitKey`) since a moment, in all events: for
    /// `limits.perAddressPerDay`.
    public func sentCount(to mailbox: String, since: Int64) throws(StoreError) -> Int {
        Int(clamping: try connection.integer(Self.letterCountQuery("sent_at >= ?2"), mailbox, since))
    }

    /// Whether a message goes to a mailbox under another spelling of its address; nil for any mailbox.
    public func hasAliases(of mailbox: String?) throws(StoreError) -> Bool {
        let statement = try connection.statement(
            mailbox == nil
                ? "SELECT 1 FROM messages WHERE limit_key IS NOT NULL LIMIT 1"
                : "SELECT 1 FROM messages WHERE limit_key = ?1 LIMIT 1"
        )
        if let mailbox { statement.bind(1, mailbox) }
        defer { statement.reset() }
        return try statement.step() != nil
    }

    private static func letterCountQuery(_ condition: String) -> String {
        """
        SELECT (SELECT count(*) FROM messages WHERE person_key = ?1 AND limit_key IS NULL AND (\(condition)))
            + (SELECT count(*) FROM messages WHERE limit_key = ?1 AND (\(condition)))
        """
    }

    /// How many letters a mailbox has had since a moment under other identities than one, those that wait to go
    /// included.
    public func letterCount(
        ofMailbox key: String,
        except personKey: String,
        since: Int64
    ) throws(StoreError) -> Int {
        Int(
            clamping: try connection.integer(
                """
                SELECT count(*) FROM messages
                WHERE (person_key = ?1 OR limit_key = ?1) AND person_key <> ?2
                    AND (sent_at >= ?3 OR state IN ('queued', 'sending', 'deferred', 'in_doubt'))
                """,
                key,
                personKey,
                since
            )
        )
    }

    /// Counts messages that went through a relay or to a domain.
    public func addUsage(
        _ scope: UsageScope,
        _ name: String,
        count: Int,
        now: Int64
    ) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO relay_usage (scope, name, minute, count) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET count = count + excluded.count
            """,
            scope.rawValue,
            name,
            now / 60_000,
            count
        )
    }

    /// How many messages went through a relay or to a domain since a moment, to the minute.
    public func usage(_ scope: UsageScope, _ name: String, since: Int64) throws(StoreError) -> Int {
        Int(
            clamping: try connection.integer(
                "SELECT sum(count) FROM relay_usage WHERE scope = ? AND name = ? AND minute >= ?",
                scope.rawValue,
                name,
                since / 60_000
            )
        )
    }

    /// The counters of all relays and domains since a moment: for the queue manager's start.
    public func usages(since: Int64) throws(StoreError) -> [Usage] {
        var found: [Usage] = []
        try connection.rows(
            "SELECT scope, name, minute, count FROM relay_usage WHERE minute >= ? ORDER BY minute",
            since / 60_000
        ) { row throws(StoreError) in
            if let scope = UsageScope(rawValue: row.text(0)) {
                found.append(
                    Usage(scope: scope, name: row.text(1), minute: row.int64(2) * 60_000, count: row.int(3))
                )
            }
            return true
        }
        return found
    }

    /// Forgets counters older than a moment, all of them.
    public func purgeUsage(before: Int64) throws(StoreError) {
        var walk = UsageWalk()
        while try purgeUsage(&walk, before: before, rows: 250) {}
    }

    /// Forgets so many counters at most that are older than a moment, relay by relay and domain by domain.
    ///
    /// - Returns: whether there may be more.
    func purgeUsage(_ walk: inout UsageWalk, before: Int64, rows: Int) throws(StoreError) -> Bool {
        var left = rows
        while left > 0 {
            if walk.isWhole {
                let next = try connection.first(Self.nextUsage, walk.scope, walk.name) {
                    ($0.text(0), $0.text(1))
                }
                guard let next else { return false }
                (walk.scope, walk.name) = next
            }
            try connection.run(Self.purgeOldUsage, walk.scope, walk.name, before / 60_000, left)
            let count = connection.changes
            walk.isWhole = count < left
            // A look at one that has nothing old costs as much as some rows.
            left -= max(count, Self.rowsOfLook)
        }
        return true
    }

    private static let rowsOfLook = 5

    static let nextUsage = """
        SELECT scope, name FROM relay_usage WHERE (scope, name) > (?, ?) ORDER BY scope, name LIMIT 1
        """
    static let purgeOldUsage = """
        DELETE FROM relay_usage WHERE scope = ?1 AND name = ?2 AND minute IN (
            SELECT minute FROM relay_usage WHERE scope = ?1 AND name = ?2 AND minute < ?3 LIMIT ?4)
        """
}

/// How far it was looked for counters that nobody asks about any more.
struct UsageWalk: Sendable {
    /// Of which relay or domain it was looked last.
    var (scope, name) = ("", "")
    /// Whether nothing old of it is left.
    var isWhole = true
}

/// How much went through a relay or to a domain in one minute.
public struct Usage: Sendable, Hashable {
    /// What it is counted against.
    public let scope: UsageScope
    /// The relay's name, or the domain.
    public let name: String
    /// The start of the minute.
    public let minute: Int64
    /// How many messages.
    public let count: Int
}
