internal import SQLite

/// Copies the rows of a table that was set aside, as far as they can be read, into the one that took its place.
struct TableCopy {
    let connection: Connection
    let source: String
    let target: String
    let columns: [String]

    init(_ connection: Connection, from source: String, to target: String, columns: [String]) {
        self.connection = connection
        self.source = source
        self.target = target
        self.columns = columns
    }

    /// Copies what can be copied.
    ///
    /// - Returns: how many rows were copied.
    func run() throws(SQLiteError) -> Int {
        // Computed columns are left out: their expressions are the stranger's.
        var stored: Set<String> = []
        try connection.rows("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", source) { row in
            stored.insert(row.text(0).lowercased())
            return stored.count < 200
        }
        var shared = columns.filter(stored.contains)
        var copied = 0
        do throws(SQLiteError) { copied = try copy(shared) } catch {
            // A row is too long to be read: its `details` as a rule. The rest is worth more than those of all.
            guard error.isTooBig else { throw error }
            shared.removeAll { $0 == "details" }
            copied = (try? copy(shared)) ?? 0
        }
        return copied
    }

    private func copy(_ shared: [String]) throws(SQLiteError) -> Int {
        let needed = target == "registrations" ? ["event", "email"] : ["registration_id", "notification"]
        guard needed.allSatisfy(shared.contains) else { return 0 }
        try connection.execute("DELETE FROM \(target)")
        let values = shared.enumerated().map { index, column in
            column == "details" ? Self.object("?\(index + 1)") : "?\(index + 1)"
        }
        let insert = try connection.statement(
            """
            INSERT INTO \(target) (\(shared.joined(separator: ", ")))
            VALUES (\(values.joined(separator: ", ")))
            """
        )
        var copied = 0
        try connection.rows(
            "SELECT \(shared.joined(separator: ", ")) FROM \(SchemaObject.quoted(source))"
        ) { (row) throws(SQLiteError) in
            for (index, column) in shared.enumerated() {
                var value = row.value(Int32(index))
                if column == "status", case .text(let word) = value, !IntakeSchema.statuses.contains(word) {
                    value = .null
                }
                insert.bind(Int32(index + 1), value)
            }
            do throws(SQLiteError) {
                try insert.execute()
                copied += connection.changes
            } catch {
                // A row that breaks our rules is left behind: it is still where it was.
                guard error.category == .constraint || error.category == .other else { throw error }
            }
            return true
        }
        return copied
    }

    /// The argument where it is a JSON object, else NULL.
    private static func object(_ argument: String) -> String {
        """
        CASE WHEN json_valid(\(argument)) THEN
            CASE WHEN json_type(\(argument)) = 'object' THEN \(argument) END END
        """
    }

    /// Goes on counting ids behind everything that the file knows of: an id that a person had once must not name
    /// another.
    ///
    /// `source` is the table that `registrations` was; its own name where nothing was left of it.
    static func continueCounting(_ connection: Connection, from source: String) throws(SQLiteError) {
        let top = try connection.integer(
            """
            SELECT max(id) FROM (
                SELECT id FROM (SELECT max(id) AS id FROM registrations WHERE id < \(1 << 53))
                UNION ALL SELECT seq FROM sqlite_sequence WHERE name = ?
                UNION ALL SELECT max(registration_id) FROM registration_delivery WHERE registration_id < \(1 << 53))
            WHERE typeof(id) = 'integer' AND id < \(1 << 53)
            """,
            source
        )
        guard top > 0 else { return }
        try connection.run("DELETE FROM sqlite_sequence WHERE name = 'registrations'")
        try connection.run("INSERT INTO sqlite_sequence (name, seq) VALUES ('registrations', ?)", top)
    }
}
