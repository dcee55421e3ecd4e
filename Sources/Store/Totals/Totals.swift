internal import SQLite

/// How many messages of one kind there are.
public struct Total: Sendable, Hashable {
    /// The event's name.
    public let event: String
    /// The notification's name.
    public let notification: String
    /// The mailing; nil for letters that no mailing has.
    public let mailing: Int64?
    /// Their state.
    public let state: MessageState
    /// Why they are in it.
    public let cause: MessageCause?
    /// Whether a person has sent them again.
    public let isResent: Bool
    /// How many.
    public var count: Int
    /// When the first of them was due, or went, in milliseconds since 1970 UTC; at the earliest.
    public let first: Int64
    /// When the last of them was, at the latest.
    public let last: Int64
}

extension MessageStore {
    /// Letters that went are counted by spans of so many milliseconds.
    static let sentSpan: Int64 = 5000
    /// How long these spans are kept.
    static let sentSpansKept: Int64 = 2 * 86_400_000

    /// How many messages of each kind there are, of one event or of all: read, not counted.
    public func totals(event: String? = nil) throws(StoreError) -> [Total] {
        try connection.flushTally()
        var found: [Total] = []
        let columns = "event, notification, mailing_id, state, cause, resent, count, first_at, last_at"
        let sql =
            event == nil
            ? "SELECT \(columns) FROM totals WHERE count <> 0"
            : "SELECT \(columns) FROM totals WHERE event = ? AND count <> 0"
        try connection.statement(sql).rows(event.map { [$0] } ?? []) { row throws(StoreError) in
            if let total = Total(row: row) { found.append(total) }
            return true
        }
        return try takingOutFlights(found, event: event)
    }

    /// What is in flight is counted as queued in the table, for a claim changes nothing there.
    private func takingOutFlights(_ totals: [Total], event: String?) throws(StoreError) -> [Total] {
        var flights: [Total] = []
        try connection.rows(Self.flights, event) { row throws(StoreError) in
            if let total = Total(row: row) { flights.append(total) }
            return true
        }
        guard !flights.isEmpty else { return totals }
        var left = totals
        for flight in flights {
            guard let index = left.firstIndex(where: { $0.state == .queued && flight.isOfSameKind(as: $0) })
            else { continue }
            left[index].count -= flight.count
        }
        return left.filter { $0.count > 0 } + flights
    }

    /// Some hundreds at most.
    ///
    /// The pluses keep SQLite from the order of the index by event, for which it would walk along all messages.
    static let flights = """
        SELECT +m.event, +m.notification, coalesce(m.mailing_id, 0), 'sending', coalesce(m.cause, ''),
            m.resend_of IS NOT NULL, count(*), min(m.due_at), max(m.due_at)
        FROM messages m WHERE m.claim IS NOT NULL AND (?1 IS NULL OR +m.event = ?1) GROUP BY 1, 2, 3, 5, 6
        """

    /// Where the totals are not what a full count gives: the kinds, with what stands there and what there is.
    ///
    /// Reads all messages.
    public func wrongTotals() throws(StoreError) -> [String] {
        try connection.flushTally()
        var found: [String] = []
        try connection.rows(
            """
            WITH counted AS (SELECT \(Schema.grouped), count(*) AS n FROM messages m GROUP BY 1, 2, 3, 4, 5, 6),
            kept AS (SELECT event, notification, mailing_id, state, cause, resent, count FROM totals WHERE count <> 0)
            SELECT * FROM (
                SELECT 'counted', * FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)
                UNION ALL SELECT 'kept', * FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted))
            ORDER BY 2, 3, 4, 5, 6, 7, 1
            """
        ) { row throws(StoreError) in
            found.append((0..<Int32(clamping: row.count)).map { row.text($0) }.joined(separator: " "))
            return true
        }
        return found
    }

    /// Forgets the spans that nobody asks about any more.
    ///
    /// - Returns: how many went, of so many rows at most.
    @discardableResult
    public func purgeSentSpans(rows: Int = 250, now: Int64) throws(StoreError) -> Int {
        try connection.run(
            "DELETE FROM sent_spans WHERE span IN (SELECT span FROM sent_spans WHERE span < ? ORDER BY span LIMIT ?)",
            (now - Self.sentSpansKept) / Self.sentSpan,
            rows
        )
        return connection.changes
    }

    /// How many messages went since a moment.
    public func throughput(since: Int64) throws(StoreError) -> Int {
        try connection.flushTally()
        let span = since / Self.sentSpan + 1
        let count = try connection.integer(
            """
            SELECT coalesce((SELECT sum(count) FROM sent_spans WHERE span >= ?1), 0) + (
                SELECT count(*) FROM attempts
                WHERE at >= ?2 AND at < ?3 AND kind = 'attempt' AND outcome = 'sent')
            """,
            span,
            since,
            span * Self.sentSpan
        )
        return Int(clamping: count)
    }
}

extension Total {
    fileprivate init?(row: Row) {
        guard let state = MessageState(rawValue: row.text(3)) else { return nil }
        event = row.text(0)
        notification = row.text(1)
        mailing = row.int64(2) == 0 ? nil : row.int64(2)
        self.state = state
        cause = MessageCause(rawValue: row.text(4))
        isResent = row.bool(5)
        count = row.int(6)
        first = row.int64(7)
        last = row.int64(8)
    }

    /// Whether only states, and what hangs on them, tell them apart.
    fileprivate func isOfSameKind(as other: Total) -> Bool {
        (event, notification, mailing, cause) == (other.event, other.notification, other.mailing, other.cause)
            && isResent == other.isResent
    }
}
