/// One step of a schema, from the version before to this one.
public struct Migration: Sendable {
    /// The version that the schema has afterwards, from 1.
    public let version: Int
    /// What the step does, inside a transaction.
    public let run: @Sendable (Connection) throws(SQLiteError) -> Void

    /// A step that leads to `version`.
    public init(version: Int, run: @escaping @Sendable (Connection) throws(SQLiteError) -> Void) {
        self.version = version
        self.run = run
    }
}

extension Connection {
    /// The version of the schema, kept in `PRAGMA user_version`.
    public func schemaVersion() throws(SQLiteError) -> Int {
        Int(clamping: try integer("PRAGMA user_version"))
    }

    /// Brings the schema to the newest version: each step is one transaction, steps already done are left out.
    ///
    /// - Throws: an error of category `newerSchema` when the file is ahead of this program.
    public func migrate(_ migrations: [Migration]) throws(SQLiteError) {
        try refuseNewerSchema(than: migrations)
        for migration in migrations {
            try transaction { () throws(SQLiteError) in
                // Another process may have done the step while this one waited for the lock.
                guard try schemaVersion() < migration.version else { return }
                try migration.run(self)
                try execute("PRAGMA user_version = \(migration.version)")
            }
        }
    }

    /// Says whether this program knows the schema of the file.
    ///
    /// - Throws: an error of category `newerSchema`.
    public func refuseNewerSchema(than migrations: [Migration]) throws(SQLiteError) {
        let known = migrations.map(\.version).max() ?? 0
        let found = try schemaVersion()
        guard found <= known else { throw SQLiteError(newerSchema: found, known: known) }
    }
}
