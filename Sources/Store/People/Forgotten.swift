internal import Glibc
internal import SQLite
internal import Wording

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
        return Self.hashMark + Digest.hmac(personKey, key: key)
    }

    /// The hash of a person to be forgotten: a missing key is made.
    func newPersonHash(_ personKey: String) throws(StoreError) -> String {
        if erasureKey() == nil { try makeErasureKey() }
        guard let hash = try personHash(personKey) else {
            throw StoreError(
                code: 14,
                message: Wording(
                    ru: "\(erasureKeyPath): не читается",
                    en: "\(erasureKeyPath): cannot be read"
                )
            )
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
    private static let keySize = 32

    private func erasureKey() -> [UInt8]? {
        if let keptErasureKey { return keptErasureKey }
        let descriptor = open(erasureKeyPath, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var key = [UInt8](repeating: 0, count: Self.keySize)
        guard pread(descriptor, &key, key.count, 0) == key.count else { return nil }
        keptErasureKey = key
        return key
    }

    /// Makes the key as a whole or not at all; one that another process makes at the same time stays.
    private func makeErasureKey() throws(StoreError) {
        func failed() -> StoreError {
            StoreError(code: 14, message: "\(erasureKeyPath): " + .systemError(errno))
        }
        var random = SystemRandomNumberGenerator()
        let key = (0..<Self.keySize).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let new = "\(erasureKeyPath)-\(getpid())"
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw failed() }
        defer {
            close(descriptor)
            unlink(new)
        }
        guard fchmod(descriptor, 0o640) == 0, StoreConnection.giveToOwner(descriptor, ofFolderOf: new),
            write(descriptor, key, key.count) == key.count, fsync(descriptor) == 0,
            link(new, erasureKeyPath) == 0 || errno == EEXIST
        else { throw failed() }
    }
}
