import Foundation
import Glibc
import Locks
import SQLite
import TestSupport

/// What a web site's writers notice of the daemon that reads and answers in the same file.
struct IntakeRate: Benchmark {
    static let name = "intake"
    static let summary = "1,000,000 registrations by four writers while vestnikd drains them"

    let writers = 4
    /// Rows in one transaction of a writer.
    static let together = 20

    func run(rounds: Int) throws -> [Result] { try run(rounds: rounds, rows: nil) }

    func run(rounds: Int, rows: Int?) throws -> [Result] {
        let rows = (rows ?? 1_000_000) / writers * writers
        var options = SMTPServer.Options()
        options.keepsMessages = false
        options.recordsDialogue = false
        let server = try SMTPServer(options)
        defer { server.stop() }
        let plain = try BenchmarkFixture(relay: Int(server.port), connections: 16)
        try plain.dropTriggers()
        let alone = write(rows, to: plain.intake) {}
        let fixture = try BenchmarkFixture(relay: Int(server.port), connections: 16)
        let daemon = try Companion(try Programs.daemon(), ["--config", fixture.configuration])
        defer { daemon.stop() }
        var wals = (intake: 0, database: 0)
        let served = write(rows, to: fixture.intake) {
            wals.intake = max(wals.intake, Self.size(fixture.intake + "-wal"))
            wals.database = max(wals.database, Self.size(fixture.database + "-wal"))
        }
        guard alone.failed == 0, served.failed == 0 else {
            throw BenchmarkError("\(alone.failed + served.failed) transactions failed")
        }
        let drained = server.messageCount
        return [
            Result(
                benchmark: Self.name,
                what: "× the same table without triggers and daemon",
                value: served.rate / alone.rate,
                digits: 2,
                note:
                    "\(served.rate.fixed(0)) against \(alone.rate.fixed(0)) rows a second, \(writers) writers, \(Self.together) rows a transaction; \(drained) of \(rows) letters had gone at the last row"
            ),
            Result(
                benchmark: Self.name,
                what: "longest wait of a writer",
                value: served.longest * 1000,
                unit: "ms",
                note: "\((alone.longest * 1000).fixed(0)) ms without triggers and daemon"
            ),
            Result(
                benchmark: Self.name,
                what: "largest -wal of the intake",
                value: Double(wals.intake) / 1_048_576,
                unit: "MB",
                digits: 1,
                note: "of the database \((Double(wals.database) / 1_048_576).fixed(1)) MB"
            ),
        ]
    }

    private struct Written: Sendable {
        var rate = 0.0
        /// Seconds that one transaction took at most.
        var longest = 0.0
        var failed = 0
    }

    /// Writes rows by several connections at once, each on a thread of its own; `watch` is called all the while.
    private func write(_ rows: Int, to path: String, watch: () -> Void) -> Written {
        let result = Locked(Written())
        let left = Locked(writers)
        let share = rows / writers
        let begin = Usage.now
        for writer in 0..<writers {
            Thread.detachNewThread {
                let written = Self.write(writer * share..<(writer + 1) * share, to: path)
                result.withLock {
                    $0.longest = max($0.longest, written.longest)
                    $0.failed += written.failed
                }
                left.withLock { $0 -= 1 }
            }
        }
        while left.withLock({ $0 }) > 0 {
            usleep(20_000)
            watch()
        }
        var written = result.withLock { $0 }
        written.rate = Double(rows) / (Usage.now - begin)
        return written
    }

    private static func write(_ numbers: Range<Int>, to path: String) -> Written {
        var written = Written()
        guard let connection = try? Connection(path: path, mode: .readWrite, busyTimeout: 60_000) else {
            written.failed = 1
            return written
        }
        for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: together) {
            let begin = Usage.now
            do {
                try connection.transaction { () throws(SQLiteError) in
                    for number in start..<min(start + together, numbers.upperBound) {
                        try BenchmarkFixture.register(number, connection)
                    }
                }
            } catch { written.failed += 1 }
            written.longest = max(written.longest, Usage.now - begin)
        }
        return written
    }

    private static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}

extension BenchmarkFixture {
    /// Leaves the intake's table as a site would have it without us.
    func dropTriggers() throws {
        let connection = try Connection(path: intake, mode: .readWrite)
        var names: [String] = []
        try connection.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
            row throws(SQLiteError) in
            names.append(row.text(0))
            return true
        }
        for name in names { try connection.execute("DROP TRIGGER \(name)") }
    }
}
