import TestSupport
import Testing

@testable import SQLite

@Suite("What statements cost")
struct StatementWorkTests {
    private let connection: Connection
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        connection = try Connection(path: folder.path("work.db"))
        try connection.execute(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER); CREATE INDEX t_n ON t (n)"
        )
        for number in 0..<200 { try connection.run("INSERT INTO t (n) VALUES (?)", number) }
        _ = connection.takeWork()
    }

    private func cost(_ sql: String) throws -> StatementWork? {
        for _ in 0..<3 { _ = try connection.integer(sql) }
        return connection.takeWork().first { $0.sql == sql }
    }

    @Test("a table that is read from end to end costs a step a row, what an index finds costs a few")
    func shape() throws {
        let all = try #require(try cost("SELECT count(id) FROM t WHERE +n = 7"))
        let one = try #require(try cost("SELECT id FROM t WHERE n = 7"))
        #expect(all.scanned >= 3 * 199 && all.operations > 3 * 200)
        #expect(one.scanned == 0 && one.operations < 60)
    }

    @Test("each cost is told once, and the work of triggers is their statement's")
    func once() throws {
        #expect(connection.takeWork().isEmpty)
        try connection.execute("CREATE TRIGGER more AFTER DELETE ON t BEGIN DELETE FROM t WHERE n > 100; END")
        try connection.run("DELETE FROM t WHERE n = ?", 1)
        let work = connection.takeWork()
        #expect(work.count == 1 && (work.first?.operations ?? 0) > 500)
    }
}
