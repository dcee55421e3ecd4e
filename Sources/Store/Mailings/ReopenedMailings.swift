internal import SQLite

extension MessageStore {
    /// Ended mailings run again when messages of theirs do; `messages` selects the ids with the parameter 2.
    func reopenMailings(
        _ messages: String,
        _ value: (any Bindable)? = nil,
        now: Int64
    ) throws(StoreError) {
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
