import Foundation
import SQLite
import Testing
import TestSupport

@Suite("Trouble is told apart")
struct SQLiteErrorTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    func connection(_ mode: Connection.Mode = .create, busyTimeout: Int32 = 0) throws -> Connection {
        try Connection(path: folder.path("test.db"), mode: mode, busyTimeout: busyTimeout)
    }

    func trouble(_ body: () throws(SQLiteError) -> Void) -> SQLiteError? {
        do throws(SQLiteError) { try body() } catch { return error }
        return nil
    }

    @Test("a full database")
    func full() throws {
        let connection = try connection()
        try connection.execute("CREATE TABLE t (value); PRAGMA max_page_count = 5")
        let error = trouble { () throws(SQLiteError) in
            try connection.transaction { () throws(SQLiteError) in
                for _ in 0..<100 {
                    try connection.run("INSERT INTO t VALUES (?)", [UInt8](repeating: 7, count: 4000))
                }
            }
        }
        #expect(error?.category == .full)
        #expect(try connection.integer("SELECT count(*) FROM t") == 0)
        try connection.execute("PRAGMA max_page_count = 1000")
        try connection.run("INSERT INTO t VALUES (1)")
        #expect(try connection.integer("SELECT count(*) FROM t") == 1)
    }

    @Test("a database that another connection holds")
    func busy() throws {
        let (first, second) = (try connection(), try connection())
        try first.execute("CREATE TABLE t (value)")
        try first.transaction { () throws(SQLiteError) in
            let error = trouble { () throws(SQLiteError) in
                try second.transaction { () throws(SQLiteError) in }
            }
            #expect(error?.category == .busy)
        }
        try second.run("INSERT INTO t VALUES (1)")
    }

    @Test("a connection for reading alone")
    func readOnly() throws {
        try connection().execute("CREATE TABLE t (value)")
        let reader = try connection(.readOnly)
        #expect(reader.isReadOnly)
        #expect(
            trouble { () throws(SQLiteError) in try reader.run("INSERT INTO t VALUES (1)") }?.category
                == .readOnly
        )
    }

    @Test("a missing file that is not to be made")
    func missing() throws {
        let error = #expect(throws: SQLiteError.self) { try connection(.readWrite) }
        #expect(error?.category == .cannotOpen)
        #expect(error?.description.contains("test.db") == true)
    }

    @Test("a damaged file")
    func corrupt() throws {
        var connection: Connection? = try connection()
        try connection?.execute("CREATE TABLE t (value)")
        for index in 0..<200 {
            try connection?.run(
                "INSERT INTO t VALUES (?)",
                "row \(index) " + String(repeating: "x", count: 200)
            )
        }
        try connection?.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection = nil
        var bytes = try folder.bytes(of: "test.db")
        for index in 4096..<bytes.count { bytes[index] = 0xAA }
        try folder.write(bytes, to: "test.db")
        let damaged = try self.connection()
        let error = trouble { () throws(SQLiteError) in _ = try damaged.integer("SELECT count(value) FROM t")
        }
        #expect(error?.category == .corrupt)
    }

    @Test("a rule of the table, with SQLite's extended code and never the value")
    func constraint() throws {
        let connection = try connection()
        try connection.execute("CREATE TABLE t (value UNIQUE)")
        try connection.run("INSERT INTO t VALUES (?)", "secret@example.org")
        let error = try #require(
            trouble { () throws(SQLiteError) in
                try connection.run("INSERT INTO t VALUES (?)", "secret@example.org")
            }
        )
        #expect(error.category == .constraint)
        #expect(error.code == 2067)  // SQLITE_CONSTRAINT_UNIQUE
        #expect(error.sql == "INSERT INTO t VALUES (?)")
        #expect(!error.description.contains("secret"))
    }

    @Test("a mistake in SQL, with the text of it; an empty statement too", arguments: ["SELEC 1", ""])
    func mistake(sql: String) throws {
        let connection = try connection()
        let error = trouble { () throws(SQLiteError) in try connection.run(sql) }
        #expect(error?.category == .other)
        #expect(error?.sql == sql)
    }

    @Test(
        "codes that are hard to bring about",
        arguments: [
            (Int32(10), SQLiteError.Category.inputOutput), (1034, .inputOutput), (13, .full), (8, .readOnly),
            (1544, .readOnly), (6, .busy), (517, .busy), (26, .notADatabase), (11, .corrupt), (779, .corrupt),
            (14, .cannotOpen), (1, .other), (7, .other),
        ]
    )
    func codes(code: Int32, category: SQLiteError.Category) {
        #expect(SQLiteError(code: code, message: "").category == category)
    }
}
