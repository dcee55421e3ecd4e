internal import CSQLite

extension Connection {
    /// Makes a function of one text available to this connection's statements; NULL gives NULL.
    ///
    /// - Parameters:
    ///   - name: as SQL calls it.
    ///   - body: must give the same for the same text each time.
    /// - Throws: SQLite does not take the function.
    public func define(_ name: String, _ body: @escaping (String) -> String) throws(SQLiteError) {
        let function = Unmanaged.passRetained(TextFunction(body)).toOpaque()
        // SQLite releases it with the connection, and also when it refuses.
        let code = sqlite3_create_function_v2(
            handle,
            name,
            1,
            SQLITE_UTF8 | SQLITE_DETERMINISTIC,
            function,
            { context, count, values in
                guard count == 1, let value = values?.pointee, let text = sqlite3_value_text(value),
                    let data = sqlite3_user_data(context)
                else { return sqlite3_result_null(context) }
                let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_value_bytes(value)))
                let function = Unmanaged<TextFunction>.fromOpaque(data).takeUnretainedValue()
                var result = function.body(String(decoding: bytes, as: UTF8.self))
                result.withUTF8 { utf8 in
                    // SQLITE_TRANSIENT: SQLite takes a copy.
                    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
                    utf8.withMemoryRebound(to: CChar.self) { characters in
                        sqlite3_result_text(
                            context,
                            characters.baseAddress,
                            Int32(clamping: utf8.count),
                            transient
                        )
                    }
                }
            },
            nil,
            nil,
            { data in if let data { Unmanaged<TextFunction>.fromOpaque(data).release() } }
        )
        guard code == SQLITE_OK else { throw error(code) }
    }
}

/// What SQLite calls.
private final class TextFunction {
    let body: (String) -> String

    init(_ body: @escaping (String) -> String) { self.body = body }
}
