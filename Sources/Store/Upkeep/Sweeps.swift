internal import SQLite

/// Takes people who were forgotten out of sentences about others, which lie anywhere in the log: in parts.
///
/// What is looked for stands in the database until everything was looked at, so that whoever is killed goes on from
/// there; then it goes, too.
extension MessageStore {
    /// How many rows one part looks at.
    static let sweptRows: Int64 = 5000

    /// Where people and relays write what they want, and there is much of it.
    private static let swept = [("attempts", ["note", "reply"]), ("messages", ["reason", "reply"])]

    /// Asks for a sweep after what tells of a person; part of the erasure.
    func askForSweep(_ traces: PersonTraces) throws(StoreError) {
        let texts = Self.jsonList(traces.texts)
        guard !traces.texts.isEmpty else { return }
        for (table, _) in Self.swept {
            try connection.run(
                "INSERT INTO sweeps (source, texts, after, through) VALUES (?, ?, 0, ?)",
                table,
                texts,
                try lastRow(of: table)
            )
        }
    }

    /// Whether something is still to be looked through.
    public func isSweeping() throws(StoreError) -> Bool {
        try connection.integer("SELECT EXISTS (SELECT 1 FROM sweeps)") != 0
    }

    /// Looks through the next rows, in one commit.
    ///
    /// - Returns: how many rows of the log lost something; nil where nothing is left to look through.
    @discardableResult
    public func sweep() throws(StoreError) -> Int? {
        try connection.transaction { () throws(StoreError) in
            let next = try connection.first(
                "SELECT id, source, texts, after, through FROM sweeps ORDER BY id LIMIT 1"
            ) { row in
                (
                    id: row.int64(0), source: row.text(1), texts: row.text(2), after: row.int64(3),
                    through: row.int64(4)
                )
            }
            guard let next, let (table, columns) = Self.swept.first(where: { $0.0 == next.source }) else {
                return nil
            }
            let end = min(next.after + Self.sweptRows, next.through)
            var logRows = 0
            for column in columns {
                try connection.run(Self.sweepQuery(table, column), next.texts, next.after, end)
                if table == "attempts" { logRows += connection.changes }
            }
            if end >= next.through {
                try connection.run("DELETE FROM sweeps WHERE id = ?", next.id)
                try askForEmptyLog()
            } else {
                try connection.run("UPDATE sweeps SET after = ? WHERE id = ?", end, next.id)
            }
            return logRows
        }
    }

    static func sweepQuery(_ table: String, _ column: String) -> String {
        """
        UPDATE \(table) SET \(column) = NULL WHERE id IN (
            SELECT t.id FROM json_each(?1) e CROSS JOIN \(table) t
            WHERE t.id > ?2 AND t.id <= ?3 AND t.\(column) IS NOT NULL
                AND (instr(t.\(column), e.value) > 0 OR instr(lower(t.\(column)), lower(e.value)) > 0))
        """
    }
}
