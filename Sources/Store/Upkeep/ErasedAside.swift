internal import SQLite

/// What is kept of a person where nothing but a look at each row finds it: lists on their way, and earlier versions of
/// invitees.
///
/// Nobody waits for that look: it is taken before the transaction, which looks at those rows alone that came since.
struct ErasedAside {
    let key: String
    /// Rows of lists: list and number.
    fileprivate var listed: [(list: Int64, number: Int64)] = []
    /// The last row of each list that was looked at.
    fileprivate var lastListed: [Int64: Int64] = [:]
    fileprivate var versions: [Int64] = []
    fileprivate var lastVersion: Int64 = 0
}

extension MessageStore {
    /// Looks for them.
    func erasedAside(_ key: String) throws(StoreError) -> ErasedAside {
        var found = ErasedAside(key: key)
        try connection.rows("SELECT import_id, max(number) FROM import_rows GROUP BY import_id") {
            row throws(StoreError) in
            found.lastListed[row.int64(0)] = row.int64(1)
            return true
        }
        try connection.rows(
            "SELECT import_id, number FROM import_rows WHERE person_key = ?1 OR second_key = ?1",
            key
        ) { row throws(StoreError) in
            found.listed.append((row.int64(0), row.int64(1)))
            return true
        }
        found.lastVersion = try connection.integer("SELECT max(rowid) FROM invitee_versions")
        try connection.rows("SELECT rowid FROM invitee_versions WHERE \(Self.isOfPerson)", key) {
            row throws(StoreError) in
            found.versions.append(row.int64(0))
            return true
        }
        return found
    }

    private static let isOfPerson = "?1 IN (person_key(email), person_key(second_email))"

    /// Erases them, and those that came since they were looked for; part of a transaction.
    func erase(_ aside: ErasedAside) throws(StoreError) {
        for row in aside.listed {
            try connection.run(
                "DELETE FROM import_rows WHERE import_id = ? AND number = ?",
                row.list,
                row.number
            )
        }
        for list in try pendingImports() {
            try connection.run(
                """
                DELETE FROM import_rows
                WHERE import_id = ?2 AND number > ?3 AND (person_key = ?1 OR second_key = ?1)
                """,
                aside.key,
                list.id,
                aside.lastListed[list.id] ?? 0
            )
        }
        for version in aside.versions {
            try connection.run("DELETE FROM invitee_versions WHERE rowid = ?", version)
        }
        try connection.run(
            "DELETE FROM invitee_versions WHERE rowid > ?2 AND \(Self.isOfPerson)",
            aside.key,
            aside.lastVersion
        )
    }
}
