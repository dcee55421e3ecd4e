/// Letters of a notification that could not be made from its template.
public struct UnmadeLetters: Sendable, Hashable {
    /// The event's name.
    public let event: String
    /// The notification's name.
    public let notification: String
    /// How many.
    public let count: Int
    /// What is wrong with one of them, in words.
    public let reason: String
}

extension MessageStore {
    /// When the oldest letter that is with a relay was claimed, in milliseconds since 1970 UTC; nil when none is.
    public func oldestSending() throws(StoreError) -> Int64? {
        let sql = "SELECT min(updated_at) FROM messages WHERE claim IS NOT NULL"
        return try connection.first(sql) { $0.optionalInt64(0) } ?? nil
    }

    /// Letters that were rejected for their templates and wait for somebody who mends these: read from the totals.
    public func unmadeLetters() throws(StoreError) -> [UnmadeLetters] {
        var counts: [[String]: Int] = [:]
        for total in try totals() where total.state == .rejected && total.cause == .template {
            counts[[total.event, total.notification], default: 0] += total.count
        }
        var found: [UnmadeLetters] = []
        for (name, count) in counts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let reason = try connection.first(
                Self.exampleOfRejected,
                name[0],
                name[1],
                MessageCause.template.rawValue
            ) { $0.text(0) }
            found.append(
                UnmadeLetters(event: name[0], notification: name[1], count: count, reason: reason ?? "")
            )
        }
        return found
    }

    /// Of several causes, one among the first.
    static let exampleOfRejected = """
        SELECT reason FROM (
            SELECT reason, cause FROM messages WHERE event = ?1 AND notification = ?2 AND state = 'rejected' LIMIT 1000)
        WHERE cause = ?3 LIMIT 1
        """
}
