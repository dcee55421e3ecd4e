internal import SQLite

extension MessageStore {
    /// The latest moment that stands in the log or among the messages: later than now when the clock has gone back.
    public func latestMoment() throws(StoreError) -> Int64 {
        try connection.integer(
            """
            SELECT max(coalesce((SELECT max(at) FROM attempts), 0),
                coalesce((SELECT created_at FROM messages ORDER BY id DESC LIMIT 1), 0))
            """
        )
    }

    /// Counts waits anew that were begun in what is now the future, because the clock has gone back.
    ///
    /// A message that was to wait a minute waits a minute from now, and one that was planned then has its time from
    /// now. Letters of a mailing keep the hour they are due at, which does not depend on the clock. Up to `tolerance`
    /// milliseconds in the future are left alone.
    /// - Returns: how many waits.
    @discardableResult
    public func rebase(now: Int64, tolerance: Int64) throws(StoreError) -> Int {
        try connection.transaction { () throws(StoreError) in
            try connection.run(
                """
                UPDATE messages SET ready_at = ?1 + max(0, ready_at - updated_at),
                    next_attempt_at = CASE WHEN next_attempt_at IS NULL THEN NULL
                        ELSE ?1 + max(0, next_attempt_at - updated_at) END,
                    due_at = CASE WHEN mailing_id IS NULL THEN min(due_at, ?1 + max(0, due_at - updated_at))
                        ELSE due_at END,
                    expires_at = CASE WHEN mailing_id IS NULL AND created_at > ?1 + ?2
                        THEN min(expires_at, ?1 + max(0, expires_at - created_at)) ELSE expires_at END,
                    updated_at = ?1
                WHERE \(MessageState.waiting()) AND updated_at > ?1 + ?2
                    AND (mailing_id IS NULL OR state <> 'queued')
                """,
                now,
                tolerance
            )
            return connection.changes
        }
    }
}
