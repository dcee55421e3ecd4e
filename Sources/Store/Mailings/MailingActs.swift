internal import SQLite

/// How the times of a mailing's messages move when a person lets it go later than its rules had planned.
public struct LateStart: Sendable, Hashable {
    /// Before this moment, in milliseconds since 1970 UTC, none goes: the time to take it back.
    public var notBefore: Int64 = 0
    /// The new end of messages that an early deadline would catch; the later of the two counts.
    public var expires: Int64 = 0
    /// No new end lies behind this moment: a letter before a fact is of no use after it.
    public var latest = Int64.max
    /// Every message moves by so many milliseconds, so that waves keep their distance from each other.
    public var shift: Int64 = 0

    /// Nothing moves.
    public init() {}
}

/// What an act on a whole mailing did.
public struct MailingChange: Sendable, Hashable {
    /// The state before.
    public let from: MailingState
    /// The state now.
    public let to: MailingState
    /// How many messages changed their state with it.
    public let messages: Int

    /// A change.
    public init(from: MailingState, to: MailingState, messages: Int) {
        self.from = from
        self.to = to
        self.messages = messages
    }
}

extension MessageStore {
    /// Notes a person's approval; with the last one that is needed the mailing runs and its messages are queued.
    ///
    /// A mailing whose time has not come may be approved ahead. The same person's second approval counts nothing,
    /// whatever name stands beside it.
    /// - Parameters:
    ///   - id: the mailing.
    ///   - actor: who approves, as the log names them.
    ///   - identity: who that is; nil: the name tells, however it is written.
    ///   - start: how late letters move.
    ///   - now: milliseconds since 1970 UTC.
    /// - Returns: how many approvals are still missing; nil when the mailing cannot be approved any more.
    /// - Throws: what the database refuses.
    @discardableResult
    public func approve(
        mailing id: Int64,
        actor: String,
        identity: String? = nil,
        start: LateStart = LateStart(),
        now: Int64
    ) throws(StoreError) -> Int? {
        try connection.transaction { () throws(StoreError) in
            guard let mailing = try mailing(id: id),
                mailing.state == .awaitingApproval || mailing.state == .scheduled
            else { return nil }
            try connection.run(
                """
                INSERT INTO approvals (mailing_id, identity, actor, at) VALUES (?, ?, ?, ?)
                ON CONFLICT (mailing_id, identity) DO NOTHING
                """,
                id,
                identity ?? actor.lowercased(),
                actor,
                now
            )
            try logAct("approved", on: mailing, actor: actor, note: nil, now: now)
            let missing = max(0, mailing.approvers - (try approvals(mailing: id).count))
            if missing == 0, mailing.state == .awaitingApproval { try run(mailing, start, now: now) }
            return missing
        }
    }

    /// Stops a mailing: nothing more of it goes until it is released, and what waits is held with the same reason.
    ///
    /// - Returns: nil when there is nothing to stop.
    @discardableResult
    public func hold(
        mailing id: Int64,
        actor: String,
        reason: String?,
        now: Int64
    ) throws(StoreError) -> MailingChange? {
        try connection.transaction { () throws(StoreError) in
            let reason = reason ?? StoreReasons.mailingHeld(by: actor).text(in: language)
            guard let mailing = try mailing(id: id), mailing.state != .paused, !mailing.state.isFinal,
                try move(
                    mailing: id,
                    to: .paused,
                    cause: .mailingStopped,
                    reason: reason,
                    actor: actor,
                    now: now
                )
            else { return nil }
            try connection.run("UPDATE mailings SET holds_messages = 1 WHERE id = ?", id)
            let count = try hold(messagesOf: id, cause: .mailingStopped, reason: reason, now: now)
            return MailingChange(from: mailing.state, to: .paused, messages: count)
        }
    }

    private func hold(
        messagesOf id: Int64,
        cause: MessageCause?,
        reason: String?,
        now: Int64
    ) throws(StoreError) -> Int {
        try change(
            MessageSelection("mailing_id = ?4", id, in: [.queued, .deferred]),
            to: .held,
            cause: cause,
            reason: reason,
            now: now
        )
    }

    /// Lets go what the stop of a mailing held, or the restoration of the database.
    private func unhold(
        messagesOf mailing: Mailing,
        to next: MailingState,
        now: Int64
    ) throws(StoreError) -> Int {
        let awaitsApproval = next == .awaitingApproval
        return try change(
            MessageSelection(
                "mailing_id = ?4 AND cause IN (?5, ?6)",
                mailing.id,
                mailing.cause?.rawValue,
                MessageCause.restored.rawValue,
                in: [.held]
            ),
            to: awaitsApproval ? .held : .queued,
            cause: awaitsApproval ? .awaitsApproval : nil,
            reason: awaitsApproval ? StoreReasons.awaitsApproval.text(in: language) : nil,
            now: now
        )
    }

    /// Lets the mailings go on that stopped together with a message that a person releases now.
    ///
    /// The messages are in `temp.chosen`. Nothing else stops their mailings; the other messages stay held.
    func resumeMailings(now: Int64) throws(StoreError) {
        var stopped: [Int64] = []
        try connection.rows(
            """
            SELECT g.id FROM mailings g WHERE g.state = 'paused' AND g.holds_messages AND EXISTS (
                SELECT 1 FROM temp.chosen c JOIN messages m ON m.id = c.id
                WHERE m.mailing_id = g.id AND m.state = 'held' AND m.cause IS g.cause)
            """
        ) { row throws(StoreError) in
            stopped.append(row.int64(0))
            return true
        }
        for id in stopped {
            guard let mailing = try mailing(id: id) else { continue }
            _ = try hold(messagesOf: id, cause: mailing.cause, reason: mailing.reason, now: now)
            try move(mailing: id, to: .running, now: now)
        }
    }

    /// The mailings that are stopped though messages of theirs were queued at that very moment.
    ///
    /// - Parameter now: of the act that queued them, in milliseconds since 1970 UTC.
    /// - Returns: those that a person must release, or the letters do not go.
    /// - Throws: the database cannot be read.
    public func stoppedMailings(queuedAt now: Int64) throws(StoreError) -> [Mailing] {
        var stopped: [Mailing] = []
        for mailing in try mailings(in: [.paused]) {
            let count = try connection.integer(
                "SELECT count(*) FROM messages WHERE mailing_id = ? AND state = 'queued' AND updated_at = ?",
                mailing.id,
                now
            )
            if count > 0 { stopped.append(mailing) }
        }
        return stopped
    }

    /// Lets a stopped mailing go on from where it was: waiting for its time, for approval, or running.
    ///
    /// - Returns: nil when it was not stopped.
    @discardableResult
    public func release(
        mailing id: Int64,
        actor: String,
        reason: String? = nil,
        start: LateStart = LateStart(),
        now: Int64
    ) throws(StoreError) -> MailingChange? {
        try connection.transaction { () throws(StoreError) in
            guard let mailing = try mailing(id: id), mailing.state == .paused else { return nil }
            let isApproved = try approvals(mailing: id).count >= mailing.approvers
            let next: MailingState =
                mailing.frozenAt == nil ? .scheduled : isApproved ? .running : .awaitingApproval
            try move(mailing: id, to: next, reason: reason, actor: actor, now: now)
            try askRelaysAnew()
            let count = try unhold(messagesOf: mailing, to: next, now: now)
            if next == .running { try postpone(mailing, start, now: now) }
            return MailingChange(from: .paused, to: next, messages: count)
        }
    }

    /// Withdraws a mailing and all of its messages that have not gone.
    ///
    /// What is in flight at this moment is withdrawn by ``withdrawLeftovers(now:)`` unless it arrives.
    /// - Returns: how many messages were withdrawn; nil when the mailing had ended before.
    @discardableResult
    public func cancel(
        mailing id: Int64,
        actor: String,
        reason: String?,
        now: Int64
    ) throws(StoreError) -> Int? {
        try connection.transaction { () throws(StoreError) in
            guard
                try move(
                    mailing: id,
                    to: .cancelled,
                    cause: .mailingCancelled,
                    reason: reason,
                    actor: actor,
                    now: now
                )
            else { return nil }
            let told = reason ?? StoreReasons.mailingCancelled(by: actor).text(in: language)
            return try withdraw(leftoversOf: id, .mailingCancelled, told, now: now)
        }
    }

    /// Withdraws what came back from a session after its mailing had been cancelled; holds what came back, or joined,
    /// after a person had stopped it.
    ///
    /// - Returns: how many messages were withdrawn.
    @discardableResult
    public func withdrawLeftovers(now: Int64) throws(StoreError) -> Int {
        var count = 0
        for mailing in try mailings(in: [.cancelled]) {
            let told = mailing.reason ?? StoreReasons.mailingCancelledBefore.text(in: language)
            let cause: MessageCause = mailing.cause == .eventCancelled ? .eventCancelled : .mailingCancelled
            count += try withdraw(leftoversOf: mailing.id, cause, told, now: now)
        }
        for mailing in try mailings(in: [.paused]) where mailing.holdsMessages {
            _ = try hold(messagesOf: mailing.id, cause: mailing.cause, reason: mailing.reason, now: now)
        }
        return count
    }

    private func withdraw(
        leftoversOf id: Int64,
        _ cause: MessageCause,
        _ reason: String,
        now: Int64
    ) throws(StoreError) -> Int {
        // What comes back when the event takes place after all may not have gone before.
        let mayHaveGone: [MessageState] = cause == .eventCancelled ? [] : [.inDoubt]
        return try change(
            MessageSelection("mailing_id = ?4", id, in: [.queued, .held, .deferred] + mayHaveGone),
            to: .cancelled,
            cause: cause,
            reason: reason,
            now: now
        )
    }

    /// Gives the messages of a mailing that wait for their turn a later end; an earlier one changes nothing.
    ///
    /// - Returns: how many have one now.
    @discardableResult
    public func prolong(
        mailing id: Int64,
        now: Int64,
        expires: (MessageRow) -> Int64
    ) throws(StoreError) -> Int {
        try connection.transaction { () throws(StoreError) in
            var ends: [(id: Int64, expires: Int64)] = []
            try connection.rows(
                """
                SELECT \(MessageRow.columns) FROM messages m
                WHERE mailing_id = ? AND state IN ('queued', 'deferred')
                """,
                id
            ) { row throws(StoreError) in
                let message = MessageRow(row: row)
                let end = expires(message)
                if end > message.expires { ends.append((message.id, end)) }
                return true
            }
            let update = try connection.statement(
                "UPDATE messages SET expires_at = ?, updated_at = ? WHERE id = ?"
            )
            for end in ends { try update.run(end.expires, now, end.id) }
            return ends.count
        }
    }

    private func run(_ mailing: Mailing, _ start: LateStart, now: Int64) throws(StoreError) {
        try change(
            MessageSelection(
                "mailing_id = ?4 AND cause = '\(MessageCause.awaitsApproval.rawValue)'",
                mailing.id,
                in: [.held]
            ),
            to: .queued,
            now: now
        )
        try postpone(mailing, start, now: now)
        try move(mailing: mailing.id, to: .running, now: now)
    }

    private func postpone(_ mailing: Mailing, _ start: LateStart, now: Int64) throws(StoreError) {
        guard start != LateStart() else { return }
        try connection.run(
            """
            UPDATE messages SET due_at = due_at + ?1, ready_at = max(ready_at + ?1, ?2),
                expires_at = max(expires_at, min(max(expires_at + ?1, ?3), ?6)), updated_at = ?4
            WHERE mailing_id = ?5 AND state IN ('queued', 'deferred')
            """,
            start.shift,
            start.notBefore,
            start.expires,
            now,
            mailing.id,
            start.latest
        )
    }
}
