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
}

extension MessageStore {
    /// What the web site does not know yet, the oldest messages first; of several rounds of a letter the newest counts.
    ///
    /// Registrations of one person share their letters.
    ///
    /// - Returns: deliveries, and the messages that have nothing to tell any more.
    public func unpublishedDeliveries(
        limit: Int
    ) throws(StoreError) -> (
        deliveries: [Delivery], silent: [Int64]
    ) {
        var found: [Delivery] = []
        var silent: [Int64] = []
        try connection.rows(Self.unpublished, limit) { row throws(StoreError) in
            guard let registration = row.optionalInt64(1) else {
                silent.append(row.int64(0))
                return true
            }
            found.append(
                Delivery(
                    message: row.int64(0),
                    registration: registration,
                    notification: row.text(2),
                    state: row.text(3),
                    reason: row.optionalText(4),
                    sentAt: row.optionalInt64(5),
                    updatedAt: row.int64(6)
                )
            )
            return true
        }
        return (found, silent)
    }

    static let unpublished = """
        SELECT o.message, r.id, m.notification, m.state, m.reason, m.sent_at, m.updated_at
        FROM (SELECT message FROM delivery_outbox ORDER BY message LIMIT ?1) o
        LEFT JOIN messages m ON m.id = o.message AND \(isTelling)
        LEFT JOIN registrations r ON r.event = m.event AND r.person_key = m.person_key
        """

    /// Of several rounds the newest counts; what is in transfer is told when it has landed.
    private static let isTelling = """
        m.registration_id IS NOT NULL AND m.state <> 'sending' AND NOT EXISTS (
            SELECT 1 FROM messages n
            WHERE n.person_key = m.person_key AND n.event = m.event AND n.notification = m.notification
                AND (n.round, n.id) > (m.round, m.id))
        """

    /// The web site knows these; what has changed since is told again.
    public func publishedDeliveries(
        _ deliveries: [Delivery],
        silent: [Int64] = []
    ) throws(StoreError) {
        var registrations: [Int64: Int] = [:]
        for delivery in deliveries { registrations[delivery.message, default: 0] += 1 }
        let known = try connection.statement(Self.forgetTold)
        for delivery in deliveries {
            guard let count = registrations.removeValue(forKey: delivery.message) else { continue }
            try known.bind(1, delivery.message).bind(2, delivery.updatedAt).bind(3, delivery.state)
                .bind(4, count).execute()
        }
        let nothing = try connection.statement(Self.forgetSilent)
        for message in silent { try nothing.bind(1, message).execute() }
    }

    private static let forgetTold = """
        DELETE FROM delivery_outbox WHERE message = ?1 AND NOT EXISTS (
            SELECT 1 FROM messages m WHERE m.id = ?1 AND (m.updated_at <> ?2 OR m.state <> ?3 OR ?4 <> (
                SELECT count(*) FROM registrations r WHERE r.event = m.event AND r.person_key = m.person_key)))
        """

    /// What had nothing to tell when it was read may have by now.
    private static let forgetSilent = """
        DELETE FROM delivery_outbox WHERE message = ?1 AND NOT EXISTS (
            SELECT 1 FROM messages m JOIN registrations r ON r.event = m.event AND r.person_key = m.person_key
            WHERE m.id = ?1 AND \(isTelling))
        """
}
