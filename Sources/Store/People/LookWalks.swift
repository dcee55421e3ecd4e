internal import SQLite

/// The next people of a walk along the registrations of an event.
public struct WalkedPart: Sendable, Hashable {
    /// The event's name.
    public let event: String
    /// Their identities, each once.
    public let people: [String]
    /// The moment of what they are looked at for.
    public let at: Int64
    /// Whether these were the last.
    public let isLast: Bool
}

/// Walks along all who are registered for an event, when something has changed that concerns each of them: facts that have
/// moved, an event that takes place after all.
///
/// How far a walk has come stands in the commit of what its part did: whoever is killed goes on from there. What changes
/// once more meanwhile begins the walk anew.
extension MessageStore {
    /// Asks for a look at everyone who is registered for an event, or was where `evenCancelled`: one row, however many they
    /// are.
    public func askForLooks(event: String, evenCancelled: Bool = false, now: Int64) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO look_walks (event, after, through, passed, even_cancelled, at)
            VALUES (?1, ?2, ?3, 0, ?4, ?5)
            ON CONFLICT DO UPDATE SET after = excluded.after, through = excluded.through, passed = 0, at = excluded.at,
                even_cancelled = max(even_cancelled, excluded.even_cancelled)
            """,
            event,
            Int64.min,
            try lastRow(of: "registrations"),
            evenCancelled ? 1 : 0,
            now
        )
    }

    /// The next people of the first walk along one of these events, which is moved on: the caller looks at them in the
    /// same transaction.
    ///
    /// - Parameters:
    ///   - events: those that can be looked at.
    ///   - rows: so many registrations are passed at most, whatever event they are of.
    /// - Returns: nil where no walk is under way.
    /// - Throws: what the database refuses.
    public func walkOn(events: [String], rows: Int) throws(StoreError) -> WalkedPart? {
        let walk = try connection.first(
            """
            SELECT event, after, through, even_cancelled, at FROM look_walks
            WHERE event IN (SELECT value FROM json_each(?)) LIMIT 1
            """,
            Self.jsonList(events)
        ) { row in
            (
                event: row.text(0), rest: RowRange(after: row.int64(1), through: row.int64(2)),
                evenCancelled: row.bool(3), at: row.int64(4)
            )
        }
        guard let walk else { return nil }
        let part = try part(of: "registrations", walk.rest, rows: rows)
        var (people, known, passed): ([String], Set<String>, Int) = ([], [], 0)
        try connection.rows(Self.registrationsOfPart, part.after, part.through, walk.event) {
            row throws(StoreError) in
            passed += 1
            let key = row.text(0)
            if walk.evenCancelled || row.text(1) != "cancelled", known.insert(key).inserted {
                people.append(key)
            }
            return true
        }
        let isLast = part.through >= walk.rest.through
        if isLast {
            try connection.run("DELETE FROM look_walks WHERE event = ?", walk.event)
        } else {
            try connection.run(
                "UPDATE look_walks SET after = ?, passed = passed + ? WHERE event = ?",
                part.through,
                passed,
                walk.event
            )
        }
        return WalkedPart(event: walk.event, people: people, at: walk.at, isLast: isLast)
    }

    static let registrationsOfPart = """
        SELECT person_key, status FROM registrations WHERE id > ? AND id <= ? AND +event = ? ORDER BY id
        """

    /// The events along whose registrations a walk is under way.
    public func walkedEvents() throws(StoreError) -> Set<String> {
        var found: Set<String> = []
        try connection.rows("SELECT event FROM look_walks") { row throws(StoreError) in
            found.insert(row.text(0))
            return true
        }
        return found
    }

    /// Whether the person behind a registration waits to be looked at.
    public func isWaiting(registration id: Int64) throws(StoreError) -> Bool {
        try connection.integer(
            """
            SELECT EXISTS (
                SELECT 1 FROM registrations r JOIN looks l ON l.event = r.event AND l.person_key = r.person_key
                WHERE r.id = ?1)
            OR EXISTS (
                SELECT 1 FROM registrations r JOIN look_walks w ON w.event = r.event
                WHERE r.id = ?1 AND r.id > w.after AND r.id <= w.through
                    AND (w.even_cancelled OR r.status <> 'cancelled'))
            """,
            id
        ) != 0
    }

    /// The events of people who wait to be looked at, with how many there are: read, not counted, but for those whose
    /// registrations a walk still passes.
    public func waitingLooks() throws(StoreError) -> [(event: String, count: Int)] {
        var found: [(event: String, count: Int)] = []
        try connection.rows(Self.waitingCounts) { row throws(StoreError) in
            found.append((row.text(0), row.int(1)))
            return true
        }
        return found
    }

    static let waitingCounts = """
        SELECT event, sum(n) FROM (
            SELECT event, count AS n FROM look_counts WHERE count > 0
            UNION ALL
            SELECT w.event, max(0, (SELECT count(*) FROM registrations r WHERE r.event = w.event) - w.passed)
            FROM look_walks w)
        GROUP BY event HAVING sum(n) > 0 ORDER BY event
        """
}
