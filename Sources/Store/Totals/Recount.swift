internal import SQLite

/// By how much the totals are wrong.
struct Drift {
    /// How many counts had been put right when this was found out.
    var mark = 0
    /// Of each kind that is wrong: what tells it apart, how many are missing, and when the first and the last were due.
    var kinds: [[(any Bindable)?]] = []
}

extension MessageStore {
    /// Counts all messages anew, while everyone else goes on writing.
    ///
    /// What is wrong is found out on one picture of the database, for which nobody waits, and put right by what is missing:
    /// what others have counted since stays counted. That is one short commit, however many messages there are.
    public func recountTotals() throws(StoreError) {
        repeat { try connection.flushTally() } while try !correct(try drift())
    }

    func drift() throws(StoreError) -> Drift {
        var drift = Drift()
        try connection.snapshot { () throws(StoreError) in
            drift.mark = Int(try meta(Self.recountsKey) ?? "") ?? 0
            try connection.rows(Self.driftQuery, Int64.max, Int64.min) { row throws(StoreError) in
                drift.kinds.append(
                    [
                        row.text(0), row.text(1), row.int64(2), row.text(3), row.text(4), row.int64(5),
                        row.int64(6),
                        row.int64(7), row.int64(8),
                    ]
                )
                return true
            }
        }
        return drift
    }

    /// - Returns: false where somebody else has put them right meanwhile.
    func correct(_ drift: Drift) throws(StoreError) -> Bool {
        guard !drift.kinds.isEmpty else { return true }
        return try connection.transaction { () throws(StoreError) in
            guard Int(try meta(Self.recountsKey) ?? "") ?? 0 == drift.mark else { return false }
            let statement = try connection.statement(StoreConnection.addToTotals)
            for kind in drift.kinds {
                statement.bind(kind)
                try statement.execute()
            }
            try setMeta(Self.recountsKey, String(drift.mark + 1))
            return true
        }
    }

    /// How often the totals were put right.
    private static let recountsKey = "recounts"

    private static let kind = "event, notification, mailing_id, state, cause, resent"

    static let driftQuery = """
        WITH counted (\(kind), n, first, last) AS MATERIALIZED (
            SELECT \(Schema.grouped), count(*), min(coalesce(m.sent_at, m.due_at)), max(coalesce(m.sent_at, m.due_at))
            FROM messages m GROUP BY 1, 2, 3, 4, 5, 6)
        SELECT \(kind), c.n - coalesce(t.count, 0), c.first, c.last
        FROM counted c LEFT JOIN totals t USING (\(kind))
        WHERE t.count IS NOT c.n OR c.first < t.first_at OR c.last > t.last_at
        UNION ALL
        SELECT \(kind), -t.count, ?1, ?2 FROM totals t LEFT JOIN counted c USING (\(kind))
        WHERE t.count <> 0 AND c.n IS NULL
        """
}
