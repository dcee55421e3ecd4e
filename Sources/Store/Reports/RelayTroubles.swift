public import SQLite

extension Store {
    /// What the keys of ``meta(_:)`` begin with that tell what a person must mend at a relay.
    public static let relayTrouble = "relay:"

    /// The relays that only a person can mend, with what they said.
    public func relayTroubles() throws(SQLiteError) -> [(relay: String, problem: String)] {
        var found: [(relay: String, problem: String)] = []
        try connection.rows(
            "SELECT substr(key, ?1), value FROM meta WHERE substr(key, 1, ?1 - 1) = ?2 ORDER BY key",
            Self.relayTrouble.utf8.count + 1,
            Self.relayTrouble
        ) { row throws(SQLiteError) in
            found.append((row.text(0), row.text(1)))
            return true
        }
        return found
    }
}
