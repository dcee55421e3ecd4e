internal import SQLite

extension MessageStore {
    /// Deletes what is older than it may be kept, a bounded number of rows at a time.
    ///
    /// Goes: log rows and final messages before `logBefore`; registrations last changed before `registrationsBefore`
    /// that nothing waits for, but those of the events in `except`, whose time still counts; the intake is to erase
    /// them, too. So do invitees of such events who were last changed before then. A message stays as long as a row of the
    /// log needs it; one of a mailing stays for the mailing's count, without anything that tells whose it was.
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
            try connection.run(
                "DELETE FROM returned WHERE id IN (SELECT id FROM returned WHERE at < ? ORDER BY id LIMIT ?)",
                logBefore,
                limit
            )
            count += connection.changes
            try connection.run(Self.purgeMessages, logBefore, limit)
            count += connection.changes
            count += try purgeMailingMessages(logBefore, limit: limit, now: now)
            count += try purgeInvitees(registrationsBefore, except: events, limit: limit)
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
            count += connection.changes
            if count > 0 { try askForEmptyLog() }
            return count
        }
    }

    private static let purgeMessages = """
        DELETE FROM messages WHERE id IN (
            SELECT id FROM messages m WHERE updated_at < ? AND mailing_id IS NULL
                AND state NOT IN ('queued', 'held', 'sending', 'deferred', 'in_doubt')
                AND NOT EXISTS (SELECT 1 FROM attempts a WHERE a.message = m.id) LIMIT ?)
        """

    /// Makes final messages of mailings nobody's.
    private func purgeMailingMessages(_ before: Int64, limit: Int, now: Int64) throws(StoreError) -> Int {
        try connection.run(
            """
            UPDATE messages SET person_key = 'forgotten:' || id, email = '', domain = '', name = NULL,
                organization = NULL, reason = NULL, reply = NULL, limit_key = NULL, uid = NULL, data = NULL,
                message_id = NULL, registration_id = NULL, invitee_id = NULL
            WHERE id IN (
                SELECT id FROM messages m WHERE updated_at < ? AND mailing_id IS NOT NULL AND email <> ''
                    AND state NOT IN ('queued', 'held', 'sending', 'deferred', 'in_doubt')
                    AND NOT EXISTS (SELECT 1 FROM attempts a WHERE a.message = m.id) LIMIT ?)
            """,
            before,
            limit
        )
        return connection.changes
    }

    private func purgeInvitees(_ before: Int64, except events: [String], limit: Int) throws(StoreError) -> Int
    {
        try connection.run(
            """
            DELETE FROM invitees WHERE id IN (
                SELECT id FROM invitees i WHERE updated_at < ? AND event NOT IN (SELECT value FROM json_each(?))
                    AND NOT EXISTS (
                        SELECT 1 FROM mailings l WHERE l.event = i.event
                            AND l.state NOT IN ('finished', 'missed', 'cancelled'))
                    AND NOT EXISTS (
                        SELECT 1 FROM messages m WHERE m.invitee_id = i.id
                            AND m.state IN ('queued', 'held', 'sending', 'deferred', 'in_doubt')) LIMIT ?)
            """,
            Timestamp.text(before),
            Self.jsonList(events),
            limit
        )
        return connection.changes
    }

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
