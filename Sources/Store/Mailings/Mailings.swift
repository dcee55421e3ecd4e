internal import SQLite

extension MessageStore {
    /// Writes down what the rules say: a new mailing is `scheduled`, one whose audience is not frozen moves with the
    /// facts.
    ///
    /// A missed mailing whose new time lies ahead is scheduled again.
    /// - Returns: the mailing as it is now.
    @discardableResult
    public func plan(_ plan: MailingPlan, now: Int64) throws(StoreError) -> Mailing? {
        try connection.transaction { () throws(StoreError) in
            try connection.run(
                Self.planMailing,
                plan.event,
                plan.notification,
                plan.priority.rawValue,
                plan.due,
                plan.expires,
                plan.approvers,
                now,
                plan.nominal
            )
            return try mailing(plan.event, plan.notification)
        }
    }

    private static let planMailing = """
        INSERT INTO mailings (event, notification, lane, due_at, expires_at, approvers, state, created_at, updated_at,
            nominal_at, planned_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'scheduled', ?7, ?7, ?8, ?7)
        ON CONFLICT (event, notification) DO UPDATE SET
            planned_at = CASE WHEN nominal_at = excluded.nominal_at THEN planned_at ELSE ?7 END,
            nominal_at = excluded.nominal_at, lane = excluded.lane, due_at = excluded.due_at, expires_at = excluded.expires_at,
            approvers = excluded.approvers,
            state = CASE WHEN state = 'missed' AND excluded.expires_at > ?7 THEN 'scheduled' ELSE state END,
            frozen_at = CASE WHEN state = 'missed' AND excluded.expires_at > ?7 THEN NULL ELSE frozen_at END,
            audience = CASE WHEN state = 'missed' AND excluded.expires_at > ?7 THEN NULL ELSE audience END,
            gathered = CASE WHEN state = 'missed' AND excluded.expires_at > ?7 THEN NULL ELSE gathered END,
            cause = CASE WHEN state = 'missed' AND excluded.expires_at > ?7 THEN NULL ELSE cause END,
            reason = CASE WHEN state = 'missed' AND excluded.expires_at > ?7 THEN NULL ELSE reason END,
            updated_at = ?7
        WHERE state NOT IN ('finished', 'cancelled') AND (lane, due_at, expires_at, approvers, nominal_at)
            IS NOT (excluded.lane, excluded.due_at, excluded.expires_at, excluded.approvers, excluded.nominal_at)
        """

    /// One mailing, or nil when it was never planned.
    public func mailing(_ event: String, _ notification: String) throws(StoreError) -> Mailing? {
        try connection.first(
            "SELECT \(Mailing.columns) FROM mailings WHERE event = ? AND notification = ?",
            event,
            notification
        ) { Mailing(row: $0) }
    }

    /// One mailing by its id.
    public func mailing(id: Int64) throws(StoreError) -> Mailing? {
        try connection.first("SELECT \(Mailing.columns) FROM mailings WHERE id = ?", id) { Mailing(row: $0) }
    }

    /// Mailings in order of their time; nil stands for all events and all states.
    public func mailings(
        event: String? = nil,
        in states: [MailingState]? = nil
    ) throws(StoreError) -> [Mailing] {
        var found: [Mailing] = []
        try connection.rows(
            "SELECT \(Mailing.columns) FROM mailings WHERE (?1 IS NULL OR event = ?1) ORDER BY due_at, id",
            event
        ) { row throws(StoreError) in
            let mailing = Mailing(row: row)
            if states?.contains(mailing.state) ?? true { found.append(mailing) }
            return true
        }
        return found
    }

    /// Moves a mailing to another state.
    ///
    /// - Returns: false, and nothing changes, when its present state does not lead there.
    @discardableResult
    public func move(
        mailing id: Int64,
        to state: MailingState,
        cause: MessageCause? = nil,
        reason: String? = nil,
        actor: String? = nil,
        now: Int64
    ) throws(StoreError) -> Bool {
        try connection.transaction { () throws(StoreError) in
            guard let mailing = try mailing(id: id), mailing.state.mayBecome(state) else { return false }
            try connection.run(
                """
                UPDATE mailings SET state = ?1, reason = ?2, updated_at = ?3, holds_messages = 0,
                    finished_at = CASE WHEN ?1 IN ('finished', 'missed', 'cancelled') THEN ?3 END, cause = ?5
                WHERE id = ?4
                """,
                state.rawValue,
                reason,
                now,
                id,
                cause?.rawValue
            )
            if let actor { try logAct(state.rawValue, on: mailing, actor: actor, note: reason, now: now) }
            return true
        }
    }

    /// How many messages of a mailing are in each state.
    public func counts(mailing id: Int64) throws(StoreError) -> [MessageState: Int] {
        var counts: [MessageState: Int] = [:]
        for total in try totals(mailing: id) { counts[total.state, default: 0] += total.count }
        return counts
    }

    /// How many messages of each kind a mailing has.
    public func totals(mailing id: Int64) throws(StoreError) -> [Total] {
        guard let mailing = try mailing(id: id) else { return [] }
        return try totals(event: mailing.event).filter { $0.mailing == id }
    }

    /// Ends the running mailings whose messages are all in a final state.
    ///
    /// - Parameters:
    ///   - now: milliseconds since 1970 UTC.
    ///   - awaited: those that somebody may yet join.
    /// - Returns: those that ended.
    /// - Throws: what the database refuses.
    @discardableResult
    public func finishMailings(now: Int64, except awaited: Set<Int64> = []) throws(StoreError) -> [Mailing] {
        var finished: [Mailing] = []
        for mailing in try mailings(in: [.running])
        where mailing.frozenAt != nil && !awaited.contains(mailing.id) {
            if try !hasUnfinished(mailing: mailing.id),
                try move(mailing: mailing.id, to: .finished, now: now)
            {
                finished.append(mailing)
            }
        }
        return finished
    }

    /// Whether a message of a mailing is in a state that is not its last.
    private func hasUnfinished(mailing id: Int64) throws(StoreError) -> Bool {
        try connection.integer(
            """
            SELECT EXISTS (
                SELECT 1 FROM messages
                WHERE mailing_id = ? AND (\(Schema.anyOf("state", MessageState.allCases.filter { !$0.isFinal }.map(\.rawValue)))))
            """,
            id
        ) != 0
    }

    /// An act on a whole mailing has no message to hang on: the note names the mailing.
    func logAct(
        _ outcome: String,
        on mailing: Mailing,
        actor: String,
        note: String?,
        now: Int64
    ) throws(StoreError) {
        let what = "\(mailing.event)/\(mailing.notification)"
        try log(
            nil,
            .admin,
            outcome,
            actor: actor,
            note: note.map { "\(what): \($0)" } ?? what,
            mailing: mailing,
            at: now
        )
    }
}
