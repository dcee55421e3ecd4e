internal import SQLite

/// What an administrator does to messages.
public enum Act: String, Sendable, CaseIterable {
    /// Keeps them from going.
    case hold
    /// Lets held ones go, and sends those in doubt again.
    case release
    /// Withdraws them.
    case cancel
    /// Sends again what did not go; what waits for its next attempt goes now.
    case retry

    /// The state that the messages get.
    var target: MessageState {
        switch self {
        case .hold: .held
        case .release, .retry: .queued
        case .cancel: .cancelled
        }
    }

    /// The states that the act applies to; `sent` and `sending` are never among them.
    ///
    /// What was withdrawn is withdrawn for good: not even a retry brings it back.
    public var sources: [MessageState] {
        switch self {
        case .hold: [.queued, .deferred, .inDoubt]
        case .release: [.held, .inDoubt]
        case .cancel: [.queued, .held, .deferred, .inDoubt]
        case .retry: [.deferred, .inDoubt, .bounced, .expired, .rejected, .suppressed]
        }
    }

    /// The word of the log.
    public var outcome: String {
        switch self {
        case .hold: "held"
        case .release: "released"
        case .cancel: "cancelled"
        case .retry: "retried"
        }
    }
}

extension MessageStore {
    /// Acts on messages; each of them gets a row of the log that names the actor.
    ///
    /// Messages that the act does not apply to are left alone. `expires` is the new end of those that go again; an
    /// ended mailing runs again with them, and so does one that stopped together with them. Many are acted on in parts,
    /// each a commit: whoever is killed in between does it again for the rest.
    ///
    /// - Parameters:
    ///   - act: what to do.
    ///   - filter: with which messages.
    ///   - actor: who acts, as the log names them.
    ///   - reason: why, for the log.
    ///   - expires: the new end.
    ///   - now: milliseconds since 1970 UTC.
    ///   - rest: between two parts, so that whoever waits for the database gets it.
    /// - Returns: how many messages were acted on.
    /// - Throws: what the database refuses.
    @discardableResult
    public func act(
        _ act: Act,
        on filter: LogFilter,
        actor: String,
        reason: String? = nil,
        expires: Int64? = nil,
        now: Int64,
        rest: () -> Void = {}
    ) throws(StoreError) -> Int {
        var filter = filter
        let allowed = filter.states.isEmpty ? act.sources : act.sources.filter(filter.states.contains)
        guard !allowed.isEmpty else { return 0 }
        filter.states = allowed
        let (condition, values) = filter.conditions(moment: "m.updated_at", code: "m")
        let conditions = condition + Self.exception(act)
        let parts = try parts(filter)
        let first = values.count + 1
        // The ids are gathered first: the change of state would change what the conditions find.
        let chosen = """
            INSERT INTO temp.chosen SELECT m.id FROM messages m
            WHERE \(conditions) AND m.id > ?\(first) AND m.id <= ?\(first + 1) ORDER BY m.id LIMIT ?\(first + 2)
            """
        try connection.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (id INTEGER PRIMARY KEY)")
        var left = filter.limit ?? .max
        var count = 0
        var after: Int64 = 0
        while left > 0, let part = try parts.next(after: &after, in: self) {
            if count > 0 { rest() }
            let done = try connection.transaction { () throws(StoreError) in
                try connection.run("DELETE FROM temp.chosen")
                let choose = try connection.statement(chosen)
                choose.bind(values + [part.after, part.through, left])
                try choose.execute()
                let count = connection.changes
                if count > 0 { try actOnChosen(act, count, actor: actor, reason: reason, expires, now: now) }
                return count
            }
            count += done
            left -= done
        }
        return count
    }

    /// In which parts the messages of a filter are acted on: along their ids, or where they are few, along those.
    private struct ActParts {
        let rows: Int
        let through: Int64
        /// The last ids of the parts; nil: so many rows make one.
        var ends: [Int64]?

        func next(after: inout Int64, in store: MessageStore) throws(StoreError) -> RowRange? {
            guard after < through else { return nil }
            let end: Int64
            if let ends {
                guard let next = ends.first(where: { [after] in $0 > after }) else { return nil }
                end = next
            } else {
                end = try store.part(of: "messages", RowRange(after: after, through: through), rows: rows)
                    .through
            }
            defer { after = end }
            return RowRange(after: after, through: end)
        }
    }

    private func parts(_ filter: LogFilter) throws(StoreError) -> ActParts {
        var parts = ActParts(rows: actedRows, through: try lastRow(of: "messages"))
        guard let driver = try driver(of: filter, isLog: false) else { return parts }
        var ids: [Int64] = []
        try connection.statement(driver.sql).rows(driver.values) { row throws(StoreError) in
            ids.append(row.int64(0))
            return true
        }
        ids.sort()
        parts.ends = stride(from: 0, to: ids.count, by: actedRows).map {
            ids[min($0 + actedRows, ids.count) - 1]
        }
        return parts
    }

    private func actOnChosen(
        _ act: Act,
        _ count: Int,
        actor: String,
        reason: String?,
        _ expires: Int64?,
        now: Int64
    ) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO attempts (at, message, kind, outcome, actor, note)
            SELECT ?, id, 'admin', ?, ?, ? FROM temp.chosen ORDER BY id
            """,
            now,
            act.outcome,
            actor,
            reason
        )
        if act.target == .queued {
            try resumeMailings(now: now)
            try askRelaysAnew()
        }
        try change(
            act,
            reason: reason ?? StoreReasons.acted(act, by: actor).text(in: language),
            expires,
            now: now
        )
        try connection.run("DELETE FROM temp.chosen")
    }

    private func change(_ act: Act, reason: String, _ expires: Int64?, now: Int64) throws(StoreError) {
        let chosen = "id IN (SELECT id FROM temp.chosen)"
        guard act.target == .queued else {
            try change(
                MessageSelection(chosen, in: act.sources),
                to: act.target,
                cause: .administrator,
                reason: reason,
                now: now
            )
            return
        }
        try change(
            MessageSelection(chosen, expires, in: act.sources),
            to: .queued,
            setting: "ready_at = max(due_at, ?3), expires_at = max(expires_at, coalesce(?4, 0))",
            now: now
        )
        try reopenMailings("SELECT id FROM temp.chosen", now: now)
        // Whether what they tell is still so, the daemon sees before they go.
        try connection.run(
            """
            INSERT INTO looks (event, person_key, at) SELECT DISTINCT event, person_key, ?1 FROM messages
            WHERE \(chosen) AND tells IS NOT NULL ON CONFLICT DO NOTHING
            """,
            now
        )
    }

    /// No release goes past the approval of a mailing, and nothing brings a cancelled mailing back.
    private static func exception(_ act: Act) -> String {
        switch act {
        case .release: " AND NOT (m.state = 'held' AND m.cause IS '\(MessageCause.awaitsApproval.rawValue)')"
        case .retry: " AND NOT \(ofCancelledMailing)"
        case .hold, .cancel: ""
        }
    }

    private static let ofCancelledMailing =
        "coalesce((SELECT g.state = 'cancelled' FROM mailings g WHERE g.id = m.mailing_id), 0)"

    /// How many messages an act leaves out because their mailing was cancelled.
    public func countOfCancelled(_ act: Act, on filter: LogFilter) throws(StoreError) -> Int {
        guard act == .retry else { return 0 }
        return try count(act, on: filter, " AND \(Self.ofCancelledMailing)")
    }

    /// How many messages an act would apply to.
    public func count(_ act: Act, on filter: LogFilter) throws(StoreError) -> Int {
        try count(act, on: filter, Self.exception(act))
    }

    private func count(_ act: Act, on filter: LogFilter, _ more: String) throws(StoreError) -> Int {
        var filter = filter
        let allowed = filter.states.isEmpty ? act.sources : act.sources.filter(filter.states.contains)
        guard !allowed.isEmpty else { return 0 }
        filter.states = allowed
        var (conditions, values) = filter.conditions(moment: "m.updated_at", code: "m")
        values.append(filter.limit ?? -1)
        var count = 0
        try connection.statement(
            """
            SELECT count(*) FROM (
                SELECT 1 FROM messages m WHERE \(conditions)\(more) LIMIT ?\(values.count))
            """
        ).rows(values) { row throws(StoreError) in
            count = row.int(0)
            return false
        }
        return count
    }

    /// Writes down what came back about a message that was sent: a report, an answer, an unsubscription.
    ///
    /// A report that delivery failed turns `sent` (or what is in doubt) into `bounced`.
    public func recordReturn(
        _ kind: LogKind,
        message: Int64,
        outcome: String,
        enhancedCode: String? = nil,
        reply: String? = nil,
        note: String? = nil,
        hasFailed: Bool = false,
        now: Int64
    ) throws(StoreError) {
        try connection.transaction { () throws(StoreError) in
            try connection.run(
                """
                INSERT INTO attempts (at, message, kind, outcome, enhanced_code, reply, note)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                now,
                message,
                kind.rawValue,
                outcome,
                enhancedCode,
                reply,
                note
            )
            guard hasFailed else { return }
            try change(
                MessageSelection("id = ?4", message, enhancedCode, reply, in: [.sent, .inDoubt]),
                to: .bounced,
                reason: note,
                setting: "enhanced_code = coalesce(?5, enhanced_code), reply = coalesce(?6, reply)",
                now: now
            )
        }
    }
}

extension MessageStore {
    /// When a person last acted on a message, in milliseconds since 1970 UTC; nil for never.
    public func lastAct(on message: Int64) throws(StoreError) -> Int64? {
        try connection.first(
            "SELECT max(at) FROM attempts WHERE message = ? AND kind = 'admin' AND actor <> 'vestnikd'",
            message
        ) { $0.optionalInt64(0) } ?? nil
    }
}
