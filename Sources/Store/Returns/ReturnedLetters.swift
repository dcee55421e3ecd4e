internal import SQLite

/// A letter that a returned mail may be about.
public struct ReturnedLetter: Sendable, Hashable {
    /// `messages.id`.
    public let id: Int64
    /// The event's name.
    public let event: String
    /// The notification's name.
    public let notification: String
    /// Whose it is.
    public let personKey: String
    /// The address that it went to.
    public let email: String
    /// Its Message-ID, with its angle brackets.
    public let messageID: String?
    /// Its state.
    public let state: MessageState
    /// Prompted, timed or bulk.
    public let priority: Priority
    /// The registration that it is about.
    public let registration: Int64?
    /// The invitee that it is for.
    public let invitee: Int64?
    /// When a relay took it, in milliseconds since 1970 UTC.
    public let sentAt: Int64?
    /// The UID of the calendar entry that it carries.
    public let uid: String?

    static let columns = """
        m.id, m.event, m.notification, m.person_key, m.email, m.message_id, m.state, m.lane, m.registration_id, m.invitee_id,
        m.sent_at, m.uid
        """

    init(row: Row) {
        id = row.int64(0)
        event = row.text(1)
        notification = row.text(2)
        personKey = row.text(3)
        email = row.text(4)
        messageID = row.optionalText(5)
        state = MessageState(rawValue: row.text(6)) ?? .held
        priority = Priority(rawValue: row.int(7)) ?? .bulk
        registration = row.optionalInt64(8)
        invitee = row.optionalInt64(9)
        sentAt = row.optionalInt64(10)
        uid = row.optionalText(11)
    }
}

/// Finding the letter that a returned mail is about: by what only that letter shows, or, as a guess, by who got one lately.
extension MessageStore {
    /// The identities whose letters may have gone to these addresses: their own, and those of invitees whose second
    /// address one of them is.
    public func people(behind addresses: [String]) throws(StoreError) -> [String] {
        var keys: [String] = []
        for address in addresses {
            let key = Self.personKey(of: address)
            if !keys.contains(key) { keys.append(key) }
        }
        try connection.rows(
            """
            SELECT DISTINCT person_key FROM invitees
            WHERE second_key IS NOT NULL AND person_key IS NOT NULL
                AND second_key IN (SELECT value FROM json_each(?))
            """,
            Self.jsonList(keys)
        ) { row throws(StoreError) in
            let key = row.text(0)
            if !keys.contains(key) { keys.append(key) }
            return true
        }
        return keys
    }

    /// One letter; nil where there is none.
    public func returnedLetter(_ id: Int64) throws(StoreError) -> ReturnedLetter? {
        try connection.first("SELECT \(ReturnedLetter.columns) FROM messages m WHERE id = ?", id) {
            ReturnedLetter(row: $0)
        }
    }

    /// The letters to these people that have one of these Message-IDs, the newest first.
    public func returnedLetters(
        to people: [String],
        messageIDs: [String]
    ) throws(StoreError) -> [ReturnedLetter] {
        try letters(
            to: people,
            "m.message_id IN (SELECT value FROM json_each(?2))",
            Self.jsonList(messageIDs)
        )
    }

    /// The letters to these people that carry the calendar entry of this UID, the newest first.
    public func returnedLetters(to people: [String], uid: String) throws(StoreError) -> [ReturnedLetter] {
        try letters(to: people, "m.uid = ?2", uid)
    }

    /// The letters that a relay took for these people since a moment, the newest first.
    public func returnedLetters(
        to people: [String],
        sentSince moment: Int64
    ) throws(StoreError) -> [ReturnedLetter] {
        try letters(to: people, "m.sent_at >= ?2", moment)
    }

    private func letters(
        to people: [String],
        _ condition: String,
        _ value: any Bindable
    ) throws(StoreError) -> [ReturnedLetter] {
        guard !people.isEmpty else { return [] }
        var found: [ReturnedLetter] = []
        try connection.rows(Self.returnedQuery(condition), Self.jsonList(people), value) {
            row throws(StoreError) in
            found.append(ReturnedLetter(row: row))
            return true
        }
        return found
    }

    static func returnedQuery(_ condition: String) -> String {
        """
        SELECT \(ReturnedLetter.columns) FROM messages m
        WHERE m.person_key IN (SELECT value FROM json_each(?1)) AND \(condition)
        ORDER BY m.sent_at DESC, m.id DESC LIMIT 100
        """
    }
}
