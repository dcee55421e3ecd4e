internal import SQLite

/// A row of the view `coverage`.
public struct CoverageRow: Sendable, Hashable {
    /// The region's tax code, or what stands in the row when no region is known by it.
    public let region: String?
    /// The region's name; nil when it is not known.
    public let name: String?
    /// How many invitees are of the region.
    public let invited: Int
    /// To how many of them a letter went and did not come back.
    public let reached: Int
    /// How many of them registered or wrote back.
    public let answered: Int
    /// How many people of the region are registered.
    public let registered: Int
    /// How many invitees' letters only came back.
    public let bounced: Int
}

extension MessageStore {
    /// The regions of an event: sums are read, and people counted only in parts that have changed since.
    public func coverage(event: String) throws(StoreError) -> [CoverageRow] {
        try connection.flushTally()
        return try coverage(Self.coverageSums, event: event)
    }

    /// The same counted person by person.
    func countedCoverage(event: String) throws(StoreError) -> [CoverageRow] {
        try coverage(
            """
            SELECT nullif(region, ''), region_name, sum(invited), sum(reached), sum(answered), sum(registered), sum(bounced)
            FROM coverage WHERE event = ? GROUP BY 1, 2 ORDER BY 1
            """,
            event: event
        )
    }

    private func coverage(_ sql: String, event: String) throws(StoreError) -> [CoverageRow] {
        var rows: [CoverageRow] = []
        try connection.rows(sql, event) { row throws(StoreError) in
            rows.append(
                CoverageRow(
                    region: row.optionalText(0),
                    name: row.optionalText(1),
                    invited: row.int(2),
                    reached: row.int(3),
                    answered: row.int(4),
                    registered: row.int(5),
                    bounced: row.int(6)
                )
            )
            return true
        }
        return rows
    }

    /// A row of zeros for each region, for an event that nobody has been invited to yet.
    public func regionsWithoutPeople() throws(StoreError) -> [CoverageRow] {
        var rows: [CoverageRow] = []
        try connection.rows("SELECT code, name FROM regions ORDER BY code") { row throws(StoreError) in
            rows.append(
                CoverageRow(
                    region: row.text(0),
                    name: row.text(1),
                    invited: 0,
                    reached: 0,
                    answered: 0,
                    registered: 0,
                    bounced: 0
                )
            )
            return true
        }
        return rows
    }

    /// How many messages are in doubt and do not go again by themselves.
    public func undecidedCount() throws(StoreError) -> Int {
        Int(
            try connection.integer(
                Self.undecided
            )
        )
    }

    /// How many messages are in each state, of one event or of all.
    public func counts(event: String? = nil) throws(StoreError) -> [MessageState: Int] {
        var counts: [MessageState: Int] = [:]
        for total in try totals(event: event) { counts[total.state, default: 0] += total.count }
        return counts
    }

    /// When the messages that have been ready longest were due; nil when none waits for a connection.
    public func oldestDue(now: Int64) throws(StoreError) -> Int64? {
        let sql = Self.firstReady(column: "due_at", where: "ready_at <= ?1")
        return try connection.first(sql, now) { $0.optionalInt64(0) } ?? nil
    }

    /// The newest attempt that did not go well since a moment.
    public func lastTrouble(since: Int64) throws(StoreError) -> LogRow? {
        try connection.first(Self.lastTrouble, since) { LogRow(row: $0) }
    }

    /// The newest of each outcome is the first of an index.
    static let lastTrouble: String = {
        let ways = MessageState.allCases.filter { $0 != .sent }.map {
            """
            SELECT id FROM (
                SELECT id FROM attempts WHERE outcome = '\($0.rawValue)' AND \(Schema.isTrouble()) AND at >= ?1
                ORDER BY at DESC, id DESC LIMIT 1)
            """
        }
        return """
            SELECT \(LogRow.columns), \(MessageRow.columns)
            FROM attempts a LEFT JOIN messages m ON m.id = a.message
            WHERE a.id IN (\(ways.joined(separator: " UNION ALL "))) ORDER BY a.at DESC, a.id DESC LIMIT 1
            """
    }()

    static let undecided = """
        SELECT count(*) FROM messages WHERE state = 'in_doubt' AND next_attempt_at IS NULL AND \(Schema.setAside())
        """
}
