public import SQLite

extension Store {
    /// The oldest prompts, with their registrations as they are now.
    ///
    /// Read and settle them inside one `transaction`, or a change made in between could be lost.
    /// - Returns: at most `limit` prompts of these events (nil: of any) in the order they were queued, without changes made
    ///   after `changedBefore`: those wait until the registrant has finished editing.
    public func prompts(
        limit: Int,
        events: [String]? = nil,
        changedBefore: Int64 = .max
    ) throws(SQLiteError) -> [Prompt] {
        var found: [Prompt] = []
        let known = events.map(Self.jsonList)
        try connection.rows(Self.promptsQuery, changedBefore, limit, known) { row throws(SQLiteError) in
            guard let kind = Prompt.Kind(rawValue: row.text(1)) else { return true }
            found.append(
                Prompt(
                    id: row.int64(0),
                    kind: kind,
                    at: row.int64(2),
                    isInsert: row.bool(3),
                    registrationID: row.int64(4),
                    event: row.text(5),
                    old: row.optionalText(6),
                    new: row.optionalText(7),
                    registration: PersonRow(row: row, from: 8, kind: .registration)
                )
            )
            return true
        }
        return found
    }

    private static let promptsQuery = """
        SELECT p.id, p.kind, p.at, p.is_insert, p.registration_id, p.event, p.old, p.new,
            \(PersonRow.registrationColumns("r"))
        FROM prompts p LEFT JOIN registrations r ON r.id = p.registration_id
        WHERE (p.kind <> 'changed' OR p.at <= ?1)
            AND (?3 IS NULL OR p.event IN (SELECT value FROM json_each(?3)))
        ORDER BY p.id LIMIT ?2
        """

    /// The events that prompts name which were queued after the one with this id, in order.
    ///
    /// `id` moves on to the newest prompt, so that each is looked at once.
    public func promptedEvents(after id: inout Int64) throws(SQLiteError) -> [String] {
        let newest = try connection.integer("SELECT max(id) FROM prompts")
        defer { id = max(id, newest) }
        guard newest > id else { return [] }
        var found: Set<String> = []
        try connection.rows("SELECT DISTINCT event FROM prompts WHERE id > ?", id) {
            row throws(SQLiteError) in
            found.insert(row.text(0))
            return true
        }
        return found.sorted()
    }

    /// Turns prompts into messages: one transaction removes the prompts, withdraws what a cancellation withdraws, and
    /// adds the messages.
    ///
    /// A message that its person already has is left out, but one that was withdrawn with its registration before it
    /// ever went comes back. Messages born in a final state get a row of the log.
    /// - Returns: the messages that are new.
    @discardableResult
    public func settle(
        prompts: [Int64],
        messages: [NewMessage],
        cancellations: [Cancellation] = [],
        now: Int64
    ) throws(SQLiteError) -> [Inserted] {
        try connection.transaction { () throws(SQLiteError) in
            for cancellation in cancellations {
                try withdraw(cancellation, now: now)
                if case .registration(let id) = cancellation.whose {
                    try askAgain(insteadOf: id, event: cancellation.event, now: now)
                }
            }
            var inserted: [Inserted] = []
            for (index, message) in messages.enumerated() {
                guard let (id, isClaimed) = try insert(message, now: now) else { continue }
                inserted.append(Inserted(index: index, id: id, isClaimed: isClaimed))
            }
            try delete(prompts: prompts)
            return inserted
        }
    }

    private func delete(prompts: [Int64]) throws(SQLiteError) {
        if let first = prompts.min(), let last = prompts.max(), last - first == Int64(prompts.count - 1) {
            // Without a gap between them there is none among them that should stay.
            return try connection.statement("DELETE FROM prompts WHERE id BETWEEN ?1 AND ?2")
                .bind(1, first).bind(2, last).execute()
        }
        let delete = try connection.statement("DELETE FROM prompts WHERE id = ?1")
        for id in prompts { try delete.bind(1, id).execute() }
    }
}
