internal import SQLite

extension MessageStore {
    /// The events that messages, mailings, acts or registrations name, in order: a step of an index for each.
    public func eventNames() throws(StoreError) -> [String] { try names(Self.eventNames) }

    static let eventNames = """
        SELECT event FROM totals UNION SELECT event FROM mailings
        UNION SELECT value FROM (\(Schema.distinct("event", of: "registrations")))
        UNION SELECT value FROM (\(Schema.distinct("event", of: "attempts"))) ORDER BY 1
        """

    /// The notifications that messages, mailings or acts name, of one event or of all, in order.
    public func notificationNames(event: String? = nil) throws(StoreError) -> [String] {
        try names(Self.notificationNames, event)
    }

    /// Acts that name what they are about are few beside letters.
    static let notificationNames = """
        SELECT notification FROM totals WHERE ?1 IS NULL OR event = ?1
        UNION SELECT notification FROM mailings WHERE ?1 IS NULL OR event = ?1
        UNION SELECT notification FROM attempts
            WHERE event IS NOT NULL AND notification IS NOT NULL AND (?1 IS NULL OR event = ?1)
        ORDER BY 1
        """

    private func names(_ sql: String, _ values: (any Bindable)?...) throws(StoreError) -> [String] {
        try connection.flushTally()
        var found: [String] = []
        try connection.statement(sql).rows(values) { row throws(StoreError) in
            found.append(row.text(0))
            return true
        }
        return found
    }
}
