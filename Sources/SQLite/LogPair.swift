internal import CSQLite
internal import Glibc

/// A database and the write-ahead log that lies beside it, looked at while nobody has them open.
///
/// SQLite applies the log without asking whether it was written for this file: a copy put into the place of a database
/// whose log was left is spoiled by the first program that opens it.
public enum LogPair {
    /// Whether the log was written for another file than the one that it lies beside.
    ///
    /// Told by what a log cannot do to its own database: follow a file that is in no such mode (what `VACUUM INTO` and
    /// `.backup` write never is), have pages of another size, begin with another count of changes, or end with another
    /// number of pages than its pages say. Where the file was touched after the log, which an ordinary checkpoint does
    /// as well, both together are checked as a database, read-only. Neither is written.
    public static func isForeign(database path: String) -> Bool {
        guard let log = WriteAheadLog(path: path + "-wal"), !isInUse(path) else { return false }
        guard let header = header(of: path) else { return true }
        guard header[18] == 2, header[19] == 2, pageSize(header) == log.pageSize else { return true }
        if !fits(header, log) { return true }
        return isYounger(path) && !isSound(path)
    }

    /// Whether the file's first page is one that the log's first page can follow.
    private static func fits(_ header: [UInt8], _ log: WriteAheadLog) -> Bool {
        let count = WriteAheadLog.big(header, 24)
        guard let first = log.firstPages.first else {
            // A transaction that leaves page 1 as it is leaves the number of pages, too.
            let size = WriteAheadLog.big(header, 28)
            return log.sizes.allSatisfy { $0 == size }
        }
        let next = WriteAheadLog.big(first, 24)
        // A checkpoint has brought one of the log's pages into the file, or none yet.
        return next == count || next == count &+ 1
            || log.firstPages.contains { WriteAheadLog.big($0, 24) == count }
    }

    private static func pageSize(_ header: [UInt8]) -> Int {
        let size = Int(header[16]) << 8 | Int(header[17])
        return size == 1 ? 65536 : size
    }

    /// The first 100 bytes of a database; nil where it is too short to be one.
    private static func header(of path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 100)
        guard pread(descriptor, &bytes, bytes.count, 0) == bytes.count else { return nil }
        return bytes.starts(with: Array("SQLite format 3\0".utf8)) ? bytes : nil
    }

    /// Whether the file was touched after its log, by whatever the clock of the file system tells apart.
    private static func isYounger(_ path: String) -> Bool {
        var (file, log) = (stat(), stat())
        guard stat(path, &file) == 0, stat(path + "-wal", &log) == 0 else { return false }
        return (file.st_ctim.tv_sec, file.st_ctim.tv_nsec) > (log.st_ctim.tv_sec, log.st_ctim.tv_nsec)
    }

    /// Whether both together are a sound database; what is merely busy or unreadable is for the opening to tell.
    private static func isSound(_ path: String) -> Bool {
        do throws(SQLiteError) {
            return try Connection(path: path, mode: .readOnly).isSound()
        } catch { return error.category != .corrupt && error.category != .notADatabase }
    }

    /// Whether a program has the database open, and has read it, for SQLite keeps a lock on the file as long; also where
    /// that cannot be found out.
    static func isInUse(_ path: String) -> Bool { (try? FileHold(path)) == nil }
}

extension Connection {
    /// Whether everything in the file is as SQLite would have written it, indexes included.
    public func isSound() throws(SQLiteError) -> Bool {
        try first("PRAGMA integrity_check(1)") { $0.text(0) } == "ok"
    }
}

/// A hold on a database's file: as long as it lasts, nobody reads or writes it through SQLite.
///
/// A lock of the open file (`F_OFD_SETLK`), which SQLite's own locks of the process run into as anybody else's. To be
/// taken while this process has no connection to the file, for closing it would end that one's locks.
public final class FileHold {
    private let descriptor: Int32

    /// Takes it without waiting.
    ///
    /// - Throws: an error of category `busy` while another has the file open, `cannotOpen` where it cannot be opened.
    public init(_ path: String) throws(SQLiteError) {
        // Kept once the lock is: a throwing initializer that has set all properties runs deinit, which would close the
        // number again when it is another file's.
        let descriptor = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw SQLiteError(code: SQLITE_CANTOPEN, message: "\(path): \(String(cString: strerror(errno)))")
        }
        // The bytes that SQLite locks: https://sqlite.org/src/file?name=src/os.h, PENDING_BYTE and the 511 after it.
        var range = flock()
        range.l_type = Int16(F_WRLCK)
        range.l_whence = Int16(SEEK_SET)
        range.l_start = 0x4000_0000
        range.l_len = 512
        guard fcntl(descriptor, Self.setLock, &range) == 0 else {
            let problem = errno
            close(descriptor)
            throw SQLiteError(
                code: problem == EAGAIN || problem == EACCES ? SQLITE_BUSY : SQLITE_IOERR,
                message: "\(path): \(String(cString: strerror(problem)))"
            )
        }
        self.descriptor = descriptor
    }

    /// `F_OFD_SETLK`, which Glibc declares for GNU's alone.
    private static let setLock: Int32 = 37

    deinit { close(descriptor) }
}
