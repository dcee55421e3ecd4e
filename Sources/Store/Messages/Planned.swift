internal import SQLite

extension MessageStore {
    /// Adds a message; nil where its person has this round of the notification already.
    ///
    /// One that is born in a final state gets a row of the log.
    @discardableResult
    public func add(_ message: NewMessage, now: Int64) throws(StoreError) -> (id: Int64, isClaimed: Bool)? {
        try insert(message, now: now)
    }

    /// Adds messages as ``add(_:now:)`` does one by one, with less work.
    ///
    /// - Returns: for each what that returns.
    public func add(
        _ messages: [NewMessage],
        now: Int64
    ) throws(StoreError) -> [(id: Int64, isClaimed: Bool)?] {
        try insert(messages, now: now)
    }

    /// Adds a letter that a person sends again; the log names the actor and the letter that it repeats.
    ///
    /// - Parameters:
    ///   - message: the letter, with a round of its own and ``NewMessage/resendOf``.
    ///   - actor: who asked for it.
    ///   - reason: why, for the log.
    ///   - now: milliseconds since 1970 UTC.
    /// - Returns: its id; nil where its person has this round of the notification already.
    /// - Throws: what the database refuses.
    public func sendAgain(
        _ message: NewMessage,
        actor: String,
        reason: String?,
        now: Int64
    ) throws(StoreError) -> Int64? {
        try connection.transaction { () throws(StoreError) in
            guard let made = try insert(message, now: now) else { return nil }
            let what = "resend" + (message.resendOf.map { " \($0)" } ?? "")
            let note = [what, reason].compactMap(\.self).joined(separator: ": ")
            try log(made.id, .admin, "resent", actor: actor, note: note, at: now)
            return made.id
        }
    }

    /// The letters that sent this one again, the oldest first.
    public func repetitions(of message: Int64) throws(StoreError) -> [Int64] {
        var found: [Int64] = []
        try connection.rows("SELECT id FROM messages WHERE resend_of = ? ORDER BY id", message) {
            row throws(StoreError) in
            found.append(row.int64(0))
            return true
        }
        return found
    }

    /// Makes a letter that waits tell something newer: it stays the same message, at its place.
    ///
    /// Where the newer letter belongs to a mailing, so does this one from now on: it waits for the same approval.
    /// With `keepsState` it waits on as it does; else it waits as the new one would.
    public func revise(
        _ id: Int64,
        as message: NewMessage,
        keepsState: Bool,
        now: Int64
    ) throws(StoreError) {
        let statement = try connection.statement(Self.revise)
        statement.bind(1, id).bind(2, message.email).bind(3, message.domain).bind(4, message.name)
            .bind(5, message.region).bind(6, message.organization).bind(7, message.language)
            .bind(8, message.timeZone).bind(9, message.registration).bind(10, message.sequence)
            .bind(11, message.data).bind(12, message.tells).bind(13, message.version).bind(14, message.facts)
            .bind(15, message.entry).bind(16, message.uid).bind(17, now).bind(18, message.limitKey)
            .bind(19, message.mailing)
        try statement.execute()
        guard !keepsState, connection.changes == 1 else { return }
        // One that was refused for now and may go on waits out its time: the relay asked for it.
        if message.state == .queued, try postponed(id, to: message) { return }
        let count = try change(
            MessageSelection("id = ?4", id, message.due, message.expires, in: Self.revisable),
            to: message.state,
            cause: message.cause,
            reason: message.reason,
            setting: "due_at = ?5, ready_at = ?5, expires_at = ?6",
            now: now
        )
        if message.state.isFinal, count == 1 {
            try log(id, .attempt, message.state.rawValue, note: message.reason, at: now)
        }
    }

    private static let revisable: [MessageState] = [.queued, .held, .deferred]

    /// Lets a deferred letter wait longer where the newer one is due after its next attempt.
    ///
    /// - Returns: whether it is deferred.
    private func postponed(_ id: Int64, to message: NewMessage) throws(StoreError) -> Bool {
        try connection.run(
            """
            UPDATE messages SET due_at = ?2, ready_at = max(?2, coalesce(next_attempt_at, 0)),
                expires_at = max(expires_at, ?3)
            WHERE id = ?1 AND state = 'deferred'
            """,
            id,
            message.due,
            message.expires
        )
        return connection.changes == 1
    }

    private static let revise = """
        UPDATE messages SET email = ?2, domain = ?3, name = ?4, region = ?5, organization = ?6, language = ?7,
            time_zone = ?8, registration_id = ?9, sequence = ?10, data = ?11, tells = ?12, version = ?13, facts = ?14,
            entry = ?15, uid = ?16, updated_at = ?17, limit_key = ?18, mailing_id = coalesce(?19, mailing_id)
        WHERE id = ?1 AND state IN ('queued', 'held', 'deferred')
        """

    /// Withdraws letters that wait and are no longer true.
    ///
    /// What may have gone already (`in_doubt`) stays what it is, but does not go a second time.
    public func withdraw(
        _ ids: [Int64],
        cause: MessageCause,
        reason: String,
        now: Int64
    ) throws(StoreError) {
        for id in ids {
            let waiting = MessageSelection("id = ?4", id, in: Self.revisable)
            try change(waiting, to: .cancelled, cause: cause, reason: reason, now: now)
            try connection.run(
                """
                UPDATE messages SET cause = ?2, reason = ?3, next_attempt_at = NULL, updated_at = ?4
                WHERE id = ?1 AND state = 'in_doubt' AND next_attempt_at IS NOT NULL
                """,
                id,
                cause.rawValue,
                reason,
                now
            )
        }
    }
}
