internal import SQLite

/// Whom a notification is for.
public enum AudienceQuery: Sendable, Hashable {
    /// All invitees.
    case invitees
    /// Invitees who have not answered: neither address has registered, nor anyone that counts for them.
    case unanswered(AnswerMatch)
    /// Registrations in one of these statuses.
    case registrations(statuses: [String])

    /// Of which table its rows are.
    public var kind: PersonRow.Kind {
        if case .registrations = self { .registration } else { .invitee }
    }

    /// Registrants: `registered` takes in `confirmed`.
    public static let registered = AudienceQuery.registrations(statuses: ["registered", "confirmed"])
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

/// Which rows of an audience's table are asked.
enum AudienceRows {
    /// All of the event.
    case all
    /// Rows of these ids, by one walk along them.
    case part(RowRange)
    /// The row whose id this column or parameter gives.
    case row(String)
    /// The rows of the person whose identity this column or parameter gives.
    case person(String)
    /// The first rows at a place; the values are ``AudiencePlace/zoneKey``, ``AudiencePlace/regionKey``, how many.
    case place(AudiencePlace, limit: Int)

    /// What the query is given for it, behind the audience's own values.
    var values: [(any Bindable)?] {
        switch self {
        case .all, .row, .person: []
        case .part(let range): [range.after, range.through]
        case .place(let place, let limit): [place.zoneKey, place.regionKey, limit]
        }
    }
}

extension MessageStore {
    /// Hands each person of an audience to `body`, ordered by id, until it returns false.
    ///
    /// Of several registrations of one person only the one that counts comes, of several invitees the first.
    public func people(
        _ audience: AudienceQuery,
        event: String,
        part: RowRange? = nil,
        _ body: (PersonRow) throws(StoreError) -> Bool
    ) throws(StoreError) {
        try people(audience, event: event, rows: part.map(AudienceRows.part) ?? .all, body)
    }

    /// Hands each person of an audience who stands by one of these rows to `body`, until it returns false.
    func people(
        _ audience: AudienceQuery,
        event: String,
        rows: AudienceRows,
        adding more: [(any Bindable)?] = [],
        _ body: (PersonRow) throws(StoreError) -> Bool
    ) throws(StoreError) {
        let (sql, values, kind) = Self.query(audience, event: event, rows: rows)
        try connection.statement(sql).rows(values + more) { row throws(StoreError) in
            guard let person = PersonRow(row: row, from: 0, kind: kind) else { return true }
            return try body(person)
        }
    }

    /// How many people an audience has now.
    public func count(_ audience: AudienceQuery, event: String) throws(StoreError) -> Int {
        let (sql, values, _) = Self.query(audience, event: event)
        let statement = try connection.statement("SELECT count(*) FROM (\(sql))")
        var count = 0
        try statement.rows(values) { row throws(StoreError) in
            count = row.int(0)
            return false
        }
        return count
    }

    /// An audience as a query: the SQL, its values, and of which table the rows are.
    ///
    /// - Parameters:
    ///   - audience: whom it selects.
    ///   - event: the event's name.
    ///   - rows: which rows are asked.
    /// - Returns: all three.
    static func query(
        _ audience: AudienceQuery,
        event: String,
        rows: AudienceRows = .all
    ) -> (sql: String, values: [(any Bindable)?], kind: PersonRow.Kind) {
        let invitees = """
            SELECT \(PersonRow.inviteeColumns("i")) FROM invitees i
            WHERE \(condition(rows, "i", first: 2)) AND \(isFirstInvitee)
            """
        let bounds = rows.values
        switch audience {
        case .invitees:
            return ("\(invitees) ORDER BY i.id", [event] + bounds, .invitee)
        case .unanswered(let match):
            let others = match.isEmpty ? "" : "AND NOT (\(answeredFor(match)))"
            return ("\(invitees) AND NOT \(hasAnswered) \(others) ORDER BY i.id", [event] + bounds, .invitee)
        case .registrations(let statuses):
            let sql = """
                SELECT \(PersonRow.registrationColumns("r")) FROM registrations r
                WHERE \(condition(rows, "r", first: 3)) AND r.status IN (SELECT value FROM json_each(?2)) AND \(isStanding)
                ORDER BY r.id
                """
            return (sql, [event, jsonList(statuses)] + bounds, .registration)
        }
    }

    /// Which rows of a table are asked: those of the event.
    ///
    /// The plus keeps SQLite from the index that begins with the event, for a part of the rows would be looked for
    /// among all.
    private static func condition(_ rows: AudienceRows, _ table: String, first: Int) -> String {
        switch rows {
        case .all: "\(table).event = ?1"
        case .part: "\(table).id > ?\(first) AND \(table).id <= ?\(first + 1) AND +\(table).event = ?1"
        case .row(let id): "\(table).id = \(id) AND +\(table).event = ?1"
        case .person(let key): "\(table).event = ?1 AND \(table).person_key = \(key)"
        case .place:
            "\(table).id IN (\(table == "r" ? registrationsAtPlace : inviteesAtPlace))"
        }
    }

    static let inviteesAtPlace = "SELECT p.id FROM invitees p WHERE p.event = ?1 AND \(atPlace(2))"
    static let registrationsAtPlace = """
        SELECT p.id FROM registrations p
        WHERE p.event = ?1 AND p.status IN (SELECT value FROM json_each(?2)) AND \(atPlace(3))
        """

    private static func atPlace(_ first: Int) -> String {
        "\(Schema.zoneKey("p")) = ?\(first) AND \(Schema.regionKey("p")) = ?\(first + 1) LIMIT ?\(first + 2)"
    }

    /// Of a person's registrations for one event the one with the best status counts, of several the first.
    static let isStanding = """
        NOT EXISTS (
            SELECT 1 FROM registrations o
            WHERE o.event = r.event AND o.person_key = r.person_key AND o.id <> r.id
                AND (\(rank("o")), o.id) < (\(rank("r")), r.id))
        """

    private static func rank(_ table: String) -> String {
        "CASE \(table).status WHEN 'confirmed' THEN 0 WHEN 'registered' THEN 1 WHEN 'waitlisted' THEN 2 ELSE 3 END"
    }

    /// Of rows of one person the first stands for the person.
    static let isFirstInvitee = """
        NOT EXISTS (
            SELECT 1 FROM invitees o
            WHERE o.event = i.event AND o.person_key = i.person_key AND o.id < i.id)
        """

    /// A registration under either address, whatever became of it, a letter back, or what somebody wrote down for them.
    ///
    /// A row that plain SQL wrote and nobody has looked at yet goes by its address as it stands.
    static let hasAnswered = """
        (EXISTS (
            SELECT 1 FROM registrations r
            WHERE r.event = i.event AND r.person_key = coalesce(i.person_key, lower(trim(i.email))))
        OR i.second_email IS NOT NULL AND EXISTS (
            SELECT 1 FROM registrations r
            WHERE r.event = i.event AND r.person_key = coalesce(i.second_key, lower(trim(i.second_email))))
        OR EXISTS (
            SELECT 1 FROM messages m JOIN attempts a ON a.message = m.id
            WHERE m.invitee_id = i.id AND a.kind = 'answer')
        OR EXISTS (
            SELECT 1 FROM attempts a
            WHERE a.kind = 'answer' AND a.message IS NULL AND a.event = i.event
                AND a.email = coalesce(i.person_key, lower(trim(i.email))))
        OR i.second_email IS NOT NULL AND EXISTS (
            SELECT 1 FROM attempts a
            WHERE a.kind = 'answer' AND a.message IS NULL AND a.event = i.event
                AND a.email = coalesce(i.second_key, lower(trim(i.second_email)))))
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
    ) throws(StoreError) -> [PersonRow] {
        var found: [PersonRow] = []
        let tables: [(String, PersonRow.Kind)] = [
            ("SELECT \(PersonRow.registrationColumns("t")) FROM registrations t", .registration),
            ("SELECT \(PersonRow.inviteeColumns("t")) FROM invitees t", .invitee),
        ]
        for (sql, kind) in tables {
            try connection.rows("\(sql) WHERE ?1 IS NULL OR t.event = ?1 ORDER BY t.id", event) {
                row throws(StoreError) in
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

    /// The rows of registrations and invitees that belong to a person, by either address, of all events.
    ///
    /// A step of an index for each event, and rows that plain SQL wrote and nobody has looked at yet.
    public func people(of key: String) throws(StoreError) -> [PersonRow] {
        var found: [PersonRow] = []
        try connection.rows(Self.registrationsOfPerson, key) { row throws(StoreError) in
            if let person = PersonRow(row: row, from: 0, kind: .registration) { found.append(person) }
            return true
        }
        try connection.rows(Self.inviteesOfPerson, key) { row throws(StoreError) in
            if let person = PersonRow(row: row, from: 0, kind: .invitee) { found.append(person) }
            return true
        }
        return found
    }

    static let registrationsOfPerson = """
        SELECT \(PersonRow.registrationColumns("t")) FROM registrations t
        WHERE t.id IN (\(theirs("registrations", "person_key"))) ORDER BY t.id
        """
    static let inviteesOfPerson = """
        SELECT \(PersonRow.inviteeColumns("t")) FROM invitees t
        WHERE t.id IN (\(inviteeIDsOfPerson)) ORDER BY t.id
        """
    static let inviteeIDsOfPerson = """
        \(theirs("invitees", "person_key"))
        UNION \(theirs("invitees", "second_key")) AND p.second_key IS NOT NULL
        UNION SELECT p.id FROM invitees p WHERE p.person_key IS NULL
            AND (person_key(p.email) = ?1 OR p.second_email IS NOT NULL AND person_key(p.second_email) = ?1)
        """

    /// The ids of rows whose column holds the identity ?1, along an index that begins with the event.
    static func theirs(_ table: String, _ column: String) -> String {
        """
        SELECT p.id FROM (\(Schema.distinct("event", of: table))) e
        CROSS JOIN \(table) p ON p.event = e.value AND p.\(column) = ?1
        """
    }

    /// One registration or invitee by its id.
    public func person(_ kind: PersonRow.Kind, id: Int64) throws(StoreError) -> PersonRow? {
        let sql =
            switch kind {
            case .registration:
                "SELECT \(PersonRow.registrationColumns("t")) FROM registrations t WHERE t.id = ?"
            case .invitee: "SELECT \(PersonRow.inviteeColumns("t")) FROM invitees t WHERE t.id = ?"
            }
        return try connection.first(sql, id) { PersonRow(row: $0, from: 0, kind: kind) } ?? nil
    }
}
