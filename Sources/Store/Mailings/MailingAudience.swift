internal import SQLite

/// Whom a mailing goes to.
public enum MailingAudience: Sendable, Hashable {
    /// People of the lists.
    case selection(AudienceQuery)
    /// Everyone to whom a relay took a letter about the event, but for those whom the last one told of their own
    /// cancellation.
    ///
    /// The names are of the notifications that tell a registration's status, and of those among them that tell a
    /// cancellation.
    case told(statusLetters: Set<String>, cancellations: Set<String>)

    /// All invitees.
    public static let invitees = MailingAudience.selection(.invitees)
    /// Registrants: `registered` takes in `confirmed`.
    public static let registered = MailingAudience.selection(.registered)

    /// Invitees who have not answered.
    public static func unanswered(_ match: AnswerMatch) -> MailingAudience { .selection(.unanswered(match)) }

    /// Registrations in one of these statuses.
    public static func registrations(statuses: [String]) -> MailingAudience {
        .selection(.registrations(statuses: statuses))
    }
}

extension MessageStore {
    /// Hands each person of a mailing's audience to `body`, until it returns false.
    ///
    /// - Parameters:
    ///   - audience: whom.
    ///   - event: the event's name.
    ///   - part: only people who stand by rows of these ids; nil: all.
    ///   - body: takes a person; false ends it.
    /// - Throws: what the database refuses, and what `body` throws.
    public func recipients(
        of audience: MailingAudience,
        event: String,
        part: RowRange? = nil,
        _ body: (PersonRow) throws(StoreError) -> Bool
    ) throws(StoreError) {
        switch audience {
        case .selection(let selection): try people(selection, event: event, part: part, body)
        case .told(let statusLetters, let cancellations):
            try toldPeople(
                event: event,
                statusLetters: statusLetters,
                cancellations: cancellations,
                part: part,
                body
            )
        }
    }

    /// The row of each person who was told: the registration that stands, or another, or the invitee.
    ///
    /// Whose rows are gone cannot be written to.
    private func toldPeople(
        event: String,
        statusLetters: Set<String>,
        cancellations: Set<String>,
        part: RowRange?,
        _ body: (PersonRow) throws(StoreError) -> Bool
    ) throws(StoreError) {
        let statement = try connection.statement(
            Self.toldQuery(people: part == nil ? Self.allPeople : Self.peopleOfPart)
        )
        var values: [(any Bindable)?] = [
            event, Self.jsonList(statusLetters.sorted()), Self.jsonList(cancellations.sorted()),
        ]
        if let part { values += [part.after, part.through] }
        try statement.rows(values) { row throws(StoreError) in
            let person =
                PersonRow(row: row, from: 0, kind: .registration)
                ?? PersonRow(row: row, from: PersonRow.columnCount, kind: .invitee)
            guard let person else { return true }
            return try body(person)
        }
    }

    /// Copies to named addresses are nobody's.
    private static func taken(_ letter: String) -> String {
        """
        \(letter).event = ?1 AND \(letter).person_key NOT GLOB 'proof:*' AND (\(letter).state IN ('sent', 'in_doubt')
            OR \(letter).attempts > 0 AND \(letter).state <> 'bounced' AND EXISTS (
                SELECT 1 FROM attempts d WHERE d.message = \(letter).id AND d.kind = 'attempt' AND d.outcome = 'in_doubt'))
        """
    }

    private static let allPeople =
        "SELECT m.person_key, min(m.id) AS first FROM messages m WHERE \(taken("m")) GROUP BY m.person_key"

    /// People whose first letter lies within a part of the messages.
    private static let peopleOfPart = """
        SELECT f.person_key, f.id AS first FROM messages f
        WHERE f.id > ?4 AND f.id <= ?5 AND \(taken("f")) AND NOT EXISTS (
            SELECT 1 FROM messages e
            WHERE e.person_key = f.person_key AND e.id < f.id AND \(taken("e")))
        """

    private static func toldQuery(people: String) -> String {
        """
        WITH people AS (\(people))
        SELECT \(PersonRow.registrationColumns("r")), \(PersonRow.inviteeColumns("i"))
        FROM people p
        LEFT JOIN registrations r ON r.id = (
            SELECT x.id FROM registrations x WHERE x.event = ?1 AND x.person_key = p.person_key
            ORDER BY x.status = 'cancelled', x.id DESC LIMIT 1)
        LEFT JOIN invitees i ON i.id = (
            SELECT x.id FROM messages m JOIN invitees x ON x.id = m.invitee_id
            WHERE m.person_key = p.person_key AND m.event = ?1 AND x.person_key = p.person_key
            ORDER BY x.id LIMIT 1)
        WHERE coalesce((
                SELECT m.notification NOT IN (SELECT value FROM json_each(?3)) FROM messages m
                WHERE m.person_key = p.person_key AND \(taken("m"))
                    AND m.notification IN (SELECT value FROM json_each(?2))
                ORDER BY (
                        SELECT max(a.id) FROM attempts a
                        WHERE a.message = m.id AND a.kind = 'attempt' AND a.outcome IN ('sent', 'in_doubt')) DESC,
                    coalesce(m.sent_at, m.updated_at) DESC, m.id DESC LIMIT 1), 1)
        ORDER BY p.first
        """
    }
}
