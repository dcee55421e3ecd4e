internal import SQLite

/// A registration as it stands in the intake, and what became of its letters: what a site of another host may read.
public struct RegistrationLookup: Sendable, Hashable {
    /// What became of one letter.
    public struct Letter: Sendable, Hashable {
        /// The notification.
        public let notification: String
        /// The state of its message.
        public let state: String
        /// Why, for people.
        public let reason: String?
        /// When a relay took it, RFC 3339.
        public let sentAt: String?
        /// When that was so, RFC 3339.
        public let updatedAt: String
    }

    /// The row's number.
    public let id: Int64
    /// Its values, by column; `details` as JSON.
    public let values: [String: String]
    /// What became of its letters, by notification.
    public let letters: [Letter]

    /// The columns that it has, in the table's order.
    public static let columns = IntakeSchema.given + ["created_at", "updated_at"]
}

extension RegistrationWriter {
    /// The registration of a key; nil where there is none.
    ///
    /// - Throws: the file cannot be read, and why.
    public func find(_ key: String, event: String) throws(Failure) -> RegistrationLookup? {
        try open { connection throws(SQLiteError) in
            try connection.snapshot { () throws(SQLiteError) in
                let columns = RegistrationLookup.columns
                let row = try connection.first(
                    """
                    SELECT id, \(columns.joined(separator: ", ")) FROM registrations WHERE event = ? AND key = ?
                    """,
                    event,
                    key
                ) { row in
                    var values: [String: String] = [:]
                    for (index, column) in columns.enumerated() {
                        values[column] = row.optionalText(Int32(index + 1))
                    }
                    return (row.int64(0), values)
                }
                guard let row else { return nil }
                var letters: [RegistrationLookup.Letter] = []
                try connection.rows(
                    """
                    SELECT notification, state, reason, sent_at, updated_at FROM registration_delivery
                    WHERE registration_id = ? ORDER BY notification LIMIT 1000
                    """,
                    row.0
                ) { letter in
                    letters.append(
                        RegistrationLookup.Letter(
                            notification: letter.text(0),
                            state: letter.text(1),
                            reason: letter.optionalText(2),
                            sentAt: letter.optionalText(3),
                            updatedAt: letter.text(4)
                        )
                    )
                    return true
                }
                return RegistrationLookup(id: row.0, values: row.1, letters: letters)
            }
        }
    }
}
