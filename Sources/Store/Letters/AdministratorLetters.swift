internal import SQLite

/// Letters of the program's own to its administrators: they wait, go and are logged as all others do, under the name of an
/// event that no folder has.
extension MessageStore {
    /// What stands for the event.
    public static let administratorsEvent = "@vestnik"
    /// Under which name the database keeps what was told to them.
    private static let told = "alerts"

    /// What was told to administrators, as ``tell(administrators:withdrawing:reason:state:now:)`` kept it.
    public func toldToAdministrators() throws(StoreError) -> String? { try meta(Self.told) }

    /// Queues letters, withdraws others that wait, and keeps what was told: in one commit.
    ///
    /// A letter that is there already is not queued again.
    public func tell(
        administrators letters: [NewMessage],
        withdrawing ids: [Int64] = [],
        reason: String = "",
        state: String,
        now: Int64
    ) throws(StoreError) {
        try connection.transaction { () throws(StoreError) in
            for letter in letters { _ = try insert(letter, now: now) }
            for id in ids {
                try change(
                    MessageSelection("id = ?4", id, in: [.queued, .deferred]),
                    to: .cancelled,
                    cause: .outdated,
                    reason: reason,
                    now: now
                )
            }
            try setMeta(Self.told, state)
        }
    }

    /// Letters of a kind that wait for their turn.
    public func waitingForAdministrators(_ kind: String) throws(StoreError) -> [(id: Int64, data: String)] {
        var found: [(id: Int64, data: String)] = []
        try connection.rows(
            """
            SELECT id, coalesce(data, '') FROM messages
            WHERE event = ? AND notification = ? AND state IN ('queued', 'deferred') ORDER BY id
            """,
            Self.administratorsEvent,
            kind
        ) { row throws(StoreError) in
            found.append((row.int64(0), row.text(1)))
            return true
        }
        return found
    }

    /// What such letters said is kept for so long: they name people.
    public func emptyAdministratorLetters(before moment: Int64) throws(StoreError) {
        try connection.run(
            "UPDATE messages SET data = NULL WHERE event = ? AND updated_at < ? AND data IS NOT NULL AND claim IS NULL",
            Self.administratorsEvent,
            moment
        )
    }

    /// Empties those that name a person who is forgotten.
    func emptyAdministratorLetters(naming text: String) throws(StoreError) {
        try connection.run(
            """
            UPDATE messages SET data = NULL WHERE event = ?1 AND data IS NOT NULL AND claim IS NULL
                AND (instr(data, ?2) > 0 OR instr(lower(data), lower(?2)) > 0)
            """,
            Self.administratorsEvent,
            text
        )
    }
}
