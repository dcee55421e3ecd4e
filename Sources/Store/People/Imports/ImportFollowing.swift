internal import Mail
internal import SQLite

/// Accepted lists: their rows follow into `invitees`, some hundreds a commit.
extension MessageStore {
    /// So many changes of an import are told one by one.
    public static let mostChangesTold = InviteeWriter.mostChanges

    /// Lets the next rows of the oldest accepted list follow: one commit with how far it is.
    ///
    /// - Returns: what has become of that list so far, with the values that changed in this part; nil where no list is
    ///   accepted.
    public func followImport() throws(StoreError) -> PendingImport? {
        try connection.transaction { () throws(StoreError) in
            // First who the people are whose rows plain SQL has written: they may be the same.
            if try identifyInvitees(most: importedRows) == importedRows {
                return try pendingImports().first(where: \.isAccepted)
            }
            guard var list = try pendingImports().first(where: \.isAccepted) else { return nil }
            let writer = try InviteeWriter(connection, event: list.event, columns: try columns(of: list.id))
            let rows = try nextRows(of: list)
            var counts = list.counts
            for (_, record) in rows {
                if try isForgotten(Address.identity(of: record.email)) { counts.forgotten += 1 }
                // An address that changed leaves the row without its person until it is identified.
                if try writer.write(record, &counts) { try identifyInvitees() }
            }
            list.counts = counts
            guard rows.count == importedRows, let last = rows.last?.number else {
                try connection.run("DELETE FROM import_rows WHERE import_id = ?", list.id)
                try connection.run("DELETE FROM imports WHERE id = ?", list.id)
                return PendingImport(list, followed: list.rows, counts)
            }
            try connection.run("DELETE FROM import_rows WHERE import_id = ? AND number <= ?", list.id, last)
            try connection.run(
                """
                UPDATE imports SET followed = ?, inserted = ?, updated = ?, unchanged = ?, forgotten = ? WHERE id = ?
                """,
                last,
                counts.inserted,
                counts.updated,
                counts.unchanged,
                counts.forgotten,
                list.id
            )
            return PendingImport(list, followed: last, counts)
        }
    }

    private func nextRows(of list: PendingImport) throws(StoreError) -> [(number: Int, record: InviteeRecord)]
    {
        var rows: [(number: Int, record: InviteeRecord)] = []
        try connection.rows(Self.nextImportRows, list.id, list.followed, importedRows) {
            row throws(StoreError) in
            rows.append((row.int(0), InviteeRecord(row, from: 1)))
            return true
        }
        return rows
    }

    static let nextImportRows = """
        SELECT number, \(InviteeRecord.columnNames)
        FROM import_rows WHERE import_id = ? AND number > ? ORDER BY number LIMIT ?
        """

    private func columns(of list: Int64) throws(StoreError) -> InviteeColumns {
        var columns = InviteeColumns([], details: [])
        try connection.rows(
            """
            SELECT 0, j.value FROM imports p, json_each(p.columns) j WHERE p.id = ?1
            UNION ALL SELECT 1, j.value FROM imports p, json_each(p.detail_keys) j WHERE p.id = ?1
            UNION ALL SELECT 2, '' FROM imports p WHERE p.id = ?1 AND p.detail_keys IS NULL
            """,
            list
        ) { row throws(StoreError) in
            switch row.int(0) {
            case 0:
                if let column = InviteeColumns.Column(rawValue: row.text(1)) {
                    columns.columns.insert(column)
                }
            case 1: columns.details?.append(row.text(1))
            default: columns.details = nil
            }
            return true
        }
        return columns
    }

    /// What an event's invitees have in columns that a list lacks, and keep: names of columns, `details.KEY`.
    public func keptColumns(event: String, columns: InviteeColumns) throws(StoreError) -> [String] {
        try InviteeWriter(connection, event: event, columns: columns).kept()
    }
}

extension PendingImport {
    fileprivate init(_ list: PendingImport, followed: Int, _ counts: ImportCounts) {
        id = list.id
        event = list.event
        rows = list.rows
        self.followed = followed
        isAccepted = true
        self.counts = counts
    }
}
