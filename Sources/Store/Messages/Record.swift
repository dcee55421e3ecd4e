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
            let statements = try RecordStatements(connection)
            var isApplied = [Bool](repeating: false, count: records.count)
            if Set(records.lazy.map(\.message)).count == records.count {
                let single = try recordGroups(records, &isApplied, now: now)
                for index in single {
                    isApplied[index] = try apply(records[index], statements, now: now)
                }
                try log(records, isApplied, statements)
            } else {
                // Of two records of one message the second finds what the first has left, the log included.
                for index in records.indices {
                    isApplied[index] = try apply(records[index], statements, now: now)
                    try log([records[index]], [isApplied[index]], statements)
                }
            }
            try bumpSequence()
            return records.indices.filter { !isApplied[$0] }.map { records[$0].message }
        }
    }

    /// - Returns: whether the message had the record's claim.
    private func apply(
        _ record: AttemptRecord,
        _ statements: RecordStatements,
        now: Int64
    ) throws(StoreError) -> Bool {
        let change = record.change
        let statement: StoreStatement
        if change.state == .sent {
            statement = statements.sent
        } else if record.wasTransfer {
            statement = statements.transfer
        } else {
            statement = statements.withoutTransfer
        }
        statement.bind(1, change.state.rawValue).bind(2, change.reason).bind(3, change.next).bind(4, now)
            .bind(5, record.message).bind(6, record.claim)
        if record.wasTransfer {
            statement.bind(7, record.code).bind(8, record.enhancedCode).bind(9, record.reply)
                .bind(10, record.relay).bind(11, record.messageID)
            if change.state != .sent { statement.bind(13, record.expires) }
        }
        if change.state != .sent { statement.bind(record.wasTransfer ? 12 : 7, change.cause?.rawValue) }
        try statement.execute()
        return connection.changes == 1
    }

    /// Records letters that went, many with one statement: each execution opens every index of the table anew.
    ///
    /// - Returns: which of the records are left for ``apply(_:_:now:)``.
    private func recordGroups(
        _ records: [AttemptRecord],
        _ isApplied: inout [Bool],
        now: Int64
    ) throws(StoreError) -> [Int] {
        let width = RecordStatements.groupSize
        var single: [Int] = []
        var sent: [Int] = []
        for index in records.indices {
            if records[index].change.state == .sent { sent.append(index) } else { single.append(index) }
        }
        let rest = sent.count % width
        single += sent.suffix(rest)
        let statement = try connection.statement(RecordStatements.sentGroupSQL)
        for start in stride(from: 0, to: sent.count - rest, by: width) {
            let group = sent[start..<start + width]
            statement.bind(1, now)
            for (row, index) in group.enumerated() {
                let record = records[index]
                let first = Int32(2 + row * RecordStatements.sentGroupColumns)
                statement.bind(first, record.message).bind(first + 1, record.claim)
                    .bind(first + 2, record.change.reason).bind(first + 3, record.change.next)
                    .bind(first + 4, record.code).bind(first + 5, record.enhancedCode)
                    .bind(first + 6, record.reply).bind(first + 7, record.relay)
                    .bind(first + 8, record.messageID)
            }
            var applied: Set<Int64> = []
            defer { statement.reset() }
            while let row = try statement.step() { applied.insert(row.int64(0)) }
            for index in group { isApplied[index] = applied.contains(records[index].message) }
        }
        return single
    }

    /// Writes what is to be told of records into the log, in their order and many with one statement.
    private func log(
        _ records: [AttemptRecord],
        _ isApplied: [Bool],
        _ statements: RecordStatements
    ) throws(StoreError) {
        let told = records.indices.filter { records[$0].wasTransfer || records[$0].change.state.isFinal }
        let width = RecordStatements.groupSize
        var start = 0
        while start < told.count {
            let isGroup = told.count - start >= width
            let statement = isGroup ? statements.attempts : statements.attempt
            let end = start + (isGroup ? width : 1)
            for (row, index) in told[start..<end].enumerated() {
                try bind(records[index], isApplied: isApplied[index], row: row, to: statement)
            }
            try statement.execute()
            start = end
        }
    }

    private func bind(
        _ record: AttemptRecord,
        isApplied: Bool,
        row: Int,
        to statement: StoreStatement
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
        let first = Int32(1 + row * RecordStatements.attemptColumns.count)
        statement.bind(first, record.at).bind(first + 1, message).bind(first + 2, record.change.outcome)
            .bind(first + 3, record.relay).bind(first + 4, record.code).bind(first + 5, record.enhancedCode)
            .bind(first + 6, record.reply).bind(first + 7, record.tls).bind(first + 8, record.duration)
            .bind(first + 9, note).bind(first + 10, record.letter?.madeAt).bind(
                first + 11,
                record.letter?.edition
            )
            .bind(first + 12, record.letter?.checksum)
    }

    /// Counts the recorded groups, so that a copy kept outside tells an older database from a newer.
    func bumpSequence() throws(StoreError) {
        try connection.statement("UPDATE meta SET value = value + 1 WHERE key = 'sequence'").execute()
    }
}

extension AttemptRecord {
    /// Whether a relay was spoken to.
    fileprivate var wasTransfer: Bool { change.isAttempt || code != nil || reply != nil }
}

/// The statements that record, looked up once a group.
struct RecordStatements {
    let sent, transfer, withoutTransfer, attempt, attempts: StoreStatement

    /// So many records are written with one statement.
    static let groupSize = 16

    init(_ connection: StoreConnection) throws(StoreError) {
        sent = try connection.statement(Self.sentSQL)
        transfer = try connection.statement(Self.transferSQL)
        withoutTransfer = try connection.statement(Self.withoutTransferSQL)
        attempt = try connection.statement(Self.attemptSQL)
        attempts = try connection.statement(Self.attemptsSQL)
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

    /// What each row of ``sentGroupSQL`` binds.
    static let sentGroupColumns = 9

    /// ``sentSQL`` for a whole group: `?1` is the moment.
    static let sentGroupSQL = """
        WITH went (id, claim, reason, next, code, enhanced_code, reply, relay, message_id) AS (
            VALUES \(rows(of: sentGroupColumns, after: 1)))
        UPDATE OR FAIL messages SET state = 'sent', cause = NULL, reason = went.reason, next_attempt_at = went.next,
            updated_at = ?1, claim = NULL, sent_at = ?1, attempts = attempts + 1, code = went.code,
            enhanced_code = went.enhanced_code, reply = went.reply, relay = went.relay,
            message_id = coalesce(went.message_id, messages.message_id)
        FROM went WHERE messages.id = went.id AND messages.state = 'sending' AND messages.claim = went.claim
        RETURNING id
        """

    /// What each row of the log binds.
    static let attemptColumns = [
        "at", "message", "outcome", "relay", "code", "enhanced_code", "reply", "tls", "duration_ms", "note",
        "made_at", "edition", "checksum",
    ]

    private static let intoAttempts =
        "INSERT INTO attempts (\(attemptColumns.joined(separator: ", ")), kind)"
    private static let attemptSQL =
        intoAttempts + " VALUES " + rows(of: attemptColumns.count, ", 'attempt'", count: 1)
    private static let attemptsSQL = intoAttempts + " VALUES " + rows(of: attemptColumns.count, ", 'attempt'")

    /// The parameters of rows, numbered behind so many others.
    private static func rows(
        of width: Int,
        _ constant: String = "",
        after: Int = 0,
        count: Int = groupSize
    ) -> String {
        (0..<count).map { row in
            let numbers = (1...width).map { "?\(after + row * width + $0)" }
            return "(\(numbers.joined(separator: ", "))\(constant))"
        }
        .joined(separator: ", ")
    }
}
