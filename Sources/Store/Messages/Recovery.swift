internal import SQLite

extension MessageStore {
    /// The messages that an earlier run of the program left `sending`, with their people's rows as they are now.
    ///
    /// They belong to nobody until what became of them is recorded.
    public func orphans() throws(StoreError) -> [ClaimedMessage] {
        var orphans: [ClaimedMessage] = []
        try connection.rows(Self.orphansQuery) { row throws(StoreError) in
            orphans.append(ClaimedMessage(row: row, token: row.int64(Self.readyColumn)))
            return true
        }
        return orphans
    }

    /// The plus keeps SQLite from reading all messages for their order.
    static let orphansQuery = """
        SELECT \(claimedColumns), m.claim \(claimedTables)
        WHERE m.claim IS NOT NULL AND m.state = 'sending' ORDER BY +m.id
        """

    /// How often a relay had a message and did not acknowledge it, since a person last decided about it.
    ///
    /// What our own program broke off, so that nobody could measure how long it took, is not counted.
    public func unacknowledged(_ message: Int64) throws(StoreError) -> Int {
        let count = try connection.integer(
            """
            SELECT count(*) FROM attempts WHERE message = ?1 AND kind = 'attempt' AND outcome = 'in_doubt'
                AND duration_ms IS NOT NULL AND id > coalesce(
                    (SELECT max(id) FROM attempts WHERE message = ?1 AND kind = 'admin'), 0)
            """,
            message
        )
        return Int(count)
    }

    /// Ends messages whose time ran out: overdue ones that were never tried, and those still deferred.
    ///
    /// - Returns: how many expired; when it equals `limit`, there may be more.
    @discardableResult
    public func expireOverdue(
        now: Int64,
        limit: Int = 1000
    ) throws(StoreError) -> Int {
        guard try hasOverdue(now: now) else { return 0 }
        return try connection.transaction { () throws(StoreError) in
            var ids: [(id: Int64, state: String, reason: String)] = []
            for (sql, reasons) in [
                (Self.expire, [StoreReasons.notTaken, StoreReasons.notTried]),
                (Self.endDoubt, [StoreReasons.inDoubtTooLate]),
            ] {
                let told = reasons.map { $0.text(in: language) }
                try connection.statement(sql).rows([now, limit] + told) { row throws(StoreError) in
                    ids.append((row.int64(0), row.text(1), row.text(2)))
                    return true
                }
            }
            for (id, state, reason) in ids { try log(id, .attempt, state, note: reason, at: now) }
            return ids.count
        }
    }

    /// Whether the time of any message ran out.
    public func hasOverdue(now: Int64) throws(StoreError) -> Bool {
        try connection.integer(Self.anyOverdue, now) != 0
    }

    static let anyOverdue = "SELECT EXISTS (\(overdueIDs("?1")))"

    /// Along the ends of the messages that no mailing has, and of each mailing that runs: the time of a stopped mailing
    /// stands still, and so does that of a parked message.
    ///
    /// Whoever lets it go on gives it a new end. However many messages are overdue in a stopped mailing, nobody looks at
    /// them.
    private static func overdueIDs(_ now: String) -> String {
        """
        SELECT id FROM messages
        WHERE \(MessageState.waiting()) AND mailing_id IS NULL AND expires_at <= \(now)
            AND ready_at < \(MessageStore.parked)
        UNION ALL
        SELECT m.id FROM mailings g CROSS JOIN messages m ON m.mailing_id = g.id
        WHERE g.state = 'running' AND \(MessageState.waiting("m")) AND m.expires_at <= \(now)
            AND m.ready_at < \(MessageStore.parked)
        """
    }

    private static let overdue = "id IN (SELECT id FROM (\(overdueIDs("?1"))) LIMIT ?2)"

    private static let expire =
        MessageState.expired.update(
            from: [.queued, .deferred],
            set: """
                cause = CASE WHEN attempts > 0 THEN '\(MessageCause.givenUp.rawValue)'
                    ELSE '\(MessageCause.missed.rawValue)' END,
                reason = CASE WHEN attempts > 0 THEN ?3 ELSE ?4 END, next_attempt_at = NULL, updated_at = ?1
                """,
            where: overdue
        ) + " RETURNING id, state, reason"

    /// What may have gone stays in doubt, but does not go again.
    private static let endDoubt = """
        UPDATE messages SET cause = '\(MessageCause.inDoubt.rawValue)', reason = ?3, next_attempt_at = NULL,
            updated_at = ?1
        WHERE (\(overdue)) AND state = 'in_doubt' RETURNING id, state, reason
        """
}
