internal import SQLite

/// Who belongs to a mailing, from the hour at which its audience is known until the last hour has struck.
///
/// Its messages are its members: `audience` is their number at every moment, which triggers keep (``Schema``).
extension MessageStore {
    /// Hands over the people of an audience who are no members of a mailing, until `body` returns false.
    ///
    /// Whose letter was withdrawn because of what they were is handed over again; who has answered is not, whatever
    /// became of the answer.
    public func joiners(
        of mailing: Mailing,
        audience: MailingAudience,
        _ body: (PersonRow) throws(StoreError) -> Bool
    ) throws(StoreError) {
        guard case .selection(let selection) = audience else {
            return try recipients(of: audience, event: mailing.event, body)
        }
        let (sql, values, kind) = Self.query(selection, event: mailing.event)
        let parameter = values.count + 1
        let statement = try connection.statement(
            """
            SELECT * FROM (\(sql)) WHERE id NOT IN (
                SELECT \(Self.column(kind)) FROM messages
                WHERE mailing_id = ?\(parameter) AND \(Self.column(kind)) IS NOT NULL
                    AND NOT (state = 'cancelled' AND cause IN (\(MessageCause.comingBack)))
                UNION ALL
                SELECT \(Self.column(kind)) FROM messages
                WHERE event = ?1 AND notification = ?\(parameter + 1) AND \(Self.column(kind)) IS NOT NULL
                    AND state = 'cancelled' AND cause = '\(MessageCause.answered.rawValue)')
            """
        )
        try statement.rows(values + [mailing.id, mailing.notification]) { row throws(StoreError) in
            guard let person = PersonRow(row: row, from: 0, kind: kind) else { return true }
            return try body(person)
        }
    }

    /// The messages of a mailing that have not gone and whose person is no longer in its audience, each with the cause.
    ///
    /// Those withdrawn with the registration, or with the person's data, are among them. Of the unanswered ones who
    /// are still invited have answered; for them the mailing is over.
    public func leavers(
        of mailing: Mailing,
        audience: MailingAudience
    ) throws(StoreError) -> [(message: MessageRow, cause: MessageCause)] {
        guard case .selection(let selection) = audience else { return [] }
        let (sql, values, kind) = Self.query(selection, event: mailing.event)
        let parameter = values.count + 1
        var hasAnswered = "0"
        if case .unanswered = selection {
            hasAnswered =
                "m.invitee_id IN (SELECT id FROM (\(Self.query(.invitees, event: mailing.event).sql)))"
        }
        var found: [(message: MessageRow, cause: MessageCause)] = []
        try connection.statement(
            """
            SELECT \(MessageRow.columns), \(hasAnswered) FROM messages m
            WHERE m.mailing_id = ?\(parameter) AND (m.state IN ('queued', 'held', 'deferred')
                    OR (m.state = 'cancelled' AND m.cause IN (\(Self.withdrawnElsewhere))))
                AND (m.\(Self.column(kind)) IS NULL OR m.\(Self.column(kind)) NOT IN (SELECT id FROM (\(sql))))
            """
        ).rows(values + [mailing.id]) { row throws(StoreError) in
            let cause: MessageCause = row.bool(MessageRow.columnCount) ? .answered : .leftAudience
            found.append((MessageRow(row: row), cause))
            return true
        }
        return found
    }

    private static let withdrawnElsewhere = [MessageCause.registrationCancelled, .forgotten]
        .map { "'\($0.rawValue)'" }.joined(separator: ", ")

    /// The messages of a mailing that have not gone, of these rows.
    public func waiting(
        of mailing: Mailing,
        kind: PersonRow.Kind,
        rows: Set<Int64>
    ) throws(StoreError) -> [MessageRow] {
        guard !rows.isEmpty else { return [] }
        var found: [MessageRow] = []
        try connection.rows(
            """
            SELECT \(MessageRow.columns) FROM messages m
            WHERE m.mailing_id = ? AND m.state IN ('queued', 'held', 'deferred')
            """,
            mailing.id
        ) { row throws(StoreError) in
            let message = MessageRow(row: row)
            let person = kind == .registration ? message.registration : message.invitee
            if let person, rows.contains(person) { found.append(message) }
            return true
        }
        return found
    }

    /// Adds people to a mailing whose audience is known; who has the letter already is left out.
    ///
    /// - Returns: how many were added.
    @discardableResult
    public func join(mailing id: Int64, _ messages: [NewMessage], now: Int64) throws(StoreError) -> Int {
        guard !messages.isEmpty else { return 0 }
        return try connection.transaction { () throws(StoreError) in
            var added = 0
            for var message in messages {
                message.mailing = id
                if try insert(message, now: now) != nil { added += 1 }
            }
            return added
        }
    }

    /// Withdraws the letters of people who are no longer in the audience of a mailing.
    ///
    /// - Parameters:
    ///   - id: the mailing.
    ///   - messages: theirs.
    ///   - cause: why, for programs.
    ///   - reason: why, as the messages show it.
    ///   - asMembers: they left after their hour, so they stay members: the mailing's figures tell of them.
    ///   - now: milliseconds since 1970 UTC.
    /// - Returns: how many letters changed.
    /// - Throws: what the database refuses.
    @discardableResult
    public func leave(
        mailing id: Int64,
        _ messages: [Int64],
        cause: MessageCause,
        reason: String,
        asMembers: Bool,
        now: Int64
    ) throws(StoreError) -> Int {
        guard !messages.isEmpty else { return 0 }
        return try connection.transaction { () throws(StoreError) in
            var count = 0
            for message in messages {
                let waiting = MessageSelection(
                    "id = ?4 AND mailing_id = ?5",
                    message,
                    id,
                    in: Self.waitingStates
                )
                let isWithdrawn =
                    try change(waiting, to: .cancelled, cause: cause, reason: reason, now: now) == 1
                guard !asMembers else {
                    if isWithdrawn { count += 1 }
                    continue
                }
                // What was withdrawn before keeps its cause, and belongs to the mailing no longer.
                try connection.run(
                    """
                    UPDATE messages SET mailing_id = NULL, updated_at = ?1
                    WHERE id = ?2 AND mailing_id = ?3 AND state = 'cancelled'
                    """,
                    now,
                    message,
                    id
                )
                count += connection.changes
            }
            return count
        }
    }

    private static let waitingStates: [MessageState] = [.queued, .held, .deferred]

    /// Lets a letter tell of another row of its person.
    public func rehome(message: Int64, to row: PersonRow, now: Int64) throws(StoreError) {
        try connection.run(
            """
            UPDATE messages SET \(Self.column(row.kind)) = ?1, name = ?2, organization = ?3, region = ?4,
                time_zone = ?5, updated_at = ?6
            WHERE id = ?7 AND state IN ('queued', 'held', 'deferred')
            """,
            row.id,
            row.name,
            row.organization,
            row.region,
            row.timeZone,
            now,
            message
        )
    }

    /// The messages of a mailing that were never tried and whose people are elsewhere now, with their rows.
    public func displaced(of mailing: Mailing) throws(StoreError) -> [(message: MessageRow, row: PersonRow)] {
        var found: [(message: MessageRow, row: PersonRow)] = []
        let first = MessageRow.columnCount
        try connection.rows(
            """
            SELECT \(MessageRow.columns), \(PersonRow.registrationColumns("r")), \(PersonRow.inviteeColumns("i"))
            FROM messages m
            LEFT JOIN registrations r ON r.id = m.registration_id
            LEFT JOIN invitees i ON i.id = m.invitee_id
            WHERE m.mailing_id = ? AND m.state IN ('queued', 'held') AND m.attempts = 0
                AND (m.time_zone, m.region) IS NOT
                    (coalesce(r.time_zone, i.time_zone), coalesce(r.region, i.region))
            """,
            mailing.id
        ) { row throws(StoreError) in
            let person =
                PersonRow(row: row, from: first, kind: .registration)
                ?? PersonRow(row: row, from: first + PersonRow.columnCount, kind: .invitee)
            if let person { found.append((MessageRow(row: row), person)) }
            return true
        }
        return found
    }

    /// Lets a message go by the clock of the place where its person is now.
    public func displace(
        message id: Int64,
        to row: PersonRow,
        due: Int64,
        expires: Int64,
        now: Int64
    ) throws(StoreError) {
        try connection.run(
            """
            UPDATE messages SET time_zone = ?1, region = ?2, due_at = ?3, expires_at = ?4, updated_at = ?5,
                ready_at = CASE WHEN due_at = ?3 THEN ready_at ELSE ?3 END
            WHERE id = ?6 AND state IN ('queued', 'held')
            """,
            row.timeZone,
            row.region,
            due,
            expires,
            now,
            id
        )
    }

    /// Whether this person has, or had, a letter of this kind.
    public func hasMessage(
        event: String,
        notification: String,
        personKey: String
    ) throws(StoreError) -> Bool {
        try connection.integer(
            """
            SELECT EXISTS (
                SELECT 1 FROM messages WHERE event = ? AND notification = ? AND person_key = ?)
            """,
            event,
            notification,
            personKey
        ) != 0
    }

    /// The column of messages that names a row of that table.
    static func column(_ kind: PersonRow.Kind) -> String {
        kind == .registration ? "registration_id" : "invitee_id"
    }
}
