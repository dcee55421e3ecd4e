internal import SQLite

/// Events that are called off: what waits of them is withdrawn.
extension MessageStore {
    /// Since when an event is known to be called off; nil while it takes place.
    public func calledOff(event: String) throws(StoreError) -> Int64? {
        try meta(Self.calledOffKey + event).flatMap { Int64($0) }
    }

    /// Notes since when an event is called off; nil: it takes place.
    public func setCalledOff(event: String, at: Int64?) throws(StoreError) {
        try setMeta(Self.calledOffKey + event, at.map { String($0) })
        guard at == nil else { return }
        try connection.run("DELETE FROM late_registrations WHERE event = ?", event)
    }

    /// Notes a registration that was seen when its event was called off.
    public func noteLate(registration id: Int64, event: String) throws(StoreError) {
        try connection.run(
            "INSERT INTO late_registrations (registration_id, event) VALUES (?, ?) ON CONFLICT DO UPDATE SET event = excluded.event",
            id,
            event
        )
    }

    private static let calledOffKey = "called_off:"

    /// Whether a letter of an event is in flight, but for these notifications.
    public func isInFlight(event: String, except notifications: [String]) throws(StoreError) -> Bool {
        try connection.integer(
            """
            SELECT EXISTS (
                SELECT 1 FROM messages WHERE claim IS NOT NULL AND state = 'sending' AND +event = ?
                    AND notification NOT IN (SELECT value FROM json_each(?)))
            """,
            event,
            Self.jsonList(notifications)
        ) != 0
    }

    /// Called-off events for which registrations came in nevertheless, which nothing answers, with their number.
    ///
    /// Reads those alone, however many had registered before.
    public func registrationsOfCalledOff() throws(StoreError) -> [(event: String, count: Int)] {
        var found: [(event: String, count: Int)] = []
        try connection.rows(Self.lateRegistrations, Self.calledOffKey) { row throws(StoreError) in
            found.append((row.text(0), row.int(1)))
            return true
        }
        return found
    }

    static let lateRegistrations = """
        SELECT r.event, count(*) FROM late_registrations l CROSS JOIN registrations r ON r.id = l.registration_id
        CROSS JOIN meta c ON c.key = ?1 || r.event
        WHERE r.status <> 'cancelled' AND r.created_at >= \(Schema.utc("CAST(c.value AS INTEGER)"))
        GROUP BY r.event ORDER BY r.event
        """

    /// Withdraws a mailing of a called-off event with all of its messages that have not gone.
    ///
    /// - Returns: false where it had ended before.
    @discardableResult
    public func callOff(mailing id: Int64, reason: String, now: Int64) throws(StoreError) -> Bool {
        try connection.transaction { () throws(StoreError) in
            try move(
                mailing: id,
                to: .cancelled,
                cause: .eventCancelled,
                reason: reason,
                actor: "vestnikd",
                now: now
            )
        }
    }

    /// Withdraws some of what waits of a called-off event, but for the letters that say so: one commit, which looks at a
    /// bounded number of messages.
    ///
    /// What may have gone stays in doubt, and does not go a second time.
    public func withdraw(_ walk: inout Withdrawal, reason: String, now: Int64) throws(StoreError) {
        guard !walk.isDone else { return }
        try connection.transaction { () throws(StoreError) in
            if walk.notification == nil { walk.notification = try nextNotification(walk) }
            guard let notification = walk.notification else {
                walk.isDone = true
                return
            }
            let ids = try nextOfEvent(walk.event, notification, after: walk.after, limit: actedRows)
            if let last = ids.last, ids.count == actedRows {
                walk.after = last
            } else {
                walk.passed.append(notification)
                (walk.notification, walk.after) = (nil, 0)
            }
            guard !ids.isEmpty else { return }
            let list = Self.jsonNumbers(ids)
            walk.count += try change(
                MessageSelection(
                    "id IN (SELECT value FROM json_each(?4))",
                    list,
                    in: [.queued, .held, .deferred]
                ),
                to: .cancelled,
                cause: .eventCancelled,
                reason: reason,
                now: now
            )
            try connection.run(
                """
                UPDATE messages SET cause = ?1, reason = ?2, next_attempt_at = NULL, updated_at = ?3
                WHERE id IN (SELECT value FROM json_each(?4)) AND state = 'in_doubt' AND next_attempt_at IS NOT NULL
                """,
                MessageCause.eventCancelled.rawValue,
                reason,
                now,
                list
            )
        }
    }

    /// The next kind of letter, by the alphabet, that is to be looked through.
    private func nextNotification(_ walk: Withdrawal) throws(StoreError) -> String? {
        var last = walk.passed.last ?? ""
        while true {
            let next = try connection.first(Self.nextKind, walk.event, last) { $0.optionalText(0) } ?? nil
            guard let next else { return nil }
            if !walk.exceptions.contains(next) { return next }
            last = next
        }
    }

    static let nextKind = "SELECT min(notification) FROM messages WHERE event = ? AND notification > ?"
    static let nextOfEvent = """
        SELECT id FROM messages WHERE event = ? AND notification = ? AND id > ? ORDER BY id LIMIT ?
        """

    /// The next messages of one kind, in the order of their ids, for a walk along all of an event.
    func nextOfEvent(
        _ event: String,
        _ notification: String,
        after last: Int64,
        limit: Int
    ) throws(StoreError) -> [Int64] {
        var ids: [Int64] = []
        try connection.rows(Self.nextOfEvent, event, notification, last, limit) { row throws(StoreError) in
            ids.append(row.int64(0))
            return true
        }
        return ids
    }

    /// Schedules the mailings of an event again that were withdrawn because it was called off, or was not after all.
    ///
    /// Those that a person withdrew stay so. Their hours are planned anew, from now on.
    /// - Returns: how many.
    @discardableResult
    public func takePlace(event: String, now: Int64) throws(StoreError) -> Int {
        try connection.run(
            Self.plannedAnew("event = ?2 AND state = 'cancelled' AND cause = ?3"),
            now,
            event,
            MessageCause.eventCancelled.rawValue
        )
        return connection.changes
    }

    /// Schedules the letter again that says that an event is called off: it was called off before.
    ///
    /// Who approved it then has approved another one. A person's withdrawal of it stays.
    public func announceAgain(event: String, notification: String, now: Int64) throws(StoreError) {
        try connection.run(
            """
            DELETE FROM approvals WHERE mailing_id IN (
                SELECT id FROM mailings WHERE event = ? AND notification = ? AND state IN ('finished', 'scheduled'))
            """,
            event,
            notification
        )
        try connection.run(
            Self.plannedAnew("event = ?2 AND notification = ?3 AND state = 'finished'"),
            now,
            event,
            notification
        )
    }

    /// The hours and the audience of a mailing are found anew, from ?1 on.
    private static func plannedAnew(_ condition: String) -> String {
        """
        UPDATE mailings SET state = 'scheduled', reason = NULL, cause = NULL, frozen_at = NULL, audience = NULL,
            gathered = NULL, finished_at = NULL, nominal_at = -1, updated_at = ?1
        WHERE \(condition)
        """
    }
}

/// How far the waiting letters of a called-off event are withdrawn.
public struct Withdrawal: Sendable, Hashable {
    /// The event's name.
    public let event: String
    /// The letters that say that it is called off.
    let exceptions: [String]
    /// The kind of letter that is looked through, and its last letter that was.
    var notification: String?
    var after: Int64 = 0
    /// The kinds that are looked through, in their order.
    var passed: [String] = []
    /// How many were withdrawn.
    public internal(set) var count = 0
    /// Whether all were looked at.
    public internal(set) var isDone = false

    /// Nothing yet.
    public init(_ event: String, except notifications: [String]) {
        self.event = event
        exceptions = notifications
    }
}
