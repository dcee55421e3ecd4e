public import SQLite

/// A row of an invitation list.
public struct InviteeRecord: Sendable, Hashable {
    /// The address.
    public var email: String
    /// A second address of the same person.
    public var secondEmail: String?
    /// Surname, name, patronymic.
    public var name: String?
    /// The organization.
    public var organization: String?
    /// The position held there.
    public var position: String?
    /// The region: its tax code, ISO code or name.
    public var region: String?
    /// The language.
    public var language: String?
    /// The time zone's IANA name.
    public var timeZone: String?
    /// A JSON object as text.
    public var details: String?

    /// A row with an address alone.
    public init(email: String) { self.email = email }
}

/// What an import did.
public struct ImportCounts: Sendable, Hashable {
    /// New rows.
    public var inserted = 0
    /// Rows that differed.
    public var updated = 0
    /// Rows that were the same.
    public var unchanged = 0
}

extension Store {
    /// Writes a whole invitation list: all rows or none; who is there already, by address, is updated.
    ///
    /// With `dryRun` nothing stays, but the counts are true.
    @discardableResult
    public func importInvitees(
        _ records: some Sequence<InviteeRecord>,
        event: String,
        dryRun: Bool = false
    ) throws(SQLiteError) -> ImportCounts {
        var counts = ImportCounts()
        try connection.transaction { () throws(SQLiteError) in
            if dryRun { try connection.statement("SAVEPOINT dry_run").execute() }
            for record in records { try upsert(record, event: event, &counts) }
            if dryRun {
                try connection.statement("ROLLBACK TO dry_run").execute()
                try connection.statement("RELEASE dry_run").execute()
            }
        }
        return counts
    }

    private func upsert(
        _ record: InviteeRecord,
        event: String,
        _ counts: inout ImportCounts
    ) throws(SQLiteError) {
        let isKnown =
            try connection.integer(
                "SELECT EXISTS (SELECT 1 FROM invitees WHERE event = ? AND email = ? COLLATE NOCASE)",
                event,
                record.email
            ) != 0
        try connection.run(
            Self.upsertInvitee,
            event,
            record.email,
            record.name,
            record.organization,
            record.position,
            record.region,
            record.language,
            record.timeZone,
            record.details,
            record.secondEmail
        )
        switch (isKnown, connection.changes) {
        case (false, _): counts.inserted += 1
        case (true, 0): counts.unchanged += 1
        case (true, _): counts.updated += 1
        }
    }

    private static let upsertInvitee = """
        INSERT INTO invitees (event, email, name, organization, position, region, language, time_zone, details,
            second_email)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (event, email COLLATE NOCASE) DO UPDATE SET
            email = excluded.email, name = excluded.name, organization = excluded.organization,
            position = excluded.position, region = excluded.region, language = excluded.language,
            time_zone = excluded.time_zone, details = excluded.details, second_email = excluded.second_email
        WHERE (email, name, organization, position, region, language, time_zone, details, second_email)
            IS NOT (excluded.email, excluded.name, excluded.organization, excluded.position, excluded.region,
                excluded.language, excluded.time_zone, excluded.details, excluded.second_email)
        """
}
