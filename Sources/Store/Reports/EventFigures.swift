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
        var counts: [String: [MessageState: Int]] = [:]
        let mailings = Dictionary(
            try mailings(event: event).map { ($0.notification, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var first: [String: Int64] = [:]
        for total in try totals(event: event) where !total.isResent {
            counts[total.notification, default: [:]][total.state, default: 0] += total.count
            first[total.notification] = min(first[total.notification] ?? .max, total.first)
        }
        var order = counts.keys.sorted { (first[$0] ?? 0, $0) < (first[$1] ?? 0, $1) }
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
        try connection.rows(Self.refusals, event) { row throws(StoreError) in
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

    /// Counted along an index that holds bounced letters alone; only the examples are read.
    static let refusals = """
        SELECT code, enhanced_code, n, (
            SELECT reply FROM messages m
            WHERE m.event = ?1 AND m.state = 'bounced' AND m.code IS g.code AND m.enhanced_code IS g.enhanced_code
            ORDER BY m.id LIMIT 1)
        FROM (
            SELECT code, enhanced_code, count(*) AS n FROM messages WHERE event = ?1 AND state = 'bounced'
            GROUP BY code, enhanced_code) g
        ORDER BY n DESC, code, enhanced_code
        """
}
