public import SQLite

extension Store {
    /// Deletes what is older than it may be kept, a bounded number of rows at a time.
    ///
    /// Goes: log rows and final messages before `logBefore`; registrations last changed before `registrationsBefore` that
    /// nothing waits for, but those of the events in `except`, whose time still counts. A message stays as long as a row of the log, or a mailing's count, needs it.
    /// - Returns: how many rows went; when it is not 0, there may be more.
    @discardableResult
    public func purge(
        logBefore: Int64,
        registrationsBefore: Int64,
        except events: [String] = [],
        limit: Int = 1000
    ) throws(SQLiteError) -> Int {
        try connection.transaction { () throws(SQLiteError) in
            var count = 0
            try connection.run(
                "DELETE FROM attempts WHERE id IN (SELECT id FROM attempts WHERE at < ? ORDER BY at LIMIT ?)",
                logBefore,
                limit
            )
            count += connection.changes
            try connection.run(Self.purgeMessages, logBefore, limit)
            count += connection.changes
            let lastPrompt = try connection.integer("SELECT max(id) FROM prompts")
            try connection.run(
                Self.purgeRegistrations,
                Timestamp.text(registrationsBefore),
                Self.jsonList(events),
                limit
            )
            count += connection.changes
            // What goes by its age withdraws nothing.
            try connection.run("DELETE FROM prompts WHERE kind = 'deleted' AND id > ?", lastPrompt)
            try connection.run("DELETE FROM prompts WHERE kind = 'deleted' AND at < ?", registrationsBefore)
            return count
        }
    }

    private static let purgeMessages = """
        DELETE FROM messages WHERE id IN (
            SELECT id FROM messages m WHERE updated_at < ? AND mailing_id IS NULL
                AND state NOT IN ('queued', 'held', 'sending', 'deferred', 'in_doubt')
                AND NOT EXISTS (SELECT 1 FROM attempts a WHERE a.message = m.id) LIMIT ?)
        """

    private static let purgeRegistrations = """
        DELETE FROM registrations WHERE id IN (
            SELECT id FROM registrations r WHERE updated_at < ?
                AND event NOT IN (SELECT value FROM json_each(?))
                AND NOT EXISTS (SELECT 1 FROM prompts p WHERE p.registration_id = r.id)
                AND NOT EXISTS (
                    SELECT 1 FROM messages m WHERE m.registration_id = r.id
                        AND m.state IN ('queued', 'held', 'sending', 'deferred', 'in_doubt')) LIMIT ?)
        """
}
