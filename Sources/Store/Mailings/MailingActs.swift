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
    /// How many messages change their state with it, at most.
    public let messages: Int
    /// How many of them follow in parts (``MessageStore/follow(now:lateEnd:)``).
    public let left: Int

    /// A change.
    public init(from: MailingState, to: MailingState, messages: Int, left: Int = 0) {
        self.from = from
        self.to = to
        self.messages = messages
        self.left = left
    }

    init(_ from: MailingState, _ to: MailingState, _ followed: (changed: Int, left: Int)) {
        self.init(from: from, to: to, messages: followed.changed + followed.left, left: followed.left)
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
    ///   - lateEnd: a later end for those that go.
    ///   - now: milliseconds since 1970 UTC.
    /// - Returns: how many approvals are still missing; nil when the mailing cannot be approved any more.
    /// - Throws: what the database refuses.
    @discardableResult
    public func approve(
        mailing id: Int64,
        actor: String,
        identity: String? = nil,
        start: LateStart = LateStart(),
        lateEnd: LateEnd? = nil,
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
            if missing == 0, mailing.state == .awaitingApproval {
                let going = Following(id, .letGo, stoppedBy: [.awaitsApproval], start: start)
                try move(mailing: id, to: .running, now: now)
                _ = try begin(going, now: now, lateEnd)
            }
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
            let held = Following(id, .hold, cause: .mailingStopped, reason: reason)
            return MailingChange(mailing.state, .paused, try begin(held, now: now))
        }
    }

    /// Lets the mailings go on that stopped together with a message that a person releases now.
    ///
    /// The messages are in `temp.chosen`. Nothing else stops their mailings; the other messages are held, and stay so.
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
            try holdLeftovers(of: mailing, now: now)
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
        lateEnd: LateEnd? = nil,
        now: Int64
    ) throws(StoreError) -> MailingChange? {
        try connection.transaction { () throws(StoreError) in
            guard let mailing = try mailing(id: id), mailing.state == .paused else { return nil }
            let isApproved = try approvals(mailing: id).count >= mailing.approvers
            let next: MailingState =
                mailing.frozenAt == nil ? .scheduled : isApproved ? .running : .awaitingApproval
            try move(mailing: id, to: next, reason: reason, actor: actor, now: now)
            try askRelaysAnew()
            let awaitsApproval = next == .awaitingApproval
            let going = Following(
                id,
                .letGo,
                cause: awaitsApproval ? .awaitsApproval : nil,
                reason: awaitsApproval ? StoreReasons.awaitsApproval.text(in: language) : nil,
                // What the stop of the mailing held, or the restoration of the database.
                stoppedBy: [mailing.cause, .restored],
                start: next == .running ? start : nil
            )
            return MailingChange(.paused, next, try begin(going, now: now, lateEnd))
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
            let followed = try withdrawAll(of: id, .mailingCancelled, told, now: now)
            return followed.changed + followed.left
        }
    }

    private func withdrawAll(
        of id: Int64,
        _ cause: MessageCause,
        _ reason: String,
        now: Int64
    ) throws(StoreError) -> (changed: Int, left: Int) {
        try forgetFollowings(of: id)
        return try begin(Following(id, .withdraw, cause: cause, reason: reason), now: now)
    }

    /// Withdraws what came back from a session after its mailing had been cancelled; holds what came back, or joined,
    /// after a person had stopped it.
    ///
    /// - Returns: how many messages are withdrawn, the last of them in parts.
    @discardableResult
    public func withdrawLeftovers(now: Int64) throws(StoreError) -> Int {
        var count = 0
        for mailing in try mailings(in: [.cancelled]) {
            let cause: MessageCause = mailing.cause == .eventCancelled ? .eventCancelled : .mailingCancelled
            let told = mailing.reason ?? StoreReasons.mailingCancelledBefore.text(in: language)
            let withdrawn = Following(mailing.id, .withdraw, cause: cause, reason: told)
            guard try hasLeftovers(withdrawn) else { continue }
            let followed = try begin(withdrawn, now: now)
            count += followed.changed + followed.left
        }
        for mailing in try mailings(in: [.paused]) where mailing.holdsMessages {
            try holdLeftovers(of: mailing, now: now)
        }
        return count
    }

    private func holdLeftovers(of mailing: Mailing, now: Int64) throws(StoreError) {
        let held = Following(mailing.id, .hold, cause: mailing.cause, reason: mailing.reason)
        if try hasLeftovers(held) { _ = try begin(held, now: now) }
    }

    /// Whether messages of a mailing are as they should not be, and nothing mends that yet.
    private func hasLeftovers(_ following: Following) throws(StoreError) -> Bool {
        guard try !isFollowing(following.mailing) else { return false }
        return try connection.integer(
            """
            SELECT EXISTS (
                SELECT 1 FROM messages WHERE mailing_id = ? AND state IN (SELECT value FROM json_each(?)))
            """,
            following.mailing,
            Self.jsonList(following.states.map(\.rawValue))
        ) != 0
    }
}
