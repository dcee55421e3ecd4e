internal import SQLite

extension RegistrationWriter {
    /// Puts the address of a registration right, as its web site would.
    ///
    /// - Parameters:
    ///   - id: the registration's.
    ///   - event: whose it is.
    ///   - former: the address that it has; where it has another one by now, nothing is written.
    ///   - address: the address that it gets.
    /// - Returns: false where there is no such registration with that address.
    /// - Throws: nothing was written, and why.
    public func correct(
        _ id: Int64,
        event: String,
        from former: String,
        to address: String
    ) throws(Failure) -> Bool {
        try open { connection throws(SQLiteError) in
            try connection.transaction { () throws(SQLiteError) in
                let known = try connection.first(
                    "SELECT 1 FROM registrations WHERE id = ? AND event = ? AND email = ?",
                    id,
                    event,
                    former,
                    read: { $0.int(0) }
                )
                guard known != nil else { return false }
                try connection.run("UPDATE registrations SET email = ? WHERE id = ?", address, id)
                return true
            }
        }
    }
}
