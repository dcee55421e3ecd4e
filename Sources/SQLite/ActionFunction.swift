internal import CSQLite

/// The values that a statement hands to a function of ours; they live as long as the call.
public struct FunctionArguments {
    private let values: UnsafeMutablePointer<OpaquePointer?>

    fileprivate init(_ values: UnsafeMutablePointer<OpaquePointer?>) { self.values = values }

    /// Whether a value is NULL.
    public func isNull(_ index: Int) -> Bool { sqlite3_value_type(values[index]) == SQLITE_NULL }

    /// An integer; 0 for NULL.
    public func int64(_ index: Int) -> Int64 { sqlite3_value_int64(values[index]) }

    /// A text; nil for NULL.
    public func text(_ index: Int) -> String? { bytes(index).map { String(decoding: $0, as: UTF8.self) } }

    /// Adds the bytes of a text; nothing for NULL.
    public func append(_ index: Int, to buffer: inout [UInt8]) {
        if let bytes = bytes(index) { buffer.append(contentsOf: bytes) }
    }

    private func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8>? {
        guard let text = sqlite3_value_text(values[index]) else { return nil }
        return UnsafeBufferPointer(start: text, count: Int(sqlite3_value_bytes(values[index])))
    }
}

extension Connection {
    /// Makes a function available to this connection's statements and triggers that does something with its arguments
    /// and gives NULL.
    ///
    /// - Parameters:
    ///   - name: as SQL calls it.
    ///   - count: how many arguments it has.
    ///   - body: what it does; no SQL of this connection.
    /// - Throws: SQLite does not take the function.
    public func define(
        action name: String,
        arguments count: Int32,
        _ body: @escaping (FunctionArguments) -> Void
    ) throws(SQLiteError) {
        let function = Unmanaged.passRetained(ActionFunction(body)).toOpaque()
        // SQLite releases it with the connection, and also when it refuses.
        let code = sqlite3_create_function_v2(
            handle,
            name,
            count,
            SQLITE_UTF8,
            function,
            { context, _, values in
                if let values, let data = sqlite3_user_data(context) {
                    Unmanaged<ActionFunction>.fromOpaque(data).takeUnretainedValue().body(
                        FunctionArguments(values)
                    )
                }
                sqlite3_result_null(context)
            },
            nil,
            nil,
            { data in if let data { Unmanaged<ActionFunction>.fromOpaque(data).release() } }
        )
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// Whether a transaction is under way that no other contains.
    public var isOutermost: Bool { depth == 1 }

    /// Whether a transaction is under way.
    public var isInTransaction: Bool { depth > 0 }
}

/// What SQLite calls.
private final class ActionFunction {
    let body: (FunctionArguments) -> Void

    init(_ body: @escaping (FunctionArguments) -> Void) { self.body = body }
}
