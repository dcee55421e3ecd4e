internal import CSQLite
internal import Wording

/// A prepared statement, which belongs to its connection's thread.
///
/// Cold paths use `run`, `rows` and `first` with a list of values; hot paths bind by index and step.
public final class Statement {
    let handle: OpaquePointer
    /// The statement's text.
    public let sql: String

    init(_ sql: String, on connection: Connection) throws(SQLiteError) {
        var prepared: OpaquePointer?
        var text = sql
        let code = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                sqlite3_prepare_v3(
                    connection.handle,
                    $0.baseAddress,
                    Int32(clamping: $0.count),
                    UInt32(SQLITE_PREPARE_PERSISTENT),
                    &prepared,
                    nil
                )
            }
        }
        guard code == SQLITE_OK else { throw connection.error(code, sql: sql) }
        guard let prepared else {
            throw SQLiteError(
                code: SQLITE_MISUSE,
                message: Wording(ru: "пустой оператор", en: "empty statement"),
                sql: sql
            )
        }
        handle = prepared
        self.sql = sql
    }

    deinit { sqlite3_finalize(handle) }

    /// Whether a step has been taken and no reset since.
    var isBusy: Bool { sqlite3_stmt_busy(handle) != 0 }

    /// Binds an integer, or null, to the parameter `index`, counted from 1.
    @discardableResult
    public func bind(_ index: Int32, _ value: Int64?) -> Self {
        if let value {
            sqlite3_bind_int64(handle, index, value)
        } else {
            sqlite3_bind_null(handle, index)
        }
        return self
    }

    /// Binds an integer, or null, to the parameter `index`, counted from 1.
    @discardableResult
    public func bind(_ index: Int32, _ value: Int?) -> Self { bind(index, value.map { Int64($0) }) }

    /// Binds a floating-point number, or null, to the parameter `index`, counted from 1.
    @discardableResult
    public func bind(_ index: Int32, _ value: Double?) -> Self {
        if let value {
            sqlite3_bind_double(handle, index, value)
        } else {
            sqlite3_bind_null(handle, index)
        }
        return self
    }

    /// Binds text, or null, to the parameter `index`, counted from 1; SQLite takes a copy.
    @discardableResult
    public func bind(_ index: Int32, _ value: String?) -> Self {
        guard let value else {
            sqlite3_bind_null(handle, index)
            return self
        }
        // A string of Swift's own is read where it is; one from Foundation is copied first.
        let isBound: Void? = value.utf8.withContiguousStorageIfAvailable { bind(index, $0) }
        if isBound == nil {
            var copy = value
            copy.withUTF8 { bind(index, $0) }
        }
        return self
    }

    private func bind(_ index: Int32, _ bytes: UnsafeBufferPointer<UInt8>) {
        // A null pointer would bind null: an empty string needs an address.
        if let start = bytes.baseAddress, !bytes.isEmpty {
            start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                _ = sqlite3_bind_text(handle, index, $0, Int32(clamping: bytes.count), transient)
            }
        } else {
            sqlite3_bind_text(handle, index, "", 0, transient)
        }
    }

    /// Binds bytes, or null, to the parameter `index`, counted from 1; SQLite takes a copy.
    @discardableResult
    public func bind(_ index: Int32, _ value: [UInt8]?) -> Self {
        guard let value else {
            sqlite3_bind_null(handle, index)
            return self
        }
        if value.isEmpty {
            sqlite3_bind_zeroblob(handle, index, 0)
        } else {
            value.withUnsafeBytes {
                _ = sqlite3_bind_blob(handle, index, $0.baseAddress, Int32(clamping: $0.count), transient)
            }
        }
        return self
    }

    /// Binds a value of any type to the parameter `index`, counted from 1.
    @discardableResult
    public func bind(_ index: Int32, _ value: Value) -> Self {
        switch value {
        case .null: bind(index, Int64?.none)
        case .integer(let number): bind(index, number)
        case .real(let number): bind(index, number)
        case .text(let text): bind(index, text)
        case .blob(let bytes): bind(index, bytes)
        }
    }

    /// Goes to the next row.
    ///
    /// - Returns: nil at the end.
    public func step() throws(SQLiteError) -> Row? {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return Row(handle: handle)
        case SQLITE_DONE: return nil
        default:
            // The connection may be gone already: SQLite keeps its handle alive as long as a statement lives.
            let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
            reset()
            throw SQLiteError(code: code, message: message, sql: sql)
        }
    }

    /// Ends the reading; the values bound stay.
    public func reset() { sqlite3_reset(handle) }

    /// Runs to the end, rows thrown away, and resets.
    public func execute() throws(SQLiteError) {
        defer { reset() }
        while try step() != nil {}
    }

    /// Binds the values in order and runs to the end.
    public func run(_ values: (any Bindable)?...) throws(SQLiteError) {
        bind(values)
        try execute()
    }

    /// Binds the values in order and hands each row to `body` until it returns false or the rows end.
    public func rows(
        _ values: [(any Bindable)?] = [],
        _ body: (Row) throws(SQLiteError) -> Bool
    ) throws(SQLiteError) {
        bind(values)
        defer { reset() }
        while let row = try step() {
            guard try body(row) else { return }
        }
    }

    /// Binds the values in order and reads the first row.
    ///
    /// - Returns: what `body` makes of it, or nil when there is no row.
    public func first<Result>(
        _ values: (any Bindable)?...,
        read body: (Row) -> Result
    ) throws(SQLiteError) -> Result? {
        bind(values)
        defer { reset() }
        return try step().map(body)
    }

    /// Binds the values in order, from parameter 1.
    public func bind(_ values: [(any Bindable)?]) {
        var index: Int32 = 0
        for value in values {
            index += 1
            bind(index, value?.sqliteValue ?? .null)
        }
    }
}

/// `SQLITE_TRANSIENT`, a cast that Swift does not import: SQLite copies the bytes before the call returns.
private var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
