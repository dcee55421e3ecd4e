internal import SQLite

/// What the web site is to be told about one letter of one registration.
public struct Delivery: Sendable, Hashable {
    /// `messages.id`.
    public let message: Int64
    /// The registration's id in the intake.
    public let registration: Int64
    /// The notification's name.
    public let notification: String
    /// The state.
    public let state: String
    /// Why, for people.
    public let reason: String?
    /// When a relay took it.
    public let sentAt: Int64?
    /// When the message was changed last.
    public let updatedAt: Int64
    /// What the person last answered to the calendar entry that it carries.
    public let answer: String?
}

/// A part of what the web site is to be told.
public struct DeliveryBatch: Sendable {
    /// What it is told: each registration's letters as they are now.
    public var deliveries: [Delivery] = []
    /// The last change that this part tells; nil where there was none.
    public var last: Int64?
}

extension MessageStore {
    /// What the web site does not know yet, the oldest changes first; of several rounds of a letter the newest counts.
    ///
    /// Registrations of one person share their letters.
    ///
    /// - Parameter limit: how many changes are read at most.
    /// - Returns: what they come to.
    /// - Throws: what the database refuses.
    public func unpublishedDeliveries(limit: Int) throws(StoreError) -> DeliveryBatch {
        var batch = DeliveryBatch()
        var told: Set<Pair> = []
        try connection.rows(Self.unpublished, limit) { row throws(StoreError) in
            batch.last = row.int64(0)
            guard let registration = row.optionalInt64(2) else { return true }
            let delivery = Delivery(
                message: row.int64(1),
                registration: registration,
                notification: row.text(3),
                state: row.text(4),
                reason: row.optionalText(5),
                sentAt: row.optionalInt64(6),
                updatedAt: row.int64(7),
                answer: row.optionalText(8)
            )
            if told.insert(Pair(message: delivery.message, registration: registration)).inserted {
                batch.deliveries.append(delivery)
            }
            return true
        }
        return batch
    }

    /// A letter of a registration.
    private struct Pair: Hashable {
        var message, registration: Int64
    }

    static let unpublished = """
        SELECT o.id, o.message, r.id, m.notification, m.state, m.reason, m.sent_at, m.updated_at,
            CASE WHEN m.uid IS NOT NULL AND m.entry IS NOT 'cancel' THEN (
                SELECT t.action FROM returned t JOIN messages a ON a.id = t.message
                WHERE t.person_key = m.person_key AND t.kind = 'answer' AND a.uid = m.uid ORDER BY t.id DESC LIMIT 1) END
        FROM (SELECT id, message FROM delivery_outbox ORDER BY id LIMIT ?1) o
        LEFT JOIN messages m ON m.id = o.message AND \(isTelling)
        LEFT JOIN registrations r ON r.event = m.event AND r.person_key = m.person_key
        ORDER BY o.id
        """

    /// Of several rounds the newest counts; what is in transfer is told when it has landed.
    private static let isTelling = """
        m.registration_id IS NOT NULL AND m.state <> 'sending' AND NOT EXISTS (
            SELECT 1 FROM messages n
            WHERE n.person_key = m.person_key AND n.event = m.event AND n.notification = m.notification
                AND (n.round, n.id) > (m.round, m.id))
        """

    /// The web site knows the changes up to this one; each later change has a row of its own.
    public func publishedDeliveries(upTo last: Int64) throws(StoreError) {
        try connection.run("DELETE FROM delivery_outbox WHERE id <= ?", last)
    }

    /// Of several changes of a message that wait to be told the last alone is kept: they tell the same.
    ///
    /// An intake that cannot be written for days lets them pile up. Those of one part are compared with each other.
    func thinOutbox(_ part: RowRange) throws(StoreError) {
        try connection.run(
            """
            DELETE FROM delivery_outbox WHERE id > ?1 AND id <= ?2 AND id NOT IN (
                SELECT max(id) FROM delivery_outbox WHERE id > ?1 AND id <= ?2 GROUP BY message)
            """,
            part.after,
            part.through
        )
    }
}
