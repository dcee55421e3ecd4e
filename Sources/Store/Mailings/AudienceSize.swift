internal import SQLite

/// How many people an audience has, without reading them.
extension MessageStore {
    /// Whether the lists hold more rows of an event than so many: rows of the table that the audience is of.
    public func hasMoreRows(
        than count: Int,
        of audience: MailingAudience,
        event: String
    ) throws(StoreError) -> Bool {
        let table = Self.table(of: audience)
        return try connection.count(
            "SELECT 1 FROM \(table) WHERE event = ?1 LIMIT \(count + 1)",
            [event]
        ) > count
    }

    /// How many people an audience has now, as its indexes tell it.
    ///
    /// Where an organization or a region answers for others each invitee is asked.
    public func size(of audience: AudienceQuery, event: String) throws(StoreError) -> Int {
        switch audience {
        case .invitees: return Int(try connection.integer(Self.inviteeCount, event))
        case .unanswered(let match):
            guard match.isEmpty else { return try count(audience, event: event) }
            return Int(try connection.integer(Self.unansweredCount, event))
        case .registrations(let statuses):
            // Only of the best statuses is it enough that one of somebody's rows has one of them.
            guard [["confirmed"], ["registered", "confirmed"]].contains(statuses) else {
                return try count(audience, event: event)
            }
            return Int(try connection.integer(Self.registeredCount, event, Self.jsonList(statuses)))
        }
    }

    static let inviteeCount = """
        SELECT (SELECT count(DISTINCT person_key) FROM invitees WHERE event = ?1)
            + (SELECT count(*) FROM invitees WHERE event = ?1 AND person_key IS NULL)
        """

    static let registeredCount = """
        SELECT count(DISTINCT person_key) FROM registrations
        WHERE event = ?1 AND status IN (SELECT value FROM json_each(?2))
        """

    /// Those who have answered are asked for, for they are found by the answers.
    static let unansweredCount = """
        WITH answered AS (
            SELECT i.person_key FROM (SELECT DISTINCT person_key FROM registrations WHERE event = ?1) r
                CROSS JOIN invitees i ON i.event = ?1 AND i.person_key = r.person_key
            UNION SELECT i.person_key FROM invitees i
                WHERE i.event = ?1 AND i.second_key IS NOT NULL
                    AND EXISTS (SELECT 1 FROM registrations r WHERE r.event = ?1 AND r.person_key = i.second_key)
            UNION SELECT i.person_key FROM attempts a CROSS JOIN messages m ON m.id = a.message
                CROSS JOIN invitees i ON i.id = m.invitee_id
                WHERE a.kind <> 'attempt' AND a.kind = 'answer' AND i.event = ?1
            UNION SELECT i.person_key FROM attempts a CROSS JOIN invitees i
                    ON i.event = ?1 AND i.person_key = a.email
                WHERE a.event IS NOT NULL AND a.event = ?1 AND a.kind = 'answer' AND a.message IS NULL
            UNION SELECT i.person_key FROM attempts a CROSS JOIN invitees i
                    ON i.event = ?1 AND i.second_key = a.email AND i.second_key IS NOT NULL
                WHERE a.event IS NOT NULL AND a.event = ?1 AND a.kind = 'answer' AND a.message IS NULL)
        SELECT (\(inviteeCount)) - (SELECT count(*) FROM answered WHERE person_key IS NOT NULL)
        """

    /// Stretches of the table that an audience is of, spread over the whole of it, each of some rows.
    ///
    /// - Returns: the whole table where it is no larger than all of them together.
    public func stretches(
        of audience: MailingAudience,
        count: Int,
        rows: Int
    ) throws(StoreError) -> [RowRange] {
        let table = Self.table(of: audience)
        let first = try connection.integer("SELECT coalesce(min(id), 0) FROM \(table)") - 1
        let last = try lastRow(of: table)
        guard last - first > Int64(count * rows) else { return [RowRange(after: first, through: last)] }
        let width = (last - first) / Int64(count)
        return (0..<Int64(count)).map {
            RowRange(after: first + $0 * width, through: first + $0 * width + Int64(rows))
        }
    }

    /// Hands the rows of an event of one table to `body`, until it returns false.
    public func rows(
        of kind: PersonRow.Kind,
        event: String,
        _ body: (PersonRow) throws(StoreError) -> Bool
    ) throws(StoreError) {
        let sql =
            kind == .registration
            ? "SELECT \(PersonRow.registrationColumns("t")) FROM registrations t WHERE +t.event = ? ORDER BY t.id"
            : "SELECT \(PersonRow.inviteeColumns("t")) FROM invitees t WHERE +t.event = ? ORDER BY t.id"
        try connection.rows(sql, event) { row throws(StoreError) in
            guard let person = PersonRow(row: row, from: 0, kind: kind) else { return true }
            return try body(person)
        }
    }

    /// A reason that a message of a mailing has which is in a state for a cause: one example of several.
    public func exampleReason(_ total: Total) throws(StoreError) -> String? {
        guard let mailing = total.mailing else { return nil }
        return try connection.first(
            """
            SELECT coalesce(reason, reply) FROM (
                SELECT reason, reply, cause FROM messages WHERE mailing_id = ? AND state = ? LIMIT 1000)
            WHERE cause IS ? LIMIT 1
            """,
            mailing,
            total.state.rawValue,
            total.cause?.rawValue
        ) { $0.optionalText(0) } ?? nil
    }
}
