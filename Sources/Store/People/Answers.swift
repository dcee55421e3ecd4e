internal import SQLite

/// What an invitee said by telephone or letter.
public enum InviteeAnswer: String, Sendable, CaseIterable {
    /// They come.
    case yes
    /// They do not.
    case no
}

/// An answer as it was written down.
public struct RecordedAnswer: Sendable, Hashable {
    /// What they said.
    public let answer: InviteeAnswer
    /// When it was written down, in milliseconds since 1970 UTC.
    public let at: Int64
    /// Who wrote it down.
    public let actor: String?
    /// A remark.
    public let note: String?
}

extension MessageStore {
    /// Writes down what an invitee said by telephone or letter; the last answer counts, and each stays in the log.
    ///
    /// - Parameters:
    ///   - answer: what they said.
    ///   - event: the event's name.
    ///   - personKey: the invitee's identity, by whichever of their addresses.
    ///   - actor: who writes it down.
    ///   - note: a remark.
    ///   - now: milliseconds since 1970 UTC.
    /// - Returns: the answer that counted before; nil where there was none.
    /// - Throws: what the database refuses.
    @discardableResult
    public func record(
        _ answer: InviteeAnswer,
        event: String,
        personKey: String,
        actor: String,
        note: String?,
        now: Int64
    ) throws(StoreError) -> RecordedAnswer? {
        try connection.transaction { () throws(StoreError) in
            let before = try self.answer(of: personKey, event: event)
            try connection.run(
                """
                INSERT INTO attempts (at, kind, outcome, actor, note, event, email)
                VALUES (?, '\(LogKind.answer.rawValue)', ?, ?, ?, ?, ?)
                """,
                now,
                answer.rawValue,
                actor,
                note,
                event,
                personKey
            )
            return before
        }
    }

    /// The answer of a person that counts; nil where none was written down.
    public func answer(of personKey: String, event: String) throws(StoreError) -> RecordedAnswer? {
        try connection.first(
            """
            SELECT outcome, at, actor, note FROM attempts
            WHERE kind = '\(LogKind.answer.rawValue)' AND message IS NULL AND event = ? AND email = ?
            ORDER BY id DESC LIMIT 1
            """,
            event,
            personKey
        ) { row in
            InviteeAnswer(rawValue: row.text(0)).map {
                RecordedAnswer(
                    answer: $0,
                    at: row.int64(1),
                    actor: row.optionalText(2),
                    note: row.optionalText(3)
                )
            }
        } ?? nil
    }

    /// The rows of the log about a person that no message is about: trial letters, answers, the suppression list; the
    /// oldest first.
    public func acts(about personKey: String) throws(StoreError) -> [LogRow] {
        var found: [LogRow] = []
        try connection.rows(
            """
            SELECT \(LogRow.columns), \(MessageRow.columns)
            FROM attempts a LEFT JOIN messages m ON m.id = a.message
            WHERE a.message IS NULL AND a.email = ? ORDER BY a.at, a.id
            """,
            personKey
        ) { row throws(StoreError) in
            found.append(LogRow(row: row))
            return true
        }
        return found
    }
}
