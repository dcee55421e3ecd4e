internal import CSQLite
internal import Glibc

/// A connection to one database file, for one thread; statements are kept and reused.
public final class Connection {
    /// How the file is opened.
    public enum Mode: Sendable {
        /// For reading alone; the file must exist.
        case readOnly
        /// For reading and writing; the file must exist.
        case readWrite
        /// For reading and writing; a missing file is made.
        case create
    }

    let handle: OpaquePointer
    /// Whether the connection may write.
    public let isReadOnly: Bool
    /// The path given at opening.
    public let path: String
    /// How many calls of `transaction` are under way; those inside another join it.
    var depth = 0
    /// Hears how long each commit took; not of what only reads.
    public var onCommit: ((Duration) -> Void)?
    /// Why the transaction under way cannot be committed any more.
    var failure: SQLiteError?
    private var statements: [StatementKey: Statement] = [:]
    private var busyTimeout: Int32 = 0
    /// Room that is kept for checkpoints; nil where nothing is written.
    var room: CheckpointRoom?
    /// Where the disk has less than so many bytes left, room is kept on it for what a checkpoint brings into the file.
    package var keepsRoomBelow: Int64 = 256 << 20

    /// Opens a database.
    ///
    /// A connection that writes gets write-ahead logging, `synchronous = FULL` and foreign keys, and overwrites what it
    /// deletes: with `FAST` the pages that become free would keep it. It waits for another
    /// writer for at most `busyTimeout` milliseconds.
    /// A file that is made `givesSpaceBack` to the file system where that is asked for (`PRAGMA incremental_vacuum`).
    public init(
        path: String,
        mode: Mode = .create,
        busyTimeout: Int32 = 5000,
        givesSpaceBack: Bool = false
    ) throws(SQLiteError) {
        let flags =
            switch mode {
            case .readOnly: SQLITE_OPEN_READONLY
            case .readWrite: SQLITE_OPEN_READWRITE
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        _ = Self.preparation
        if mode == .create { Self.makeFile(path) }
        var opened: OpaquePointer?
        // One thread uses the connection: SQLite's own locks would only cost.
        let code = sqlite3_open_v2(
            path,
            &opened,
            flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
            nil
        )
        guard let opened, code == SQLITE_OK else {
            let message =
                opened.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
            sqlite3_close_v2(opened)
            throw SQLiteError(code: code, message: "\(message): \(path)")
        }
        handle = opened
        isReadOnly = mode == .readOnly
        self.path = path
        self.busyTimeout = busyTimeout
        if !isReadOnly { sqlite3_set_aside(opened, 256, 512) }
        Self.wait(busyTimeout, on: opened)
        // Before anything is written: later it would change nothing.
        if givesSpaceBack, !isReadOnly { try execute("PRAGMA auto_vacuum = INCREMENTAL") }
        if !isReadOnly { try prepareForWriting() }
        try execute("PRAGMA cache_size = -5000")
    }

    /// A connection that has been opened already.
    init(handle: OpaquePointer, path: String, isReadOnly: Bool) {
        self.handle = handle
        self.path = path
        self.isReadOnly = isReadOnly
    }

    /// What concerns SQLite as a whole, before its first use.
    static let preparation = sqlite3_without_memory_statistics()

    /// Makes an empty file by the process's umask.
    ///
    /// SQLite itself never lets the group write; `-wal` and `-shm` take over the mode of the file.
    private static func makeFile(_ path: String) {
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o666)
        if descriptor >= 0 { close(descriptor) }
    }

    deinit {
        statements.removeAll()
        sqlite3_close_v2(handle)
    }

    /// Waits for another writer's lock in short steps: SQLite's own would sleep many milliseconds where a commit
    /// takes one.
    static func wait(_ milliseconds: Int32, on handle: OpaquePointer) {
        sqlite3_busy_handler(
            handle,
            { limit, tries in
                // 8 ms in steps of 0.2, then 92 ms in steps of 1, then steps of 5.
                let step: UInt32 = tries < 40 ? 200 : tries < 132 ? 1000 : 5000
                let waited = tries < 40 ? 0 : tries < 132 ? Int(tries) - 32 : 100 + (Int(tries) - 132) * 5
                guard waited < Int(bitPattern: limit) else { return 0 }
                usleep(step)
                return 1
            },
            UnsafeMutableRawPointer(bitPattern: Int(max(0, milliseconds)))
        )
    }

    /// Runs `body` with no patience for locks of others: what they hold is an error, or a result, at once.
    public func withoutWaiting<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result
    {
        Self.wait(0, on: handle)
        defer { Self.wait(busyTimeout, on: handle) }
        return try body()
    }

    private func prepareForWriting() throws(SQLiteError) {
        try execute(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA secure_delete = ON;
            PRAGMA temp_store = MEMORY;
            PRAGMA journal_size_limit = 67108864;
            """
        )
        checkpoint(after: 4000)
    }

    /// The error of the last call, with its message.
    func error(_ code: Int32, sql: String? = nil) -> SQLiteError {
        let extended = sqlite3_extended_errcode(handle)
        // The connection's own code may be of an earlier call: it counts only when it belongs to this one.
        let exact = extended & 0xFF == code & 0xFF ? extended : code
        return SQLiteError(code: exact, message: String(cString: sqlite3_errmsg(handle)), sql: sql)
    }

    /// Runs a script of any number of statements without arguments.
    public func execute(_ sql: String) throws(SQLiteError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code, sql: sql) }
    }

    /// A prepared statement, kept for the next time.
    ///
    /// One that is being stepped through is not handed out again.
    public func statement(_ sql: String) throws(SQLiteError) -> Statement {
        let key = StatementKey(sql: sql)
        if let kept = statements[key], !kept.isBusy { return kept }
        let fresh = try Statement(sql, on: self)
        if statements.count >= 200 { statements.removeAll() }
        statements[key] = fresh
        return fresh
    }

    /// Runs a statement with values for its `?`.
    public func run(_ sql: String, _ values: (any Bindable)?...) throws(SQLiteError) {
        let statement = try statement(sql)
        statement.bind(values)
        try statement.execute()
    }

    /// Hands each row of a query to `body` until it returns false or the rows end.
    public func rows(
        _ sql: String,
        _ values: (any Bindable)?...,
        body: (Row) throws(SQLiteError) -> Bool
    ) throws(SQLiteError) {
        try statement(sql).rows(values, body)
    }

    /// Reads the first row of a query.
    ///
    /// - Returns: what `read` makes of it, or nil when there is no row.
    public func first<Result>(
        _ sql: String,
        _ values: (any Bindable)?...,
        read: (Row) -> Result
    ) throws(SQLiteError) -> Result? {
        let statement = try statement(sql)
        statement.bind(values)
        defer { statement.reset() }
        return try statement.step().map(read)
    }

    /// Reads the first column of the first row as an integer; 0 when there is no row.
    public func integer(_ sql: String, _ values: (any Bindable)?...) throws(SQLiteError) -> Int64 {
        let statement = try statement(sql)
        statement.bind(values)
        defer { statement.reset() }
        return try statement.step()?.int64(0) ?? 0
    }

    /// How many rows the last INSERT, UPDATE or DELETE changed, those of triggers not counted.
    public var changes: Int { Int(sqlite3_changes64(handle)) }

    /// The id of the last inserted row.
    public var lastInsertedID: Int64 { sqlite3_last_insert_rowid(handle) }

    /// A number that changes when another connection has committed; one's own commits leave it alone.
    public func dataVersion() throws(SQLiteError) -> Int64 { try integer("PRAGMA data_version") }
}

/// Statements are found by their text, which is long: its length and its ends tell nearly all apart, and the same text
/// in the same place is equal without a look at it.
private struct StatementKey: Hashable {
    let sql: String

    func hash(into hasher: inout Hasher) {
        let end = sql.utf8.withContiguousStorageIfAvailable { bytes -> UInt64 in
            let bytes = UnsafeRawBufferPointer(bytes)
            guard bytes.count >= 8 else { return 0 }
            return bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
        }
        hasher.combine(UInt64(sql.utf8.count) &* 0x9E37_79B9_7F4A_7C15 ^ (end ?? 0))
    }
}
