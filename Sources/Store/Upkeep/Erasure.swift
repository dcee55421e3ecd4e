internal import Mail
internal import SQLite

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
    /// Whether no byte of it is left in the files: else a reader still needs the write-ahead log.
    public var isLogEmptied = true
    /// Messages in transfer, left as they are: ask again when they have an outcome.
    public var inFlight = 0
}

extension MessageStore {
    /// The identity of a person by an address as anybody may write it.
    public static func personKey(of address: String) -> String {
        Address.identity(of: address)
    }

    /// Erases a person: the rows of the lists go, messages and log stay without anything that tells who it was.
    ///
    /// A keyed hash stays, of which this file does not have the key: for the suppression list, so that a mailing does not
    /// go to the person twice, and so that an import can say who asked to be forgotten. The old content is overwritten
    /// in the file and the log; copies made before hold it still.
    /// - Parameters:
    ///   - address: as anybody may write it.
    ///   - unread: registrations of theirs that the intake has and this database does not know.
    ///   - actor: who asks for it.
    ///   - now: milliseconds since 1970 UTC.
    ///   - rest: between two parts of the log, so that whoever waits for the database gets it.
    /// - Returns: what was erased.
    /// - Throws: what the database refuses; nothing is erased then, but that sentences about others may tell of the
    ///   person until the daemon has looked through them (``sweep()``).
    public func forget(
        _ address: String,
        unread: [Int64] = [],
        actor: String,
        now: Int64,
        rest: () -> Void = {}
    ) throws(StoreError) -> Erasure {
        let key = Self.personKey(of: address)
        let hash = try newPersonHash(key)
        var erasure = Erasure()
        let aside = try erasedAside(key)
        try connection.transaction { () throws(StoreError) in
            let traces = try traces(of: key, address)
            let rows = try people(of: key)
            for row in rows {
                switch row.kind {
                case .registration:
                    try anonymise("registration_id = ?1", row.id, hash, now, &erasure)
                    try connection.run("DELETE FROM registrations WHERE id = ?", row.id)
                    try connection.run("DELETE FROM versions WHERE registration_id = ?", row.id)
                    erasure.registrations += 1
                    erasure.inIntake.append(row.id)
                case .invitee:
                    try anonymise("invitee_id = ?1", row.id, hash, now, &erasure)
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
                try anonymise("registration_id = ?1", id, hash, now, &erasure)
                try connection.run("DELETE FROM versions WHERE registration_id = ?", id)
            }
            erasure.inIntake += unread.filter { !erasure.inIntake.contains($0) }
            try anonymise("person_key = ?1", key, hash, now, &erasure)
            try connection.run("DELETE FROM versions WHERE person_key = ?", key)
            try erase(aside)
            try connection.run(
                """
                DELETE FROM looks WHERE person_key = ?1
                    AND event IN (\(Schema.distinct("event", of: "looks")))
                """,
                key
            )
            // Reports about a second address are known by that one.
            try connection.run(
                """
                UPDATE returned SET person_key = NULL
                WHERE person_key = ?1 OR message IN (SELECT id FROM messages WHERE person_key = ?2)
                """,
                key,
                hash
            )
            try forgetActs(about: key, or: address, &erasure)
            erasure.logRows += try erase(traces)
            try askForErasure(of: erasure.inIntake, now: now)
            try hashSuppression(key, as: hash)
            try connection.run(
                "INSERT INTO forgotten (person_hash, at) VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at",
                hash,
                now
            )
            try askForEmptyLog()
            try log(
                nil,
                .admin,
                "forgotten",
                actor: actor,
                note: StoreReasons.personErased.text(in: language),
                at: now
            )
        }
        while let count = try sweep() {
            erasure.logRows += count
            rest()
        }
        erasure.isLogEmptied = try emptyLog()
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
            WHERE email IS NOT NULL AND email COLLATE NOCASE IN (?1, ?2)
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
        _ hash: String,
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
            UPDATE attempts SET reply = NULL, email = NULL, note = NULL, made_at = NULL, edition = NULL, checksum = NULL
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
        var ids: [Int64] = []
        try connection.rows(
            """
            UPDATE messages SET reason = ?3, person_key = 'forgotten:' || id, email = '', domain = '', name = NULL,
                organization = NULL, reply = NULL, limit_key = NULL, uid = NULL, data = NULL, message_id = NULL,
                next_attempt_at = NULL,
                registration_id = NULL, invitee_id = NULL, updated_at = ?2
            WHERE \(condition) AND state <> 'sending' RETURNING id
            """,
            value,
            now,
            told
        ) { row throws(StoreError) in
            ids.append(row.int64(0))
            return true
        }
        // One of each kind tells that the person had it.
        for id in ids {
            try connection.run("UPDATE OR IGNORE messages SET person_key = ? WHERE id = ?", hash, id)
        }
        erasure.messages += ids.count
    }
}
