internal import SQLite

extension MessageStore {
    /// Hands the rows of the delivery log to `body`, newest first, until it returns false.
    ///
    /// With `filter.after` the order is oldest first, for following.
    public func log(
        _ filter: LogFilter,
        _ body: (LogRow) throws(StoreError) -> Bool
    ) throws(StoreError) {
        let (sql, values) = try logQuery(filter)
        try connection.statement(sql).rows(values) { row throws(StoreError) in try body(LogRow(row: row)) }
    }

    /// The newest row of the log; 0 when it is empty.
    public func lastLogID() throws(StoreError) -> Int64 {
        try connection.integer("SELECT max(id) FROM attempts")
    }

    /// Hands messages to `body`, newest first, until it returns false; `since` and `until` are of their last change.
    public func messages(
        _ filter: LogFilter,
        _ body: (MessageRow) throws(StoreError) -> Bool
    ) throws(StoreError) {
        let (sql, values) = try messagesQuery(filter)
        try connection.statement(sql).rows(values) { row throws(StoreError) in try body(MessageRow(row: row))
        }
    }

    /// Hands the messages that are not finished to `body`, the most urgent first, until it returns false.
    public func queue(
        _ filter: LogFilter,
        _ body: (MessageRow) throws(StoreError) -> Bool
    ) throws(StoreError) {
        let (sql, values) = try queueQuery(filter)
        try connection.statement(sql).rows(values) { row throws(StoreError) in
            let message = MessageRow(row: row)
            // Withdrawn with its mailing, which its row has still to follow.
            guard !message.state.isFinal else { return true }
            return try body(message)
        }
    }

    /// One message.
    public func message(id: Int64) throws(StoreError) -> MessageRow? {
        try connection.first("SELECT \(MessageRow.columns) FROM messages m WHERE m.id = ?", id) {
            MessageRow(row: $0)
        }
    }

    /// All messages of a person, oldest first.
    public func messages(of personKey: String) throws(StoreError) -> [MessageRow] {
        var found: [MessageRow] = []
        try connection.rows(
            "SELECT \(MessageRow.columns) FROM messages m WHERE m.person_key = ? ORDER BY m.id",
            personKey
        ) { row throws(StoreError) in
            found.append(MessageRow(row: row))
            return true
        }
        return found
    }

    /// Messages to invitees that went, or are to go, to this second address of theirs, oldest first.
    public func messages(toSecondAddress key: String) throws(StoreError) -> [MessageRow] {
        var found: [MessageRow] = []
        try connection.rows(Self.messagesToSecondAddress, key) { row throws(StoreError) in
            let message = MessageRow(row: row)
            if Self.personKey(of: message.email ?? "") == key { found.append(message) }
            return true
        }
        return found
    }

    static let messagesToSecondAddress = """
        SELECT \(MessageRow.columns) FROM messages m
        WHERE m.invitee_id IS NOT NULL
            AND m.invitee_id IN (\(theirs("invitees", "second_key")) AND p.second_key IS NOT NULL)
            AND m.person_key <> ?1
        ORDER BY m.id
        """

    /// What happened to a message, oldest first.
    public func attempts(of message: Int64) throws(StoreError) -> [LogRow] {
        var found: [LogRow] = []
        try connection.rows(
            """
            SELECT \(LogRow.columns), \(MessageRow.columns)
            FROM attempts a JOIN messages m ON m.id = a.message WHERE a.message = ? ORDER BY a.at, a.id
            """,
            message
        ) { row throws(StoreError) in
            found.append(LogRow(row: row))
            return true
        }
        return found
    }
}
