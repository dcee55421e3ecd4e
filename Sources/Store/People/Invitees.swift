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

extension InviteeRecord {
    /// The columns that hold it, in the order of ``values`` and of ``init(_:from:)``.
    static let columnNames =
        "email, name, organization, position, region, language, time_zone, details, second_email"

    /// What a query has found, from the column of this number on.
    init(_ row: Row, from first: Int32) {
        self.init(email: row.text(first))
        name = row.optionalText(first + 1)
        organization = row.optionalText(first + 2)
        position = row.optionalText(first + 3)
        region = row.optionalText(first + 4)
        language = row.optionalText(first + 5)
        timeZone = row.optionalText(first + 6)
        details = row.optionalText(first + 7)
        secondEmail = row.optionalText(first + 8)
    }

    /// What its columns hold, and behind them the identities of both addresses.
    var values: [(any Bindable)?] {
        [
            email, name, organization, position, region, language, timeZone, details, secondEmail,
            Address.identity(of: email), secondEmail.map(Address.identity),
        ]
    }
}

/// What an import did.
public struct ImportCounts: Sendable, Hashable {
    /// New rows.
    public var inserted = 0
    /// Rows that differed.
    public var updated = 0
    /// Rows that were the same.
    public var unchanged = 0
    /// The first values that differed.
    public var changes: [InviteeChange] = []
    /// What the event's invitees have in columns that the list lacks, and keep: names of columns, `details.KEY`.
    public var kept: [String] = []
    /// Rows of people who asked to be forgotten.
    public var forgotten = 0

    /// So many rows.
    public init(inserted: Int = 0, updated: Int = 0, unchanged: Int = 0) {
        self.inserted = inserted
        self.updated = updated
        self.unchanged = unchanged
    }
}

extension MessageStore {
    /// Writes a short invitation list in one commit: all rows or none; who is there already, by address, is updated.
    ///
    /// A long one is put aside and follows in parts (``beginImport(event:columns:now:)``). With `dryRun` nothing stays, but the counts are true, and so is what `look` sees.
    /// - Parameters:
    ///   - records: the rows.
    ///   - event: whose list it is.
    ///   - columns: those that the list has.
    ///   - dryRun: whether all is undone.
    ///   - look: looks at the invitees as the import leaves them.
    /// - Returns: how many rows, what changed and what was kept.
    /// - Throws: whatever kept the list from being written, as a whole.
    @discardableResult
    public func importInvitees(
        _ records: some Sequence<InviteeRecord>,
        event: String,
        columns: InviteeColumns = .all,
        dryRun: Bool = false,
        look: () throws(StoreError) -> Void = {}
    ) throws(StoreError) -> ImportCounts {
        var counts = ImportCounts()
        try connection.transaction { () throws(StoreError) in
            try identifyInvitees()
            if dryRun { try connection.statement("SAVEPOINT dry_run").execute() }
            let writer = try InviteeWriter(connection, event: event, columns: columns)
            for record in records {
                if try isForgotten(Address.identity(of: record.email)) { counts.forgotten += 1 }
                if try writer.write(record, &counts) { try identifyInvitees() }
            }
            if counts.updated + counts.unchanged > 0 { counts.kept = try writer.kept() }
            try look()
            if dryRun {
                try connection.statement("ROLLBACK TO dry_run").execute()
                try connection.statement("RELEASE dry_run").execute()
            }
        }
        return counts
    }

    /// Finds out who the people are whose rows were written with plain SQL: all of them, or so many at most.
    ///
    /// - Returns: how many.
    @discardableResult
    public func identifyInvitees(most: Int? = nil) throws(StoreError) -> Int {
        try connection.run(Self.identify, most ?? -1)
        return connection.changes
    }

    /// By the index of those who are not known: another one is as short for who counts rows before there are any figures.
    static let identify = """
        UPDATE invitees SET person_key = person_key(email),
            second_key = CASE WHEN second_email IS NOT NULL THEN person_key(second_email) END
        WHERE id IN (SELECT id FROM invitees INDEXED BY invitees_unknown WHERE person_key IS NULL LIMIT ?)
        """
}
