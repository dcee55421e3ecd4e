internal import SQLite

extension MessageStore {
    /// A later end for a message that is let go, in milliseconds since 1970 UTC; an earlier one changes nothing.
    public typealias LateEnd = (LateStart, MessageRow) -> Int64

    /// Whether messages have still to follow an act on their mailing: of this one, or of any.
    public func isFollowing(_ mailing: Int64? = nil) throws(StoreError) -> Bool {
        try connection.integer(
            "SELECT EXISTS (SELECT 1 FROM following WHERE ?1 IS NULL OR mailing_id = ?1)",
            mailing
        ) != 0
    }

    /// The mailings that act on their messages still, each with how many of these are not looked at yet.
    public func followings() throws(StoreError) -> [(mailing: Mailing, left: Int)] {
        var left: [Int64: Int] = [:]
        var order: [Int64] = []
        for following in try pendingFollowings() {
            if left[following.mailing] == nil { order.append(following.mailing) }
            left[following.mailing, default: 0] += try countLeft(following)
        }
        var found: [(mailing: Mailing, left: Int)] = []
        for id in order {
            if let mailing = try mailing(id: id) { found.append((mailing, left[id] ?? 0)) }
        }
        return found
    }

    /// The mailings of which nothing may be claimed until messages of theirs have followed an act.
    public func mailingsWithoutClaims() throws(StoreError) -> Set<Int64> {
        Set(try pendingFollowings().filter(\.blocksClaims).map(\.mailing))
    }

    /// The mailing whose messages follow next; nil: none has anything to follow.
    public func nextFollowing() throws(StoreError) -> Following? {
        try connection.first(
            "SELECT \(Following.columns) FROM following f ORDER BY f.id LIMIT 1"
        ) { Following(row: $0) } ?? nil
    }

    private func pendingFollowings() throws(StoreError) -> [Following] {
        var found: [Following] = []
        try connection.rows("SELECT \(Following.columns) FROM following f ORDER BY f.id") {
            row throws(StoreError) in
            if let following = Following(row: row) { found.append(following) }
            return true
        }
        return found
    }

    private func countLeft(_ following: Following) throws(StoreError) -> Int {
        var count = 0
        for (index, state) in following.states.enumerated() where index >= following.step {
            count += Int(
                try connection.integer(
                    "SELECT count(*) FROM messages WHERE mailing_id = ? AND state = ? AND id > ?",
                    following.mailing,
                    state.rawValue,
                    index == following.step ? following.after : 0
                )
            )
        }
        return count
    }

    /// Lets the next messages follow the act on their mailing: one commit with how far it is followed.
    ///
    /// - Parameters:
    ///   - now: milliseconds since 1970 UTC.
    ///   - lateEnd: a later end for those that are let go; nil: they keep what the act gives them.
    /// - Returns: nil where nothing has to follow any more.
    /// - Throws: what the database refuses.
    @discardableResult
    public func follow(
        now: Int64,
        lateEnd: LateEnd? = nil
    ) throws(StoreError) -> FollowedPart? {
        try connection.transaction { () throws(StoreError) in
            guard var following = try nextFollowing() else { return nil }
            let step = following.step
            let (seen, _) = try followPart(&following, rows: followedRows, now: now, lateEnd)
            return FollowedPart(mailing: following.mailing, rows: seen, endsStep: following.step != step)
        }
    }

    /// Begins to let messages follow an act: the first of them at once, the others in parts of their own.
    ///
    /// - Returns: how many changed, and how many are still to be looked at.
    func begin(
        _ following: Following,
        now: Int64,
        _ lateEnd: LateEnd? = nil
    ) throws(StoreError) -> (changed: Int, left: Int) {
        let isNext = try !isFollowing(following.mailing)
        try connection.run(
            """
            INSERT INTO following (mailing_id, act, cause, reason, stopped_by, not_before, expires, latest, shift)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            following.mailing,
            following.act.rawValue,
            following.cause?.rawValue,
            following.reason,
            following.stoppedByText,
            following.start?.notBefore,
            following.start?.expires,
            following.start?.latest,
            following.start?.shift
        )
        let id = connection.lastInsertedID
        guard var mine = try self.following(id) else { return (0, 0) }
        // What is still to follow an earlier act does so first.
        guard isNext else { return (0, try countLeft(mine)) }
        var (room, changed) = (followedRows, 0)
        while room > 0 {
            let part = try followPart(&mine, rows: room, now: now, lateEnd)
            changed += part.changed
            room -= part.seen
            if mine.step >= mine.states.count { return (changed, 0) }
        }
        return (changed, try countLeft(mine))
    }

    private func following(_ id: Int64) throws(StoreError) -> Following? {
        try connection.first("SELECT \(Following.columns) FROM following f WHERE f.id = ?", id) {
            Following(row: $0)
        } ?? nil
    }

    /// The next messages of the state that is followed now; the state after it with the last.
    private func followPart(
        _ following: inout Following,
        rows: Int,
        now: Int64,
        _ lateEnd: LateEnd?
    ) throws(StoreError) -> (seen: Int, changed: Int) {
        let states = following.states
        guard following.step < states.count else {
            try forget(following)
            return (0, 0)
        }
        let state = states[following.step]
        var ids: [Int64] = []
        try connection.rows(Self.nextToFollow, following.mailing, state.rawValue, following.after, rows) {
            row throws(StoreError) in
            ids.append(row.int64(0))
            return true
        }
        let changed = ids.isEmpty ? 0 : try apply(following, to: ids, in: state, now: now, lateEnd)
        if ids.count < rows {
            (following.step, following.after) = (following.step + 1, 0)
        } else {
            following.after = ids.last ?? 0
        }
        if following.step < states.count {
            try connection.run(
                "UPDATE following SET step = ?, after = ? WHERE id = ?",
                following.step,
                following.after,
                following.id
            )
        } else {
            try forget(following)
        }
        return (ids.count, changed)
    }

    static let nextToFollow = """
        SELECT id FROM messages WHERE mailing_id = ? AND state = ? AND id > ? ORDER BY id LIMIT ?
        """

    private func forget(_ following: Following) throws(StoreError) {
        try connection.run("DELETE FROM following WHERE id = ?", following.id)
    }

    /// A mailing that is withdrawn has nothing else to follow.
    func forgetFollowings(of mailing: Int64) throws(StoreError) {
        try connection.run("DELETE FROM following WHERE mailing_id = ?", mailing)
    }

    private func apply(
        _ following: Following,
        to ids: [Int64],
        in state: MessageState,
        now: Int64,
        _ lateEnd: LateEnd?
    ) throws(StoreError) -> Int {
        let list = "[\(ids.map(String.init).joined(separator: ","))]"
        let chosen = "id IN (SELECT value FROM json_each(?4))"
        switch following.act {
        case .hold, .withdraw:
            return try change(
                MessageSelection(chosen, list, in: [state]),
                to: following.act == .hold ? .held : .cancelled,
                cause: following.cause,
                reason: following.reason,
                now: now
            )
        case .move:
            try connection.run(Self.shift, following.start?.shift ?? 0, now, list)
            return connection.changes
        case .letGo:
            var count = 0
            if state == .held {
                let causes = following.stoppedBy.map {
                    "cause IS " + ($0.map { "'\($0.rawValue)'" } ?? "NULL")
                }
                count = try change(
                    MessageSelection(
                        "\(chosen) AND (\((causes + ["0"]).joined(separator: " OR ")))",
                        list,
                        in: [.held]
                    ),
                    to: following.cause == nil ? .queued : .held,
                    cause: following.cause,
                    reason: following.reason,
                    now: now
                )
            }
            guard let start = following.start else { return count }
            try postpone(list, start, now: now)
            if let lateEnd { try prolong(list, start, now: now, lateEnd) }
            return count
        }
    }

    private static let shift = """
        UPDATE messages SET due_at = due_at + ?1, expires_at = expires_at + ?1, updated_at = ?2,
            ready_at = CASE WHEN state = 'deferred' THEN max(ready_at, due_at + ?1) ELSE due_at + ?1 END
        WHERE id IN (SELECT value FROM json_each(?3)) AND state IN ('queued', 'held', 'deferred')
        """

    private func postpone(_ list: String, _ start: LateStart, now: Int64) throws(StoreError) {
        guard start != LateStart() else { return }
        try connection.run(
            """
            UPDATE messages SET due_at = due_at + ?1, ready_at = max(ready_at + ?1, ?2),
                expires_at = max(expires_at, min(max(expires_at + ?1, ?3), ?6)), updated_at = ?4
            WHERE id IN (SELECT value FROM json_each(?5)) AND state IN ('queued', 'deferred')
            """,
            start.shift,
            start.notBefore,
            start.expires,
            now,
            list,
            start.latest
        )
    }

    /// Gives messages that wait for their turn a later end; an earlier one changes nothing.
    private func prolong(
        _ list: String,
        _ start: LateStart,
        now: Int64,
        _ lateEnd: LateEnd
    ) throws(StoreError) {
        var ends: [(id: Int64, expires: Int64)] = []
        try connection.rows(
            """
            SELECT \(MessageRow.columns) FROM messages m
            WHERE m.id IN (SELECT value FROM json_each(?)) AND m.state IN ('queued', 'deferred')
            """,
            list
        ) { row throws(StoreError) in
            let message = MessageRow(row: row)
            let end = lateEnd(start, message)
            if end > message.expires { ends.append((message.id, end)) }
            return true
        }
        let update = try connection.statement(
            "UPDATE messages SET expires_at = ?, updated_at = ? WHERE id = ?"
        )
        for end in ends { try update.run(end.expires, now, end.id) }
    }
}
