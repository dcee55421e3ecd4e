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
        // Rows written by SQL may stand there twice; the first is the one that letters go by.
        let known = try connection.first(
            "SELECT id FROM invitees WHERE event = ? AND email = ? COLLATE NOCASE ORDER BY id LIMIT 1",
            event,
            record.email
        ) { $0.int64(0) }
        try connection.run(
            known == nil ? Self.insertInvitee : Self.updateInvitee,
            known,
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
        if known == nil {
            counts.inserted += 1
        } else if connection.changes == 0 {
            counts.unchanged += 1
        } else {
            counts.updated += 1
        }
    }

    private static let insertInvitee = """
        INSERT INTO invitees (id, event, email, name, organization, position, region, language, time_zone, details,
            second_email)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """

    private static let updateInvitee = """
        UPDATE invitees SET email = ?3, name = ?4, organization = ?5, position = ?6, region = ?7, language = ?8,
            time_zone = ?9, details = ?10, second_email = ?11
        WHERE id = ?1 AND event = ?2
            AND (email, name, organization, position, region, language, time_zone, details, second_email)
            IS NOT (?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """
}
