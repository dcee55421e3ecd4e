internal import SQLite

extension MessageStore {
    /// Claims messages that are ready, the longest waiting first, for transfers in flight.
    ///
    /// They are `sending` once the surrounding transaction is committed; only then may the first byte go. The cost does
    /// not depend on how many messages wait.
    /// - Returns: at most `limit` messages with their people's rows as they are now, none of them for an excluded
    /// domain, and   none whose end has come by `end`.
    public func claim(
        _ source: ClaimSource,
        limit: Int,
        now: Int64,
        excluding domains: Set<String> = [],
        endingAfter end: Int64? = nil,
        token: Int64
    ) throws(StoreError) -> [ClaimedMessage] {
        try claim(source, limit: limit, now: now, excluding: domains, endingAfter: end, token: token) { _ in
            true
        }.claimed
    }

    /// The same of those alone that may go: what may not stays as it is, and nothing is written of it.
    ///
    /// - Parameters:
    ///   - source: the queue.
    ///   - limit: so many are asked at most.
    ///   - now: milliseconds since 1970 UTC.
    ///   - domains: none for these is asked.
    ///   - end: none whose end has come by then is asked.
    ///   - token: of the claim.
    ///   - mayGo: asked of each message in its turn.
    /// - Returns: the messages claimed, and how many were ready, those included that may not go.
    /// - Throws: what the database refuses.
    public func claim(
        _ source: ClaimSource,
        limit: Int,
        now: Int64,
        excluding domains: Set<String>,
        endingAfter end: Int64?,
        token: Int64,
        mayGo: (ClaimedMessage) -> Bool
    ) throws(StoreError) -> (claimed: [ClaimedMessage], ready: Int) {
        try connection.transaction { () throws(StoreError) in
            let ready = try ready(
                source,
                limit: limit,
                now: now,
                excluding: domains,
                endingAfter: end,
                token: token
            )
            let claimed = ready.filter(mayGo)
            let update = try connection.statement(Self.markSending)
            for message in claimed {
                try update.bind(1, token).bind(2, now).bind(3, message.id).execute()
            }
            return (claimed, ready.count)
        }
    }

    private static let markSending = MessageState.sending.update(
        set: "claim = ?1, updated_at = ?2",
        where: "id = ?3"
    )

    private func ready(
        _ source: ClaimSource,
        limit: Int,
        now: Int64,
        excluding domains: Set<String>,
        endingAfter end: Int64?,
        token: Int64
    ) throws(StoreError) -> [ClaimedMessage] {
        guard domains.isEmpty, skipped[source] == nil else {
            return try readyPastLimits(
                source,
                limit: limit,
                now: now,
                excluding: domains,
                endingAfter: end,
                token: token
            )
        }
        let statement: StoreStatement
        switch source {
        case .priority(let priority):
            statement = try connection.statement(Self.readyInLane)
            statement.bind(1, priority.rawValue)
        case .mailing(let id):
            statement = try connection.statement(Self.readyInMailing)
            statement.bind(1, id)
        }
        statement.bind(2, now).bind(3, limit).bind(4, end ?? .min)
        defer { statement.reset() }
        var claimed: [ClaimedMessage] = []
        claimed.reserveCapacity(min(limit, 256))
        while let row = try statement.step() { claimed.append(ClaimedMessage(row: row, token: token)) }
        return claimed
    }

    /// The column behind those that a claimed message is read from.
    static let readyColumn = ClaimedMessage.ownColumns + 2 * PersonRow.columnCount

    static let readyInLane = readyQuery("m.lane = ?1 AND m.mailing_id IS NULL")
    static let readyInMailing = readyQuery("m.mailing_id = ?1 AND m.mailing_id IS NOT NULL")

    /// What a ``ClaimedMessage`` is read from.
    static let claimedColumns = """
        m.id, m.event, m.notification, m.lane, m.mailing_id, m.person_key, m.domain, m.email, m.name,
        m.language, m.time_zone, m.attempts, m.due_at, m.expires_at, m.created_at, m.message_id,
        m.sequence, m.data, m.round,
        EXISTS (
            SELECT 1 FROM suppressions s
            WHERE s.person_key = m.person_key AND (s.scope = 'all' OR m.lane = \(Priority.bulk.rawValue))),
        m.entry, m.uid, m.facts, \(PersonRow.registrationColumns("r")), \(PersonRow.inviteeColumns("i"))
        """
    static let claimedTables = """
        FROM messages m
        LEFT JOIN registrations r ON r.id = m.registration_id
        LEFT JOIN invitees i ON i.id = m.invitee_id
        """

    private static func readyQuery(_ source: String) -> String {
        """
        SELECT \(claimedColumns), m.ready_at \(claimedTables)
        WHERE \(source) AND \(MessageState.waiting("m")) AND m.ready_at <= ?2 AND m.expires_at > ?4
        ORDER BY m.ready_at, m.id LIMIT ?3
        """
    }

    /// How many messages of a lane are ready that belong to no mailing; no more than `limit` are counted.
    public func readyCount(_ priority: Priority, now: Int64, limit: Int) throws(StoreError) -> Int {
        let statement = try connection.statement(Self.readyCountQuery)
        statement.bind(1, priority.rawValue).bind(2, now).bind(3, limit)
        defer { statement.reset() }
        return try statement.step()?.int(0) ?? 0
    }

    static let readyCountQuery = """
        SELECT count(*) FROM (
            SELECT 1 FROM messages WHERE lane = ?1 AND mailing_id IS NULL AND \(MessageState.waiting())
                AND ready_at <= ?2 LIMIT ?3)
        """

    /// When the next message that may be claimed is ready; nil when none waits.
    ///
    /// Messages of mailings that do not run are left out, those that are ready at `moment` or before, and those whose
    /// end has come by `end`.
    public func nextReady(
        after moment: Int64 = .min,
        endingAfter end: Int64? = nil
    ) throws(StoreError) -> Int64? {
        guard let end else {
            return try connection.first(Self.nextReadyQuery, moment) { $0.optionalInt64(0) } ?? nil
        }
        return try connection.first(Self.nextReadyInTimeQuery, moment, end) { $0.optionalInt64(0) } ?? nil
    }

    private static let nextReadyInTimeQuery = firstReady(
        column: "ready_at",
        where: "ready_at > ?1 AND expires_at > ?2"
    )

    static let nextReadyQuery = firstReady(column: "ready_at", where: "ready_at > ?1")

    /// The least of a column over the messages first in line: of each lane and of each running mailing.
    static func firstReady(column: String, where condition: String) -> String {
        let priorities = Priority.allCases.map {
            """
            SELECT * FROM (SELECT \(column) AS first FROM messages
                WHERE lane = \($0.rawValue) AND mailing_id IS NULL AND \(MessageState.waiting())
                    AND \(condition)
                ORDER BY ready_at LIMIT 1)
            """
        }
        let mailings = """
            SELECT (SELECT \(column) FROM messages
                WHERE mailing_id = g.id AND mailing_id IS NOT NULL AND \(MessageState.waiting())
                    AND \(condition)
                ORDER BY ready_at LIMIT 1)
            FROM mailings g WHERE g.state = 'running'
            """
        return "SELECT min(first) FROM (\((priorities + [mailings]).joined(separator: " UNION ALL ")))"
    }
}
