internal import CSQLite

/// The row that a statement stands on, read by column index from 0.
///
/// Valid until the statement steps or resets. A column that does not exist reads as null; types convert as
/// SQLite converts them, so that no row of a foreign writer can stop the program.
public struct Row {
    let handle: OpaquePointer

    /// How many columns the row has.
    public var count: Int { Int(sqlite3_column_count(handle)) }

    /// Whether the column holds null.
    public func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// The integer of a column; null reads as 0.
    public func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    /// The integer of a column, clamped to `Int`; null reads as 0.
    public func int(_ column: Int32) -> Int { Int(clamping: int64(column)) }

    /// Whether the integer of a column is not 0.
    public func bool(_ column: Int32) -> Bool { int64(column) != 0 }

    /// The floating-point number of a column; null reads as 0.
    public func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

    /// The integer of a column, or nil for null.
    public func optionalInt64(_ column: Int32) -> Int64? { isNull(column) ? nil : int64(column) }

    /// The integer of a column, or nil for null.
    public func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : int(column) }

    /// The text of a column, wrong UTF-8 repaired; null reads as the empty string.
    public func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        let length = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
    }

    /// The text of a column, or nil for null.
    public func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    /// The bytes of a column; null reads as none.
    public func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        let length = Int(sqlite3_column_bytes(handle, column))
        return [UInt8](UnsafeRawBufferPointer(start: start, count: length))
    }

    /// The name of a column as the statement gives it.
    public func name(_ column: Int32) -> String {
        sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
    }

    /// The value of a column in its own type.
    public func value(_ column: Int32) -> Value {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: .integer(int64(column))
        case SQLITE_FLOAT: .real(double(column))
        case SQLITE_TEXT: .text(text(column))
        case SQLITE_BLOB: .blob(bytes(column))
        default: .null
        }
    }
}
