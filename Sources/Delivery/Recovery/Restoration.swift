import Glibc
public import Service
public import Store
public import Wording

/// A backup that is put into the database's place: `vestnik restore`.
///
/// Neither the command nor a start trusts such a database to know what was sent since it was made:
/// ``takeIn(_:language:actor:inFlight:now:)`` is what becomes of it, whoever notices. Here a delivery journal of the new
/// name is put beside it at once, so that the next start goes on from what a person has released meanwhile.
public final class Restoration {
    /// What was done.
    public struct Outcome: Sendable {
        /// The database's file.
        public let database: String
        /// The name of the old files, which their tails follow; nil where there was no database.
        public let aside: String?
        /// How many messages are held for the restoration.
        public let held: Int
        /// The people who were forgotten since the backup was made; nil where the database cannot tell.
        public let forgotten: ForgottenSince.Outcome?
    }

    /// Why it is not done.
    public enum Failure: Error, Sendable {
        /// A daemon sends from the database; its process id where known.
        case daemonRuns(Int32?)
        /// Another program has the database open.
        case inUse
        /// The backup is none, or damaged, or too new.
        case refused(StagedBackup.Refusal)
        /// A file cannot be read or written: its path and the system's error number.
        case file(String, Int32)
        /// The lock cannot be taken.
        case lock(ServiceError)
    }

    /// What a restored database keeps until the next start has asked the intake for what it does not know.
    static let mark = "restored_unread"

    private let database: String
    private let staged: StagedBackup
    private let lock: LockFile

    /// The newest moment that the backup knows of; nil where it has no record.
    public var newest: Int64? { staged.newest }
    /// How many messages it has.
    public var messages: Int { staged.messages }

    /// Takes the database's lock, and copies and checks the backup.
    ///
    /// - Parameters:
    ///   - backup: the open file.
    ///   - log: its open log, where it has one.
    ///   - configured: the path of the database, which need not be there.
    /// - Throws: why that is not to be; the database is as it was.
    public init(_ backup: Int32, log: Int32?, database configured: String) throws(Failure) {
        let path = realPath(configured)
        database = path
        do throws(ServiceError) { lock = try LockFile(LockFile.path(besides: path)) } catch {
            if case .held(_, let pid) = error { throw .daemonRuns(pid) }
            throw .lock(error)
        }
        guard !DatabaseSwap.isInUse(path) else { throw .inUse }
        do throws(StagedBackup.Refusal) {
            staged = try StagedBackup(backup, log: log, for: path)
        } catch { throw .refused(error) }
    }

    /// Holds the copy's mail and puts it in place of the database, whose files are set aside.
    public func run(
        language: String,
        actor: String,
        now: Int64,
        after step: @escaping (DatabaseSwap.Step) -> Void = { _ in }
    ) throws(Failure) -> Outcome {
        let since = ForgottenSince(database)
        var taken = (held: 0, epoch: "", sequence: Int64(0))
        do throws(StagedBackup.Refusal) {
            taken = try staged.prepare(rights: rights, forgetting: since, actor: actor, now: now) {
                store throws(StoreError) in
                let held = try Self.takeIn(store, language: language, actor: actor, inFlight: true, now: now)
                return (held, try store.epoch(), try store.sequence())
            }
        } catch { throw .refused(error) }
        let aside = DatabaseSwap.freeName(for: database, now: now)
        let wasThere: Bool
        do throws(DatabaseSwap.Failure) {
            wasThere = try DatabaseSwap(database, aside: aside, after: step).put(staged)
        } catch {
            switch error {
            case .inUse: throw .inUse
            case .file(let trouble): throw .file(trouble.path, trouble.number)
            }
        }
        try putJournal(aside, taken.epoch, taken.sequence)
        return Outcome(
            database: database,
            aside: wasThere ? aside : nil,
            held: taken.held,
            forgotten: staged.forgotten
        )
    }

    /// The old one's, as far as they are no wider than a database's may be; else those of a new one.
    private var rights: UInt32 {
        var status = stat()
        guard stat(database, &status) == 0 else { return 0o640 }
        return (status.st_mode & 0o640) | 0o600
    }

    /// Cut off before this, the next start finds the journal of the old one, and holds everything once more.
    private func putJournal(_ aside: String, _ epoch: String, _ sequence: Int64) throws(Failure) {
        let path = database + "-flight"
        guard rename(path, aside + "-flight") == 0 || errno == ENOENT else { throw .file(path, errno) }
        do throws(EngineError) {
            _ = try DeliveryJournal(
                path: path,
                identity: JournalIdentity(epoch: epoch, databasePath: database),
                sequence: sequence,
                witness: CommitWitness(databasePath: database, epoch: epoch)
            )
        } catch {
            if case .file(let path, let number) = error { throw .file(path, number) }
            throw .file(path, EIO)
        }
    }

    /// Makes a database that was restored or copied one of its own: everything that waits is held, and its name is
    /// new.
    ///
    /// - Returns: how many messages are held for it.
    @discardableResult
    static func takeIn(
        _ store: MessageStore,
        language: String,
        actor: String = "vestnikd",
        inFlight: Bool = false,
        now: Int64
    ) throws(StoreError) -> Int {
        let held = try store.holdEverything(
            reason: Reasons.restored.text(in: language),
            actor: actor,
            inFlight: inFlight,
            now: now
        )
        try store.renewEpoch()
        try store.setMeta("restored_at", String(now))
        try store.setMeta(mark, "1")
        return held
    }
}

extension Restoration.Failure {
    /// A sentence for the person who restores the backup that they have named.
    public func wording(backup: String, database: String) -> Wording {
        switch self {
        case .daemonRuns(let pid): RestoreWords.daemonRuns(pid)
        case .inUse: RestoreWords.inUse(database)
        case .file(let path, let number): "\(path): " + .systemError(number)
        case .lock(let error): Wording(verbatim: error.description)
        case .refused(.damaged): RestoreWords.damaged(backup)
        case .refused(.noBackup(let detail)): RestoreWords.noBackup(backup, detail)
        case .refused(.newer(let found, let known)): RestoreWords.newer(backup, found: found, known: known)
        case .refused(.file(let trouble)): "\(trouble.path): " + .systemError(trouble.number)
        case .refused(.store(let error)): Wording(verbatim: "\(backup): \(error)")
        }
    }
}
