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
    /// ended mailing runs again with them, and so does one that stopped together with them.
    /// - Returns: how many messages were acted on.
    @discardableResult
    public func act(
        _ act: Act,
        on filter: LogFilter,
        actor: String,
        reason: String? = nil,
        expires: Int64? = nil,
        now: Int64
    ) throws(StoreError) -> Int {
        var filter = filter
        let allowed = filter.states.isEmpty ? act.sources : act.sources.filter(filter.states.contains)
        guard !allowed.isEmpty else { return 0 }
        filter.states = allowed
        var (conditions, values) = filter.conditions(moment: "m.updated_at", code: "m")
        values.append(filter.limit ?? -1)
        conditions += Self.exception(act)
        let chosen = "SELECT m.id FROM messages m WHERE \(conditions) ORDER BY m.id LIMIT ?\(values.count)"
        return try connection.transaction { () throws(StoreError) in
            // The ids are gathered first: the change of state would change what the conditions find.
            try connection.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (id INTEGER PRIMARY KEY)")
            try connection.run("DELETE FROM temp.chosen")
            let choose = try connection.statement("INSERT INTO temp.chosen \(chosen)")
            choose.bind(values)
            try choose.execute()
            let count = connection.changes
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
                if count > 0 { try askRelaysAnew() }
            }
            try change(
                act,
                reason: reason ?? StoreReasons.acted(act, by: actor).text(in: language),
                expires,
                now: now
            )
            try connection.run("DELETE FROM temp.chosen")
            return count
        }
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
