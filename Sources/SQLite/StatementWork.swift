internal import CSQLite

/// What a prepared statement has cost, triggers included: steps of SQLite's machine, which no other program disturbs.
public struct StatementWork: Sendable {
    /// The statement's text.
    public let sql: String
    /// How many operations were carried out.
    public let operations: Int
    /// How many rows of a table were passed that was read from end to end.
    public let scanned: Int
}

extension Connection {
    /// What each statement has cost since this was asked last, the dearest first: for tests that hold costs to the shape
    /// that they should have, and for whoever looks for what is dear.
    public func takeWork() -> [StatementWork] {
        var found: [StatementWork] = []
        var next = sqlite3_next_stmt(handle, nil)
        while let statement = next {
            let operations = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1)
            let scanned = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1)
            if operations > 0 {
                found.append(
                    StatementWork(
                        sql: sqlite3_sql(statement).map { String(cString: $0) } ?? "",
                        operations: Int(operations),
                        scanned: Int(scanned)
                    )
                )
            }
            next = sqlite3_next_stmt(handle, statement)
        }
        return found.sorted { $0.operations > $1.operations }
    }
}
