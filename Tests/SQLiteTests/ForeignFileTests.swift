import Glibc
import SQLite
import TestSupport
import Testing

@Suite("A file into which somebody else may have written anything")
struct ForeignFileTests {
    let folder: TemporaryFolder
    let path: String
    let owner: Connection
    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("f.db")
        owner = try Connection(path: path)
        try owner.execute(
            """
            CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);
            CREATE TABLE seen (what);
            CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO seen VALUES ('trigger'); END;
            CREATE VIEW v AS SELECT * FROM t;
            """
        )
    }

    func foreign() throws -> Connection { try Connection(foreign: path, busyTimeout: 100, longest: 100_000) }

    @Test("no trigger and no view of it runs, and its schema cannot be written")
    func inert() throws {
        let foreign = try foreign()
        try foreign.execute("INSERT INTO t (a) VALUES ('x')")
        #expect(try owner.integer("SELECT count(*) FROM seen") == 0)
        #expect(throws: SQLiteError.self) { try foreign.execute("SELECT * FROM v") }
        #expect(throws: SQLiteError.self) {
            try foreign.execute("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'r'")
        }
    }

    @Test("a value that is too long is an error before it is read, and its length can be asked")
    func tooLong() throws {
        try owner.execute("INSERT INTO t VALUES (1, hex(zeroblob(100000))), (2, 'short'), (3, NULL)")
        let foreign = try foreign()
        let error = #expect(throws: SQLiteError.self) {
            _ = try foreign.first("SELECT a FROM t WHERE id = 1") { $0.text(0) }
        }
        #expect(error?.isTooBig == true)
        #expect(foreign.byteCount(table: "t", column: "a", row: 1) == 200_000)
        #expect(foreign.byteCount(table: "t", column: "a", row: 2) == 5)
        #expect(foreign.byteCount(table: "t", column: "a", row: 3) == nil)
        #expect(foreign.byteCount(table: "t", column: "a", row: 4) == nil)
    }

    @Test(
        "a text is checked, and cut between characters",
        arguments: [
            ("'abc'", ForeignText.text("abc")), ("NULL", .none), ("12", .text("12")),
            ("'я' || 'я'", .text("яя")),
            ("'яяя'", .cut("яя", bytes: 6)), ("'abcdef'", .cut("abcde", bytes: 6)),
            ("CAST(x'41ff' AS TEXT)", .repaired("A\u{FFFD}")), ("x'4142'", .repaired("AB")),
            ("''", .text("")),
        ]
    )
    func texts(sql: String, expected: ForeignText) throws {
        let found = try foreign().first("SELECT \(sql)") { $0.foreignText(0, limit: 5) }
        #expect(found == expected)
    }

    @Test("a link is not followed")
    func link() throws {
        #expect(symlink(path, folder.path("l.db")) == 0)
        let error = #expect(throws: SQLiteError.self) {
            _ = try Connection(foreign: folder.path("l.db"), busyTimeout: 100, longest: 1000)
        }
        #expect(error?.category == .cannotOpen)
    }
}
