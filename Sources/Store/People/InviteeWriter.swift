internal import Mail
internal import SQLite

/// Writes the rows of an invitation list, one by one, inside a transaction.
struct InviteeWriter {
    /// So many changes are told one by one.
    static let mostChanges = 100

    private let connection: StoreConnection
    private let event: String
    private let columns: InviteeColumns
    /// The keys of `details` that the list has, as a JSON array.
    private let keys: String?

    init(_ connection: StoreConnection, event: String, columns: InviteeColumns) throws(StoreError) {
        self.connection = connection
        self.event = event
        self.columns = columns
        guard let details = columns.details else {
            keys = nil
            return
        }
        guard !details.isEmpty else {
            keys = "[]"
            return
        }
        let places = details.map { _ in "(?)" }.joined(separator: ",")
        let array = try connection.statement(
            "SELECT json_group_array(column1) FROM (VALUES \(places))"
        )
        array.bind(details)
        defer { array.reset() }
        keys = try array.step()?.text(0)
    }

    /// Writes a row.
    ///
    /// - Returns: whether one that was there already was changed.
    func write(_ record: InviteeRecord, _ counts: inout ImportCounts) throws(StoreError) -> Bool {
        // Rows written by SQL may stand there twice; the first is the one that letters go by.
        let key = Address.identity(of: record.email)
        guard let (id, old) = try known(key) else {
            try run(Self.insertion, nil, record)
            counts.inserted += 1
            return false
        }
        var new = try merged(record, into: old)
        if try sameDetails(old.details, new.details) { new.details = old.details }
        guard new != old else {
            counts.unchanged += 1
            return false
        }
        try run(Self.update, id, new)
        counts.updated += 1
        try tell(old, new, &counts)
        return true
    }

    private func known(_ key: String) throws(StoreError) -> (id: Int64, record: InviteeRecord)? {
        try connection.first(
            """
            SELECT id, \(InviteeRecord.columnNames)
            FROM invitees WHERE event = ? AND person_key = ? ORDER BY id LIMIT 1
            """,
            event,
            key
        ) { row in (row.int64(0), InviteeRecord(row, from: 1)) }
    }

    private func run(_ sql: String, _ id: Int64?, _ record: InviteeRecord) throws(StoreError) {
        let statement = try connection.statement(sql)
        statement.bind([id, event] + record.values)
        try statement.execute()
    }

    // MARK: - What the list lacks

    private func merged(_ record: InviteeRecord, into old: InviteeRecord) throws(StoreError) -> InviteeRecord
    {
        var new = record
        for column in InviteeColumns.Column.allCases where !columns.columns.contains(column) {
            // A cell of addresses may hold a second one without a column of its own.
            if new[column] == nil { new[column] = old[column] }
        }
        if let keys {
            // RFC 7396: null takes a member away, members that are not named stay.
            new.details =
                try connection.first(
                    """
                    SELECT nullif(json_patch(coalesce(?1, '{}'), (
                        SELECT json_group_object(k.value, n.value)
                        FROM json_each(?2) k LEFT JOIN json_each(coalesce(?3, '{}')) n ON n.key = k.value)), '{}')
                    """,
                    old.details,
                    keys,
                    record.details
                ) { $0.optionalText(0) } ?? nil
        }
        return new
    }

    /// Whether two objects say the same, blanks aside.
    private func sameDetails(_ old: String?, _ new: String?) throws(StoreError) -> Bool {
        if old == new { return true }
        return try connection.integer("SELECT json(?) IS json(?)", old, new) == 1
    }

    /// The columns that the list lacks and in which invitees of the event have something.
    func kept() throws(StoreError) -> [String] {
        var kept: [String] = []
        for column in InviteeColumns.Column.allCases where !columns.columns.contains(column) {
            let has = try connection.integer(
                "SELECT EXISTS (SELECT 1 FROM invitees WHERE event = ? AND \(column.rawValue) IS NOT NULL)",
                event
            )
            if has == 1 { kept.append(column.rawValue) }
        }
        guard let keys else { return kept }
        let others = try connection.statement(
            """
            SELECT DISTINCT d.key FROM invitees i, json_each(i.details) d
            WHERE i.event = ? AND d.key NOT IN (SELECT value FROM json_each(?)) ORDER BY 1 LIMIT 100
            """
        )
        try others.rows([event, keys]) { row throws(StoreError) in
            kept.append("details." + row.text(0))
            return true
        }
        return kept
    }

    // MARK: - What changed

    private func tell(
        _ old: InviteeRecord,
        _ new: InviteeRecord,
        _ counts: inout ImportCounts
    ) throws(StoreError) {
        guard counts.changes.count < Self.mostChanges else { return }
        var changes: [InviteeChange] = []
        func add(_ column: String, _ old: String?, _ value: String?) {
            guard old != value else { return }
            changes.append(InviteeChange(email: new.email, column: column, old: old, new: value))
        }
        add("email", old.email, new.email)
        for column in InviteeColumns.Column.allCases { add(column.rawValue, old[column], new[column]) }
        try connection.rows(
            """
            SELECT 'details.' || k.key, o.value, n.value
            FROM (SELECT key FROM json_each(coalesce(?1, '{}')) UNION SELECT key FROM json_each(coalesce(?2, '{}'))) k
            LEFT JOIN json_each(coalesce(?1, '{}')) o ON o.key = k.key
            LEFT JOIN json_each(coalesce(?2, '{}')) n ON n.key = k.key
            WHERE o.value IS NOT n.value
            """,
            old.details,
            new.details
        ) { row throws(StoreError) in
            add(row.text(0), row.optionalText(1), row.optionalText(2))
            return true
        }
        counts.changes += changes
    }

    private static let insertion = """
        INSERT INTO invitees (id, event, \(InviteeRecord.columnNames), person_key, second_key)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """

    private static let update = """
        UPDATE invitees SET email = ?3, name = ?4, organization = ?5, position = ?6, region = ?7, language = ?8,
            time_zone = ?9, details = ?10, second_email = ?11, person_key = ?12, second_key = ?13
        WHERE id = ?1 AND event = ?2
        """
}

extension InviteeRecord {
    /// A column's value.
    subscript(_ column: InviteeColumns.Column) -> String? {
        get { self[keyPath: column.path] }
        set { self[keyPath: column.path] = newValue }
    }
}

extension InviteeColumns.Column {
    fileprivate var path: WritableKeyPath<InviteeRecord, String?> {
        switch self {
        case .name: \.name
        case .organization: \.organization
        case .position: \.position
        case .region: \.region
        case .language: \.language
        case .timeZone: \.timeZone
        case .secondEmail: \.secondEmail
        }
    }
}
