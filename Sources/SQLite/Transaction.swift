internal import CSQLite

extension Connection {
    /// Runs `body` as one unit: all of it happens, or nothing.
    ///
    /// The write lock is taken at once (`BEGIN IMMEDIATE`), so that a body never fails half-way for want of it. Inside
    /// another transaction it joins that one: a failure inside undoes the whole, even where the outer body catches it.
    /// A savepoint instead would copy every page before its first change, which costs more than the change.
    public func transaction<Result>(
        _ body: () throws(SQLiteError) -> Result
    ) throws(SQLiteError) -> Result {
        depth == 0 ? try outermost("BEGIN IMMEDIATE", body) : try joined(body)
    }

    /// Runs `body` on one unchanging picture of the database, without hindering writers.
    public func snapshot<Result>(
        _ body: () throws(SQLiteError) -> Result
    ) throws(SQLiteError) -> Result {
        depth == 0 ? try outermost(Self.reading, body) : try body()
    }

    private static let reading = "BEGIN"

    private func outermost<Result>(
        _ begin: String,
        _ body: () throws(SQLiteError) -> Result
    ) throws(SQLiteError) -> Result {
        try statement(begin).execute()
        depth = 1
        failure = nil
        defer { depth = 0 }
        do throws(SQLiteError) {
            let result = try body()
            if let failure { throw failure }
            guard let onCommit, begin != Self.reading else {
                try statement("COMMIT").execute()
                return result
            }
            let started = ContinuousClock.now
            try statement("COMMIT").execute()
            onCommit(ContinuousClock.now - started)
            return result
        } catch {
            // A full disk or a failing one may have rolled back already. The first error is the one to tell.
            if sqlite3_get_autocommit(handle) == 0 { try? statement("ROLLBACK").execute() }
            throw error
        }
    }

    private func joined<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
        depth += 1
        defer { depth -= 1 }
        do throws(SQLiteError) { return try body() } catch {
            failure = failure ?? error
            throw error
        }
    }
}
