internal import SQLite

extension MessageStore {
    /// Adds a message unless its person has it already.
    ///
    /// - Returns: its id, and whether it was claimed as well; nil when it is left out.
    func insert(_ message: NewMessage, now: Int64) throws(StoreError) -> (id: Int64, isClaimed: Bool)? {
        try connection.transaction { () throws(StoreError) in try insertRow(message, now: now) }
    }

    private func insertRow(
        _ message: NewMessage,
        now: Int64
    ) throws(StoreError) -> (id: Int64, isClaimed: Bool)? {
        if message.mailing != nil, try hadBeforeForgotten(message) { return nil }
        let claim = message.state == .queued ? message.claim : nil
        let insert = try connection.statement(Self.insertMessage)
        bind(message, to: insert, now: now).bind(24, claim)
        if claim != nil { insert.bind(16, MessageState.sending.rawValue) }
        try insert.execute()
        var id = connection.lastInsertedID
        let isNew = connection.changes == 1
        if !isNew {
            let revive = try connection.statement(Self.revive(as: message.state))
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
    private func bind(_ message: NewMessage, to statement: StoreStatement, now: Int64) -> StoreStatement {
        statement.bind(1, message.event).bind(2, message.notification).bind(3, message.round)
            .bind(4, message.priority.rawValue).bind(5, message.mailing).bind(6, message.personKey)
            .bind(7, message.domain).bind(8, message.email).bind(9, message.name).bind(10, message.region)
            .bind(11, message.organization).bind(12, message.language).bind(13, message.timeZone)
            .bind(14, message.registration).bind(15, message.invitee).bind(16, message.state.rawValue)
            .bind(17, message.reason).bind(18, message.due).bind(19, message.expires)
            .bind(20, message.messageID).bind(21, message.sequence).bind(22, message.data).bind(23, now)
            .bind(25, message.cause?.rawValue).bind(26, message.tells).bind(27, message.version).bind(
                28,
                message.facts
            )
            .bind(29, message.entry).bind(30, message.uid).bind(31, message.limitKey).bind(
                32,
                message.resendOf
            )
    }

    private static let insertMessage = """
        INSERT OR FAIL INTO messages (event, notification, round, lane, mailing_id, person_key, domain, email, name,
            region, organization, language, time_zone, registration_id, invitee_id, state, reason, due_at,
            ready_at, expires_at, message_id, sequence, data, created_at, updated_at, claim, cause, tells, version,
            facts, entry, uid, limit_key, resend_of)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?18, ?19, ?20,
            ?21, ?22, ?23, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32)
        ON CONFLICT (event, notification, person_key, round) DO NOTHING
        """

    /// A message that was withdrawn because of what its person was, before any relay took it, comes back with that.
    ///
    /// So does one that was never tried in its time, when its time comes again. It keeps its Message-ID.
    private static func revive(as state: MessageState) -> String {
        state.update(
            from: [.expired, .cancelled].filter { $0.mayBecome(state) },
            set: """
                mailing_id = ?5, lane = ?4, email = ?8, domain = ?7, name = ?9, region = ?10,
                organization = ?11, language = ?12, time_zone = ?13, registration_id = ?14,
                invitee_id = coalesce(?15, invitee_id), cause = ?25, reason = ?17, due_at = ?18, ready_at = ?18,
                expires_at = ?19, sequence = ?21, data = ?22, updated_at = ?23, tells = ?26, version = ?27,
                facts = ?28, entry = ?29, uid = ?30, limit_key = ?31
                """,
            where: """
                event = ?1 AND notification = ?2 AND person_key = ?6 AND round = ?3 AND sent_at IS NULL
                AND (state = 'expired' AND attempts = 0
                    OR state = 'cancelled' AND cause IN (\(MessageCause.comingBack)))
                """
        ) + " RETURNING id"
    }

    /// Adds a row to the log; one about a whole mailing has no message.
    func log(
        _ message: Int64?,
        _ kind: LogKind,
        _ outcome: String?,
        actor: String? = nil,
        note: String? = nil,
        mailing: Mailing? = nil,
        email: String? = nil,
        at: Int64
    ) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO attempts (at, message, kind, outcome, actor, note, event, notification, email)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            at,
            message,
            kind.rawValue,
            outcome,
            actor,
            note,
            mailing?.event,
            mailing?.notification,
            email
        )
    }

    /// The log keeps where a message went before it goes to another address.
    func keepLoggedAddress(of message: Int64, _ email: String) throws(StoreError) {
        try connection.run(
            "UPDATE attempts SET email = ? WHERE message = ? AND email IS NULL",
            email,
            message
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
