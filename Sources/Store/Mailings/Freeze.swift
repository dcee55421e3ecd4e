public import SQLite

extension Store {
    /// Freezes the audience of a mailing: each person that `plan` makes a message for belongs to it from now on.
    ///
    /// One transaction: either the whole audience is there, or the mailing is as before. A mailing that was frozen already
    /// is left alone. The mailing awaits approval when it needs one that it does not have (its messages are then held),
    /// else it runs.
    /// - Returns: the size of the audience; nil when nothing was done.
    @discardableResult
    public func freeze(
        mailing id: Int64,
        audience: Audience,
        now: Int64,
        plan: (PersonRow) -> NewMessage?
    ) throws(SQLiteError) -> Int? {
        try connection.transaction { () throws(SQLiteError) in
            guard let mailing = try mailing(id: id), mailing.frozenAt == nil, !mailing.state.isFinal else {
                return nil
            }
            let isApproved = try approvals(mailing: id).count >= mailing.approvers
            try people(audience, event: mailing.event) { person throws(SQLiteError) in
                guard var message = plan(person) else { return true }
                message.mailing = id
                if !isApproved, message.state == .queued {
                    message.state = .held
                    message.reason = Self.awaitsApproval
                }
                _ = try insert(message, now: now)
                return true
            }
            // Those of an earlier freeze (a missed mailing whose time came again) are still accounted for.
            let count = Int(
                clamping: try connection.integer("SELECT count(*) FROM messages WHERE mailing_id = ?", id)
            )
            try connection.run(
                "UPDATE mailings SET audience = ?, frozen_at = ?, updated_at = ? WHERE id = ?",
                count,
                now,
                now,
                id
            )
            if mailing.state == .scheduled {
                try move(mailing: id, to: isApproved ? .running : .awaitingApproval, now: now)
            }
            return count
        }
    }

    /// The reason of messages that wait for their mailing's approval.
    public static let awaitsApproval = "awaits approval"

    /// The names of those who approved a mailing.
    public func approvals(mailing id: Int64) throws(SQLiteError) -> [String] {
        var actors: [String] = []
        try connection.rows("SELECT actor FROM approvals WHERE mailing_id = ? ORDER BY at", id) {
            row throws(SQLiteError) in
            actors.append(row.text(0))
            return true
        }
        return actors
    }

    /// Moves what is not yet sent with the facts: `due` gives each message's new moments, or nil to leave it.
    ///
    /// - Returns: how many messages moved.
    @discardableResult
    public func reschedule(
        mailing id: Int64,
        now: Int64,
        due: (MessageRow) -> (due: Int64, expires: Int64)?
    ) throws(SQLiteError) -> Int {
        try connection.transaction { () throws(SQLiteError) in
            let update = try connection.statement(
                """
                UPDATE messages SET due_at = ?1, expires_at = ?2, updated_at = ?3,
                    ready_at = CASE WHEN state = 'deferred' THEN max(ready_at, ?1) ELSE ?1 END
                WHERE id = ?4 AND (due_at <> ?1 OR expires_at <> ?2)
                """
            )
            var moves: [(id: Int64, due: Int64, expires: Int64)] = []
            try connection.rows(
                """
                SELECT \(MessageRow.columns) FROM messages m
                WHERE mailing_id = ? AND state IN ('queued', 'held', 'deferred')
                """,
                id
            ) { row throws(SQLiteError) in
                let message = MessageRow(row: row)
                if let moved = due(message) { moves.append((message.id, moved.due, moved.expires)) }
                return true
            }
            var count = 0
            for move in moves {
                try update.run(move.due, move.expires, now, move.id)
                count += connection.changes
            }
            return count
        }
    }
}
