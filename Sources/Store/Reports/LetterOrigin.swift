internal import SQLite

/// What a letter was made from: a version of its registration, and the facts of its event at that time.
public struct LetterOrigin: Sendable, Hashable {
    /// The version of the registration that it tells, from 1.
    public let version: Int
    /// The same as it was then; nil where that is erased.
    public let registration: PersonRow?
    /// The facts of the event that it tells, a JSON object; nil where it tells none.
    public let facts: String?
}

extension MessageStore {
    /// What a letter about a registration was made from; nil for other letters.
    public func origin(of message: MessageRow) throws(StoreError) -> LetterOrigin? {
        let found = try connection.first(
            """
            SELECT m.version, f.facts FROM messages m LEFT JOIN event_facts f ON f.id = m.facts
            WHERE m.id = ? AND m.version IS NOT NULL
            """,
            message.id
        ) { (version: $0.int(0), facts: $0.optionalText(1)) }
        guard let found else { return nil }
        let row = try message.registration.flatMap { id throws(StoreError) in
            try registration(id, version: found.version)
        }
        return LetterOrigin(version: found.version, registration: row, facts: found.facts)
    }
}
