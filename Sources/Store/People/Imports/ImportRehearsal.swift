internal import Mail
internal import SQLite

/// What an import would do, found out on a copy of the event's list that this connection alone sees.
extension MessageStore {
    /// Writes a list into a copy of the event's invitees, in a temporary file: the database is read, never written, and
    /// nobody waits.
    ///
    /// Of a store that is opened for reading.
    /// - Parameters:
    ///   - event: whose list it is.
    ///   - columns: those that the list has.
    ///   - records: hands over the rows one by one.
    ///   - look: looks at the invitees as the import would leave them.
    /// - Returns: how many rows, what would change and what be kept.
    /// - Throws: what the database refuses, and what the other two throw.
    public func rehearseImport(
        event: String,
        columns: InviteeColumns,
        _ records: (_ take: (InviteeRecord) throws -> Void) throws -> Void,
        look: () throws -> Void = {}
    ) throws -> ImportCounts {
        try copyInvitees(of: event)
        defer { try? connection.execute("ROLLBACK; DROP TABLE IF EXISTS temp.invitees") }
        var counts = ImportCounts()
        try identifyInvitees()
        let writer = try InviteeWriter(connection, event: event, columns: columns)
        try records { record in
            if try isForgotten(Address.identity(of: record.email)) { counts.forgotten += 1 }
            if try writer.write(record, &counts) { try identifyInvitees() }
        }
        if counts.updated + counts.unchanged > 0 { counts.kept = try writer.kept() }
        try look()
        return counts
    }

    /// A table of the same name, which hides the other one from this connection.
    private func copyInvitees(of event: String) throws(StoreError) {
        var definitions: [String] = []
        try connection.rows(
            """
            SELECT type, sql FROM main.sqlite_schema WHERE tbl_name = 'invitees' AND type IN ('table', 'index') AND sql IS NOT NULL
            ORDER BY type DESC
            """
        ) { row throws(StoreError) in
            let rest = row.text(1).split(separator: " ", maxSplits: 2)
            guard rest.count == 3 else { return true }
            // CREATE TABLE invitees …, CREATE INDEX name ON invitees …
            definitions.append("\(rest[0]) \(rest[1]) temp.\(rest[2])")
            return true
        }
        // A large list has no place in memory.
        try connection.execute("PRAGMA temp_store = FILE; BEGIN")
        try connection.execute(definitions.joined(separator: ";\n"))
        // New rows have ids that no other row has.
        try connection.execute(
            "INSERT INTO temp.sqlite_sequence (name, seq) SELECT name, seq FROM main.sqlite_sequence WHERE name = 'invitees'"
        )
        try connection.run(
            "INSERT INTO temp.invitees SELECT * FROM main.invitees WHERE event = ? ORDER BY id",
            event
        )
    }
}
