internal import SQLite

/// A letter to a person as the database has it, as far as it says what that person was told.
public struct PastLetter: Sendable, Hashable {
    /// `messages.id`.
    public var id: Int64
    /// The event's name.
    public var event: String
    /// The notification's name.
    public var notification: String
    /// Which of several letters of this kind.
    public var round: Int
    /// Its state.
    public var state: MessageState
    /// Why it is in that state, as a fixed word.
    public var cause: MessageCause?
    /// The status that it tells, where it is about a registration.
    public var tells: String?
    /// The registration it is about.
    public var registration: Int64?
    /// Which version of it.
    public var version: Int?
    /// Which facts of the event it tells.
    public var facts: Int64?
    /// The method of the calendar entry that it carries.
    public var entry: String?
    /// The UID of that entry.
    public var uid: String?
    /// Its SEQUENCE.
    public var sequence: Int
    /// The address that it goes to.
    public var email: String
    /// When a relay took it.
    public var sentAt: Int64?
    /// When it goes again, where that is planned.
    public var nextAttempt: Int64?
    /// When it was changed last.
    public var updatedAt: Int64
    /// How often it was tried.
    public var attempts: Int
    /// When it is due.
    public var due: Int64
    /// The mailing it belongs to.
    public var mailing: Int64?
    /// Its Message-ID.
    public var messageID: String?
    /// The letter that it sends again, where a person asked for that.
    public var resendOf: Int64?
    /// Whether a relay may have taken it before it came to wait again, or was withdrawn.
    public var wasInDoubt = false
    /// The row of the log with which it was known that a relay has taken it, or may have; 0: none, or it does not matter.
    public var taking: Int64 = 0

    /// A letter with what every letter has.
    public init(id: Int64, event: String, notification: String, state: MessageState, email: String) {
        self.id = id
        self.event = event
        self.notification = notification
        self.state = state
        self.email = email
        (round, sequence, updatedAt, attempts, due) = (0, 0, 0, 0, 0)
    }

    /// Whether a relay has taken it, or may have: what it says counts as told.
    public var isTaken: Bool { state == .sent || state == .inDoubt || wasInDoubt }

    /// Whether it may still go by itself or by a person's word.
    public var isWaiting: Bool {
        switch state {
        case .queued, .held, .deferred: true
        default: false
        }
    }

    /// When it was taken, as far as is known.
    public var takenAt: Int64 { sentAt ?? updatedAt }

    /// Whether it was taken before another one, as far as is known.
    ///
    /// The log says in which order it was known. Times are of several clocks, and a letter in doubt may be changed long
    /// after it was one.
    public func isTaken(before other: PastLetter) -> Bool {
        (taking, takenAt, id) < (other.taking, other.takenAt, other.id)
    }

    /// Whether its state does not tell that a relay may have taken it.
    fileprivate var mayHaveBeenInDoubt: Bool {
        guard attempts > 0 else { return false }
        switch state {
        case .queued, .held, .deferred, .cancelled, .expired, .rejected, .suppressed: return true
        case .sending, .sent, .inDoubt, .bounced: return false
        }
    }

    init(row: Row) {
        id = row.int64(0)
        event = row.text(1)
        notification = row.text(2)
        round = row.int(3)
        state = MessageState(rawValue: row.text(4)) ?? .held
        cause = row.optionalText(5).flatMap(MessageCause.init)
        tells = row.optionalText(6)
        registration = row.optionalInt64(7)
        version = row.optionalInt(8)
        facts = row.optionalInt64(9)
        entry = row.optionalText(10)
        uid = row.optionalText(11)
        sequence = row.int(12)
        email = row.text(13)
        sentAt = row.optionalInt64(14)
        nextAttempt = row.optionalInt64(15)
        updatedAt = row.int64(16)
        attempts = row.int(17)
        due = row.int64(18)
        mailing = row.optionalInt64(19)
        messageID = row.optionalText(20)
        resendOf = row.optionalInt64(21)
    }

    static let columns = """
        m.id, m.event, m.notification, m.round, m.state, m.cause, m.tells, m.registration_id, m.version, m.facts, \
        m.entry, m.uid, m.sequence, m.email, m.sent_at, m.next_attempt_at, m.updated_at, m.attempts, m.due_at, \
        m.mailing_id, m.message_id, m.resend_of
        """
}

extension MessageStore {
    /// All letters to a person, of every event, the oldest first.
    public func letters(of personKey: String) throws(StoreError) -> [PastLetter] {
        let found = try pastLetters(Self.lettersOfPerson, personKey)
        return found.count < 2 ? found : found.sorted { $0.id < $1.id }
    }

    /// The index by person is in another order than the letters were made; nearly everyone has a few at most.
    private static let lettersOfPerson =
        "SELECT \(PastLetter.columns) FROM messages m WHERE m.person_key = ?1"

    /// All letters about a registration, whoever it belonged to, the oldest first.
    public func letters(about registration: Int64) throws(StoreError) -> [PastLetter] {
        try pastLetters(
            "SELECT \(PastLetter.columns) FROM messages m WHERE m.registration_id = ?1 ORDER BY m.id",
            registration
        )
    }

    /// Whether any invitee of an event has a second address.
    public func hasSecondAddresses(event: String) throws(StoreError) -> Bool {
        try connection.integer(
            "SELECT EXISTS (SELECT 1 FROM invitees WHERE event = ? AND second_key IS NOT NULL)",
            event
        ) != 0
    }

    /// The letters that an invitee got whose second address has this identity.
    public func letters(toSecondAddress key: String, event: String) throws(StoreError) -> [PastLetter] {
        var found: [PastLetter] = []
        try connection.rows(
            """
            SELECT \(PastLetter.columns) FROM invitees i JOIN messages m ON m.invitee_id = i.id
            WHERE i.event = ?1 AND i.second_key = ?2 ORDER BY m.id
            """,
            event,
            key
        ) { row throws(StoreError) in
            found.append(PastLetter(row: row))
            return true
        }
        try askTheLog(about: &found)
        return found
    }

    private func pastLetters(_ sql: String, _ key: any Bindable) throws(StoreError) -> [PastLetter] {
        var found: [PastLetter] = []
        try connection.statement(sql).rows([key]) { row throws(StoreError) in
            found.append(PastLetter(row: row))
            return true
        }
        try askTheLog(about: &found)
        return found
    }

    /// Finds in the log which letters were in doubt, and, where there are several, in which order they were taken.
    private func askTheLog(about letters: inout [PastLetter]) throws(StoreError) {
        for index in letters.indices where letters[index].attempts > 0 {
            guard letters.count > 1 || letters[index].mayHaveBeenInDoubt else { continue }
            let statement = try connection.statement(
                """
                SELECT max(id), max(outcome = 'in_doubt') FROM attempts
                WHERE message = ?1 AND kind = 'attempt' AND outcome IN ('sent', 'in_doubt')
                """
            )
            statement.bind(1, letters[index].id)
            defer { statement.reset() }
            guard let row = try statement.step() else { continue }
            letters[index].taking = row.int64(0)
            letters[index].wasInDoubt = letters[index].mayHaveBeenInDoubt && row.bool(1)
        }
    }
}
