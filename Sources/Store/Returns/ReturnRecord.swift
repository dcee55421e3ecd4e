internal import SQLite

/// What a returned mail says of one letter, as it is written down.
public struct ReturnRecord: Sendable, Hashable {
    /// The letter that it shows.
    public var message: Int64
    /// Whose letter that is; of a report the address that it is about, as its identity.
    public var personKey: String
    /// What came back.
    public var kind: LogKind
    /// The word of the log: what a report says of the delivery, what a person answered.
    public var outcome: String
    /// Of a report: why, as a word for programs.
    public var reason: String?
    /// The enhanced status code.
    public var status: String?
    /// What the server, or the person, said.
    public var reply: String?
    /// The server that said it.
    public var server: String?
    /// A remark, as the log shows it.
    public var note: String?
    /// Who put it in by hand; nil: it came by itself.
    public var actor: String?
    /// When it came, in milliseconds since 1970 UTC.
    public var at: Int64

    /// What came back, about a letter.
    public init(_ letter: ReturnedLetter, _ kind: LogKind, outcome: String, at: Int64) {
        message = letter.id
        personKey = letter.personKey
        self.kind = kind
        self.outcome = outcome
        self.at = at
    }
}

/// A report of a delivery that failed, as it counts against an address.
public struct CountedFailure: Sendable, Hashable {
    /// Why, as a word for programs.
    public let reason: String
    /// When it came, in milliseconds since 1970 UTC.
    public let at: Int64

    /// A failure.
    public init(reason: String, at: Int64) {
        self.reason = reason
        self.at = at
    }
}

extension MessageStore {
    /// Writes down what came back about a letter: a row of the log.
    ///
    /// - Returns: false, and nothing is written, where the same was said of the same letter before.
    public func note(_ record: ReturnRecord) throws(StoreError) -> Bool {
        try connection.transaction { () throws(StoreError) in
            let known = try connection.integer(
                """
                SELECT EXISTS (
                    SELECT 1 FROM returned
                    WHERE message = ? AND kind = ? AND action IS ? AND status IS ? AND person_key IS ?)
                """,
                record.message,
                record.kind.rawValue,
                record.outcome,
                record.status,
                record.personKey
            )
            // A second answer counts, though the first was the same: there may have been another between them.
            guard known == 0 || record.kind == .answer else { return false }
            try connection.run(
                """
                INSERT INTO returned (at, message, person_key, kind, action, class, status)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                record.at,
                record.message,
                record.personKey,
                record.kind.rawValue,
                record.outcome,
                record.reason,
                record.status
            )
            try log(record)
            if record.kind == .answer { try tellWebSite(ofAnswerTo: record.message) }
            return true
        }
    }

    /// The web site is told of an answer with every letter that carries the entry.
    private func tellWebSite(ofAnswerTo message: Int64) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO delivery_outbox (message)
            SELECT m.id FROM messages a JOIN messages m ON m.person_key = a.person_key AND m.uid = a.uid
            WHERE a.id = ? AND m.registration_id IS NOT NULL AND m.state <> 'sending'
            """,
            message
        )
    }

    /// Writes a row of the log about a letter that is only guessed: nothing follows from it.
    public func noteGuess(_ record: ReturnRecord) throws(StoreError) { try log(record) }

    private func log(_ record: ReturnRecord) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO attempts (at, message, kind, outcome, relay, enhanced_code, reply, actor, note)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            record.at,
            record.message,
            record.kind.rawValue,
            record.outcome,
            record.server,
            record.status,
            record.reply,
            record.actor,
            record.note
        )
    }

    /// Counts a returned mail, whatever it is.
    public func countReturn(_ kind: String) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO returned_counts (kind, count) VALUES (?, 1)
            ON CONFLICT (kind) DO UPDATE SET count = count + 1
            """,
            kind
        )
    }

    /// How many mails of each kind came back.
    public func returnCounts() throws(StoreError) -> [String: Int] {
        var counts: [String: Int] = [:]
        try connection.rows("SELECT kind, count FROM returned_counts") { row throws(StoreError) in
            counts[row.text(0)] = row.int(1)
            return true
        }
        return counts
    }

    /// A report says that a letter, which a relay took, did not arrive.
    ///
    /// - Returns: false where the letter is not one that a relay took, or may have taken.
    public func bounce(
        returned id: Int64,
        reason: String,
        status: String?,
        reply: String?,
        server: String?,
        now: Int64
    ) throws(StoreError) -> Bool {
        try connection.transaction { () throws(StoreError) in
            let changed = try change(
                MessageSelection("id = ?4", id, status, reply, server, in: [.sent, .inDoubt]),
                to: .bounced,
                cause: .returned,
                reason: reason,
                setting: """
                    code = NULL, enhanced_code = ?5, reply = coalesce(?6, reply), relay = coalesce(?7, relay)
                    """,
                now: now
            )
            guard changed == 1 else { return false }
            try bumpSequence()
            return true
        }
    }

    /// The failures that count against a person's address: those reported since it last took mail, as far as anybody
    /// knows; the newest first, at most 100.
    ///
    /// A report of a delivery, an answer and an absence show that the mailbox takes mail.
    public func failures(of personKey: String) throws(StoreError) -> [CountedFailure] {
        var found: [CountedFailure] = []
        try connection.rows(
            """
            SELECT class, at FROM returned
            WHERE person_key = ?1 AND kind = 'dsn' AND action = 'failed' AND id > coalesce((
                SELECT max(id) FROM returned
                WHERE person_key = ?1 AND (kind IN ('answer', 'auto_reply') OR kind = 'dsn' AND action = 'delivered')), 0)
            ORDER BY id DESC LIMIT 100
            """,
            personKey
        ) { row throws(StoreError) in
            found.append(CountedFailure(reason: row.text(0), at: row.int64(1)))
            return true
        }
        return found
    }

    /// A mailbox tells in whole seconds when it got an answer, in milliseconds: what was written within the same second is
    /// not later than it.
    public static let answerGrace: Int64 = 999

    /// What a person last answered to a calendar's entry of an event, and when; nil where they answered none, or somebody
    /// wrote down another answer since.
    public func calendarAnswer(
        of personKey: String,
        event: String
    ) throws(StoreError) -> (outcome: String, at: Int64)? {
        let found = try connection.first(
            """
            SELECT r.action, r.at, EXISTS (
                    SELECT 1 FROM attempts a
                    WHERE a.kind = 'answer' AND a.message IS NULL AND a.event = ?2 AND a.email = ?1 AND a.at >= r.at)
            FROM returned r JOIN messages m ON m.id = r.message
            WHERE r.person_key = ?1 AND r.kind = 'answer' AND m.event = ?2 ORDER BY r.id DESC LIMIT 1
            """,
            personKey,
            event
        ) { row in (row.text(0), row.int64(1), row.bool(2)) }
        guard let found, !found.2 else { return nil }
        return (found.0, found.1)
    }

    /// Whether nothing but reports of failures has put an address on the suppression list: that is about the address, and
    /// nothing that its owner asked for.
    ///
    /// - Parameters:
    ///   - address: its identity.
    ///   - actor: who does so for reports.
    /// - Returns: whether that is so; false where it is not on the list.
    /// - Throws: the database cannot be read.
    public func isListedForFailures(_ address: String, by actor: String) throws(StoreError) -> Bool {
        guard let row = try suppression(of: address), row.scope == .bulk, row.actor == actor else {
            return false
        }
        return try wasListedForFailures(address)
    }

    /// Whether a report of a failure has come for an address, and no wish to be left alone from its owner.
    func wasListedForFailures(_ personKey: String) throws(StoreError) -> Bool {
        try connection.integer(
            """
            SELECT EXISTS (SELECT 1 FROM returned WHERE person_key = ?1 AND kind = 'dsn' AND action = 'failed')
                AND NOT EXISTS (SELECT 1 FROM returned WHERE person_key = ?1 AND kind = 'unsubscribe')
            """,
            personKey
        ) != 0
    }

    /// Whether anybody has answered a calendar's entry.
    public func hasCalendarAnswers() throws(StoreError) -> Bool {
        try connection.integer("SELECT EXISTS (SELECT 1 FROM returned_counts WHERE kind = 'answer')") != 0
    }

    /// Those who declined in their calendars, wrote nothing else since and are registered still: event and address, at
    /// most 100.
    public func declinedStill() throws(StoreError) -> [(event: String, email: String)] {
        var found: [(event: String, email: String)] = []
        try connection.rows(
            """
            SELECT DISTINCT r.event, r.email FROM returned t
            JOIN messages m ON m.id = t.message
            JOIN registrations r ON r.event = m.event AND r.person_key = t.person_key
            WHERE t.kind = 'answer' AND t.action = 'declined' AND r.status IN ('registered', 'confirmed')
                AND coalesce(r.updated_at, '') <= \(Schema.utc("(t.at + \(Self.answerGrace))"))
                AND NOT EXISTS (
                    SELECT 1 FROM returned l JOIN messages n ON n.id = l.message
                    WHERE l.person_key = t.person_key AND l.kind = 'answer' AND l.id > t.id AND n.event = m.event)
                AND NOT EXISTS (
                    SELECT 1 FROM attempts a
                    WHERE a.kind = 'answer' AND a.message IS NULL AND a.event = m.event AND a.email = t.person_key
                        AND a.at >= t.at)
            ORDER BY r.event, r.email LIMIT 100
            """
        ) { row throws(StoreError) in
            found.append((row.text(0), row.text(1)))
            return true
        }
        return found
    }
}
