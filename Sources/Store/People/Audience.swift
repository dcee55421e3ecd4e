public import SQLite

/// Whom a notification is for.
public enum Audience: Sendable, Hashable {
    /// All invitees.
    case invitees
    /// Invitees who have not answered: neither address has registered, nor anyone that counts for them.
    case unanswered(AnswerMatch)
    /// Registrations in one of these statuses.
    case registrations(statuses: [String])

    /// Registrants: `registered` takes in `confirmed`.
    public static let registered = Audience.registrations(statuses: ["registered", "confirmed"])
}

/// What makes someone else's registration the answer to an invitation; both together must agree in both.
public struct AnswerMatch: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: Int

    /// From bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The same organization: a deputy for the head.
    public static let organization = AnswerMatch(rawValue: 1)
    /// The same region: one answer for a subject of the federation.
    public static let region = AnswerMatch(rawValue: 2)
    /// The invitee's own addresses alone.
    public static let addressAlone: AnswerMatch = []
}

extension Store {
    /// An audience as a query selects it; `Audience` is also a word of the rules of events.
    public typealias Selection = Audience

    /// Hands each person of an audience to `body`, ordered by id, until it returns false.
    ///
    /// Of several registrations with one address only the first of the asked status comes, of several invitees the
    /// first.
    public func people(
        _ audience: Audience,
        event: String,
        _ body: (PersonRow) throws(SQLiteError) -> Bool
    ) throws(SQLiteError) {
        let (sql, values, kind) = Self.query(audience, event: event)
        try connection.statement(sql).rows(values) { row throws(SQLiteError) in
            guard let person = PersonRow(row: row, from: 0, kind: kind) else { return true }
            return try body(person)
        }
    }

    /// How many people an audience has now.
    public func count(_ audience: Audience, event: String) throws(SQLiteError) -> Int {
        let (sql, values, _) = Self.query(audience, event: event)
        let statement = try connection.statement("SELECT count(*) FROM (\(sql))")
        var count = 0
        try statement.rows(values) { row throws(SQLiteError) in
            count = row.int(0)
            return false
        }
        return count
    }

    static func query(
        _ audience: Audience,
        event: String
    ) -> (sql: String, values: [(any Bindable)?], kind: PersonRow.Kind) {
        let invitees = """
            SELECT \(PersonRow.inviteeColumns("i")) FROM invitees i
            WHERE i.event = ?1 AND \(isFirstInvitee)
            """
        switch audience {
        case .invitees:
            return ("\(invitees) ORDER BY i.id", [event], .invitee)
        case .unanswered(let match):
            let others = match.isEmpty ? "" : "AND NOT (\(answeredFor(match)))"
            return ("\(invitees) AND NOT (\(answered)) \(others) ORDER BY i.id", [event], .invitee)
        case .registrations(let statuses):
            let sql = """
                SELECT \(PersonRow.registrationColumns("r")) FROM registrations r
                WHERE r.event = ?1 AND r.status IN (SELECT value FROM json_each(?2)) AND NOT EXISTS (
                    SELECT 1 FROM registrations o
                    WHERE o.event = r.event AND o.email = r.email COLLATE NOCASE AND o.id < r.id
                        AND o.status IN (SELECT value FROM json_each(?2)))
                ORDER BY r.id
                """
            return (sql, [event, jsonList(statuses)], .registration)
        }
    }

    /// Of rows with one address the first stands for the person.
    static let isFirstInvitee = """
        NOT EXISTS (
            SELECT 1 FROM invitees o
            WHERE o.event = i.event AND o.email = i.email COLLATE NOCASE AND o.id < i.id)
        """

    /// A registration of either address, whatever became of it, or a letter back.
    private static let answered = """
        EXISTS (SELECT 1 FROM registrations r WHERE r.event = i.event AND r.email = i.email COLLATE NOCASE)
        OR EXISTS (
            SELECT 1 FROM registrations r WHERE r.event = i.event AND r.email = i.second_email COLLATE NOCASE)
        OR EXISTS (
            SELECT 1 FROM messages m JOIN attempts a ON a.message = m.id
            WHERE m.invitee_id = i.id AND a.kind = 'answer')
        """

    /// Someone registered who counts for the invitee.
    ///
    /// The registrations are gathered once, not for each invitee. Without an organization, or without a region, nobody
    /// counts as being of the same.
    private static func answeredFor(_ match: AnswerMatch) -> String {
        func keys(_ table: String) -> [String] {
            var keys: [String] = []
            if match.contains(.organization) { keys.append("fold_name(coalesce(\(table).organization, ''))") }
            if match.contains(.region) { keys.append(regionCode(table)) }
            return keys
        }
        let known = keys("i").map { "\($0) <> ''" }.joined(separator: " AND ")
        return """
            \(known) AND (\(keys("i").joined(separator: ", "))) IN (
                SELECT \(keys("r").joined(separator: ", ")) FROM registrations r
                WHERE r.event = ?1 AND r.status <> 'cancelled')
            """
    }

    private static func regionCode(_ table: String) -> String { "fold_region(coalesce(\(table).region, ''))" }

    /// The rows of registrations and invitees that belong to a person, of one event or of all.
    ///
    /// `isPerson` decides by the address; every row's address is asked, so this is for acts of an administrator.
    public func people(
        event: String? = nil,
        where isPerson: (String) -> Bool
    ) throws(SQLiteError) -> [PersonRow] {
        var found: [PersonRow] = []
        let tables: [(String, PersonRow.Kind)] = [
            ("SELECT \(PersonRow.registrationColumns("t")) FROM registrations t", .registration),
            ("SELECT \(PersonRow.inviteeColumns("t")) FROM invitees t", .invitee),
        ]
        for (sql, kind) in tables {
            try connection.rows("\(sql) WHERE ?1 IS NULL OR t.event = ?1 ORDER BY t.id", event) {
                row throws(SQLiteError) in
                if isPerson(row.text(2)) || (!row.isNull(3) && isPerson(row.text(3))),
                    let person = PersonRow(row: row, from: 0, kind: kind)
                {
                    found.append(person)
                }
                return true
            }
        }
        return found
    }

    /// One registration or invitee by its id.
    public func person(_ kind: PersonRow.Kind, id: Int64) throws(SQLiteError) -> PersonRow? {
        let sql =
            switch kind {
            case .registration:
                "SELECT \(PersonRow.registrationColumns("t")) FROM registrations t WHERE t.id = ?"
            case .invitee: "SELECT \(PersonRow.inviteeColumns("t")) FROM invitees t WHERE t.id = ?"
            }
        return try connection.first(sql, id) { PersonRow(row: $0, from: 0, kind: kind) } ?? nil
    }
}
