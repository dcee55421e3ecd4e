internal import Mail
internal import SQLite

/// An invitation list on its way.
public struct PendingImport: Sendable, Hashable {
    /// Its id: lists follow in this order.
    public let id: Int64
    /// Whose list it is.
    public let event: String
    /// How many rows it has, or has so far.
    public let rows: Int
    /// The last row that has followed.
    public let followed: Int
    /// Whether it counts: all of its rows are there.
    public let isAccepted: Bool
    /// What became of the rows that have followed.
    public internal(set) var counts: ImportCounts
}

/// Large invitation lists: their rows stand aside in parts of some hundreds, so that nobody waits for a list.
///
/// One writer at a time puts lists aside: who does holds a lock of their own (``importLock(besides:)``).
extension MessageStore {
    /// Where whoever imports a list holds a lock, so that nobody takes what they put aside for what a killed one left.
    public static func importLock(besides database: String) -> String { database + "-import" }

    /// Begins to put a list aside.
    ///
    /// - Returns: its id.
    public func beginImport(
        event: String,
        columns: InviteeColumns,
        now: Int64
    ) throws(StoreError) -> Int64 {
        try connection.run(
            "INSERT INTO imports (event, columns, detail_keys, started_at) VALUES (?, ?, ?, ?)",
            event,
            Self.jsonList(columns.columns.map(\.rawValue)),
            columns.details.map { Self.jsonList($0) },
            now
        )
        return connection.lastInsertedID
    }

    /// Puts the next rows of a list aside: one commit.
    public func putAside(_ records: [InviteeRecord], import id: Int64) throws(StoreError) {
        try connection.transaction { () throws(StoreError) in
            var number = try connection.integer("SELECT rows FROM imports WHERE id = ?", id)
            let row = try connection.statement(
                """
                INSERT INTO import_rows (import_id, number, \(InviteeRecord.columnNames), person_key, second_key)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
            )
            for record in records {
                number += 1
                row.bind([id, number] + record.values)
                try row.execute()
            }
            try connection.run("UPDATE imports SET rows = ? WHERE id = ?", number, id)
        }
    }

    /// Accepts a list that is whole: from this commit on it counts, and its rows follow.
    public func acceptImport(_ id: Int64, now: Int64) throws(StoreError) {
        try connection.run("UPDATE imports SET accepted_at = ? WHERE id = ? AND accepted_at IS NULL", now, id)
    }

    /// The lists on their way, in their order.
    public func pendingImports() throws(StoreError) -> [PendingImport] {
        var found: [PendingImport] = []
        try connection.rows(Self.pending) { row throws(StoreError) in
            found.append(PendingImport(row: row))
            return true
        }
        return found
    }

    /// Whether rows of a list of this event that counts have still to follow.
    public func isImporting(event: String) throws(StoreError) -> Bool {
        try connection.integer(
            "SELECT EXISTS (SELECT 1 FROM imports WHERE event = ? AND accepted_at IS NOT NULL)",
            event
        ) != 0
    }

    /// Takes away some of what a killed import has put aside: one commit.
    ///
    /// - Returns: whether there is more.
    public func dropUnaccepted() throws(StoreError) -> Bool {
        try connection.transaction { () throws(StoreError) in
            let dead = try connection.first(
                "SELECT id FROM imports WHERE accepted_at IS NULL ORDER BY id LIMIT 1"
            ) {
                $0.int64(0)
            }
            guard let dead else { return false }
            try connection.run(Self.dropRows, dead, importedRows * 2)
            if connection.changes == 0 { try connection.run("DELETE FROM imports WHERE id = ?", dead) }
            return true
        }
    }

    static let dropRows = """
        DELETE FROM import_rows WHERE import_id = ?1 AND number <= (
            SELECT number FROM import_rows WHERE import_id = ?1 ORDER BY number LIMIT 1) + ?2
        """

    static let pending = """
        SELECT id, event, rows, followed, accepted_at IS NOT NULL, inserted, updated, unchanged, forgotten
        FROM imports ORDER BY id
        """
}

extension PendingImport {
    fileprivate init(row: Row) {
        id = row.int64(0)
        event = row.text(1)
        rows = row.int(2)
        followed = row.int(3)
        isAccepted = row.bool(4)
        counts = ImportCounts()
        counts.inserted = row.int(5)
        counts.updated = row.int(6)
        counts.unchanged = row.int(7)
        counts.forgotten = row.int(8)
    }
}
