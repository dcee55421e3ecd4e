internal import Glibc
internal import SQLite
public import Wording

/// A backup on its way into the database's place: a copy of its own beside it, checked, brought up to date, its mail
/// held.
///
/// What was checked is what is put in place: nobody else has the copy.
public final class StagedBackup {
    /// Why a backup is not put in place.
    public enum Refusal: Error, Sendable {
        /// It is no database of this program; the text says what is wrong.
        case noBackup(Wording)
        /// It is damaged, or its log was written for another file.
        case damaged
        /// A newer program has made it.
        case newer(found: Int, known: Int)
        /// A file cannot be read or written.
        case file(FileTrouble)
        /// The copy cannot be worked on.
        case store(StoreError)
    }

    /// Where the copy lies.
    public let path: String
    /// The newest moment that it knows of, in milliseconds since 1970 UTC; nil where it has no record.
    public let newest: Int64?
    /// How many messages it has.
    public let messages: Int
    /// What became of the people who were forgotten since it was made; nil where nobody can tell, or none was asked.
    public private(set) var forgotten: ForgottenSince.Outcome?
    private var isInPlace = false

    /// The copy's place beside a database.
    public static func place(beside database: String) -> String { database + "-restoring" }

    /// Copies and checks a backup, with its log where it has one.
    ///
    /// - Parameters:
    ///   - backup: the open file.
    ///   - log: the open `-wal` beside it.
    ///   - database: the path of the database that it is for.
    /// - Throws: why it cannot be put in place; nothing of the copy is left then.
    public init(_ backup: Int32, log: Int32?, for database: String) throws(Refusal) {
        let path = Self.place(beside: database)
        self.path = path
        Self.remove(path)
        do throws(FileTrouble) {
            try WholeFile.copy(backup, to: path)
            if let log { try WholeFile.copy(log, to: path + "-wal") }
        } catch {
            Self.remove(path)
            throw .file(error)
        }
        do throws(Refusal) {
            try Self.check(path)
            (newest, messages) = try Self.facts(path)
        } catch {
            Self.remove(path)
            throw error
        }
    }

    deinit { if !isInPlace { Self.remove(path) } }

    /// It was put in place: the copy's name is no longer ours.
    func leave() { isInPlace = true }

    private static func remove(_ path: String) {
        for tail in ["", "-wal", "-shm", "-journal"] { unlink(path + tail) }
    }

    private static func check(_ path: String) throws(Refusal) {
        guard !LogPair.isForeign(database: path) else { throw .damaged }
        let isSound: Bool
        do throws(SQLiteError) { isSound = try Connection(path: path, mode: .readWrite).isSound() } catch {
            throw refusal(StoreError(error))
        }
        guard isSound else { throw .damaged }
    }

    private static func facts(_ path: String) throws(Refusal) -> (newest: Int64?, messages: Int) {
        do throws(StoreError) {
            // Looked at first: opened for writing, an empty file would be made a database.
            let store = try MessageStore(path: path, access: .readOnly)
            let newest: Int64?? = try store.connection.first(
                """
                SELECT max(at) FROM (SELECT max(updated_at) AS at FROM messages
                    UNION ALL SELECT max(at) FROM attempts UNION ALL SELECT max(seen_at) FROM registrations)
                """
            ) { $0.optionalInt64(0) }
            return (newest ?? nil, Int(try store.connection.integer("SELECT count(*) FROM messages")))
        } catch { throw refusal(error) }
    }

    private static func refusal(_ error: StoreError) -> Refusal {
        switch error.category {
        case .notADatabase: .noBackup(error.message)
        case .corrupt: .damaged
        case .newerSchema(let found, let known): .newer(found: found, known: known)
        default: .store(error)
        }
    }

    /// Brings the copy up to date and holds its mail; afterwards it is one file, on the disk.
    ///
    /// - Parameters:
    ///   - rights: of the file that is put in place.
    ///   - since: who was forgotten since it was made; nil where nobody can tell.
    ///   - actor: who restores it.
    ///   - now: milliseconds since 1970 UTC.
    ///   - take: what else is done to it, in one commit.
    /// - Returns: what `take` returns.
    /// - Throws: what the file system or the database refuses.
    public func prepare<Result>(
        rights: UInt32,
        forgetting since: ForgottenSince? = nil,
        actor: String = "vestnikd",
        now: Int64 = 0,
        _ take: (MessageStore) throws(StoreError) -> Result
    ) throws(Refusal) -> Result {
        let result: Result
        do throws(StoreError) {
            let store = try MessageStore(path: path, access: .readWrite)
            result = try store.transaction { () throws(StoreError) in try take(store) }
            // Afterwards, for what was in transfer is so no more.
            forgotten = try since?.apply(to: store, actor: actor, now: now)
            try store.checkpoint()
        } catch { throw .store(error) }
        do throws(FileTrouble) {
            let descriptor = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { throw .last(path) }
            defer { close(descriptor) }
            guard fchmod(descriptor, rights) == 0, fsync(descriptor) == 0 else { throw .last(path) }
            // Closed by its last connection it has no log any more; one with content would be missing.
            guard WholeFile.size(path + "-wal") ?? 0 == 0 else { throw FileTrouble(path + "-wal", EBUSY) }
            unlink(path + "-wal")
            unlink(path + "-shm")
        } catch { throw .file(error) }
        return result
    }
}
