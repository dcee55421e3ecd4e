import Glibc
import SQLite
import Testing
import TestSupport

@Suite("A connection")
struct ConnectionTests {
    let folder: TemporaryFolder
    let connection: Connection

    init() throws {
        folder = try TemporaryFolder()
        connection = try Connection(path: folder.path("test.db"))
        try connection.execute(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, value) STRICT".replacing(" STRICT", with: "")
        )
    }

    func count() throws -> Int64 { try connection.integer("SELECT count(*) FROM t") }

    @Test("writing connections keep a write-ahead log, are fully synchronous and check foreign keys")
    func pragmas() throws {
        #expect(try connection.first("PRAGMA journal_mode") { $0.text(0) } == "wal")
        #expect(try connection.integer("PRAGMA synchronous") == 2)
        #expect(try connection.integer("PRAGMA foreign_keys") == 1)
    }

    @Test("a writer waits for another's lock as long as it may, then gives up")
    func waits() throws {
        let other = try Connection(path: folder.path("test.db"), busyTimeout: 20)
        try connection.execute("BEGIN IMMEDIATE")
        let begin = ContinuousClock.now
        let error = #expect(throws: SQLiteError.self) { try other.execute("BEGIN IMMEDIATE") }
        #expect(error?.category == .busy)
        #expect(ContinuousClock.now - begin >= .milliseconds(20))
        try connection.execute("ROLLBACK")
        try other.execute("BEGIN IMMEDIATE; ROLLBACK")
    }

    @Test(
        "every value comes back as it went in",
        arguments: [
            Value.null, .integer(0), .integer(.max), .integer(.min), .real(-0.5), .text(""), .text("a\u{0}b"),
            .text("Ёлка — 🎄\u{301}"), .blob([]), .blob([0, 255, 1]),
        ]
    )
    func values(value: Value) throws {
        try connection.run("INSERT INTO t (value) VALUES (?)", value)
        #expect(try connection.first("SELECT value FROM t") { $0.value(0) } == value)
    }

    @Test("values bound by their Swift types come back", arguments: 1...5)
    func typed(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let (number, text, bytes) = (
            Int64(bitPattern: random.next()), random.text(0...40), random.bytes(0...40)
        )
        let statement = try connection.statement("SELECT ?, ?, ?, ?, ?, ?")
        statement.bind(1, number).bind(2, text).bind(3, bytes).bind(4, String?.none).bind(5, 1.5).bind(
            6,
            Int?.none
        )
        let row = try #require(try statement.step())
        #expect(row.int64(0) == number)
        #expect(row.text(1) == text)
        #expect(row.bytes(2) == bytes)
        #expect(row.optionalText(3) == nil)
        #expect(row.double(4) == 1.5)
        #expect(row.optionalInt(5) == nil)
        statement.reset()
    }

    @Test("a column that does not exist reads as null, and wrong UTF-8 is repaired")
    func hostileRows() throws {
        let row = try connection.first("SELECT CAST(x'41FF42' AS TEXT)") {
            ($0.text(0), $0.isNull(7), $0.text(-1))
        }
        let (text, isNull, missing) = try #require(row)
        #expect(text == "A\u{FFFD}B")
        #expect(isNull)
        #expect(missing.isEmpty)
    }

    @Test("a statement in use is not handed out a second time")
    func reentrant() throws {
        for value in 1...3 { try connection.run("INSERT INTO t (value) VALUES (?)", value) }
        var pairs = 0
        try connection.rows("SELECT value FROM t") { _ throws(SQLiteError) in
            try connection.rows("SELECT value FROM t") { _ throws(SQLiteError) in
                pairs += 1
                return true
            }
            return true
        }
        #expect(pairs == 9)
    }

    @Test("reading ends when the caller has enough, and the statement is free again")
    func early() throws {
        for value in 1...3 { try connection.run("INSERT INTO t (value) VALUES (?)", value) }
        var seen = 0
        try connection.rows("SELECT value FROM t") { _ throws(SQLiteError) in
            seen += 1
            return false
        }
        #expect(seen == 1)
        try connection.execute("DROP TABLE t")
    }

    @Test("a failed transaction leaves nothing, nor does one with a failure inside that was caught")
    func transactions() throws {
        #expect(throws: SQLiteError.self) {
            try connection.transaction { () throws(SQLiteError) in
                try connection.run("INSERT INTO t (id) VALUES (1)")
                try connection.run("INSERT INTO t (id) VALUES (1)")
            }
        }
        #expect(try count() == 0)
        let failure = #expect(throws: SQLiteError.self) {
            try connection.transaction { () throws(SQLiteError) in
                try connection.run("INSERT INTO t (id) VALUES (1)")
                do throws(SQLiteError) {
                    try connection.transaction { () throws(SQLiteError) in
                        try connection.run("INSERT INTO t (id) VALUES (2)")
                        try connection.run("INSERT INTO t (id) VALUES (1)")
                    }
                } catch {
                    #expect(error.category == .constraint)
                }
                try connection.run("INSERT INTO t (id) VALUES (3)")
            }
        }
        #expect(failure?.category == .constraint)
        #expect(try count() == 0)
        try connection.transaction { () throws(SQLiteError) in
            try connection.run("INSERT INTO t (id) VALUES (1)")
            try connection.transaction { () throws(SQLiteError) in
                try connection.run("INSERT INTO t (id) VALUES (2)")
            }
        }
        #expect(try count() == 2)
    }

    @Test("a snapshot does not see what is committed meanwhile")
    func snapshot() throws {
        let other = try Connection(path: folder.path("test.db"))
        try connection.snapshot { () throws(SQLiteError) in
            let before = try connection.integer("SELECT count(*) FROM t")
            try other.run("INSERT INTO t (id) VALUES (1)")
            let after = try connection.integer("SELECT count(*) FROM t")
            #expect(before == after)
        }
        #expect(try count() == 1)
    }

    @Test("the data version changes with another connection's commit, not with one's own")
    func dataVersion() throws {
        let other = try Connection(path: folder.path("test.db"))
        let before = try connection.dataVersion()
        try connection.run("INSERT INTO t (id) VALUES (1)")
        #expect(try connection.dataVersion() == before)
        try other.run("INSERT INTO t (id) VALUES (2)")
        #expect(try connection.dataVersion() != before)
    }

    @Test("statements outlive their connection without harm")
    func lifetime() throws {
        var short: Connection? = try Connection(path: folder.path("test.db"))
        let statement = try #require(try short?.statement("SELECT 42"))
        short = nil
        #expect(try statement.first { $0.int(0) } == 42)
    }

    @Test("a new file may be written by the group wherever the umask lets it")
    func mode() throws {
        _ = try Connection(path: folder.path("test.db"))
        var status = stat()
        #expect(stat(folder.path("test.db"), &status) == 0)
        let mask = umask(0o022)
        umask(mask)
        #expect(status.st_mode & 0o777 == 0o666 & ~mask)
    }

    @Test("migrations run once each, in order, and a failing one leaves the version before")
    func migrations() throws {
        let first = Migration(version: 1) { (connection) throws(SQLiteError) in
            try connection.execute("CREATE TABLE a (x)")
        }
        let second = Migration(version: 2) { (connection) throws(SQLiteError) in
            try connection.execute("CREATE TABLE b (x)")
        }
        let broken = Migration(version: 3) { (connection) throws(SQLiteError) in
            try connection.execute("CREATE TABLE c (x); CREATE TABLE a (x)")
        }
        try connection.migrate([first])
        try connection.migrate([first, second])
        #expect(try connection.schemaVersion() == 2)
        #expect(throws: SQLiteError.self) { try connection.migrate([first, second, broken]) }
        #expect(try connection.schemaVersion() == 2)
        #expect(try connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'c'") == 0)
        let error = #expect(throws: SQLiteError.self) { try connection.migrate([first]) }
        #expect(error?.category == .newerSchema(found: 2, known: 1))
        #expect(error?.description.contains("newer version of this program") == true)
    }
}
