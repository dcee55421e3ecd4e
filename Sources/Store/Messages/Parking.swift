internal import SQLite

/// Messages of an event that cannot be used wait apart: no claim meets them, and their time stands still.
extension MessageStore {
    /// Added to the moments of a message that is parked: seven thousand years, so that no clock comes near.
    public static let parked: Int64 = 200_000_000_000_000

    /// Parks what waits of an event.
    public func park(event: String) throws(StoreError) {
        try connection.run(
            """
            UPDATE messages SET ready_at = ready_at + ?1,
                expires_at = expires_at + CASE WHEN expires_at < ?1 THEN ?1 ELSE 0 END
            WHERE event = ?2 AND \(MessageState.waiting()) AND ready_at < ?1
            """,
            Self.parked,
            event
        )
    }

    /// Lets what was parked of an event wait its turn again.
    ///
    /// What no timed mailing counts has as much time left as it had.
    public func unpark(event: String, after duration: Int64, now: Int64) throws(StoreError) {
        try connection.run(
            """
            UPDATE messages SET ready_at = max(0, ready_at - ?1),
                expires_at = CASE WHEN expires_at >= ?1 THEN expires_at - ?1 ELSE expires_at END
                    + CASE WHEN mailing_id IS NULL THEN min(?2, max(0, ?4 - created_at)) ELSE 0 END
            WHERE event = ?3 AND \(MessageState.waiting()) AND ready_at >= ?1
            """,
            Self.parked,
            duration,
            event,
            now
        )
    }
}
