internal import Regions
internal import SQLite

/// The schema, step by step.
enum Schema {
    /// Says whose file it is, in `PRAGMA application_id`: “Vstn”.
    static let applicationID: Int64 = 0x5673_746E

    /// All steps.
    ///
    /// A released step is never changed: what comes later is a new one.
    static let migrations = [
        Migration(version: 1) { (connection) throws(SQLiteError) in
            try connection.execute("PRAGMA application_id = \(applicationID)")
            try connection.execute(peoplesTables)
            try connection.execute(ownTables)
            try connection.execute(indexes)
            try connection.execute(triggers)
            try connection.execute(views)
            try fillRegions(connection)
        },
        Migration(version: 2) { (connection) throws(SQLiteError) in
            try connection.execute(following)
        },
        Migration(version: 3) { (connection) throws(SQLiteError) in
            try connection.execute(totals)
            try connection.execute(recount)
            try connection.execute(recountSpans)
        },
        Migration(version: 4) { (connection) throws(SQLiteError) in try connection.execute(reportIndexes) },
        Migration(version: 5) { (connection) throws(SQLiteError) in try connection.execute(expiring) },
        Migration(version: 6) { (connection) throws(SQLiteError) in
            // The last row that was asked when the audience was gathered.
            try connection.execute("ALTER TABLE mailings ADD COLUMN asked_through INTEGER")
        },
        Migration(version: 7) { (connection) throws(SQLiteError) in
            // What is to be taken out of sentences, until all were looked through.
            try connection.execute(
                """
                CREATE TABLE sweeps (
                    id INTEGER PRIMARY KEY,
                    source TEXT NOT NULL,
                    texts TEXT NOT NULL,
                    after INTEGER NOT NULL,
                    through INTEGER NOT NULL
                ) STRICT;
                """
            )
        },
        Migration(version: 8) { (connection) throws(SQLiteError) in try connection.execute(editions) },
        Migration(version: 9) { (connection) throws(SQLiteError) in
            try connection.execute(imports)
            try connection.execute(coverageTables)
        },
        Migration(version: 10) { (connection) throws(SQLiteError) in
            try connection.execute(walks)
            try connection.execute(withoutImportIndexes)
        },
    ]

    /// The condition that a column holds one of these words.
    static func anyOf(_ column: String, _ words: [String]) -> String {
        words.map { "\(column) = '\($0)'" }.joined(separator: " OR ")
    }

    /// Fills the regions and the keys that find them: tax code, ISO code, Russian and English name, usual spellings.
    ///
    /// Vehicle codes are no keys: six of them name another region than the same tax code does.
    private static func fillRegions(_ connection: Connection) throws(SQLiteError) {
        for region in Regions.all {
            try connection.run(
                "INSERT INTO regions (code, iso, name, name_en) VALUES (?, ?, ?, ?)",
                region.code,
                region.iso,
                region.nameRu,
                region.nameEn
            )
            // A writer who gives the code as a number loses the leading zero.
            let number = region.code.hasPrefix("0") ? String(region.code.dropFirst()) : nil
            for key in [region.code, number, region.iso, region.nameRu, region.nameEn]
                + Regions.spellings(of: region)
            {
                guard let key, !key.isEmpty else { continue }
                try connection.run(
                    "INSERT INTO region_keys (key, code) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    key,
                    region.code
                )
            }
        }
    }

    /// A moment of ours, in milliseconds, as RFC 3339 in UTC.
    static func utc(_ column: String) -> String {
        "strftime('%Y-%m-%dT%H:%M:%fZ', \(column) / 1000.0, 'unixepoch')"
    }

    /// The moment of the statement as RFC 3339 in UTC; the same throughout one statement and its triggers.
    static let nowText = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"

    /// The moment of the statement in milliseconds.
    ///
    /// `unixepoch('subsec')` is too new for writers of 3.37.
    static let nowMilliseconds = "CAST(round((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER)"
}
