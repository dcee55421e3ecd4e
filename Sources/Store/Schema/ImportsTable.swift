extension Schema {
    /// Invitation lists on their way into `invitees`.
    ///
    /// The rows of a list stand aside until all are there. That a list is accepted is one row in one commit: from then on
    /// it counts, and its rows follow into `invitees` in parts, each with how far it is. Before, nothing of it counts.
    static let imports = """
        CREATE TABLE imports (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event TEXT NOT NULL,
            -- The columns that the list has, and the keys of `details`, as JSON arrays; NULL: all that there are.
            columns TEXT NOT NULL,
            detail_keys TEXT,
            rows INTEGER NOT NULL DEFAULT 0,
            -- NULL: not all of its rows are here, and none counts.
            accepted_at INTEGER,
            -- The last row that has followed, and what became of them.
            followed INTEGER NOT NULL DEFAULT 0,
            inserted INTEGER NOT NULL DEFAULT 0,
            updated INTEGER NOT NULL DEFAULT 0,
            unchanged INTEGER NOT NULL DEFAULT 0,
            forgotten INTEGER NOT NULL DEFAULT 0,
            started_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE import_rows (
            import_id INTEGER NOT NULL,
            number INTEGER NOT NULL,
            email TEXT NOT NULL,
            name TEXT,
            organization TEXT,
            position TEXT,
            region TEXT,
            language TEXT,
            time_zone TEXT,
            details TEXT,
            second_email TEXT,
            person_key TEXT NOT NULL,
            second_key TEXT,
            PRIMARY KEY (import_id, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX import_rows_person ON import_rows (person_key);
        CREATE INDEX import_rows_second ON import_rows (second_key) WHERE second_key IS NOT NULL;
        """
}
