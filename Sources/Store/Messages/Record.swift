internal import SQLite

extension MessageStore {
    /// Records what transfers came to: each message changes its state and gets a row of the log, in one transaction.
    ///
    /// A message whose claim is not the record's any more keeps its state; its attempt is logged all the same, for it
    /// was made.
    /// - Returns: the messages whose claim was lost.
    @discardableResult
    public func record(_ records: [AttemptRecord], now: Int64) throws(StoreError) -> [Int64] {
        guard !records.isEmpty else { return [] }
        return try connection.transaction { () throws(StoreError) in
            var lost: [Int64] = []
            let statements = try RecordStatements(connection)
            for record in records where try !apply(record, statements, now: now) {
                lost.append(record.message)
            }
            try bumpSequence()
            return lost
        }
    }

    private func apply(
        _ record: AttemptRecord,
        _ statements: RecordStatements,
        now: Int64
    ) throws(StoreError) -> Bool {
        let change = record.change
        let wasTransfer = change.isAttempt || record.code != nil || record.reply != nil
        let statement: StoreStatement
        if change.state == .sent {
            statement = statements.sent
        } else if wasTransfer {
            statement = statements.transfer
        } else {
            statement = statements.withoutTransfer
        }
        statement.bind(1, change.state.rawValue).bind(2, change.reason).bind(3, change.next).bind(4, now)
            .bind(5, record.message).bind(6, record.claim)
        if wasTransfer {
            statement.bind(7, record.code).bind(8, record.enhancedCode).bind(9, record.reply)
                .bind(10, record.relay).bind(11, record.messageID)
            if change.state != .sent { statement.bind(13, record.expires) }
        }
        if change.state != .sent { statement.bind(wasTransfer ? 12 : 7, change.cause?.rawValue) }
        try statement.execute()
        let isApplied = connection.changes == 1
        if wasTransfer || change.state.isFinal {
            try log(record, statements, outcome: change.outcome, isApplied: isApplied)
        }
        return isApplied
    }

    private func log(
        _ record: AttemptRecord,
        _ statements: RecordStatements,
        outcome: String,
        isApplied: Bool
    ) throws(StoreError) {
        var message: Int64? = record.message
        if !isApplied {
            // A row of the log may not point at nothing: the message may have been purged.
            message = try connection.first("SELECT id FROM messages WHERE id = ?", record.message) {
                $0.int64(0)
            }
        }
        let note =
            isApplied ? record.note : [record.note, "claim lost"].compactMap(\.self).joined(separator: "; ")
        try statements.attempt
            .bind(1, record.at).bind(2, message).bind(3, outcome).bind(4, record.relay).bind(5, record.code)
            .bind(6, record.enhancedCode).bind(7, record.reply).bind(8, record.tls).bind(9, record.duration)
            .bind(10, note)
            .execute()
    }

    /// Counts the recorded groups, so that a copy kept outside tells an older database from a newer.
    func bumpSequence() throws(StoreError) {
        try connection.statement("UPDATE meta SET value = value + 1 WHERE key = 'sequence'").execute()
    }
}

/// The statements that record, looked up once a group.
struct RecordStatements {
    let sent, transfer, withoutTransfer, attempt: StoreStatement

    init(_ connection: StoreConnection) throws(StoreError) {
        sent = try connection.statement(Self.sentSQL)
        transfer = try connection.statement(Self.transferSQL)
        withoutTransfer = try connection.statement(Self.withoutTransferSQL)
        attempt = try connection.statement(Self.attemptSQL)
    }

    /// The claim is checked again: nobody else may have decided meanwhile.
    ///
    /// What fails undoes the whole group.
    ///
    /// From `sending` every state may follow that a verdict gives (``MessageChange``).
    private static let ownClaim = "WHERE id = ?5 AND state = 'sending' AND claim = ?6"

    private static let transferColumns = """
        attempts = attempts + 1, code = ?7, enhanced_code = ?8, reply = ?9, relay = ?10,
        message_id = coalesce(?11, message_id)
        """

    private static let sentSQL = """
        UPDATE OR FAIL messages SET state = ?1, cause = NULL, reason = ?2, next_attempt_at = ?3, updated_at = ?4, claim = NULL,
            sent_at = ?4, \(transferColumns) \(ownClaim)
        """

    private static let transferSQL = """
        UPDATE OR FAIL messages SET state = ?1, cause = ?12, reason = ?2, next_attempt_at = ?3,
            ready_at = coalesce(?3, ready_at), updated_at = ?4, claim = NULL,
            expires_at = max(expires_at, coalesce(?13, expires_at)), \(transferColumns) \(ownClaim)
        """

    /// What goes back to the queue is what it was before the claim, which left `next_attempt_at` as it found it.
    private static let withoutTransferSQL = """
        UPDATE messages SET cause = ?7, reason = ?2, updated_at = ?4, claim = NULL,
            state = CASE
                WHEN ?1 <> 'queued' OR next_attempt_at IS NULL THEN ?1
                WHEN 'in_doubt' = (
                    SELECT a.outcome FROM attempts a WHERE a.message = ?5 AND a.kind = 'attempt'
                    ORDER BY a.id DESC LIMIT 1) THEN 'in_doubt'
                ELSE 'deferred' END,
            next_attempt_at = CASE WHEN ?1 = 'queued' THEN max(next_attempt_at, ?3) END,
            ready_at = max(ready_at, coalesce(?3, ready_at)) \(ownClaim)
        """

    private static let attemptSQL = """
        INSERT INTO attempts (at, message, kind, outcome, relay, code, enhanced_code, reply, tls, duration_ms, note)
        VALUES (?1, ?2, 'attempt', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """
}
