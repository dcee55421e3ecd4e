internal import Mail
public import SQLite

/// What was erased of a person: for the record that an erasure needs.
public struct Erasure: Sendable, Hashable {
    /// Rows of `registrations`.
    public var registrations = 0
    /// Rows of `invitees`.
    public var invitees = 0
    /// Messages made anonymous; those not sent yet were withdrawn.
    public var messages = 0
    /// Rows of the log made anonymous.
    public var logRows = 0
    /// The registrations' ids in the intake, which erases them, too: those that are gone are among them.
    public var inIntake: [Int64] = []
    /// Messages in transfer, left as they are: ask again when they have an outcome.
    public var inFlight = 0
}

/// One row of a table, as it is handed over to the person it is about.
public struct ExportedRow: Sendable {
    /// The table.
    public let table: String
    /// The columns in their order.
    public let columns: [(name: String, value: Value)]
}

extension MessageStore {
    /// The identity of a person by an address as anybody may write it.
    public static func personKey(of address: String) -> String {
        Address.identity(of: address)
    }

    /// Erases a person: the rows of the lists go, messages and log stay without anything that tells who it was.
    ///
    /// A row of the suppression list stays as a salted hash, so that the address is not written to again. The old
    /// content is overwritten in the file; copies made before hold it still.
    public func forget(_ address: String, actor: String, now: Int64) throws(StoreError) -> Erasure {
        let key = Self.personKey(of: address)
        try connection.execute("PRAGMA secure_delete = ON")
        defer { try? connection.execute("PRAGMA secure_delete = FAST") }
        var erasure = Erasure()
        try connection.transaction { () throws(StoreError) in
            let rows = try people { Self.personKey(of: $0) == key }
            for row in rows {
                switch row.kind {
                case .registration:
                    try anonymise("registration_id = ?1", row.id, now, &erasure)
                    try connection.run("DELETE FROM registrations WHERE id = ?", row.id)
                    try connection.run("DELETE FROM versions WHERE registration_id = ?", row.id)
                    erasure.registrations += 1
                    erasure.inIntake.append(row.id)
                case .invitee:
                    try anonymise("invitee_id = ?1", row.id, now, &erasure)
                    try connection.run("DELETE FROM invitees WHERE id = ?", row.id)
                    // What was written down about either address.
                    for other in [row.email, row.secondEmail].compactMap(\.self) {
                        try forgetActs(about: Self.personKey(of: other), or: other, &erasure)
                    }
                    erasure.invitees += 1
                }
            }
            for id in try vanishedRegistrations(of: key) {
                erasure.inIntake.append(id)
                try anonymise("registration_id = ?1", id, now, &erasure)
                try connection.run("DELETE FROM versions WHERE registration_id = ?", id)
            }
            try anonymise("person_key = ?1", key, now, &erasure)
            try connection.run("DELETE FROM versions WHERE person_key = ?", key)
            try connection.run("DELETE FROM looks WHERE person_key = ?", key)
            // Acts about the address itself, and letters that went there before they went elsewhere.
            try forgetActs(about: key, or: address, &erasure)
            try askForErasure(of: erasure.inIntake, now: now)
            try hashSuppression(key)
            try log(
                nil,
                .admin,
                "forgotten",
                actor: actor,
                note: StoreReasons.personErased.text(in: language),
                at: now
            )
        }
        try checkpoint()
        return erasure
    }

    private func forgetActs(
        about key: String,
        or address: String,
        _ erasure: inout Erasure
    ) throws(StoreError) {
        try connection.run(
            """
            UPDATE attempts SET email = NULL, note = CASE WHEN kind <> 'answer' THEN note END
            WHERE email COLLATE NOCASE IN (?1, ?2)
            """,
            key,
            address
        )
        erasure.logRows += connection.changes
    }

    /// Registrations that are gone and were the person's in one of their versions, whatever address the others had.
    private func vanishedRegistrations(of key: String) throws(StoreError) -> [Int64] {
        var found: [Int64] = []
        try connection.rows(
            """
            SELECT DISTINCT registration_id FROM versions v
            WHERE person_key = ? AND NOT EXISTS (SELECT 1 FROM registrations r WHERE r.id = v.registration_id)
            """,
            key
        ) { row throws(StoreError) in
            found.append(row.int64(0))
            return true
        }
        return found
    }

    private func anonymise(
        _ condition: String,
        _ value: any Bindable,
        _ now: Int64,
        _ erasure: inout Erasure
    ) throws(StoreError) {
        erasure.inFlight += Int(
            clamping: try connection.integer(
                "SELECT count(*) FROM messages WHERE \(condition) AND state = 'sending'",
                value
            )
        )
        try connection.run(
            """
            UPDATE attempts SET reply = NULL, email = NULL, note = CASE WHEN kind = 'admin' THEN note END
            WHERE message IN (SELECT id FROM messages WHERE \(condition) AND state <> 'sending')
            """,
            value
        )
        erasure.logRows += connection.changes
        let told = StoreReasons.forgotten.text(in: language)
        try change(
            MessageSelection(
                condition.replacing("?1", with: "?4"),
                value,
                in: [.queued, .held, .deferred, .inDoubt]
            ),
            to: .cancelled,
            cause: .forgotten,
            reason: told,
            now: now
        )
        try connection.run(
            """
            UPDATE messages SET reason = ?3, person_key = 'forgotten:' || id, email = '', domain = '', name = NULL,
                organization = NULL, reply = NULL, limit_key = NULL, uid = NULL, data = NULL, message_id = NULL,
                next_attempt_at = NULL,
                registration_id = NULL, invitee_id = NULL, updated_at = ?2
            WHERE \(condition) AND state <> 'sending'
            """,
            value,
            now,
            told
        )
        erasure.messages += connection.changes
    }

    /// Hands over everything kept about a person.
    public func export(_ address: String) throws(StoreError) -> [ExportedRow] {
        let key = Self.personKey(of: address)
        var found: [ExportedRow] = []
        for row in try people(where: { Self.personKey(of: $0) == key }) {
            let table = row.kind == .registration ? "registrations" : "invitees"
            try export(table, "SELECT * FROM \(table) WHERE id = ?", row.id, &found)
        }
        try export(
            "versions",
            """
            SELECT * FROM versions
            WHERE person_key = ?1 OR registration_id IN (SELECT id FROM registrations WHERE person_key = ?1)
            ORDER BY registration_id, version
            """,
            key,
            &found
        )
        try export(
            "messages",
            "SELECT * FROM messages WHERE id IN (\(Self.lettersOfPersonsRows)) ORDER BY id",
            key,
            &found
        )
        try export(
            "delivery_log",
            """
            SELECT * FROM delivery_log WHERE message IN (\(Self.lettersOfPersonsRows))
                OR email COLLATE NOCASE = ?1 ORDER BY id
            """,
            key,
            &found
        )
        try export("suppressions", "SELECT * FROM suppressions WHERE person_key = ?", key, &found)
        return found
    }

    /// The letters of a person: to the address that it is now, and to earlier ones of the same rows, be they gone or not.
    private static let lettersOfPersonsRows = """
        SELECT id FROM messages WHERE person_key = ?1
        UNION
        SELECT m.id FROM registrations r JOIN messages m ON m.registration_id = r.id WHERE r.person_key = ?1
        UNION
        SELECT m.id FROM invitees i JOIN messages m ON m.invitee_id = i.id
        WHERE ?1 IN (coalesce(i.person_key, person_key(i.email)), coalesce(i.second_key, person_key(i.second_email)))
        UNION
        SELECT m.id FROM versions v JOIN messages m ON m.registration_id = v.registration_id
        WHERE v.person_key = ?1 AND NOT EXISTS (SELECT 1 FROM registrations r WHERE r.id = v.registration_id)
        """

    private func export(
        _ table: String,
        _ sql: String,
        _ value: any Bindable,
        _ found: inout [ExportedRow]
    ) throws(StoreError) {
        try connection.rows(sql, value) { row throws(StoreError) in
            let columns = (0..<Int32(clamping: row.count)).map { (name: row.name($0), value: row.value($0)) }
            found.append(ExportedRow(table: table, columns: columns))
            return true
        }
    }
}
