internal import Glibc
internal import Mail
internal import SQLite

/// People who were forgotten, known again by a hash alone.
///
/// The key of the hash lies in a file of its own beside the database (`vestnik.db-key`), so that a copy of the database
/// does not tell who is among them, by trying addresses.
extension MessageStore {
    /// What every hash begins with.
    static let hashMark = "sha256:"

    /// The hash of a person; nil where there is no key, and so nobody who was forgotten could be found.
    func personHash(_ personKey: String) throws(StoreError) -> String? {
        guard let key = erasureKey() else { return nil }
        return Self.hash(personKey, key: key)
    }

    /// The hash of a person under a key.
    static func hash(_ personKey: String, key: SecretKey) -> String {
        hashMark + key.hexadecimalCode(of: personKey)
    }

    /// The hash of a person to be forgotten: a missing key is made.
    func newPersonHash(_ personKey: String) throws(StoreError) -> String {
        if erasureKey() == nil { try erasureKeyFile.make() }
        guard let hash = try personHash(personKey) else {
            throw erasureKeyFile.unreadable
        }
        return hash
    }

    /// Whether a person asked to be forgotten.
    public func isForgotten(_ personKey: String) throws(StoreError) -> Bool {
        guard try connection.integer(Self.anyForgotten) != 0, let hash = try personHash(personKey) else {
            return false
        }
        return try connection.integer("SELECT EXISTS (SELECT 1 FROM forgotten WHERE person_hash = ?)", hash)
            != 0
    }

    /// Whether people were forgotten and the key is gone by which they would be known again.
    public func hasLostErasureKey() throws(StoreError) -> Bool {
        try connection.integer(Self.anyForgotten) != 0 && access(erasureKeyPath, F_OK) != 0
    }

    private static let anyForgotten = "SELECT EXISTS (SELECT 1 FROM forgotten)"

    /// Whether a letter of a mailing had gone to its person before they were forgotten.
    func hadBeforeForgotten(_ message: NewMessage) throws(StoreError) -> Bool {
        guard try isForgotten(message.personKey), let hash = try personHash(message.personKey) else {
            return false
        }
        return try connection.integer(
            """
            SELECT EXISTS (SELECT 1 FROM messages WHERE person_key = ? AND event = ? AND notification = ?
                AND round = ? AND sent_at IS NOT NULL)
            """,
            hash,
            message.event,
            message.notification,
            message.round
        ) != 0
    }

    // MARK: the key

    private var erasureKeyPath: String { databasePath + "-key" }
    private var erasureKeyFile: KeyFile { KeyFile(path: erasureKeyPath, mode: 0o640) }

    func erasureKey() -> SecretKey? {
        if keptErasureKey == nil { keptErasureKey = erasureKeyFile.key() }
        return keptErasureKey
    }
}
