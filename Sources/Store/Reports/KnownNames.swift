internal import SQLite

extension MessageStore {
    /// The events that messages, mailings, acts or registrations name, in order.
    ///
    /// Reads these tables from end to end.
    public func eventNames() throws(StoreError) -> [String] {
        try names(
            """
            SELECT event FROM messages UNION SELECT event FROM mailings UNION SELECT event FROM registrations
            UNION SELECT event FROM attempts WHERE event IS NOT NULL ORDER BY 1
            """
        )
    }

    /// The notifications that messages, mailings or acts name, of one event or of all, in order.
    ///
    /// Reads these tables from end to end.
    public func notificationNames(event: String? = nil) throws(StoreError) -> [String] {
        try names(
            """
            SELECT notification FROM messages WHERE ?1 IS NULL OR event = ?1
            UNION SELECT notification FROM mailings WHERE ?1 IS NULL OR event = ?1
            UNION SELECT notification FROM attempts WHERE notification IS NOT NULL AND (?1 IS NULL OR event = ?1)
            ORDER BY 1
            """,
            event
        )
    }

    private func names(_ sql: String, _ values: (any Bindable)?...) throws(StoreError) -> [String] {
        var found: [String] = []
        try connection.statement(sql).rows(values) { row throws(StoreError) in
            found.append(row.text(0))
            return true
        }
        return found
    }
}
