public import SQLite

/// Registrations of one address for one event: they share their letters, so that a second one brings no second letter.
extension Store {
    /// Whether another registration of this address for the event stands.
    public func hasTwin(of registration: Int64, event: String, email: String) throws(SQLiteError) -> Bool {
        try connection.integer(
            """
            SELECT EXISTS (
                SELECT 1 FROM registrations
                WHERE event = ?1 AND email = ?2 COLLATE NOCASE AND id <> ?3 AND status <> 'cancelled')
            """,
            event,
            email,
            registration
        ) != 0
    }

    /// When a registration's letters are withdrawn or go to another address, another registration that relied on them asks for
    /// its own.
    func askAgain(insteadOf registration: Int64, event: String, now: Int64) throws(SQLiteError) {
        try connection.run(
            """
            INSERT INTO prompts (registration_id, event, kind, is_insert, at)
            SELECT r.id, r.event, r.status, 1, ?3 FROM registrations r
            WHERE r.event = ?2 AND r.id <> ?1 AND r.status <> 'cancelled'
                AND EXISTS (
                    SELECT 1 FROM messages m
                    WHERE m.registration_id = ?1 AND m.event = ?2 AND m.email = r.email COLLATE NOCASE)
                AND NOT EXISTS (SELECT 1 FROM prompts p WHERE p.registration_id = r.id)
            ORDER BY r.id LIMIT 1
            """,
            registration,
            event,
            now
        )
    }
}
