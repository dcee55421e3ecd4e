internal import Glibc
internal import Mail
internal import SQLite

/// People who were forgotten after a backup was made: with the backup they are not to come back.
///
/// The database that is replaced knows them by a hash, and its key file tells who of the backup's people they are.
public struct ForgottenSince: Sendable {
    /// When each was forgotten last, by hash.
    private let moments: [String: Int64]
    private let key: SecretKey?

    /// What a database that is being replaced knows; nil where it cannot tell: it is gone, damaged, or of another version.
    public init?(_ database: String) {
        guard access(database, F_OK) == 0, !LogPair.isForeign(database: database) else { return nil }
        var moments: [String: Int64] = [:]
        do throws(StoreError) {
            let store = try MessageStore(path: database, access: .readOnly)
            try store.connection.rows("SELECT person_hash, at FROM forgotten") { row throws(StoreError) in
                moments[row.text(0)] = row.int64(1)
                return true
            }
            key = store.erasureKey()
        } catch { return nil }
        self.moments = moments
    }

    /// What became of them in a copy.
    public struct Outcome: Sendable, Hashable {
        /// How many were erased from it.
        public var erased = 0
        /// How many were forgotten since, and nobody can tell who they are: the key is gone.
        public var unknown = 0
    }

    /// Forgets them in the copy as well.
    ///
    /// Whoever was forgotten before it was made, and is in it for another reason since, stays.
    func apply(to copy: MessageStore, actor: String, now: Int64) throws(StoreError) -> Outcome {
        var outcome = Outcome()
        var since = moments
        try copy.connection.rows("SELECT person_hash, at FROM forgotten") { row throws(StoreError) in
            if let moment = since[row.text(0)], moment <= row.int64(1) { since[row.text(0)] = nil }
            return true
        }
        guard !since.isEmpty else { return outcome }
        guard let key else {
            outcome.unknown = since.count
            return outcome
        }
        copy.keptErasureKey = key
        var people: [String] = []
        try copy.connection.rows(Self.everybody) { row throws(StoreError) in
            let person = row.text(0)
            if since[MessageStore.hash(person, key: key)] != nil { people.append(person) }
            return true
        }
        for person in people {
            _ = try copy.forget(person, actor: actor, now: now)
            outcome.erased += 1
        }
        // Those who are not in the copy: an import is to know them.
        for (hash, moment) in since {
            try copy.connection.run(
                "INSERT INTO forgotten (person_hash, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                hash,
                moment
            )
        }
        return outcome
    }

    /// The identity of everybody whom a copy names.
    private static let everybody = """
        SELECT person_key FROM registrations UNION SELECT person_key FROM versions UNION
        SELECT person_key(email) FROM invitees UNION
        SELECT person_key(second_email) FROM invitees WHERE second_email IS NOT NULL UNION
        SELECT person_key FROM messages UNION SELECT person_key FROM suppressions UNION
        SELECT person_key(email) FROM attempts WHERE message IS NULL AND email IS NOT NULL
        """
}
