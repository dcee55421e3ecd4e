internal import SQLite
internal import Wording

/// The intake's file, open: reads the queue and rows, writes what became of letters, erases.
///
/// Everything in it is a stranger's. One thread uses it, and nothing waits longer than a fraction of a second.
final class IntakeFile {
    /// A row of the queue.
    struct Entry: Hashable {
        var id: Int64
        var registration: Int64
        /// As the file has it.
        var at: Int64
        /// The same, neither before 1970 nor later than now.
        var shownAt: Int64
    }

    /// Which file it is.
    let mark: FileMark
    /// What was put right at opening or since, for people.
    private(set) var repairs: [Wording] = []
    /// Whether changes may have gone unqueued, so that all rows must be looked at.
    private(set) var mayHaveMissed = false
    /// Whether that was found, and the file still says so.
    private(set) var isMarkedUnread = false

    private let connection: Connection
    private let expected: [SchemaObject]
    private let detailsLimit: Int
    private var reading: RowReading
    private var version: Int64
    /// `PRAGMA schema_version` and `user_version` when the schema was compared.
    private var stamp: [Int64] = []

    private let companions: CompanionMarks
    /// As long as the file was when that was looked at last.
    private var size: Int64

    /// Whether its log or its index is not the one any more that this connection works with.
    var hasLostCompanion: Bool {
        wasLostAtOpening || companions.isLost(now: CompanionMarks(besides: connection.path))
    }
    private let wasLostAtOpening: Bool

    /// How long to wait for somebody else's lock, in milliseconds: the caller tries again.
    private static let patience: Int32 = 200

    /// Opens the file, made where `create` says so, and puts its schema right.
    init(_ place: IntakePlace, create: Bool, detailsLimit: Int) throws(IntakeError) {
        let mark = try place.check(create: create)
        let before = CompanionMarks(besides: place.path)
        if mark.size == 0, !create { throw .missing(IntakeWords.empty(place.path)) }
        do throws(SQLiteError) {
            let connection = try Connection(
                foreign: place.path,
                busyTimeout: Self.patience,
                longest: RowReading.longest(detailsLimit)
            )
            // Somebody who uses it otherwise keeps it so: everything works in the other mode as well, but slower.
            do throws(SQLiteError) { try connection.execute("PRAGMA journal_mode = WAL") } catch {
                guard error.category == .busy else { throw error }
            }
            expected = try IntakeSchema.expected()
            var repair = SchemaRepair(connection, expected: expected)
            if try !repair.differences().isEmpty { try repair.run(isNew: mark.size == 0) }
            repairs = repair.done
            mayHaveMissed = repair.mayHaveMissed
            isMarkedUnread = repair.mayHaveMissed
            reading = try RowReading(connection, detailsLimit: detailsLimit)
            version = try connection.dataVersion()
            stamp = try Self.stamp(connection)
            size = mark.size
            companions = CompanionMarks(besides: place.path)
            // Who deletes both may have deleted one before they were opened, and the other since.
            let usesLog = try connection.first("PRAGMA journal_mode") { $0.text(0) } == "wal"
            wasLostAtOpening = before.isLost(now: companions) || usesLog && !companions.areThere
            self.connection = connection
            self.detailsLimit = detailsLimit
            self.mark = mark
        } catch { throw .sqlite(error) }
        do throws(SQLiteError) { try checkSize(isNew: true) } catch { throw .sqlite(error) }
        // Between the look and the opening the name may have been given to another file.
        guard FileMark(path: place.path)?.isSameFile(as: mark) == true else {
            throw .missing(IntakeWords.replaced(place.path))
        }
    }

    /// Whether somebody else has committed since the last call.
    func hasChanged() throws(SQLiteError) -> Bool {
        let now = try connection.dataVersion()
        defer { version = now }
        return now != version
    }

    /// Looks whether the file has all its pages, where it has become shorter.
    ///
    /// - Throws: an error of category `corrupt` where it has not.
    func checkSize(isNew: Bool = false) throws(SQLiteError) {
        guard let mark = FileMark(path: connection.path) else { return }
        let isShorter = mark.size < size
        guard isNew || isShorter else {
            size = mark.size
            return
        }
        let pages = try connection.integer("PRAGMA page_count")
        let least = pages * (try connection.integer("PRAGMA page_size"))
        // What is in the log need not be in the file.
        guard mark.size >= least || logSize > 0 else {
            throw SQLiteError(code: 11, message: IntakeWords.cutShort(bytes: mark.size, of: least))
        }
        size = mark.size
    }

    private var logSize: Int64 { FileMark(path: connection.path + "-wal")?.size ?? 0 }

    /// Whether the log is longer than writing makes it: a site that has written much at once leaves it so.
    var isLogLarge: Bool { logSize > 64 << 20 }

    private static func stamp(_ connection: Connection) throws(SQLiteError) -> [Int64] {
        [try connection.integer("PRAGMA schema_version"), try connection.integer("PRAGMA user_version")]
    }

    /// Compares the schema with ours again, puts it right, and says whether that was needed.
    ///
    /// `thorough`: even where SQLite's own counters have not moved.
    func checkSchema(thorough: Bool) throws(SQLiteError) -> Bool {
        let found = try Self.stamp(connection)
        guard thorough || found != stamp else { return false }
        var repair = SchemaRepair(connection, expected: expected)
        var differences = try repair.differences()
        if isMarkedUnread { differences.removeAll { $0 == .version(IntakeSchema.unreadVersion) } }
        guard !differences.isEmpty else {
            stamp = found
            return false
        }
        try repair.run(isNew: false, isUnread: isMarkedUnread)
        stamp = try Self.stamp(connection)
        repairs += repair.done
        mayHaveMissed = mayHaveMissed || repair.mayHaveMissed
        isMarkedUnread = isMarkedUnread || repair.mayHaveMissed
        reading = try RowReading(connection, detailsLimit: detailsLimit)
        return true
    }

    /// Whether a registration has the highest id that there is: SQLite adds none after it.
    private(set) var isOutOfIDs = false

    /// Looks whether there are ids left, and puts right that the table counts on from the highest one without a row that
    /// has it.
    func checkIDs() throws(SQLiteError) {
        let top = try connection.integer("SELECT max(id) FROM registrations")
        isOutOfIDs = top == .max
        guard !isOutOfIDs,
            try connection.integer("SELECT max(seq) FROM sqlite_sequence WHERE name = 'registrations'")
                == .max
        else { return }
        // Beyond every id that there ever was: nobody is to get the id of somebody whose row was deleted.
        let next = max(0, top) &+ 1 << 32
        guard next > top else { return }
        try connection.run("UPDATE sqlite_sequence SET seq = ? WHERE name = 'registrations'", next)
        repairs.append(Wording(verbatim: "sqlite_sequence registrations"))
    }

    /// Takes what was put right.
    func takeRepairs() -> [Wording] {
        defer { repairs = [] }
        return repairs
    }

    /// Takes whether changes may have gone unqueued.
    func takeMayHaveMissed() -> Bool {
        defer { mayHaveMissed = false }
        return mayHaveMissed
    }

    // MARK: reading

    /// Runs `body` on one picture of the file.
    func snapshot<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
        try connection.snapshot(body)
    }

    /// The oldest entries of the queue.
    func entries(limit: Int) throws(SQLiteError) -> [Entry] {
        var found: [Entry] = []
        let statement = try connection.statement(
            "SELECT id, registration_id, at FROM changes ORDER BY id LIMIT ?"
        )
        let now = try now()
        statement.bind(1, limit)
        defer { statement.reset() }
        while let row = try statement.step() {
            found.append(
                Entry(
                    id: row.int64(0),
                    registration: row.int64(1),
                    at: row.int64(2),
                    shownAt: min(max(row.int64(2), 0), now)
                )
            )
        }
        return found
    }

    /// How many entries the queue has; `most` stands for more.
    func entryCount(most: Int) throws(SQLiteError) -> Int {
        Int(try connection.integer("SELECT count(*) FROM (SELECT 1 FROM changes LIMIT ?)", most))
    }

    /// The registration of an id; nil where there is none.
    func row(_ id: Int64) throws(SQLiteError) -> IntakeRow? { try reading.row(id) }

    /// Ids of registrations from `first` on, in their order.
    func registrations(from first: Int64, limit: Int) throws(SQLiteError) -> [Int64] {
        var found: [Int64] = []
        try connection.rows("SELECT id FROM registrations WHERE id >= ? ORDER BY id LIMIT ?", first, limit) {
            row in
            found.append(row.int64(0))
            return true
        }
        return found
    }

    /// Ids and addresses of registrations from `first` on, in their order; an address that is none is empty.
    func addresses(from first: Int64, limit: Int) throws(SQLiteError) -> [(id: Int64, email: String)] {
        do throws(SQLiteError) {
            return try addresses("id >= ?1 ORDER BY id LIMIT ?2", first, limit)
        } catch { guard error.isTooBig else { throw error } }
        // One of them is longer than may be read at all.
        var found: [(id: Int64, email: String)] = []
        for id in try registrations(from: first, limit: limit) {
            let count = connection.byteCount(table: "registrations", column: "email", row: id) ?? 0
            if count > RowReading.limit(of: "email") {
                found.append((id, ""))
            } else {
                found += try addresses("id = ?1 LIMIT ?2", id, 1)
            }
        }
        return found
    }

    private func addresses(
        _ which: String,
        _ first: Int64,
        _ limit: Int
    ) throws(SQLiteError) -> [(id: Int64, email: String)] {
        var found: [(id: Int64, email: String)] = []
        try connection.rows(
            """
            SELECT id, CASE WHEN length(email) <= \(RowReading.limit(of: "email")) THEN email ELSE '' END
            FROM registrations WHERE \(which)
            """,
            first,
            limit
        ) { row in
            found.append((row.int64(0), row.text(1)))
            return true
        }
        return found
    }

    /// The moment in milliseconds since 1970 UTC, by the clock that SQLite goes by.
    func now() throws(SQLiteError) -> Int64 {
        try connection.integer("SELECT \(IntakeSchema.nowMilliseconds)")
    }

    // MARK: writing

    /// Notes in the file that every row was read again.
    func markRead() throws(SQLiteError) {
        try connection.execute("PRAGMA user_version = \(IntakeSchema.version)")
        isMarkedUnread = false
        stamp = try Self.stamp(connection)
    }

    /// Removes entries of the queue, in one short transaction.
    func remove(_ entries: ArraySlice<Entry>) throws(SQLiteError) {
        try connection.transaction { () throws(SQLiteError) in
            let delete = try connection.statement(
                "DELETE FROM changes WHERE id = ? AND registration_id = ? AND at = ?"
            )
            for entry in entries {
                delete.bind(1, entry.id).bind(2, entry.registration).bind(3, entry.at)
                try delete.execute()
            }
        }
    }

    /// Writes what became of letters, in one short transaction.
    func write(_ statuses: ArraySlice<DeliveryStatus>) throws(SQLiteError) {
        try connection.transaction { () throws(SQLiteError) in
            let put = try connection.statement(
                """
                INSERT INTO registration_delivery
                    (registration_id, notification, state, reason, sent_at, updated_at, answer)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (registration_id, notification) DO UPDATE SET
                    state = excluded.state, reason = excluded.reason, sent_at = excluded.sent_at,
                    updated_at = excluded.updated_at, answer = excluded.answer
                """
            )
            for status in statuses {
                put.bind(1, status.registration).bind(2, status.notification).bind(3, status.state)
                put.bind(4, status.reason).bind(5, status.sentAt).bind(6, status.updatedAt)
                put.bind(7, status.answer)
                try put.execute()
            }
        }
    }

    /// Erases registrations, what is said of their letters, and what is queued of them.
    func erase(_ registrations: [Int64]) throws(SQLiteError) {
        try connection.transaction { () throws(SQLiteError) in
            for sql in [
                "DELETE FROM registrations WHERE id = ?",
                "DELETE FROM registration_delivery WHERE registration_id = ?",
            ] {
                for id in registrations { try connection.run(sql, id) }
            }
            let erased = Set(registrations)
            var queued: [Int64] = []
            try connection.rows("SELECT id, registration_id FROM changes") { row in
                if erased.contains(row.int64(1)) { queued.append(row.int64(0)) }
                return true
            }
            for id in queued { try connection.run("DELETE FROM changes WHERE id = ?", id) }
        }
    }

    /// Whether the disk is as good as full.
    var isShortOfRoom: Bool { connection.freeOnDisk.map { $0 < 8 << 20 } ?? false }

    /// Brings the write-ahead log into the file as far as nobody reads, without waiting: nothing else gives back the room
    /// that it has taken on a full disk.
    func giveRoom() {
        _ = try? connection.withoutWaiting { () throws(SQLiteError) in try emptyLog() }
    }

    /// Empties the write-ahead log, so that nothing that was erased stands there any more.
    ///
    /// - Returns: false where a reader still needs it.
    func emptyLog() throws(SQLiteError) -> Bool {
        try connection.integer("PRAGMA wal_checkpoint(TRUNCATE)") == 0
    }
}
