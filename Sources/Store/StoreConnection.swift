internal import Glibc
internal import SQLite
internal import Wording

/// The connection to the database, with errors of this room: all SQL of the room goes through it.
final class StoreConnection {
    private let sqlite: Connection
    /// What the transaction under way changes about the totals; nil on a connection that only reads.
    private let tally: Tally?

    /// The path given at opening.
    var path: String { sqlite.path }
    /// Hears how long each commit took.
    var onCommit: ((Duration) -> Void)? {
        get { sqlite.onCommit }
        set { sqlite.onCommit = newValue }
    }

    /// Opens the database and brings its schema up to date.
    init(path: String, mode: Connection.Mode, migrations: [Migration]) throws(StoreError) {
        if mode == .create { try Self.makeFile(path) }
        let tally = mode == .readOnly ? nil : Tally()
        self.tally = tally
        sqlite = try Self.translated { () throws(SQLiteError) in
            let connection = try Connection(path: path, mode: mode, givesSpaceBack: mode == .create)
            try Self.refuseForeign(connection)
            if mode == .readOnly {
                try connection.refuseNewerSchema(than: migrations)
                guard try connection.schemaVersion() > 0 else {
                    throw SQLiteError(
                        code: Self.notADatabase,
                        message: StoreReasons.noTables(path)
                    )
                }
            } else {
                try connection.migrate(migrations)
            }
            if let tally {
                try connection.define(action: "tally_message", arguments: 11) { tally.note($0) }
                try connection.execute(Schema.tallying)
            }
            return connection
        }
    }

    /// `SQLITE_NOTADB`.
    private static let notADatabase: Int32 = 26
    /// `SQLITE_CANTOPEN`.
    private static let cannotOpen: Int32 = 14

    /// Makes an empty file where there is none.
    ///
    /// The umask has no say: messages and log are the owner's, and their group's to read at most. `-wal` and `-shm`
    /// take over the mode of the file.
    private static func makeFile(_ path: String) throws(StoreError) {
        let made = open(path, O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o640)
        guard made >= 0 else {
            // What is there already stays as it is; what is there and cannot be used is SQLite's to tell.
            guard errno != EEXIST else { return }
            throw StoreError(code: cannotOpen, message: "\(path): " + .systemError(errno))
        }
        defer { close(made) }
        guard fchmod(made, 0o640) == 0, giveToOwner(made, ofFolderOf: path) else {
            throw StoreError(code: cannotOpen, message: "\(path): " + .systemError(errno))
        }
    }

    /// What root makes in the daemon's folder is to be the daemon's.
    static func giveToOwner(_ descriptor: Int32, ofFolderOf path: String) -> Bool {
        guard geteuid() == 0 else { return true }
        let above = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/"
        )
        var folder = stat()
        guard stat(above.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : above, &folder) == 0 else {
            return false
        }
        return folder.st_uid == 0 || fchown(descriptor, folder.st_uid, folder.st_gid) == 0
    }

    /// Refuses a file that another program has made, or the first edition of this one: nothing of it would be
    /// understood.
    private static func refuseForeign(_ connection: Connection) throws(SQLiteError) {
        let isForeign = try connection.snapshot { () throws(SQLiteError) in
            guard try connection.integer("PRAGMA application_id") != Schema.applicationID else {
                return false
            }
            if try connection.schemaVersion() > 0 { return true }
            return try connection.integer("SELECT EXISTS (SELECT 1 FROM sqlite_schema)") != 0
        }
        guard isForeign else { return }
        throw SQLiteError(
            code: notADatabase,
            message: StoreReasons.foreign(connection.path)
        )
    }

    /// Makes a function of one text available to statements.
    func define(_ name: String, _ body: @escaping (String) -> String) throws(StoreError) {
        try Self.translated { () throws(SQLiteError) in try sqlite.define(name, body) }
    }

    /// How many bytes may still be written to the disk; nil where it cannot be asked.
    var freeOnDisk: Int64? { sqlite.freeOnDisk }

    /// Runs `body` with no patience for locks of others.
    func withoutWaiting<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
        var result: Swift.Result<Result, StoreError>?
        try Self.translated { () throws(SQLiteError) in
            try sqlite.withoutWaiting {
                do throws(StoreError) { result = .success(try body()) } catch { result = .failure(error) }
            }
        }
        guard let result else {
            throw StoreError(code: -1, message: Wording(ru: "ничего не выполнено", en: "nothing was run"))
        }
        return try result.get()
    }

    /// Runs a script of any number of statements without arguments.
    func execute(_ sql: String) throws(StoreError) {
        try Self.translated { () throws(SQLiteError) in try sqlite.execute(sql) }
        if !sqlite.isInTransaction { try flushTally() }
    }

    /// A prepared statement, kept for the next time.
    func statement(_ sql: String) throws(StoreError) -> StoreStatement {
        do throws(SQLiteError) { return StoreStatement(try sqlite.statement(sql)) } catch {
            throw StoreError(error)
        }
    }

    /// Runs a statement with values for its `?`.
    func run(_ sql: String, _ values: (any Bindable)?...) throws(StoreError) {
        let statement = try statement(sql)
        statement.bind(values)
        try statement.execute()
        if !sqlite.isInTransaction { try flushTally() }
    }

    /// Hands each row of a query to `body` until it returns false or the rows end.
    func rows(
        _ sql: String,
        _ values: (any Bindable)?...,
        body: (Row) throws(StoreError) -> Bool
    ) throws(StoreError) {
        try statement(sql).rows(values, body)
    }

    /// Reads the first row of a query; nil when there is none.
    func first<Result>(
        _ sql: String,
        _ values: (any Bindable)?...,
        read: (Row) -> Result
    ) throws(StoreError) -> Result? {
        let statement = try statement(sql)
        statement.bind(values)
        defer { statement.reset() }
        return try statement.step().map(read)
    }

    /// Reads the first column of the first row as an integer; 0 when there is no row.
    func integer(_ sql: String, _ values: (any Bindable)?...) throws(StoreError) -> Int64 {
        let statement = try statement(sql)
        statement.bind(values)
        defer { statement.reset() }
        return try statement.step()?.int64(0) ?? 0
    }

    /// How many rows a query gives.
    func count(_ sql: String, _ values: [(any Bindable)?]) throws(StoreError) -> Int64 {
        let statement = try statement("SELECT count(*) FROM (\(sql))")
        statement.bind(values)
        defer { statement.reset() }
        return try statement.step()?.int64(0) ?? 0
    }

    /// Runs `body` as one unit; inside another it joins that one.
    func transaction<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
        try Self.translated { () throws(SQLiteError) in
            try sqlite.transaction { () throws(SQLiteError) in
                do throws(StoreError) {
                    let result = try body()
                    if sqlite.isOutermost { try flushTally() }
                    return result
                } catch {
                    tally?.clear()
                    throw error.underlying
                }
            }
        }
    }

    /// Runs `body` on one unchanging picture of the database, without hindering writers.
    func snapshot(_ body: () throws(StoreError) -> Void) throws(StoreError) {
        try Self.translated { () throws(SQLiteError) in
            try sqlite.snapshot { () throws(SQLiteError) in
                do throws(StoreError) { try body() } catch { throw error.underlying }
            }
        }
    }

    /// Brings the totals to what the transaction under way has made of the messages: before it is committed, and
    /// before they are read in it.
    func flushTally() throws(StoreError) {
        guard let tally, !tally.isEmpty else { return }
        guard sqlite.isInTransaction else { return try transaction { () throws(StoreError) in } }
        let total = try statement(Self.addToTotals)
        for change in tally.pending where change.count != 0 || change.first <= change.last {
            try total.run(
                change.event,
                change.notification,
                change.mailing,
                change.state,
                change.cause,
                change.isResent,
                change.count,
                change.first,
                change.last
            )
        }
        let span = try statement(
            "INSERT INTO sent_spans (span, count) VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count"
        )
        for (key, count) in tally.sent { try span.run(key, count) }
        if !tally.covered.isEmpty {
            let stale = try statement("INSERT INTO coverage_stale (part) VALUES (?) ON CONFLICT DO NOTHING")
            for part in tally.covered { try stale.run(part) }
        }
        tally.clear()
    }

    /// Brings what has become of one kind of messages into the totals.
    static let addToTotals = """
        INSERT INTO totals (event, notification, mailing_id, state, cause, resent, count, first_at, last_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (event, notification, mailing_id, state, cause, resent) DO UPDATE SET
            count = count + excluded.count, first_at = min(first_at, excluded.first_at),
            last_at = max(last_at, excluded.last_at)
        """

    /// What each statement has cost since this was asked last, the dearest first.
    func takeWork() -> [StatementWork] { sqlite.takeWork() }

    /// How many rows the last INSERT, UPDATE or DELETE changed, those of triggers not counted.
    var changes: Int { sqlite.changes }

    /// The id of the last inserted row.
    var lastInsertedID: Int64 { sqlite.lastInsertedID }

    /// A number that changes when another connection has committed.
    func dataVersion() throws(StoreError) -> Int64 {
        try Self.translated { () throws(SQLiteError) in try sqlite.dataVersion() }
    }

    private static func translated<Result>(
        _ body: () throws(SQLiteError) -> Result
    ) throws(StoreError) -> Result {
        do throws(SQLiteError) { return try body() } catch { throw StoreError(error) }
    }
}

/// A prepared statement, with errors of this room.
struct StoreStatement {
    private let statement: Statement

    init(_ statement: Statement) { self.statement = statement }

    /// Binds an integer, or null, to the parameter `index`, counted from 1.
    @discardableResult
    func bind(_ index: Int32, _ value: Int64?) -> Self {
        statement.bind(index, value)
        return self
    }

    /// Binds an integer, or null, to the parameter `index`, counted from 1.
    @discardableResult
    func bind(_ index: Int32, _ value: Int?) -> Self {
        statement.bind(index, value)
        return self
    }

    /// Binds text, or null, to the parameter `index`, counted from 1.
    @discardableResult
    func bind(_ index: Int32, _ value: String?) -> Self {
        statement.bind(index, value)
        return self
    }

    /// Binds the values in order, from parameter 1.
    func bind(_ values: [(any Bindable)?]) { statement.bind(values) }

    /// Goes to the next row; nil at the end.
    func step() throws(StoreError) -> Row? {
        do throws(SQLiteError) { return try statement.step() } catch { throw StoreError(error) }
    }

    /// Ends the reading; the values bound stay.
    func reset() { statement.reset() }

    /// Runs to the end, rows thrown away, and resets.
    func execute() throws(StoreError) {
        do throws(SQLiteError) { try statement.execute() } catch { throw StoreError(error) }
    }

    /// Binds the values in order and runs to the end.
    func run(_ values: (any Bindable)?...) throws(StoreError) {
        bind(values)
        try execute()
    }

    /// Binds the values in order and hands each row to `body` until it returns false or the rows end.
    func rows(
        _ values: [(any Bindable)?] = [],
        _ body: (Row) throws(StoreError) -> Bool
    ) throws(StoreError) {
        bind(values)
        defer { reset() }
        while let row = try step() {
            guard try body(row) else { return }
        }
    }
}
