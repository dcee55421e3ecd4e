internal import SQLite

extension MessageStore {
    /// The facts of an event that its letters tell now; nil before any letter told some.
    public func currentFacts(event: String) throws(StoreError) -> (id: Int64, facts: String)? {
        try connection.first(
            "SELECT id, facts FROM event_facts WHERE event = ? ORDER BY id DESC LIMIT 1",
            event
        ) { ($0.int64(0), $0.text(1)) }
    }

    /// Facts by their id; nil where they are not known any more.
    public func facts(id: Int64) throws(StoreError) -> String? {
        try connection.first("SELECT facts FROM event_facts WHERE id = ?", id) { $0.text(0) }
    }

    /// Takes note of new facts: one row, however many letters wait.
    ///
    /// A letter that waits tells them when it is claimed (``tell(facts:sequence:message:)``).
    /// - Returns: the id of the facts.
    public func changeFacts(event: String, to facts: String, now: Int64) throws(StoreError) -> Int64 {
        try connection.run("INSERT INTO event_facts (event, facts, at) VALUES (?, ?, ?)", event, facts, now)
        return connection.lastInsertedID
    }

    /// Writes down which facts a letter tells that is just claimed, where they have moved since it was planned, and the
    /// SEQUENCE of its calendar entry.
    public func tell(facts: Int64, sequence: Int, message id: Int64) throws(StoreError) {
        try connection.statement(
            "UPDATE messages SET facts = ?1, sequence = ?2 WHERE id = ?3 AND state = 'sending'"
        )
        .bind(1, facts).bind(2, sequence).bind(3, id).execute()
    }

    /// The mailing that tells moved facts to everyone who was told others: made, or begun anew for the newest facts.
    ///
    /// Its letters join it as people are looked at. With approvals it waits for them; those of an earlier round count
    /// no more. What a person has stopped goes on when a person says so.
    public func openFactsMailing(
        _ plan: MailingPlan,
        facts: Int64,
        now: Int64
    ) throws(StoreError) -> Mailing? {
        let isOpen = try connection.integer(
            "SELECT count(*) FROM mailings WHERE event = ? AND notification = ? AND facts = ?",
            plan.event,
            plan.notification,
            facts
        )
        if isOpen > 0, let known = try mailing(plan.event, plan.notification) {
            guard known.state == .finished else { return known.state == .cancelled ? nil : known }
            try move(mailing: known.id, to: .running, now: now)
            return try mailing(id: known.id)
        }
        let state: MailingState = plan.approvers > 0 ? .awaitingApproval : .running
        try connection.run(
            """
            INSERT INTO mailings (event, notification, lane, due_at, expires_at, approvers, state, audience, frozen_at,
                created_at, updated_at, facts, nominal_at, planned_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?8, ?8, ?9, ?4, ?8)
            ON CONFLICT (event, notification) DO UPDATE SET lane = ?3, due_at = ?4, expires_at = ?5, approvers = ?6,
                state = CASE state WHEN 'paused' THEN state ELSE ?7 END,
                reason = CASE state WHEN 'paused' THEN reason END, finished_at = NULL, frozen_at = ?8, updated_at = ?8, facts = ?9
            """,
            plan.event,
            plan.notification,
            plan.priority.rawValue,
            plan.due,
            plan.expires,
            plan.approvers,
            state.rawValue,
            now,
            facts
        )
        guard let mailing = try mailing(plan.event, plan.notification) else { return nil }
        try connection.run("DELETE FROM approvals WHERE mailing_id = ?", mailing.id)
        return mailing
    }
}
