internal import SQLite

/// Who belongs to a mailing, from the hour at which its audience is known until the last hour has struck.
///
/// Its messages are its members: `audience` is their number at every moment, which triggers keep (``Schema``).
extension MessageStore {
    /// Hands over the people of an audience who are no members of a mailing, until `body` returns false.
    ///
    /// Whose letter was withdrawn because of what they were is handed over again; who has answered is not, whatever
    /// became of the answer.
    ///
    /// - Parameters:
    ///   - mailing: the mailing.
    ///   - audience: whom it is for.
    ///   - part: only people who stand by rows of these ids; nil: all.
    ///   - body: takes a person; false ends it.
    /// - Throws: what the database refuses, and what `body` throws.
    public func joiners(
        of mailing: Mailing,
        audience: MailingAudience,
        part: RowRange? = nil,
        _ body: (PersonRow) throws(StoreError) -> Bool
    ) throws(StoreError) {
        guard case .selection(let selection) = audience else {
            return try recipients(of: audience, event: mailing.event, part: part) { row throws(StoreError) in
                if try isMember(row.personKey, of: mailing) { return true }
                return try body(row)
            }
        }
        let (sql, values, kind) = Self.query(
            selection,
            event: mailing.event,
            rows: part.map(AudienceRows.part) ?? .all
        )
        let statement = try connection.statement(Self.joiners(sql, kind, first: values.count + 1))
        try statement.rows(values + [mailing.id, mailing.notification]) { row throws(StoreError) in
            guard let person = PersonRow(row: row, from: 0, kind: kind) else { return true }
            return try body(person)
        }
    }

    static func joiners(_ audience: String, _ kind: PersonRow.Kind, first parameter: Int) -> String {
        """
        SELECT * FROM (\(audience)) p
        WHERE NOT EXISTS (
                SELECT 1 FROM messages WHERE \(column(kind)) = p.id AND mailing_id = ?\(parameter)
                    AND NOT (state = 'cancelled' AND cause IN (\(MessageCause.comingBack))))
            AND NOT EXISTS (
                SELECT 1 FROM messages
                WHERE \(column(kind)) = p.id AND event = ?1 AND notification = ?\(parameter + 1)
                    AND state = 'cancelled' AND cause = '\(MessageCause.answered.rawValue)')
        """
    }

    private func isMember(_ personKey: String, of mailing: Mailing) throws(StoreError) -> Bool {
        try connection.integer(
            """
            SELECT EXISTS (
                SELECT 1 FROM messages
                WHERE person_key = ? AND event = ? AND notification = ? AND mailing_id = ?
                    AND NOT (state = 'cancelled' AND cause IN (\(MessageCause.comingBack))))
            """,
            personKey,
            mailing.event,
            mailing.notification,
            mailing.id
        ) != 0
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
