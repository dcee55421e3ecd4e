import Foundation
internal import Mail
internal import SQLite

/// Editions of events, each kept once, and each of their files once.
extension MessageStore {
    /// Takes note of which editions are in force from now on: those that are new are kept, those that no longer are in force
    /// get the moment until which they were.
    ///
    /// - Returns: the id of each, in the order given.
    public func use(editions: [Edition], now: Int64) throws(StoreError) -> [Int64] {
        try connection.transaction { () throws(StoreError) in
            var ids: [Int64] = []
            for edition in editions { ids.append(try keep(edition)) }
            try connection.run(
                """
                UPDATE editions SET replaced_at = ?1
                WHERE replaced_at IS NULL AND id NOT IN (SELECT value FROM json_each(?2))
                """,
                now,
                Self.jsonNumbers(ids)
            )
            return ids
        }
    }

    private func keep(_ edition: Edition) throws(StoreError) -> Int64 {
        var places: [String: Int64] = [:]
        for (path, bytes) in edition.files { places[path] = try keep(bytes) }
        let files = Self.jsonObject(places)
        let known = try connection.first(
            "SELECT id FROM editions WHERE event = ? AND settings = ? AND files = ? ORDER BY id LIMIT 1",
            edition.event,
            edition.settings,
            files
        ) { $0.int64(0) }
        if let known {
            try connection.run(
                "UPDATE editions SET replaced_at = NULL WHERE id = ? AND replaced_at IS NOT NULL",
                known
            )
            return known
        }
        try connection.run(
            "INSERT INTO editions (event, settings, files) VALUES (?, ?, ?)",
            edition.event,
            edition.settings,
            files
        )
        return connection.lastInsertedID
    }

    private func keep(_ bytes: [UInt8]) throws(StoreError) -> Int64 {
        let checksum = Int64(bitPattern: ByteChecksum.of(bytes))
        let known = try connection.first(
            "SELECT id FROM edition_files WHERE checksum = ? AND bytes = ? ORDER BY id LIMIT 1",
            checksum,
            bytes
        ) { $0.int64(0) }
        if let known { return known }
        try connection.run("INSERT INTO edition_files (checksum, bytes) VALUES (?, ?)", checksum, bytes)
        return connection.lastInsertedID
    }

    /// An edition; nil where it was not kept or is gone.
    public func edition(_ id: Int64) throws(StoreError) -> Edition? {
        let row = try connection.first("SELECT event, settings, files FROM editions WHERE id = ?", id) {
            (event: $0.text(0), settings: $0.text(1), files: $0.text(2))
        }
        guard let row else { return nil }
        var files: [String: [UInt8]] = [:]
        try connection.rows(
            "SELECT p.key, f.bytes FROM json_each(?) p JOIN edition_files f ON f.id = p.value",
            row.files
        ) { row throws(StoreError) in
            files[row.text(0)] = row.bytes(1)
            return true
        }
        return Edition(event: row.event, settings: row.settings, files: files)
    }

    /// Deletes editions that were replaced before the log begins: no row of it names them.
    ///
    /// - Returns: how many went.
    @discardableResult
    public func purgeEditions(replacedBefore moment: Int64) throws(StoreError) -> Int {
        try connection.transaction { () throws(StoreError) in
            try connection.run("DELETE FROM editions WHERE replaced_at < ?", moment)
            let count = connection.changes
            guard count > 0 else { return 0 }
            try connection.run(
                """
                DELETE FROM edition_files
                WHERE id NOT IN (SELECT p.value FROM editions e, json_each(e.files) p)
                """
            )
            return count
        }
    }

    private static func jsonObject(_ places: [String: Int64]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(places)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
