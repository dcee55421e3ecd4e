internal import SQLite

/// Messages of an event that cannot be used wait apart: no claim meets them, and their time stands still.
extension MessageStore {
    /// Added to the moments of a message that is parked: seven thousand years, so that no clock comes near.
    public static let parked: Int64 = 200_000_000_000_000

    /// Parks what waits of an event, all of it.
    public func park(event: String) throws(StoreError) {
        var walk = ParkingWalk(event)
        while !walk.isDone { try park(&walk, now: 0) }
    }

    /// Lets what was parked of an event wait its turn again, all of it; see ``park(_:rows:now:)``.
    public func unpark(event: String, after duration: Int64, now: Int64) throws(StoreError) {
        var walk = ParkingWalk(event, since: now - duration)
        while !walk.isDone { try park(&walk, now: now) }
    }

    /// Parks some of what waits of an event, or lets it wait its turn again: one commit, which looks at a bounded number of
    /// messages.
    ///
    /// What comes back and is counted by no timed mailing has as much time left as it had.
    public func park(_ walk: inout ParkingWalk, rows: Int = 250, now: Int64) throws(StoreError) {
        guard !walk.isDone else { return }
        var next = walk
        try connection.transaction { () throws(StoreError) in
            if next.notification == nil {
                next.notification =
                    try connection.first(Self.nextKind, next.event, next.last) { $0.optionalText(0) } ?? nil
                next.after = .min
            }
            guard let notification = next.notification else {
                next.isDone = true
                return
            }
            let ids = try nextOfEvent(next.event, notification, after: next.after, limit: rows)
            if let last = ids.last, ids.count == rows {
                next.after = last
            } else {
                (next.last, next.notification) = (notification, nil)
            }
            guard !ids.isEmpty else { return }
            if let since = next.since {
                try connection.run(Self.unpark, Self.parked, max(0, now - since), Self.jsonNumbers(ids), now)
            } else {
                try park(ids)
            }
        }
        walk = next
    }

    /// Parks these messages, as far as they wait.
    public func park(_ ids: [Int64]) throws(StoreError) {
        try connection.run(Self.park, Self.parked, Self.jsonNumbers(ids))
    }

    static let park = """
        UPDATE messages SET ready_at = ready_at + ?1,
            expires_at = expires_at + CASE WHEN expires_at < ?1 THEN ?1 ELSE 0 END
        WHERE id IN (SELECT value FROM json_each(?2)) AND \(MessageState.waiting()) AND ready_at < ?1
        """

    static let unpark = """
        UPDATE messages SET ready_at = max(0, ready_at - ?1),
            expires_at = CASE WHEN expires_at >= ?1 THEN expires_at - ?1 ELSE expires_at END
                + CASE WHEN mailing_id IS NULL THEN min(?2, max(0, ?4 - created_at)) ELSE 0 END
        WHERE id IN (SELECT value FROM json_each(?3)) AND \(MessageState.waiting()) AND ready_at >= ?1
        """
}

/// How far the messages of an event are parked, or come back.
public struct ParkingWalk: Sendable, Hashable {
    /// The event's name.
    public let event: String
    /// Since when they were parked that come back, in milliseconds since 1970 UTC; nil: they are parked now.
    public let since: Int64?
    /// The kind of letter that is looked through, and its last letter that was.
    var notification: String?
    var after = Int64.min
    /// The kind that was looked through last.
    var last = ""
    /// Whether all were looked at.
    public internal(set) var isDone = false

    /// Nothing yet.
    public init(_ event: String, since: Int64? = nil) {
        self.event = event
        self.since = since
    }
}
