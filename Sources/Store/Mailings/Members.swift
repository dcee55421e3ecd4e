internal import SQLite

/// A member of a mailing whose letter has not gone, with what the person is now.
public struct Member: Sendable {
    /// The letter.
    public var message: MessageRow
    /// The row that stands behind it; nil: it is gone.
    public let row: PersonRow?
    /// Whether that row is of the mailing's audience, `where` not asked.
    public let isOfAudience: Bool
    /// Of who is not: whether the person is still invited, and has answered.
    public let hasAnswered: Bool
}

/// How far the members of a mailing were looked through.
public struct MemberWalk: Sendable, Hashable {
    /// Which of ``states`` is looked at.
    fileprivate var index = 0
    /// The last message that was handed over, within that state.
    fileprivate var after: Int64 = 0

    /// At the beginning.
    public init() {}

    /// The states in which a letter has not gone; and withdrawn ones, for those that were withdrawn elsewhere.
    fileprivate static let states: [MessageState] = [.queued, .held, .deferred, .cancelled]
}

extension MessageStore {
    /// The next members of a mailing whose letters have not gone, or were withdrawn with the registration or with the
    /// person's data.
    ///
    /// - Parameters:
    ///   - mailing: the mailing.
    ///   - audience: whom it is for.
    ///   - walk: how far the members were looked through; moved on.
    ///   - limit: how many are handed over at most.
    /// - Returns: the members; fewer than `limit` at the end.
    /// - Throws: the database cannot be read.
    public func members(
        of mailing: Mailing,
        audience: MailingAudience,
        _ walk: inout MemberWalk,
        limit: Int
    ) throws(StoreError) -> [Member] {
        var found: [Member] = []
        while found.count < limit, walk.index < MemberWalk.states.count {
            let (sql, values) = Self.membersQuery(audience, event: mailing.event)
            let room = limit - found.count
            var count = 0
            let arguments: [(any Bindable)?] = [
                mailing.id, MemberWalk.states[walk.index].rawValue, walk.after, room,
            ]
            try connection.statement(sql).rows(values + arguments) { row throws(StoreError) in
                let member = Member(row: row)
                found.append(member)
                walk.after = member.message.id
                count += 1
                return true
            }
            if count < room { (walk.index, walk.after) = (walk.index + 1, 0) }
        }
        return found
    }

    /// The query for a part of the members, and the values of its audience, behind which come mailing, state, the id
    /// before the first, and how many.
    static func membersQuery(
        _ audience: MailingAudience,
        event: String
    ) -> (sql: String, values: [(any Bindable)?]) {
        var (isOfAudience, hasAnswered) = ("1", "0")
        var values: [(any Bindable)?] = [event]
        if case .selection(let selection) = audience {
            let column = selection.kind == .registration ? "m.registration_id" : "m.invitee_id"
            let own = query(selection, event: event, rows: .row(column))
            isOfAudience = "EXISTS (\(own.sql))"
            values = own.values
            if case .unanswered = selection {
                hasAnswered = "EXISTS (\(query(.invitees, event: event, rows: .row(column)).sql))"
            }
        }
        let first = values.count + 1
        let sql = """
            SELECT \(MessageRow.columns), \(PersonRow.registrationColumns("r")), \(PersonRow.inviteeColumns("i")),
                \(isOfAudience), \(hasAnswered)
            FROM messages m
            LEFT JOIN registrations r ON r.id = m.registration_id
            LEFT JOIN invitees i ON i.id = m.invitee_id
            WHERE m.mailing_id = ?\(first) AND m.state = ?\(first + 1) AND m.id > ?\(first + 2)
                AND (m.state <> 'cancelled' OR m.cause IN (\(withdrawnElsewhere)))
            ORDER BY m.id LIMIT ?\(first + 3)
            """
        return (sql, values)
    }

    private static let withdrawnElsewhere = [MessageCause.registrationCancelled, .forgotten]
        .map { "'\($0.rawValue)'" }.joined(separator: ", ")

    /// The rows by which a person is of an audience.
    public func rows(
        of personKey: String,
        in audience: AudienceQuery,
        event: String
    ) throws(StoreError) -> [PersonRow] {
        let first = Self.query(audience, event: event).values.count + 1
        var found: [PersonRow] = []
        try people(audience, event: event, rows: .person("?\(first)"), adding: [personKey]) {
            row throws(StoreError) in
            found.append(row)
            return true
        }
        return found
    }

    /// Lets a letter that waits go at another time; an earlier end than its own is taken as well.
    ///
    /// - Returns: false where it has gone, or stands so already.
    public func move(
        message id: Int64,
        due: Int64,
        expires: Int64,
        now: Int64
    ) throws(StoreError) -> Bool {
        try connection.run(
            """
            UPDATE messages SET due_at = ?1, expires_at = ?2, updated_at = ?3,
                ready_at = CASE WHEN state = 'deferred' THEN max(ready_at, ?1) ELSE ?1 END
            WHERE id = ?4 AND state IN ('queued', 'held', 'deferred') AND (due_at <> ?1 OR expires_at <> ?2)
            """,
            due,
            expires,
            now,
            id
        )
        return connection.changes == 1
    }

    /// The last id of the rows along which an audience is asked.
    public func lastRow(of audience: MailingAudience) throws(StoreError) -> Int64 {
        try lastRow(of: Self.table(of: audience))
    }

    /// The next rows along which an audience is asked: so many, whatever event they are of.
    public func part(
        of audience: MailingAudience,
        _ rest: RowRange,
        rows: Int
    ) throws(StoreError) -> RowRange {
        try part(of: Self.table(of: audience), rest, rows: rows)
    }
}

extension Member {
    fileprivate init(row: Row) {
        message = MessageRow(row: row)
        var column = MessageRow.columnCount
        let registration = PersonRow(row: row, from: column, kind: .registration)
        column += PersonRow.columnCount
        self.row = registration ?? PersonRow(row: row, from: column, kind: .invitee)
        column += PersonRow.columnCount
        isOfAudience = row.bool(column)
        hasAnswered = !isOfAudience && row.bool(column + 1)
    }
}
