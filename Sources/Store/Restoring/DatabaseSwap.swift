internal import Glibc
internal import SQLite

/// The exchange of a database for a prepared copy: at every step the old one or the new one is in place, whole.
///
/// A database is up to three files, and no call exchanges three. So the old one is brought into one file first, by
/// SQLite itself, and then a single `rename` does it. Where it cannot be brought into one (it is damaged, or beside a
/// log of another file), it goes away before its log does: cut off there, nothing is in place, and a start says so.
public struct DatabaseSwap {
    /// Why there was no exchange.
    public enum Failure: Error, Sendable {
        /// Another program has the database open.
        case inUse
        /// A file cannot be moved.
        case file(FileTrouble)
    }

    /// The steps of an exchange, for those who watch it.
    public enum Step: String, Sendable, CaseIterable {
        case logKept, merged, linked, moved, logMoved, placed
    }

    private let path: String
    private let aside: String
    /// Called after each step.
    private let after: (Step) -> Void

    /// An exchange of the database at `path`, whose old files get the name `aside` and their tails.
    public init(_ path: String, aside: String, after: @escaping (Step) -> Void = { _ in }) {
        self.path = path
        self.aside = aside
        self.after = after
    }

    /// A name for the old files that none has yet.
    public static func freeName(for path: String, now: Int64) -> String {
        let moment = Timestamp.text(now).prefix { $0 != "." && $0 != "Z" }.replacing(":", with: "")
        let name = "\(path)-replaced-\(moment)"
        var (free, number) = (name, 2)
        while ["", "-wal", "-shm", "-flight"].contains(where: { WholeFile.size(free + $0) != nil }) {
            free = "\(name)-\(number)"
            number += 1
        }
        return free
    }

    /// Whether a program has the database open.
    public static func isInUse(_ path: String) -> Bool {
        do throws(SQLiteError) { _ = try FileHold(path) } catch { return error.category == .busy }
        return false
    }

    /// Puts the copy in place.
    ///
    /// - Returns: whether there was an old one, which is aside now.
    public func put(_ staged: StagedBackup) throws(Failure) -> Bool {
        do throws(FileTrouble) {
            let isThere = WholeFile.size(path) != nil
            if isThere, try merge() {
                try underHold { () throws(FileTrouble) in
                    try place(staged, over: true)
                }
            } else {
                try underHold { () throws(FileTrouble) in
                    try WholeFile.moveIfThere(path, to: aside)
                    try WholeFile.syncFolder(of: path)
                    after(.moved)
                    // Copies that were made before the merging failed are in the way.
                    for tail in ["-wal", "-shm"] { try WholeFile.moveIfThere(path + tail, to: aside + tail) }
                    after(.logMoved)
                    try place(staged, over: false)
                }
            }
            return isThere
        } catch {
            throw error.number == EBUSY ? .inUse : .file(error)
        }
    }

    /// While nobody has the old file open, and nothing was added to it since it was looked at.
    private func underHold(_ body: () throws(FileTrouble) -> Void) throws(FileTrouble) {
        var hold: FileHold?
        do throws(SQLiteError) { hold = try FileHold(path) } catch {
            // Not there, or not ours to open: then nobody of ours has it open either.
            guard error.category != .busy else { throw FileTrouble(path, EBUSY) }
        }
        defer { withExtendedLifetime(hold) {} }
        try body()
    }

    /// Keeps the log as it lies, and brings the old database into one file.
    ///
    /// - Returns: false where that does not go.
    private func merge() throws(FileTrouble) -> Bool {
        guard !LogPair.isForeign(database: path) else { return false }
        for tail in ["-wal", "-shm"] {
            do throws(FileTrouble) { try WholeFile.copyIfThere(path + tail, to: aside + tail) } catch {
                guard error.number == EACCES else { throw error }
                return false
            }
        }
        after(.logKept)
        do throws(SQLiteError) {
            let old = try Connection(path: path, mode: .readWrite, busyTimeout: 0)
            try old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        } catch {
            if error.category == .busy { throw FileTrouble(path, EBUSY) }
            return false
        }
        after(.merged)
        return true
    }

    private func place(_ staged: StagedBackup, over old: Bool) throws(FileTrouble) {
        if old {
            // Somebody wrote after the merging: that is not to be lost.
            guard WholeFile.size(path + "-wal") ?? 0 == 0 else { throw FileTrouble(path, EBUSY) }
            unlink(path + "-wal")
            unlink(path + "-shm")
            guard link(path, aside) == 0 else { throw .last(aside) }
            try WholeFile.syncFolder(of: path)
            after(.linked)
        }
        guard rename(staged.path, path) == 0 else { throw .last(path) }
        staged.leave()
        try WholeFile.syncFolder(of: path)
        after(.placed)
    }
}
