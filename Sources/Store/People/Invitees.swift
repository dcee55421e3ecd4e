internal import Mail
internal import SQLite

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

extension MessageStore {
    /// Writes a whole invitation list: all rows or none; who is there already, by address, is updated.
    ///
    /// With `dryRun` nothing stays, but the counts are true.
    @discardableResult
    public func importInvitees(
        _ records: some Sequence<InviteeRecord>,
        event: String,
        dryRun: Bool = false
    ) throws(StoreError) -> ImportCounts {
        var counts = ImportCounts()
        try connection.transaction { () throws(StoreError) in
            try identifyInvitees()
            if dryRun { try connection.statement("SAVEPOINT dry_run").execute() }
            for record in records { try upsert(record, event: event, &counts) }
            if dryRun {
                try connection.statement("ROLLBACK TO dry_run").execute()
                try connection.statement("RELEASE dry_run").execute()
            }
        }
        return counts
    }

    /// Finds out who the people are whose rows were written with plain SQL.
    public func identifyInvitees() throws(StoreError) {
        try connection.run(
            """
            UPDATE invitees SET person_key = person_key(email),
                second_key = CASE WHEN second_email IS NOT NULL THEN person_key(second_email) END
            WHERE person_key IS NULL
            """
        )
    }

    private func upsert(
        _ record: InviteeRecord,
        event: String,
        _ counts: inout ImportCounts
    ) throws(StoreError) {
        // Rows written by SQL may stand there twice; the first is the one that letters go by.
        let key = Address.identity(of: record.email)
        let known = try connection.first(
            "SELECT id FROM invitees WHERE event = ? AND person_key = ? ORDER BY id LIMIT 1",
            event,
            key
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
            record.secondEmail,
            key,
            record.secondEmail.map(Address.identity)
        )
        if known == nil {
            counts.inserted += 1
        } else if connection.changes == 0 {
            counts.unchanged += 1
        } else {
            counts.updated += 1
            // Another spelling of the same address looks to the triggers like plain SQL that knows no identity.
            try identifyInvitees()
        }
    }

    private static let insertInvitee = """
        INSERT INTO invitees (id, event, email, name, organization, position, region, language, time_zone, details,
            second_email, person_key, second_key)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """

    private static let updateInvitee = """
        UPDATE invitees SET email = ?3, name = ?4, organization = ?5, position = ?6, region = ?7, language = ?8,
            time_zone = ?9, details = ?10, second_email = ?11, person_key = ?12, second_key = ?13
        WHERE id = ?1 AND event = ?2
            AND (email, name, organization, position, region, language, time_zone, details, second_email)
            IS NOT (?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """
}
