public import SQLite

extension Store {
    /// The reason of messages that wait for their wave of a mailing: the planner gives it to those it plans `held`.
    public static let awaitsWave = "awaits its wave"

    /// Lets the next messages of a mailing go that wait for their wave, in the order they were planned.
    ///
    /// - Returns: how many there were.
    @discardableResult
    public func releaseWave(mailing id: Int64, limit: Int, now: Int64) throws(SQLiteError) -> Int {
        try connection.run(
            """
            UPDATE messages SET state = 'queued', reason = NULL, updated_at = ?1 WHERE id IN (
                SELECT id FROM messages
                WHERE mailing_id = ?2 AND state = 'held' AND reason = '\(Self.awaitsWave)' ORDER BY id LIMIT ?3)
            """,
            now,
            id,
            limit
        )
        return connection.changes
    }

    /// Ended mailings run again when messages of theirs do; `messages` selects the ids with the parameter 2.
    func reopenMailings(
        _ messages: String,
        _ value: (any Bindable)? = nil,
        now: Int64
    ) throws(SQLiteError) {
        try connection.run(
            """
            UPDATE mailings SET state = 'running', finished_at = NULL, updated_at = ?1
            WHERE state IN ('finished', 'missed') AND id IN (
                    SELECT mailing_id FROM messages WHERE id IN (\(messages)))
                AND ?2 IS ?2
            """,
            now,
            value
        )
    }
}
