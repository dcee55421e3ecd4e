internal import SQLite

extension Store {
    /// Adds a message unless its person has it already.
    ///
    /// - Returns: its id, and whether it was claimed as well; nil when it is left out.
    func insert(_ message: NewMessage, now: Int64) throws(SQLiteError) -> (id: Int64, isClaimed: Bool)? {
        let claim = message.state == .queued ? message.claim : nil
        let insert = try connection.statement(Self.insertMessage)
        bind(message, to: insert, now: now).bind(24, claim)
        if claim != nil { insert.bind(16, MessageState.sending.rawValue) }
        try insert.execute()
        var id = connection.lastInsertedID
        let isNew = connection.changes == 1
        if !isNew {
            let revive = try connection.statement(Self.reviveMessage)
            bind(message, to: revive, now: now)
            defer { revive.reset() }
            guard let revived = try revive.step()?.int64(0) else { return nil }
            id = revived
        }
        if message.state.isFinal {
            try log(id, .attempt, message.state.rawValue, note: message.reason, at: now)
        }
        return (id, isNew && claim != nil)
    }

    @discardableResult
    private func bind(_ message: NewMessage, to statement: Statement, now: Int64) -> Statement {
        statement.bind(1, message.event).bind(2, message.notification).bind(3, message.round)
            .bind(4, message.lane.rawValue).bind(5, message.mailing).bind(6, message.personKey)
            .bind(7, message.domain).bind(8, message.email).bind(9, message.name).bind(10, message.region)
            .bind(11, message.organization).bind(12, message.language).bind(13, message.timeZone)
            .bind(14, message.registration).bind(15, message.invitee).bind(16, message.state.rawValue)
            .bind(17, message.reason).bind(18, message.due).bind(19, message.expires)
            .bind(20, message.messageID).bind(21, message.sequence).bind(22, message.data).bind(23, now)
    }

    private static let insertMessage = """
        INSERT INTO messages (event, notification, round, lane, mailing_id, person_key, domain, email, name,
            region, organization, language, time_zone, registration_id, invitee_id, state, reason, due_at,
            ready_at, expires_at, message_id, sequence, data, created_at, updated_at, claim)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?18, ?19, ?20,
            ?21, ?22, ?23, ?23, ?24)
        ON CONFLICT (event, notification, person_key, round) DO NOTHING
        """

    /// A message that was withdrawn with its registration before any relay took it comes back with a new one.
    ///
    /// So does one that was never tried in its time, when its time comes again. It keeps its Message-ID.
    private static let reviveMessage = """
        UPDATE messages SET mailing_id = ?5, lane = ?4, email = ?8, domain = ?7, name = ?9, region = ?10,
            organization = ?11, language = ?12, time_zone = ?13, registration_id = ?14,
            invitee_id = coalesce(?15, invitee_id), state = ?16, reason = ?17, due_at = ?18, ready_at = ?18,
            expires_at = ?19, sequence = ?21, data = ?22, updated_at = ?23
        WHERE event = ?1 AND notification = ?2 AND person_key = ?6 AND round = ?3 AND sent_at IS NULL
            AND (state = 'expired' AND attempts = 0 OR state = 'cancelled' AND reason = '\(registrationCancelled)')
        RETURNING id
        """

    /// Withdraws what has not gone yet.
    func withdraw(_ cancellation: Cancellation, now: Int64) throws(SQLiteError) {
        let whose: String
        let key: any Bindable
        switch cancellation.whose {
        case .person(let person): (whose, key) = ("person_key", person)
        case .registration(let id): (whose, key) = ("registration_id", id)
        }
        try connection.run(
            """
            UPDATE messages SET state = 'cancelled', reason = ?, next_attempt_at = NULL, updated_at = ?
            WHERE \(whose) = ? AND event = ? AND state IN ('queued', 'held', 'deferred')
                AND notification NOT IN (SELECT value FROM json_each(?))
            """,
            cancellation.reason,
            now,
            key,
            cancellation.event,
            Self.jsonList(cancellation.except)
        )
        // What may have gone cannot be withdrawn, but it does not go a second time.
        try connection.run(
            """
            UPDATE messages SET reason = ?, next_attempt_at = NULL, updated_at = ?
            WHERE \(whose) = ? AND event = ? AND state = 'in_doubt' AND next_attempt_at IS NOT NULL
                AND notification NOT IN (SELECT value FROM json_each(?))
            """,
            cancellation.reason,
            now,
            key,
            cancellation.event,
            Self.jsonList(cancellation.except)
        )
    }

    /// Adds a row to the log; one about a whole mailing has no message.
    func log(
        _ message: Int64?,
        _ kind: LogKind,
        _ outcome: String?,
        actor: String? = nil,
        note: String? = nil,
        mailing: Mailing? = nil,
        at: Int64
    ) throws(SQLiteError) {
        try connection.run(
            """
            INSERT INTO attempts (at, message, kind, outcome, actor, note, event, notification)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            at,
            message,
            kind.rawValue,
            outcome,
            actor,
            note,
            mailing?.event,
            mailing?.notification
        )
    }

    /// A list of texts as JSON, for `json_each`.
    static func jsonList(_ texts: some Sequence<String>) -> String {
        var json = "["
        for text in texts {
            if json.count > 1 { json += "," }
            json += "\""
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\"", "\\": json += "\\\(scalar)"
                case "\u{0}"..<" ":
                    json += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
                default: json.unicodeScalars.append(scalar)
                }
            }
            json += "\""
        }
        return json + "]"
    }
}
