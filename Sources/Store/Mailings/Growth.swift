public import SQLite

/// Where the people of an audience are: each combination that occurs, with its count.
public struct AudiencePlace: Sendable, Hashable {
    /// The row's own time zone.
    public let timeZone: String?
    /// The row's region.
    public let region: String?
    /// How many people.
    public let count: Int
}

extension Store {
    /// Where the people of an audience are, to tell when the first and the last of them is due.
    public func places(of audience: Audience, event: String) throws(SQLiteError) -> [AudiencePlace] {
        let (sql, values, _) = Self.query(audience, event: event)
        var found: [AudiencePlace] = []
        let grouped =
            "SELECT time_zone, region, count(*) FROM (\(sql)) GROUP BY time_zone, region ORDER BY 1, 2"
        try connection.statement(grouped).rows(values) { row throws(SQLiteError) in
            found.append(
                AudiencePlace(
                    timeZone: row.optionalText(0),
                    region: row.optionalText(1),
                    count: row.int(2)
                )
            )
            return true
        }
        return found
    }

    /// Adds late-comers to a frozen audience; who belongs to it already is left out.
    ///
    /// - Returns: how many were added.
    @discardableResult
    public func extend(mailing id: Int64, by messages: [NewMessage], now: Int64) throws(SQLiteError) -> Int {
        guard !messages.isEmpty else { return 0 }
        return try connection.transaction { () throws(SQLiteError) in
            var added = 0
            for var message in messages {
                message.mailing = id
                let has = try connection.integer(
                    "SELECT count(*) FROM messages WHERE mailing_id = ? AND person_key = ?",
                    id,
                    message.personKey
                )
                guard try insert(message, now: now) != nil else { continue }
                // One that was withdrawn and comes back was counted when the audience was frozen.
                if has == 0 { added += 1 }
            }
            try connection.run(
                "UPDATE mailings SET audience = audience + ?, updated_at = ? WHERE id = ?",
                added,
                now,
                id
            )
            return added
        }
    }

    /// Withdraws what invitees who have answered meanwhile were still to get from a mailing to the unanswered.
    ///
    /// - Returns: how many messages were withdrawn.
    @discardableResult
    public func withdrawAnswered(
        mailing id: Int64,
        event: String,
        match: AnswerMatch,
        reason: String,
        now: Int64
    ) throws(SQLiteError) -> Int {
        let (sql, values, _) = Self.query(.unanswered(match), event: event)
        try connection.statement(
            """
            UPDATE messages SET state = 'cancelled', reason = ?2, next_attempt_at = NULL, updated_at = ?3
            WHERE mailing_id = ?4 AND state IN ('queued', 'held', 'deferred')
                AND invitee_id NOT IN (SELECT id FROM (\(sql)))
            """
        ).run(values[0], reason, now, id)
        return connection.changes
    }

    /// Whether a letter to this person was refused because there is no such mailbox (enhanced status X.1.x,
    /// but for those that are about the sender).
    public func isDead(_ personKey: String) throws(SQLiteError) -> Bool {
        try connection.integer(
            """
            SELECT EXISTS (
                SELECT 1 FROM messages m JOIN attempts a ON a.message = m.id
                WHERE m.person_key = ? AND a.outcome = 'bounced' AND a.enhanced_code GLOB '5.1.*'
                    AND a.enhanced_code NOT IN ('5.1.7', '5.1.8'))
            """,
            personKey
        ) != 0
    }

    /// Sends a refused message to the person's other address instead; the log keeps the refusal.
    ///
    /// It stays one message of its mailing, so that the states add up to the audience; an ended mailing runs again.
    ///
    /// - Returns: false when the message is not `bounced`, or goes to that address already.
    @discardableResult
    public func redirect(
        message id: Int64,
        to email: String,
        domain: String,
        ready: Int64
    ) throws(SQLiteError) -> Bool {
        try connection.transaction { () throws(SQLiteError) in
            try connection.run(
                """
                UPDATE messages SET state = 'queued', email = ?1, domain = ?2, ready_at = ?3, updated_at = ?3,
                    reason = NULL
                WHERE id = ?4 AND state = 'bounced' AND email <> ?1
                """,
                email,
                domain,
                ready,
                id
            )
            guard connection.changes == 1 else { return false }
            try log(id, .admin, "redirected", actor: "vestnikd", note: "to the other address", at: ready)
            try reopenMailings("SELECT ?2", id, now: ready)
            return true
        }
    }

    /// The name in a message's data that marks a letter about facts of the event which have moved; no name of templates.
    public static let factsMark = "moved_facts"

    /// Withdraws the letters of a notification about moved facts that have not gone, to be replaced by newer ones.
    ///
    /// Letters of the same notification about a registrant's own change stay.
    /// - Returns: how many messages were withdrawn.
    @discardableResult
    public func withdrawFactsLetters(
        notification: String,
        event: String,
        reason: String,
        now: Int64
    ) throws(SQLiteError) -> Int {
        try connection.run(
            """
            UPDATE messages SET state = 'cancelled', reason = ?, next_attempt_at = NULL, updated_at = ?
            WHERE event = ? AND notification = ? AND state IN ('queued', 'deferred')
                AND data ->> '\(Self.factsMark)' IS NOT NULL
            """,
            reason,
            now,
            event,
            notification
        )
        return connection.changes
    }
}
