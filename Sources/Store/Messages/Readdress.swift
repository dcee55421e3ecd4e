public import SQLite

/// Where a registration's letters go from now on.
public struct NewAddress: Sendable, Hashable {
    /// The address as the writer gave it.
    public var email: String
    /// The recipient's domain in ASCII; empty where it is no address.
    public var domain: String
    /// The person's identity: `Address.key`.
    public var personKey: String

    /// An address.
    public init(email: String, domain: String, personKey: String) {
        self.email = email
        self.domain = domain
        self.personKey = personKey
    }
}

extension Store {
    /// Sends what a registration still waits for to another address, tried there afresh; the log tells of it.
    ///
    /// `judge` says in which state a message waits for the new address and why (`queued`, `held`, `rejected`,
    /// `suppressed`); nil leaves its state as it is. A letter that the person at the new address has already is withdrawn.
    /// - Returns: how many messages were redirected.
    @discardableResult
    public func readdress(
        registration id: Int64,
        event: String,
        to address: NewAddress,
        now: Int64,
        judge: (MessageRow) -> (MessageState, String?)?
    ) throws(SQLiteError) -> Int {
        try connection.transaction { () throws(SQLiteError) in
            var waiting: [MessageRow] = []
            try connection.rows(Self.waitingElsewhere, id, event, address.email) { row throws(SQLiteError) in
                waiting.append(MessageRow(row: row))
                return true
            }
            // Before they move: who else relied on them is found by the address that they leave.
            if !waiting.isEmpty { try askAgain(insteadOf: id, event: event, now: now) }
            for message in waiting { try readdress(message, address, judge(message), now: now) }
            return waiting.count
        }
    }

    private func readdress(
        _ message: MessageRow,
        _ address: NewAddress,
        _ verdict: (state: MessageState, reason: String?)?,
        now: Int64
    ) throws(SQLiteError) {
        var state = message.state, reason = message.reason
        // What may have gone stays in doubt: it goes again to the new address, or, where it must not, nowhere.
        let isInDoubt = state == .inDoubt
        let staysInDoubt = isInDoubt && verdict?.state == .queued
        if isInDoubt {
            if !staysInDoubt { reason = verdict?.reason }
        } else if let verdict {
            (state, reason) = verdict
        }
        try connection.run(
            """
            UPDATE OR IGNORE messages SET email = ?1, domain = ?2, person_key = ?3, state = ?4, reason = ?5,
                next_attempt_at = CASE WHEN ?6 THEN next_attempt_at END,
                ready_at = CASE WHEN ?6 THEN ready_at ELSE max(due_at, ?7) END, updated_at = ?7
            WHERE id = ?8
            """,
            address.email,
            address.domain,
            address.personKey,
            state.rawValue,
            reason,
            staysInDoubt,
            now,
            message.id
        )
        if connection.changes == 1 {
            try log(message.id, .admin, "readdressed", actor: "vestnikd", now)
            if state.isFinal { try log(message.id, .attempt, state.rawValue, note: reason, at: now) }
        } else {
            try connection.run(
                """
                UPDATE messages SET state = 'cancelled', reason = ?, next_attempt_at = NULL, updated_at = ?
                WHERE id = ?
                """,
                "the corrected address has this letter already",
                now,
                message.id
            )
        }
    }

    private func log(
        _ message: Int64,
        _ kind: LogKind,
        _ outcome: String,
        actor: String,
        _ now: Int64
    ) throws(SQLiteError) {
        try log(message, kind, outcome, actor: actor, note: "to the registration's new address", at: now)
    }

    private static let waitingElsewhere = """
        SELECT \(MessageRow.columns) FROM messages m
        WHERE m.registration_id = ? AND m.event = ? AND m.email <> ?
            AND (m.state = 'held' OR \(MessageState.waiting("m")))
        ORDER BY m.id
        """

    /// Whether letters of this kind about a registration were refused or never tried, and none is on its way or sent.
    public func hasOnlyFailed(_ notification: String, registration id: Int64) throws(SQLiteError) -> Bool {
        try connection.integer(
            """
            SELECT coalesce(max(state IN ('bounced', 'rejected')), 0)
                AND NOT max(state IN ('queued', 'held', 'sending', 'deferred', 'sent', 'in_doubt'))
            FROM messages WHERE registration_id = ? AND notification = ?
            """,
            id,
            notification
        ) != 0
    }
}
