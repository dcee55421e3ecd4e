public import SQLite

/// What a use is counted against.
public enum UsageScope: String, Sendable {
    /// A relay, by its name.
    case relay
    /// A recipient domain.
    case domain
}

extension Store {
    /// How many messages went to a person since a moment, in all events: for `limits.perAddressPerDay`.
    public func sentCount(to personKey: String, since: Int64) throws(SQLiteError) -> Int {
        Int(
            clamping: try connection.integer(
                "SELECT count(*) FROM messages WHERE person_key = ? AND sent_at >= ?",
                personKey,
                since
            )
        )
    }

    /// Whether there are messages to a person, whatever their state.
    public func hasMessages(to personKey: String) throws(SQLiteError) -> Bool {
        let statement = try connection.statement("SELECT 1 FROM messages WHERE person_key = ?1 LIMIT 1")
        statement.bind(1, personKey)
        defer { statement.reset() }
        return try statement.step() != nil
    }

    /// How many letters a person has had since a moment, those that wait to go included.
    public func letterCount(to personKey: String, since: Int64) throws(SQLiteError) -> Int {
        Int(
            clamping: try connection.integer(
                """
                SELECT count(*) FROM messages WHERE person_key = ?
                    AND (sent_at >= ? OR state IN ('queued', 'sending', 'deferred', 'in_doubt'))
                """,
                personKey,
                since
            )
        )
    }

    /// When the oldest message to a person since a moment went; nil when none did.
    public func firstSent(to personKey: String, since: Int64) throws(SQLiteError) -> Int64? {
        try connection.first(
            "SELECT min(sent_at) FROM messages WHERE person_key = ? AND sent_at >= ?",
            personKey,
            since
        ) { $0.optionalInt64(0) } ?? nil
    }

    /// Counts messages that went through a relay or to a domain.
    public func addUsage(
        _ scope: UsageScope,
        _ name: String,
        count: Int,
        now: Int64
    ) throws(SQLiteError) {
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
    public func usage(_ scope: UsageScope, _ name: String, since: Int64) throws(SQLiteError) -> Int {
        Int(
            clamping: try connection.integer(
                "SELECT sum(count) FROM relay_usage WHERE scope = ? AND name = ? AND minute >= ?",
                scope.rawValue,
                name,
                since / 60_000
            )
        )
    }

    /// The counters of all relays and domains since a moment: for the conductor's start.
    public func usages(since: Int64) throws(SQLiteError) -> [Usage] {
        var found: [Usage] = []
        try connection.rows(
            "SELECT scope, name, minute, count FROM relay_usage WHERE minute >= ? ORDER BY minute",
            since / 60_000
        ) { row throws(SQLiteError) in
            if let scope = UsageScope(rawValue: row.text(0)) {
                found.append(
                    Usage(scope: scope, name: row.text(1), minute: row.int64(2) * 60_000, count: row.int(3))
                )
            }
            return true
        }
        return found
    }

    /// Forgets counters older than a moment.
    public func purgeUsage(before: Int64) throws(SQLiteError) {
        try connection.run("DELETE FROM relay_usage WHERE minute < ?", before / 60_000)
    }
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
