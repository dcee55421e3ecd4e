internal import CSQLite

extension Connection {
    /// Opens a file into which somebody else may have written anything.
    ///
    /// What SQLite recommends for such files ("Defense Against The Dark Arts"), and more:
    /// - the last part of the path is no symbolic link; the folder's own path must have been resolved;
    /// - no trigger and no view runs in this connection, no foreign key acts, no function of ours can be called by the
    ///   schema, and the schema cannot be written but by its own statements;
    /// - cells are checked as pages are read, nothing of the file is mapped, and whatever is longer than `longest`
    /// bytes   is an error when it is read (``SQLiteError/isTooBig``), before memory is taken for it;
    /// - deleted rows are overwritten, and closing leaves the write-ahead log alone: the name may belong to another
    ///   file by then.
    ///
    /// Commits are not forced to the disk one by one: while that lasts, the file's owner would wait.
    ///
    /// - Parameters:
    ///   - path: of an existing file.
    ///   - busyTimeout: how long to wait for another program's lock, in milliseconds.
    ///   - longest: bytes of one value, or of one row that is written.
    /// - Throws: SQLite's error; of the category `cannotOpen` for a symbolic link.
    public convenience init(foreign path: String, busyTimeout: Int32, longest: Int) throws(SQLiteError) {
        _ = Self.preparation
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(
            path,
            &opened,
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW,
            nil
        )
        guard let opened, code == SQLITE_OK else {
            let message =
                opened.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
            sqlite3_close_v2(opened)
            throw SQLiteError(code: code, message: message)
        }
        self.init(handle: opened, path: path, isReadOnly: false)
        // All of this before the first statement: it is the first that reads the schema.
        for (option, value) in Self.foreignSwitches {
            let code = sqlite3_set_switch(opened, option, value)
            guard code == SQLITE_OK else { throw error(code) }
        }
        sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, Int32(clamping: longest))
        for (limit, value) in Self.foreignLimits { sqlite3_limit(opened, limit, value) }
        Self.wait(busyTimeout, on: opened)
        try execute(
            """
            PRAGMA cell_size_check = ON;
            PRAGMA mmap_size = 0;
            PRAGMA foreign_keys = OFF;
            PRAGMA temp_store = MEMORY;
            PRAGMA automatic_index = OFF;
            PRAGMA legacy_alter_table = ON;
            PRAGMA cache_size = -4000;
            PRAGMA secure_delete = ON;
            PRAGMA synchronous = NORMAL;
            PRAGMA journal_size_limit = 67108864;
            """
        )
        checkpoint(after: 1000)
    }

    private static let foreignSwitches: [(Int32, Int32)] = [
        (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        (SQLITE_DBCONFIG_ENABLE_TRIGGER, 0), (SQLITE_DBCONFIG_ENABLE_VIEW, 0),
        (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0), (SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0),
        (SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0), (SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1),
    ]

    private static let foreignLimits: [(Int32, Int32)] = [
        (SQLITE_LIMIT_SQL_LENGTH, 100_000), (SQLITE_LIMIT_COLUMN, 200), (SQLITE_LIMIT_EXPR_DEPTH, 100),
        (SQLITE_LIMIT_COMPOUND_SELECT, 10), (SQLITE_LIMIT_VDBE_OP, 25_000), (SQLITE_LIMIT_ATTACHED, 0),
        (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50), (SQLITE_LIMIT_VARIABLE_NUMBER, 100),
        (SQLITE_LIMIT_TRIGGER_DEPTH, 10), (SQLITE_LIMIT_WORKER_THREADS, 0),
    ]

    /// How many bytes a value has, without reading it.
    ///
    /// - Returns: nil where there is no such row, or the value is neither text nor bytes.
    public func byteCount(table: String, column: String, row: Int64) -> Int? {
        var blob: OpaquePointer?
        defer { sqlite3_blob_close(blob) }
        guard sqlite3_blob_open(handle, "main", table, column, row, 0, &blob) == SQLITE_OK else { return nil }
        return Int(sqlite3_blob_bytes(blob))
    }
}

extension SQLiteError {
    /// Whether a value was longer than the connection takes.
    public var isTooBig: Bool { code & 0xFF == SQLITE_TOOBIG }
}

extension SQLiteError {
    /// Whether it is about what the statement says or computes, as malformed JSON, rather than about the file.
    public var isAboutStatement: Bool { code & 0xFF == SQLITE_ERROR }
}

/// A text as somebody else wrote it.
public enum ForeignText: Sendable, Hashable {
    /// There is none.
    case none
    /// Sound UTF-8, within the limit; numbers come as SQLite writes them.
    case text(String)
    /// Longer than the limit: what fits of it, and how many bytes it has.
    case cut(String, bytes: Int)
    /// Bytes, or no UTF-8: with repairs, as far as it is within the limit.
    case repaired(String)
}

extension Row {
    /// The text of a column, checked.
    ///
    /// - Parameters:
    ///   - column: its index from 0.
    ///   - limit: in bytes.
    /// - Returns: what there is of it.
    public func foreignText(_ column: Int32, limit: Int) -> ForeignText {
        let type = sqlite3_column_type(handle, column)
        guard type != SQLITE_NULL, let start = sqlite3_column_text(handle, column) else { return .none }
        let count = Int(sqlite3_column_bytes(handle, column))
        let bytes = UnsafeBufferPointer(start: start, count: count)
        if count > limit {
            // At the boundary of a character: a byte 10xxxxxx continues one.
            var end = limit
            while end > 0, bytes[end] & 0xC0 == 0x80, limit - end < 4 { end -= 1 }
            return .cut(
                String(decoding: UnsafeBufferPointer(rebasing: bytes[..<end]), as: UTF8.self),
                bytes: count
            )
        }
        guard type != SQLITE_BLOB, let text = String(validating: bytes, as: UTF8.self) else {
            return .repaired(String(decoding: bytes, as: UTF8.self))
        }
        return .text(text)
    }
}
