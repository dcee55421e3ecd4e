import Foundation
import Glibc
import Locks
import SQLite
import TestSupport

/// How long somebody who registers waits for the confirmation while a large mailing is planned.
struct FreezeDelay: Benchmark {
    static let name = "freeze"
    static let summary = "confirmations while the audience of a mailing of 100,000 is gathered"

    func run(rounds: Int) throws -> [Result] { try run(rounds: rounds, rows: nil) }

    func run(rounds: Int, rows: Int?) throws -> [Result] {
        let people = rows ?? 100_000
        let accepted = Locked<Double>(0)
        var options = SMTPServer.Options()
        options.keepsMessages = false
        options.recordsDialogue = false
        options.onMessage = { _ in
            let now = Usage.now
            accepted.withLock { $0 = now }
        }
        let server = try SMTPServer(options)
        defer { server.stop() }
        let fixture = try BenchmarkFixture(relay: Int(server.port), connections: 8, invitesNow: true)
        let daemon = try Companion(try Programs.daemon(), ["--config", fixture.configuration])
        defer { daemon.stop() }
        let web = try Connection(path: fixture.intake, mode: .readWrite)
        let database = try Connection(path: fixture.database, mode: .readWrite)
        var count = 0
        func confirm() throws -> Double {
            let begin = Usage.now
            try BenchmarkFixture.register(count, web)
            count += 1
            guard server.waitForMessages(count) else { throw BenchmarkError("a letter is missing") }
            return (accepted.withLock { $0 } - begin) * 1000
        }
        for _ in 0..<20 { _ = try confirm() }
        try Self.invite(people, database)
        var random = SplitMix64(seed: 1)
        var delays: [Double] = []
        let begin = Usage.now
        // It awaits approval once it is whole: no letter of it mixes with the confirmations.
        while try database.integer("SELECT count(*) FROM mailings WHERE audience = \(people)") == 0 {
            delays.append(try confirm())
            usleep(UInt32.random(in: 2_000...12_000, using: &random))
            guard Usage.now - begin < 300 else { throw BenchmarkError("the audience does not become whole") }
        }
        let seconds = Usage.now - begin
        return [
            Result(
                benchmark: Self.name,
                what: "longest delay of a confirmation",
                value: delays.max() ?? 0,
                unit: "ms",
                bar: .below(100),
                note:
                    "\(people) invitees gathered within \(seconds.fixed(1)) s, \(delays.count) confirmations"
            ),
            Result(
                benchmark: Self.name,
                what: "median delay",
                value: delays.median,
                unit: "ms",
                digits: 1,
                note: "99th percentile \(delays.quantile(0.99).fixed(1)) ms"
            ),
        ]
    }

    /// An invitation list as `vestnik import` leaves it.
    private static func invite(_ count: Int, _ connection: Connection) throws {
        try connection.transaction { () throws(SQLiteError) in
            try connection.statement(
                """
                WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1)
                INSERT INTO invitees (event, email, person_key, name, organization, region, language)
                SELECT 'annual-meeting', 'head' || n || '@museum' || (n % 89) || '.example.org',
                    'head' || n || '@museum' || (n % 89) || '.example.org', 'Петрова Анна Сергеевна',
                    'Областной музей № ' || n, '54', 'ru'
                FROM number
                """
            ).run(count)
        }
    }
}
