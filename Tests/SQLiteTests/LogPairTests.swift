import Glibc
import TestSupport
import Testing

@testable import SQLite

@Suite("A database and the log beside it")
struct LogPairTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func shell(_ command: String) throws {
        let result = try ChildProcess.run("/bin/sh", ["-ec", command], folder: folder.path)
        guard result.status == 0 else { throw TestSupportError(result.errors) }
    }

    /// Lays out, under these names: `early.db`, a copy from before most rows; `late.db` with `late.db-wal`, as a kill
    /// leaves them; and `vacuumed.db`, made by VACUUM INTO at the end.
    private func make(pageSize: Int = 4096) throws {
        let connection = try Connection(path: folder.path("live.db"), mode: .create)
        try connection.execute(
            """
            PRAGMA wal_autocheckpoint = 0;
            CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT); CREATE INDEX t_name ON t (name);
            INSERT INTO t (name) VALUES ('first'); PRAGMA wal_checkpoint(TRUNCATE);
            """
        )
        try shell("cp live.db early.db")
        try connection.execute(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
                INSERT INTO t (name) SELECT hex(i * 7919) FROM n;
            PRAGMA wal_checkpoint(TRUNCATE); UPDATE t SET name = 'later' WHERE id = 2999;
            """
        )
        try shell("cp live.db late.db; cp live.db-wal late.db-wal; cp live.db-wal log")
        try connection.run("VACUUM INTO ?", folder.path("vacuumed.db"))
        withExtendedLifetime(connection) {}
    }

    private func isForeign(_ command: String) throws -> Bool {
        try shell("rm -f x.db*; \(command)")
        return LogPair.isForeign(database: folder.path("x.db"))
    }

    @Test(
        "its own log is applied, whenever the kill came, and a log of which nothing is applied does no harm"
    )
    func own() throws {
        try make()
        #expect(try !isForeign("cp late.db x.db; cp log x.db-wal"))
        // The file touched last, as by a checkpoint.
        #expect(try !isForeign("cp log x.db-wal; cp late.db x.db"))
        #expect(try !isForeign("cp late.db x.db"))
        #expect(try !isForeign("cp early.db x.db; : > x.db-wal"))
        #expect(try !isForeign("cp early.db x.db; head -c 5000 /dev/zero > x.db-wal"))
        // A transaction that has not ended.
        #expect(try !isForeign("cp early.db x.db; head -c 4000 log > x.db-wal"))
        // Half brought into the file.
        try Connection(path: folder.path("late.db"), mode: .readWrite).execute(
            "PRAGMA wal_checkpoint(PASSIVE)"
        )
        #expect(try !isForeign("cp log x.db-wal; cp late.db x.db"))
    }

    @Test(
        "the log of another file is told",
        arguments: [
            // What VACUUM INTO and .backup write is in another mode.
            "cp vacuumed.db x.db",
            // An older copy: it has fewer pages than the log goes by.
            "cp early.db x.db",
            // The same, touched before the log.
            "cp early.db x.db; cp log x.db-wal",
            // Nothing at all, or no database.
            ": > x.db", "echo no > x.db",
        ]
    )
    func others(_ command: String) throws {
        try make()
        #expect(try isForeign("cp log x.db-wal; \(command)"))
    }

    @Test("where a database is open, its log is its own")
    func live() throws {
        try make()
        try shell("cp early.db x.db")
        let other = try ChildProcess(
            try #require(Programs.python),
            ["-c", Self.reader, folder.path("x.db")]
        )
        #expect(other.waitForErrors(containing: "open"))
        #expect(throws: SQLiteError.self) { try FileHold(folder.path("x.db")) }
        other.kill()
        _ = try other.wait()
        #expect(throws: Never.self) { try FileHold(folder.path("x.db")) }
    }

    @Test("a hold that is refused closes its own descriptor alone, and once")
    func refusedOnce() throws {
        try make()
        try shell("cp early.db x.db")
        let other = try ChildProcess(try #require(Programs.python), ["-c", Self.reader, folder.path("x.db")])
        #expect(other.waitForErrors(containing: "open"))
        #expect(throws: SQLiteError.self) { try FileHold(folder.path("x.db")) }
        // Whoever opens next gets the number that has become free.
        let mine = open(folder.path("x.db"), O_RDONLY)
        for _ in 0..<3 { _ = try? FileHold(folder.path("x.db")) }
        #expect(fcntl(mine, F_GETFD) >= 0)
        close(mine)
        other.kill()
        _ = try other.wait()
    }

    @Test("whoever writes meanwhile keeps the lock, however often a hold is tried")
    func keepsLock() throws {
        try make()
        try shell("cp early.db x.db")
        let writer = Self.reader.replacing("SELECT * FROM t", with: "BEGIN IMMEDIATE")
        let other = try ChildProcess(try #require(Programs.python), ["-c", writer, folder.path("x.db")])
        #expect(other.waitForErrors(containing: "open"))
        for _ in 0..<3 { #expect(throws: SQLiteError.self) { try FileHold(folder.path("x.db")) } }
        let mine = try Connection(path: folder.path("x.db"), mode: .readWrite, busyTimeout: 0)
        let error = #expect(throws: SQLiteError.self) { try mine.execute("BEGIN IMMEDIATE") }
        #expect(error?.category == .busy)
        other.kill()
        _ = try other.wait()
        #expect(throws: Never.self) { try mine.execute("BEGIN IMMEDIATE; ROLLBACK") }
    }

    @Test("while it lasts nobody reads or writes; afterwards everybody does")
    func holds() throws {
        try make()
        try shell("cp early.db x.db")
        do {
            let hold = try FileHold(folder.path("x.db"))
            let result = try ChildProcess.run(
                try #require(Programs.python),
                ["-c", Self.reader.replacing("signal.pause()", with: "0"), folder.path("x.db")]
            )
            #expect(result.status != 0 && result.errors.contains("locked"), "\(result)")
            withExtendedLifetime(hold) {}
        }
        #expect(throws: Never.self) { try FileHold(folder.path("x.db")) }
    }

    private static let reader = """
        import signal, sqlite3, sys
        c = sqlite3.connect(sys.argv[1], timeout=0.1); c.execute('SELECT * FROM t').fetchall()
        sys.stderr.write('open'); sys.stderr.flush(); signal.pause()
        """
}
