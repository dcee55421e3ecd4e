internal import SQLite

/// Claims where destinations are full: their messages are passed in one step, however many they are.
extension MessageStore {
    /// How many entries of an index one step looks at.
    static let claimWindow = 2000
    /// How many of them are looked at for what others have put back.
    static let checkWindow = 1000
    /// How many steps one claim goes.
    static let claimSteps = 4

    /// The messages of a queue that may be claimed next, where domains are full or were.
    ///
    /// Looks at a bounded number of entries: where it has not come to the end, ``hasMoreToClaim`` says so.
    func readyPastLimits(
        _ source: ClaimSource,
        limit: Int,
        now: Int64,
        excluding full: Set<String>,
        endingAfter end: Int64?,
        token: Int64
    ) throws(StoreError) -> [ClaimedMessage] {
        var range = skipped[source] ?? SkippedRange()
        var claimed: [PlacedMessage] = []
        let window = ClaimWindow(source: source, now: now, ending: end ?? .min, token: token)
        let open = Set(range.heads.keys).subtracting(full)
        if !open.isEmpty { claimed += try claimFromBeginning(open, &range, window, limit: limit) }
        if claimed.count < limit {
            claimed += try claimBehind(full, &range, window, limit: limit - claimed.count)
        }
        if range.end > .start, claimed.count < limit {
            let taken = Set(claimed.map(\.message.id))
            claimed += try checkBeginning(full, &range, window, limit: limit - claimed.count)
                .filter { !taken.contains($0.message.id) }
        }
        skipped[source] = range.heads.isEmpty ? nil : range
        return claimed.map(\.message)
    }

    /// Of domains that take mail again.
    private func claimFromBeginning(
        _ open: Set<String>,
        _ range: inout SkippedRange,
        _ window: ClaimWindow,
        limit: Int
    ) throws(StoreError) -> [PlacedMessage] {
        let first = open.compactMap { range.heads[$0] }.min() ?? .start
        let (found, passed) = try look(
            window,
            after: first,
            through: range.end,
            open,
            areWanted: true,
            limit: limit
        )
        guard found.count < limit else {
            // What was claimed may come back to its place.
            let last = found.last?.place.before ?? first
            range.advance(open, to: last)
            for message in found.reversed() { range.note(message.message.domain, from: message.place.before) }
            return found
        }
        range.advance(open, to: passed)
        for message in found.reversed() { range.note(message.message.domain, from: message.place.before) }
        if passed < range.end { hasMoreToClaim = true }
        return found
    }

    /// Behind the beginning, and on.
    private func claimBehind(
        _ full: Set<String>,
        _ range: inout SkippedRange,
        _ window: ClaimWindow,
        limit: Int
    ) throws(StoreError) -> [PlacedMessage] {
        var claimed: [PlacedMessage] = []
        var after = range.end
        // What is put into the queue later is ready from now on, within this millisecond too.
        let last = QueuePlace(ready: window.now - 1, id: .max)
        for step in 1...Self.claimSteps {
            let (found, passed) = try look(
                window,
                after: after,
                through: .end,
                full,
                areWanted: false,
                limit: limit - claimed.count
            )
            if claimed.isEmpty {
                let place = found.first?.place.before ?? min(passed, last)
                range.extend(to: max(range.end, place), passing: full)
            }
            claimed += found
            if claimed.count >= limit || passed == .end { break }
            after = passed
            if step == Self.claimSteps { hasMoreToClaim = true }
        }
        return claimed
    }

    /// What others have put back into the beginning.
    private func checkBeginning(
        _ full: Set<String>,
        _ range: inout SkippedRange,
        _ window: ClaimWindow,
        limit: Int
    ) throws(StoreError) -> [PlacedMessage] {
        var window = window
        window.entries = Self.checkWindow
        let known = full.union(range.heads.keys)
        let (found, passed) = try look(
            window,
            after: range.checked,
            through: range.end,
            known,
            areWanted: false,
            limit: limit
        )
        range.checked = found.count < limit ? (passed >= range.end ? .start : passed) : range.checked
        return found
    }

    /// Looks at some entries of a queue.
    ///
    /// - Returns: the messages that are wanted, and up to where all others are not; `.end` for the end of the queue.
    private func look(
        _ window: ClaimWindow,
        after: QueuePlace,
        through: QueuePlace,
        _ domains: Set<String>,
        areWanted: Bool,
        limit: Int
    ) throws(StoreError) -> (found: [PlacedMessage], passed: QueuePlace) {
        guard after < through else { return ([], through) }
        let statement = try connection.statement(Self.windowQuery(window.source, areWanted: areWanted))
        window.source.bind(to: statement)
        statement.bind(2, window.now).bind(3, Self.jsonList(domains)).bind(4, limit)
            .bind(5, after.ready).bind(6, after.id).bind(7, window.ending)
            .bind(8, through.ready).bind(9, through.id).bind(10, window.entries)
        defer { statement.reset() }
        var found: [PlacedMessage] = []
        while let row = try statement.step() {
            found.append(
                PlacedMessage(
                    message: ClaimedMessage(row: row, token: window.token),
                    place: QueuePlace(ready: row.int64(Self.readyColumn), id: row.int64(0))
                )
            )
        }
        if let last = found.last, found.count >= limit { return (found, last.place) }
        let edge = try connection.statement(Self.windowEdge(window.source))
        window.source.bind(to: edge)
        edge.bind(2, window.now).bind(3, after.ready).bind(4, after.id).bind(5, through.ready).bind(
            6,
            through.id
        )
        .bind(7, window.entries - 1)
        defer { edge.reset() }
        guard let row = try edge.step() else { return (found, through) }
        return (found, QueuePlace(ready: row.int64(0), id: row.int64(1)))
    }

    /// The entries are those of an index that holds the domain; only messages that are wanted are read.
    ///
    /// The order is that of the entries, which a nested loop keeps.
    static func windowQuery(_ source: ClaimSource, areWanted: Bool) -> String {
        """
        SELECT \(claimedColumns), m.ready_at
        FROM (\(entries(source, "q.id, q.ready_at, q.domain", after: (5, 6), through: (8, 9), most: "?10")) LIMIT ?10) w
        CROSS JOIN messages m ON m.id = w.id
        LEFT JOIN registrations r ON r.id = m.registration_id
        LEFT JOIN invitees i ON i.id = m.invitee_id
        WHERE w.domain \(areWanted ? "" : "NOT") IN (SELECT value FROM json_each(?3)) AND m.expires_at > ?7
        LIMIT ?4
        """
    }

    static func windowEdge(_ source: ClaimSource) -> String {
        """
        \(entries(source, "q.ready_at, q.id", after: (3, 4), through: (5, 6), most: "?7 + 1")) LIMIT 1 OFFSET ?7
        """
    }

    /// The entries of a queue between two places, so many at most, in their order.
    ///
    /// Three stretches, each a search of the index: of a comparison of pairs SQLite would use the moment alone, and a whole
    /// mailing is due at one moment.
    private static func entries(
        _ source: ClaimSource,
        _ columns: String,
        after: (ready: Int, id: Int),
        through: (ready: Int, id: Int),
        most: String
    ) -> String {
        let (first, last) = ("?\(after.ready)", "?\(through.ready)")
        func stretch(_ condition: String) -> String {
            """
            SELECT * FROM (
                SELECT \(columns) FROM messages q
                WHERE \(source.condition) AND \(MessageState.waiting("q")) AND \(condition)
                ORDER BY q.ready_at, q.id LIMIT \(most))
            """
        }
        let stretches = [
            """
            q.ready_at = \(first) AND \(first) <= ?2 AND q.id > ?\(after.id)
                AND q.id <= CASE WHEN \(first) < \(last) THEN \(Int64.max) ELSE ?\(through.id) END
            """,
            "q.ready_at > \(first) AND q.ready_at <= min(?2, \(last) - 1)",
            "q.ready_at = \(last) AND \(last) > \(first) AND \(last) <= ?2 AND q.id <= ?\(through.id)",
        ].map(stretch)
        return "SELECT * FROM (\(stretches.joined(separator: " UNION ALL ")))"
    }

    /// Others have changed the queues: nothing is known of them any more.
    public func forgetQueues() { skipped.removeAll() }
}

/// What one claim looks for.
private struct ClaimWindow {
    let source: ClaimSource
    let now: Int64
    let ending: Int64
    let token: Int64
    var entries = MessageStore.claimWindow
}

/// A message with its place in the queue.
private struct PlacedMessage {
    let message: ClaimedMessage
    let place: QueuePlace
}

extension ClaimSource {
    /// Its messages `q`, by the parameter 1.
    fileprivate var condition: String {
        switch self {
        case .priority: "q.lane = ?1 AND q.mailing_id IS NULL"
        case .mailing: "q.mailing_id = ?1 AND q.mailing_id IS NOT NULL"
        }
    }

    fileprivate func bind(to statement: StoreStatement) {
        switch self {
        case .priority(let priority): statement.bind(1, priority.rawValue)
        case .mailing(let id): statement.bind(1, id)
        }
    }
}
