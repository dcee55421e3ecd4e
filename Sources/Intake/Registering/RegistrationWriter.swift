internal import SQLite
public import Wording

/// Writes registrations into the intake as the web site does, with the same SQL: all of them or none.
public struct RegistrationWriter: Sendable {
    /// What was done to the rows.
    public struct Counts: Sendable, Hashable {
        /// New rows.
        public var inserted = 0
        /// Rows that differed.
        public var updated = 0
        /// Rows that were the same: nothing is queued for them.
        public var unchanged = 0
    }

    /// Why nothing was written.
    public enum Failure: Error, Sendable, Hashable {
        /// There is no file.
        case missing(Wording)
        /// Somebody else holds its lock for too long.
        case busy
        /// Its tables or triggers are not what they ought to be: the daemon puts them right.
        case changed
        /// The file cannot be used.
        case unusable(Wording)
    }

    private let path: String
    private let patience: Int32

    /// A writer for the file at a path, which must exist; it waits for so many milliseconds where that is locked.
    public init(path: String, patience: Int = 5000) {
        self.path = path
        self.patience = Int32(clamping: patience)
    }

    /// Writes the rows of an event, by their keys, in the order of the lines.
    ///
    /// - Parameters:
    ///   - lines: the registrations.
    ///   - event: the event's name.
    ///   - isTrial: nothing stays, but the counts are true.
    /// - Returns: what was done.
    /// - Throws: nothing was written, and why.
    public func write(
        _ lines: [RegistrationLine],
        event: String,
        isTrial: Bool = false
    ) throws(Failure) -> Counts {
        try open { connection throws(SQLiteError) in try run(lines, event, isTrial, connection) }
    }

    /// Cancels the registration of a key; one that is cancelled already stays as it is.
    ///
    /// - Returns: false where there is none.
    /// - Throws: nothing was written, and why.
    public func cancel(_ key: String, event: String) throws(Failure) -> Bool {
        try open { connection throws(SQLiteError) in
            try connection.transaction { () throws(SQLiteError) in
                let known = try connection.first(
                    "SELECT status FROM registrations WHERE event = ? AND key = ?",
                    event,
                    key,
                    read: { $0.text(0) }
                )
                guard let known else { return false }
                if known != "cancelled" {
                    try connection.run(
                        "UPDATE registrations SET status = 'cancelled' WHERE event = ? AND key = ?",
                        event,
                        key
                    )
                }
                return true
            }
        }
    }

    /// Opens the file, whose triggers must be ours: they run with the rights of whoever calls this.
    func open<Result>(_ body: (Connection) throws(SQLiteError) -> Result) throws(Failure) -> Result {
        let place: IntakePlace
        do throws(IntakeError) {
            place = try IntakePlace(path)
            if try place.check(create: false).size == 0 { throw IntakeError.missing(IntakeWords.empty(path)) }
        } catch {
            switch error {
            case .missing(let detail): throw .missing(detail)
            default: throw .unusable(error.detail)
            }
        }
        do throws(SQLiteError) {
            let connection = try Connection(path: place.path, mode: .readWrite, busyTimeout: patience)
            var differences = try SchemaRepair(connection, expected: IntakeSchema.expected()).differences()
            differences.removeAll { $0 == .version(IntakeSchema.unreadVersion) }
            if differences.isEmpty { return try body(connection) }
        } catch { throw error.category == .busy ? .busy : .unusable(error.wording) }
        throw .changed
    }

    private func run(
        _ lines: [RegistrationLine],
        _ event: String,
        _ isTrial: Bool,
        _ connection: Connection
    ) throws(SQLiteError) -> Counts {
        var counts = Counts()
        try connection.transaction { () throws(SQLiteError) in
            if isTrial { try connection.execute("SAVEPOINT trial") }
            for line in lines { try put(line, event, connection, &counts) }
            if isTrial { try connection.execute("ROLLBACK TO trial; RELEASE trial") }
        }
        return counts
    }

    private func put(
        _ line: RegistrationLine,
        _ event: String,
        _ connection: Connection,
        _ counts: inout Counts
    ) throws(SQLiteError) {
        let columns = RegistrationLine.columns.filter { line.values[$0] != nil }
        let values = columns.map { line.values[$0] ?? nil }
        let isSame = try connection.statement(
            "SELECT (\(columns.joined(separator: ", "))) IS (\(columns.map { _ in "?" }.joined(separator: ", ")))"
                + " FROM registrations WHERE event = ? AND key = ?"
        )
        isSame.bind(values.map { $0 as (any Bindable)? } + [event, line.key])
        let known = try isSame.step()?.bool(0)
        isSame.reset()
        guard known != true else {
            counts.unchanged += 1
            return
        }
        let names = ["event", "key"] + columns
        let upsert = try connection.statement(
            """
            INSERT INTO registrations (\(names.joined(separator: ", ")))
            VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))
            ON CONFLICT (event, key) DO UPDATE SET
                \(columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
            """
        )
        upsert.bind([event, line.key] + values.map { $0 as (any Bindable)? })
        try upsert.execute()
        if known == nil { counts.inserted += 1 } else { counts.updated += 1 }
    }
}
