internal import SQLite

/// Erasures that the intake has still to do: of people who were forgotten, and of what is too old to be kept.
///
/// The database is erased at once, the web site's file when it can be written.
extension MessageStore {
    /// Asks for registrations to be erased in the intake.
    func askForErasure(of registrations: [Int64], now: Int64) throws(StoreError) {
        for id in registrations {
            try connection.run(
                "INSERT INTO erasures (registration_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                id,
                now
            )
        }
    }

    /// Registrations that the intake has still to erase.
    public func pendingErasures(limit: Int) throws(StoreError) -> [Int64] {
        var found: [Int64] = []
        try connection.rows("SELECT registration_id FROM erasures ORDER BY registration_id LIMIT ?", limit) {
            row throws(StoreError) in
            found.append(row.int64(0))
            return true
        }
        return found
    }

    /// Whether the intake has anything to erase.
    public func hasPendingErasures() throws(StoreError) -> Bool {
        try connection.integer("SELECT EXISTS (SELECT 1 FROM erasures)") != 0
    }

    /// Whether a registration is erased here and still in the intake: what is read of it is no news.
    public func isErased(registration id: Int64) throws(StoreError) -> Bool {
        try connection.integer("SELECT EXISTS (SELECT 1 FROM erasures WHERE registration_id = ?)", id) != 0
    }

    /// Since when the oldest erasure waits, in milliseconds since 1970 UTC; nil when none does.
    public func oldestPendingErasure() throws(StoreError) -> Int64? {
        try connection.first("SELECT min(at) FROM erasures") { $0.optionalInt64(0) } ?? nil
    }

    /// The intake has erased these.
    public func erasedInIntake(_ registrations: [Int64]) throws(StoreError) {
        try transaction { () throws(StoreError) in
            let done = try connection.statement("DELETE FROM erasures WHERE registration_id = ?")
            for id in registrations { try done.bind(1, id).execute() }
        }
    }
}
