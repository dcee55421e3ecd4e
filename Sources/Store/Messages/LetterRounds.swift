internal import SQLite

extension MessageStore {
    /// The round of the next letter of a kind that one person may get again, such as a change; 0 for the first.
    public func nextRound(
        event: String,
        notification: String,
        personKey: String
    ) throws(StoreError) -> Int {
        try connection.first(
            "SELECT coalesce(max(round) + 1, 0) FROM messages WHERE event = ? AND notification = ? AND person_key = ?",
            event,
            notification,
            personKey
        ) { $0.int(0) } ?? 0
    }
}
