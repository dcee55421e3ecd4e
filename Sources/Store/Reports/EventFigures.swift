internal import SQLite

/// How many messages of a notification are in each state.
public struct NotificationFigures: Sendable, Hashable {
    /// The notification's name.
    public let notification: String
    /// Its mailing; nil for prompted letters.
    public let mailing: Mailing?
    /// Messages by state; what is absent is 0.
    public let counts: [MessageState: Int]
    /// All its messages.
    public var total: Int { counts.values.reduce(0, +) }
}

/// A way in which letters were refused for good.
public struct RefusalFigures: Sendable, Hashable {
    /// The reply's code.
    public let code: Int?
    /// The enhanced status code.
    public let enhancedCode: String?
    /// How many messages of the event bounced with it.
    public let count: Int
    /// One of the replies.
    public let example: String?
}

extension MessageStore {
    /// The letters of an event, in the order in which the first of each was due.
    public func notificationFigures(event: String) throws(StoreError) -> [NotificationFigures] {
        var order: [String] = []
        var counts: [String: [MessageState: Int]] = [:]
        let mailings = Dictionary(
            try mailings(event: event).map { ($0.notification, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        try connection.rows(
            """
            SELECT notification, state, count(*), min(due_at) OVER (PARTITION BY notification) AS first
            FROM messages WHERE event = ? AND resend_of IS NULL GROUP BY notification, state ORDER BY first, notification
            """,
            event
        ) { row throws(StoreError) in
            let name = row.text(0)
            if counts[name] == nil { order.append(name) }
            if let state = MessageState(rawValue: row.text(1)) {
                counts[name, default: [:]][state] = row.int(2)
            }
            return true
        }
        order += mailings.values.filter { counts[$0.notification] == nil }.sorted { $0.due < $1.due }
            .map(\.notification)
        return order.map {
            NotificationFigures(notification: $0, mailing: mailings[$0], counts: counts[$0] ?? [:])
        }
    }

    /// How many registrations of an event have each status.
    public func registrationCounts(event: String) throws(StoreError) -> [(status: String, count: Int)] {
        var found: [(status: String, count: Int)] = []
        try connection.rows(
            "SELECT status, count(*) FROM registrations WHERE event = ? GROUP BY status ORDER BY 2 DESC, 1",
            event
        ) { row throws(StoreError) in
            found.append((row.text(0), row.int(1)))
            return true
        }
        return found
    }

    /// Why letters of an event bounced, the most frequent reason first.
    public func refusalFigures(event: String) throws(StoreError) -> [RefusalFigures] {
        var found: [RefusalFigures] = []
        try connection.rows(
            """
            SELECT code, enhanced_code, count(*) AS n, min(reply) FROM messages
            WHERE event = ? AND state = 'bounced' GROUP BY code, enhanced_code ORDER BY n DESC, code, enhanced_code
            """,
            event
        ) { row throws(StoreError) in
            found.append(
                RefusalFigures(
                    code: row.optionalInt(0),
                    enhancedCode: row.optionalText(1),
                    count: row.int(2),
                    example: row.optionalText(3)
                )
            )
            return true
        }
        return found
    }
}
