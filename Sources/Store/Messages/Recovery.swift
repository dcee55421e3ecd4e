public import SQLite

/// A message that an earlier run of the program left `sending`.
public struct Abandoned: Sendable, Hashable {
    /// `messages.id`.
    public let id: Int64
    /// The claim's token.
    public let claim: Int64
    /// Whose turn it was.
    public let lane: Lane
    /// When it was claimed.
    public let claimedAt: Int64
    /// The event's name.
    public let event: String
    /// The notification's name.
    public let notification: String
    /// The address it was for.
    public let email: String
    /// The domain that it is counted under.
    public let domain: String
}

extension Store {
    /// Gives the messages that a killed run left `sending` a state again, in one transaction.
    ///
    /// `decide` knows whether the end of data could have gone, and returns the verdict; nil leaves the message alone.
    /// - Returns: how many got a verdict.
    @discardableResult
    public func recoverSending(
        now: Int64,
        decide: (Abandoned) -> AttemptRecord.Verdict?
    ) throws(SQLiteError) -> Int {
        try connection.transaction { () throws(SQLiteError) in
            var records: [AttemptRecord] = []
            try connection.rows(Self.abandonedQuery) { row throws(SQLiteError) in
                let abandoned = Abandoned(
                    id: row.int64(0),
                    claim: row.int64(1),
                    lane: Lane(rawValue: row.int(2)) ?? .bulk,
                    claimedAt: row.int64(3),
                    event: row.text(4),
                    notification: row.text(5),
                    email: row.text(6),
                    domain: row.text(7)
                )
                if let verdict = decide(abandoned) {
                    var record = AttemptRecord(
                        message: abandoned.id,
                        claim: abandoned.claim,
                        verdict: verdict,
                        at: abandoned.claimedAt
                    )
                    record.note = "the program ended during the transfer"
                    records.append(record)
                }
                return true
            }
            try record(records, now: now)
            return records.count
        }
    }

    private static let abandonedQuery = """
        SELECT id, claim, lane, updated_at, event, notification, email, domain FROM messages
        WHERE claim IS NOT NULL AND state = 'sending' ORDER BY id
        """

    /// Ends messages whose time ran out: overdue ones that were never tried, and those still deferred.
    ///
    /// - Returns: how many expired; when it equals `limit`, there may be more.
    @discardableResult
    public func expireOverdue(
        now: Int64,
        reasons: ExpiryReasons = ExpiryReasons(),
        limit: Int = 1000
    ) throws(SQLiteError) -> Int {
        guard try connection.integer(Self.anyOverdue, now) != 0 else { return 0 }
        return try connection.transaction { () throws(SQLiteError) in
            let expired = try connection.statement(Self.expire)
            var ids: [(id: Int64, state: String, reason: String)] = []
            try expired.rows([now, limit, reasons.tried, reasons.untried, reasons.inDoubt]) {
                row throws(SQLiteError) in
                ids.append((row.int64(0), row.text(1), row.text(2)))
                return true
            }
            for (id, state, reason) in ids { try log(id, .attempt, state, note: reason, at: now) }
            return ids.count
        }
    }

    static let anyOverdue = """
        SELECT EXISTS (
            SELECT 1 FROM messages WHERE \(MessageState.waiting()) AND expires_at <= ? AND \(mayExpire))
        """

    /// The time of a stopped mailing stands still: whoever lets it go on gives it a new end.
    private static let mayExpire =
        "(mailing_id IS NULL OR mailing_id NOT IN (SELECT id FROM mailings WHERE state = 'paused'))"

    private static let expire = """
        UPDATE messages SET state = CASE state WHEN 'in_doubt' THEN state ELSE 'expired' END,
            next_attempt_at = NULL, updated_at = ?1,
            reason = CASE WHEN state = 'in_doubt' THEN ?5 WHEN attempts > 0 THEN ?3 ELSE ?4 END
        WHERE id IN (
            SELECT id FROM messages
            WHERE \(MessageState.waiting()) AND expires_at <= ?1 AND \(mayExpire) LIMIT ?2)
        RETURNING id, state, reason
        """
}

/// Why messages are not tried any more, as their reason tells it.
public struct ExpiryReasons: Sendable {
    /// Of those that were refused for now until the end.
    public var tried = "no relay took it in time"
    /// Of those that were never tried.
    public var untried = "too late to be of use"
    /// Of those that may have gone, and will not go again: they stay in doubt.
    public var inDoubt = "accepted or not, nobody knows; too late to send it again"

    /// The reasons in English.
    public init() {}

    /// Reasons in the words given.
    public init(tried: String, untried: String, inDoubt: String) {
        self.tried = tried
        self.untried = untried
        self.inDoubt = inDoubt
    }
}
