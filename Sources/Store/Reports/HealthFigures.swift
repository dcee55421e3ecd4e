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

    /// Letters that were rejected for their templates and wait for somebody who mends these.
    public func unmadeLetters() throws(StoreError) -> [UnmadeLetters] {
        var found: [UnmadeLetters] = []
        try connection.rows(
            """
            SELECT event, notification, count(*), max(reason) FROM messages
            WHERE state = 'rejected' AND cause = ? GROUP BY event, notification ORDER BY event, notification
            """,
            MessageCause.template.rawValue
        ) { row throws(StoreError) in
            found.append(
                UnmadeLetters(
                    event: row.text(0),
                    notification: row.text(1),
                    count: row.int(2),
                    reason: row.text(3)
                )
            )
            return true
        }
        return found
    }

    /// The regions of registrations that name no time zone, each as it was written, with how many name it; a thousand at
    /// most.
    public func regionsWithoutZone() throws(StoreError) -> [(text: String, count: Int)] {
        try tally("region", where: "region <> '' AND coalesce(time_zone, '') = ''")
    }

    /// The time zones that registrations name, each as it was written, with how many name it; a thousand at most.
    public func timeZones() throws(StoreError) -> [(text: String, count: Int)] {
        try tally("time_zone", where: "time_zone <> ''")
    }

    private func tally(
        _ column: String,
        where condition: String
    ) throws(StoreError) -> [(text: String, count: Int)] {
        var found: [(text: String, count: Int)] = []
        try connection.rows(
            """
            SELECT \(column), count(*) FROM registrations WHERE \(condition)
            GROUP BY \(column) ORDER BY count(*) DESC, \(column) LIMIT 1000
            """
        ) { row throws(StoreError) in
            found.append((row.text(0), row.int(1)))
            return true
        }
        return found
    }
}
