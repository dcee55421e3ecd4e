internal import SQLite

extension MessageStore {
    /// What the keys of ``meta(_:)`` begin with that tell what a person must mend at a relay.
    public static let relayTrouble = "relay:"

    /// What the keys of ``meta(_:)`` begin with that tell until when a relay takes nothing, by its own word:
    /// milliseconds since 1970 UTC.
    public static let relayBlock = "blocked:"
    /// What the keys begin with that tell in which words it said so.
    public static let relayBlockReason = "blocked-reason:"
    /// What the keys of ``meta(_:)`` begin with that tell when a relay was found to lose what is pipelined behind the
    /// end of data: milliseconds since 1970 UTC.
    public static let relayOverlap = "overlap:"
    /// The key of what changes whenever someone wishes relays to be tried again.
    public static let relaysAnew = "relays-anew"

    /// The relays that take nothing at a moment, by their own word.
    public func relayBlocks(
        now: Int64
    ) throws(StoreError) -> [(relay: String, until: Int64, problem: String)] {
        var found: [(relay: String, until: Int64, problem: String)] = []
        try connection.rows(
            """
            SELECT substr(m.key, ?1), CAST(m.value AS INTEGER), coalesce(r.value, '')
            FROM meta m LEFT JOIN meta r ON r.key = ?3 || substr(m.key, ?1)
            WHERE substr(m.key, 1, ?1 - 1) = ?2 AND CAST(m.value AS INTEGER) > ?4 ORDER BY m.key
            """,
            Self.relayBlock.utf8.count + 1,
            Self.relayBlock,
            Self.relayBlockReason,
            now
        ) { row throws(StoreError) in
            found.append((row.text(0), row.int64(1), row.text(2)))
            return true
        }
        return found
    }

    /// Notes that relays which rest until a person has acted, or at their own word, are to be tried again.
    func askRelaysAnew() throws(StoreError) {
        try connection.run("DELETE FROM meta WHERE substr(key, 1, 8) = ?", Self.relayBlock)
        try setMeta(Self.relaysAnew, String((Int64(try meta(Self.relaysAnew) ?? "") ?? 0) + 1))
    }

    /// The relays that only a person can mend, with what they said.
    public func relayTroubles() throws(StoreError) -> [(relay: String, problem: String)] {
        var found: [(relay: String, problem: String)] = []
        try connection.rows(
            "SELECT substr(key, ?1), value FROM meta WHERE substr(key, 1, ?1 - 1) = ?2 ORDER BY key",
            Self.relayTrouble.utf8.count + 1,
            Self.relayTrouble
        ) { row throws(StoreError) in
            found.append((row.text(0), row.text(1)))
            return true
        }
        return found
    }
}
