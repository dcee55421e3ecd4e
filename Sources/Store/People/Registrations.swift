internal import SQLite

/// What looking at a registration has shown, compared with what was known of it.
public enum Sighting: Sendable {
    /// It says what it said before, or nothing was known and nothing is there.
    case unchanged
    /// It was not known; it is this version now.
    case appeared(version: Int)
    /// It says something else than this version, which is kept.
    case changed(from: PersonRow)
    /// Its row is gone; this was its last version.
    case vanished(from: PersonRow)
}

extension MessageStore {
    /// Takes over a registration as the intake has it now: a new version where it says something new.
    ///
    /// Taking over the same row again changes nothing, so whoever was interrupted may begin anew.
    public func see(_ row: PersonRow, now: Int64) throws(StoreError) -> Sighting {
        guard try row.id <= greatestKnownRegistration() else {
            // Nothing can be known of it.
            try bind(row, to: Self.insertFirstVersion, now: now).execute()
            greatestKnown = row.id
            return .appeared(version: 1)
        }
        if let known = try registration(row.id) {
            guard !known.saysTheSame(as: row) else { return .unchanged }
            try keepVersion(of: row.id, now: now)
            try bind(row, to: Self.updateRegistration, now: now).execute()
            return .changed(from: known)
        }
        let insert = try bind(row, to: Self.insertRegistration, now: now)
        defer { insert.reset() }
        return .appeared(version: try insert.step()?.int(0) ?? 1)
    }

    /// Takes over several registrations as ``see(_:now:)`` does one by one, those that are new many with one statement:
    /// each execution opens every index of the table anew.
    ///
    /// - Returns: for each, in their order, what that returns.
    public func see(_ rows: [PersonRow], now: Int64) throws(StoreError) -> [Sighting] {
        var sightings: [Sighting] = []
        sightings.reserveCapacity(rows.count)
        while sightings.count < rows.count {
            let group = rows[sightings.count..<min(sightings.count + Self.groupSize, rows.count)]
            if group.count == Self.groupSize, try areNew(group), let last = group.last {
                let statement = try connection.statement(Self.insertFirstVersions)
                for (place, row) in group.enumerated() { bind(row, place, to: statement, now: now) }
                try statement.execute()
                greatestKnown = last.id
                sightings += repeatElement(.appeared(version: 1), count: group.count)
            } else {
                sightings.append(try see(rows[sightings.count], now: now))
            }
        }
        return sightings
    }

    /// Whether nothing can be known of any of them: their ids rise, from above all that are known.
    private func areNew(_ rows: ArraySlice<PersonRow>) throws(StoreError) -> Bool {
        var greatest = try greatestKnownRegistration()
        for row in rows {
            guard row.id > greatest else { return false }
            greatest = row.id
        }
        return true
    }

    /// An id that no registration is above of which versions or letters are known.
    ///
    /// Kept in mind, for this connection alone makes registrations: what is undone leaves it too great, which costs a look.
    private func greatestKnownRegistration() throws(StoreError) -> Int64 {
        if let greatestKnown { return greatestKnown }
        let greatest = try connection.first(Self.greatestKnownQuery) { $0.optionalInt64(0) } ?? nil
        greatestKnown = greatest ?? .min
        return greatestKnown ?? .min
    }

    /// NULL where nothing is known.
    private static let greatestKnownQuery = """
        SELECT max(id) FROM (
            SELECT max(id) AS id FROM registrations UNION ALL SELECT max(registration_id) FROM versions
            UNION ALL SELECT max(registration_id) FROM messages WHERE registration_id IS NOT NULL)
        """

    /// Takes note that a registration's row is gone from the intake.
    public func vanish(registration id: Int64, now: Int64) throws(StoreError) -> Sighting {
        guard let known = try registration(id) else { return .unchanged }
        try keepVersion(of: id, now: now)
        try connection.run("DELETE FROM registrations WHERE id = ?", id)
        return .vanished(from: known)
    }

    private func registration(_ id: Int64) throws(StoreError) -> PersonRow? {
        let statement = try connection.statement(Self.oneRegistration)
        statement.bind(1, id)
        defer { statement.reset() }
        guard let row = try statement.step() else { return nil }
        return PersonRow(row: row, from: 0, kind: .registration)
    }

    private static let oneRegistration =
        "SELECT \(PersonRow.registrationColumns("r")) FROM registrations r WHERE r.id = ?1"

    private func keepVersion(of id: Int64, now: Int64) throws(StoreError) {
        try connection.run(Self.keepVersion, id, now)
    }

    private static let versionColumns = """
        version, event, key, email, person_key, name, organization, position, region, language, time_zone, status, \
        details, faults, created_at, updated_at, seen_at
        """

    private static let keepVersion = """
        INSERT INTO versions (registration_id, replaced_at, \(versionColumns))
        SELECT id, ?2, \(versionColumns) FROM registrations WHERE id = ?1
        ON CONFLICT DO NOTHING
        """

    private func bind(
        _ row: PersonRow,
        to sql: String,
        now: Int64
    ) throws(StoreError) -> StoreStatement {
        let statement = try connection.statement(sql)
        bind(row, 0, to: statement, now: now)
        return statement
    }

    /// Binds the values of a row behind those of so many others.
    private func bind(_ row: PersonRow, _ place: Int, to statement: StoreStatement, now: Int64) {
        let first = Int32(1 + place * Self.boundColumns)
        statement.bind(first, row.id).bind(first + 1, row.event).bind(first + 2, row.key)
            .bind(first + 3, row.email).bind(first + 4, row.personKey).bind(first + 5, row.name)
            .bind(first + 6, row.organization).bind(first + 7, row.position).bind(first + 8, row.region)
            .bind(first + 9, row.language).bind(first + 10, row.timeZone).bind(first + 11, row.status)
            .bind(first + 12, row.details).bind(first + 13, row.faults).bind(first + 14, row.createdAt)
            .bind(first + 15, row.updatedAt).bind(first + 16, now)
    }

    /// How many values a row binds: all but its version.
    private static let boundColumns = 17
    /// So many registrations are inserted with one statement.
    private static let groupSize = 16

    private static let registrationColumns = """
        id, version, event, key, email, person_key, name, organization, position, region, language, time_zone, status,
        details, faults, created_at, updated_at, seen_at
        """

    /// Here as below, what a rule of the table forbids undoes the turn as a whole: the statement need not be undone by itself.
    private static let insertFirstVersion = insertingFirstVersions(1)
    private static let insertFirstVersions = insertingFirstVersions(groupSize)

    private static func insertingFirstVersions(_ count: Int) -> String {
        let rows = (0..<count).map { place in
            let first = 1 + place * boundColumns
            let rest = (first + 1..<first + boundColumns).map { "?\($0)" }.joined(separator: ", ")
            return "(?\(first), 1, \(rest))"
        }
        return """
            INSERT OR FAIL INTO registrations (\(registrationColumns))
            VALUES \(rows.joined(separator: ", "))
            """
    }

    /// A row that comes back after it was deleted goes on counting: no letter's version may mean another one's content.
    ///
    /// What a letter tells counts too, for versions are kept no longer than registrations.
    private static let insertRegistration = """
        INSERT OR FAIL INTO registrations (\(registrationColumns))
        VALUES (?1, 1 + max(
                coalesce((SELECT max(version) FROM versions WHERE registration_id = ?1), 0),
                coalesce((SELECT max(version) FROM messages WHERE registration_id = ?1), 0)),
            ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
        RETURNING version
        """

    private static let updateRegistration = """
        UPDATE OR FAIL registrations SET version = version + 1, event = ?2, key = ?3, email = ?4, person_key = ?5, name = ?6,
            organization = ?7, position = ?8, region = ?9, language = ?10, time_zone = ?11, status = ?12, details = ?13,
            faults = ?14, created_at = ?15, updated_at = ?16, seen_at = ?17
        WHERE id = ?1
        """

    /// A person's registrations for an event as they are now, the oldest first.
    ///
    /// - Parameters:
    ///   - personKey: the person's identity.
    ///   - event: the event's name.
    ///   - known: a row that was just taken over, with its version: usually the only one, and spared being read again.
    /// - Returns: the rows.
    /// - Throws: what the database refuses.
    public func registrations(
        of personKey: String,
        event: String,
        knowing known: PersonRow? = nil
    ) throws(StoreError) -> [PersonRow] {
        if let known, try !hasOthers(than: known.id, personKey, event) { return [known] }
        let statement = try connection.statement(Self.personsRegistrations)
        statement.bind(1, event).bind(2, personKey)
        defer { statement.reset() }
        var found: [PersonRow] = []
        while let row = try statement.step() {
            if let person = PersonRow(row: row, from: 0, kind: .registration) { found.append(person) }
        }
        return found
    }

    private func hasOthers(
        than id: Int64,
        _ personKey: String,
        _ event: String
    ) throws(StoreError) -> Bool {
        let statement = try connection.statement(
            "SELECT 1 FROM registrations WHERE event = ?1 AND person_key = ?2 AND id <> ?3"
        )
        statement.bind(1, event).bind(2, personKey).bind(3, id)
        defer { statement.reset() }
        return try statement.step() != nil
    }

    private static let personsRegistrations = """
        SELECT \(PersonRow.registrationColumns("r")) FROM registrations r
        WHERE r.event = ?1 AND r.person_key = ?2 ORDER BY r.id
        """

    /// A registration as it was in one of its versions; nil where that is erased.
    public func registration(_ id: Int64, version: Int) throws(StoreError) -> PersonRow? {
        if let now = try registration(id), now.version == version { return now }
        return try connection.first(
            """
            SELECT \(PersonRow.registrationColumns("v").replacing("v.id", with: "v.registration_id"))
            FROM versions v WHERE v.registration_id = ? AND v.version = ?
            """,
            id,
            version
        ) { PersonRow(row: $0, from: 0, kind: .registration) } ?? nil
    }
}

/// A person who is to be looked at again.
public struct Look: Sendable, Hashable {
    /// The event's name.
    public let event: String
    /// The person's identity.
    public let personKey: String

    /// A look at a person.
    public init(event: String, personKey: String) {
        self.event = event
        self.personKey = personKey
    }
}

extension MessageStore {
    /// Asks for another look at a person: what was in flight must land first, or the event has no folder yet.
    public func askForLook(_ personKey: String, event: String, now: Int64) throws(StoreError) {
        try connection.run(
            "INSERT INTO looks (event, person_key, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            event,
            personKey,
            now
        )
    }

    /// People of these events to be looked at whose letters are not in flight any more, with
    /// the moment of what they are looked at for.
    public func looks(events: [String], limit: Int) throws(StoreError) -> [(look: Look, at: Int64)] {
        var found: [(look: Look, at: Int64)] = []
        try connection.rows(
            Self.looksToTake,
            Self.jsonList(events),
            limit
        ) { row throws(StoreError) in
            found.append((Look(event: row.text(0), personKey: row.text(1)), row.int64(2)))
            return true
        }
        return found
    }

    static let looksToTake = """
        SELECT l.event, l.person_key, l.at FROM json_each(?1) e CROSS JOIN looks l ON l.event = e.value
        WHERE NOT EXISTS (
            SELECT 1 FROM messages m
            WHERE m.person_key = l.person_key AND m.event = l.event AND m.state = 'sending')
        LIMIT ?2
        """

    /// A look was taken.
    public func tookLook(_ look: Look) throws(StoreError) {
        try connection.statement("DELETE FROM looks WHERE event = ?1 AND person_key = ?2")
            .bind(1, look.event).bind(2, look.personKey).execute()
    }
}
