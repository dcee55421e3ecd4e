public import SQLite

/// One row of a table, as it is handed over to the person it is about.
public struct ExportedRow: Sendable {
    /// The table.
    public let table: String
    /// The columns in their order.
    public let columns: [(name: String, value: Value)]
}

extension MessageStore {
    /// Hands over everything kept about a person, letters to addresses that they had before or have had since included.
    public func export(_ address: String) throws(StoreError) -> [ExportedRow] {
        let key = Self.personKey(of: address)
        var found: [ExportedRow] = []
        for row in try people(of: key) {
            let table = row.kind == .registration ? "registrations" : "invitees"
            try export(table, "SELECT * FROM \(table) WHERE id = ?", row.id, &found)
        }
        try export(
            "versions",
            """
            SELECT * FROM versions WHERE person_key = ?1 OR registration_id IN (\(Self.theirRegistrations))
            ORDER BY registration_id, version
            """,
            key,
            &found
        )
        try export(
            "invitee_versions",
            """
            SELECT * FROM invitee_versions
            WHERE invitee_id IN (\(Self.inviteeIDsOfPerson)) OR ?1 IN (person_key(email), person_key(second_email))
            ORDER BY rowid
            """,
            key,
            &found
        )
        try export(
            "messages",
            "SELECT * FROM messages WHERE id IN (\(Self.theirMessages)) ORDER BY id",
            key,
            &found
        )
        try export(
            "delivery_log",
            """
            SELECT * FROM delivery_log WHERE id IN (
                SELECT id FROM attempts WHERE message IN (
                    \(Self.theirMessages)
                    UNION SELECT p.id FROM messages p
                        WHERE p.email COLLATE NOCASE = ?1 AND \(Schema.hasOtherEmail("p")))
                UNION SELECT id FROM attempts WHERE email IS NOT NULL AND email COLLATE NOCASE = ?1)
            ORDER BY id
            """,
            key,
            &found
        )
        try export("suppressions", "SELECT * FROM suppressions WHERE person_key = ?", key, &found)
        return found
    }

    private static let theirRegistrations = """
        \(theirs("registrations", "person_key"))
        UNION SELECT registration_id FROM versions WHERE person_key = ?1
        """

    private static let theirMessages = """
        SELECT id FROM messages WHERE person_key = ?1
        UNION SELECT id FROM messages
            WHERE registration_id IS NOT NULL AND registration_id IN (\(theirRegistrations))
        UNION SELECT id FROM messages
            WHERE invitee_id IS NOT NULL AND invitee_id IN (
                \(theirs("invitees", "person_key"))
                UNION \(theirs("invitees", "second_key")) AND p.second_key IS NOT NULL)
        """

    private func export(
        _ table: String,
        _ sql: String,
        _ value: any Bindable,
        _ found: inout [ExportedRow]
    ) throws(StoreError) {
        try connection.rows(sql, value) { row throws(StoreError) in
            let columns = (0..<Int32(clamping: row.count)).map { (name: row.name($0), value: row.value($0)) }
            found.append(ExportedRow(table: table, columns: columns))
            return true
        }
    }
}
