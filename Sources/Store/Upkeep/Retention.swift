internal import SQLite

extension MessageStore {
    /// Deletes what is older than it may be kept, a bounded number of rows at a time.
    ///
    /// Goes: log rows and final messages before `logBefore`; registrations last changed before `registrationsBefore`
    /// that nothing waits for, but those of the events in `except`, whose time still counts; the intake is to erase
    /// them, too. A message stays as long as a row of the log, or a mailing's count, needs it.
    /// - Returns: how many rows went; when it is not 0, there may be more.
    @discardableResult
    public func purge(
        logBefore: Int64,
        registrationsBefore: Int64,
        except events: [String] = [],
        limit: Int = 1000,
        now: Int64
    ) throws(StoreError) -> Int {
        try connection.transaction { () throws(StoreError) in
            var count = 0
            try connection.run(
                "DELETE FROM attempts WHERE id IN (SELECT id FROM attempts WHERE at < ? ORDER BY at LIMIT ?)",
                logBefore,
                limit
            )
            count += connection.changes
            try connection.run(Self.purgeMessages, logBefore, limit)
            count += connection.changes
            count += try purgeRegistrations(registrationsBefore, except: events, limit: limit, now: now)
            try connection.run(
                """
                DELETE FROM versions WHERE (registration_id, version) IN (
                    SELECT registration_id, version FROM versions v
                    WHERE replaced_at < ? AND NOT EXISTS (SELECT 1 FROM registrations r WHERE r.id = v.registration_id)
                    LIMIT ?)
                """,
                registrationsBefore,
                limit
            )
            return count
        }
    }

    private static let purgeMessages = """
        DELETE FROM messages WHERE id IN (
            SELECT id FROM messages m WHERE updated_at < ? AND mailing_id IS NULL
                AND state NOT IN ('queued', 'held', 'sending', 'deferred', 'in_doubt')
                AND NOT EXISTS (SELECT 1 FROM attempts a WHERE a.message = m.id) LIMIT ?)
        """

    private func purgeRegistrations(
        _ before: Int64,
        except events: [String],
        limit: Int,
        now: Int64
    ) throws(StoreError) -> Int {
        var ids: [Int64] = []
        try connection.rows(Self.oldRegistrations, before, Self.jsonList(events), limit) {
            row throws(StoreError) in
            ids.append(row.int64(0))
            return true
        }
        for id in ids { try connection.run("DELETE FROM registrations WHERE id = ?", id) }
        try askForErasure(of: ids, now: now)
        return ids.count
    }

    /// By the moment when it was seen to change: what the web site writes into `updated_at` is not to be relied on.
    private static let oldRegistrations = """
        SELECT id FROM registrations r WHERE seen_at < ?
            AND event NOT IN (SELECT value FROM json_each(?))
            AND NOT EXISTS (SELECT 1 FROM looks l WHERE l.event = r.event AND l.person_key = r.person_key)
            AND NOT EXISTS (
                SELECT 1 FROM messages m WHERE m.registration_id = r.id
                    AND m.state IN ('queued', 'held', 'sending', 'deferred', 'in_doubt')) LIMIT ?
        """
}
