internal import SQLite

/// Invitees who were imported after a mailing went, and get it because a person has said so.
extension MessageStore {
    /// Lets invitees up to an id have a mailing that has gone already: the daemon writes to them.
    ///
    /// - Returns: false where its audience is not known yet, or it was withdrawn.
    @discardableResult
    public func approveLate(
        mailing id: Int64,
        through invitee: Int64,
        actor: String,
        note: String,
        now: Int64
    ) throws(StoreError) -> Bool {
        try connection.transaction { () throws(StoreError) in
            guard let mailing = try mailing(id: id), mailing.frozenAt != nil, mailing.state != .cancelled
            else { return false }
            try connection.run(
                "UPDATE mailings SET late_invitee = ?, updated_at = ? WHERE id = ?",
                max(invitee, mailing.lateInvitee ?? 0),
                now,
                id
            )
            try logAct("approved", on: mailing, actor: actor, note: note, now: now)
            return true
        }
    }

    /// Those who were let in late have their letters.
    public func lateAreIn(mailing id: Int64, now: Int64) throws(StoreError) {
        try connection.run(
            "UPDATE mailings SET late_invitee = NULL, updated_at = ? WHERE id = ?",
            now,
            id
        )
        if let mailing = try mailing(id: id), mailing.state == .finished || mailing.state == .missed {
            try move(mailing: id, to: .running, now: now)
        }
    }
}
