import SQLite
import Store

/// What it costs to claim a hundred messages and to record what became of them, however many wait.
struct Claims: Benchmark {
    static let name = "claim"
    static let summary = "claiming and recording 100 messages among 10,000, 100,000 and 1,000,000"

    let sizes = [10_000, 100_000, 1_000_000]

    func run(rounds: Int) throws -> [Result] {
        var results: [Result] = []
        var first: Double?
        for size in sizes {
            // Never all that there are.
            let milliseconds = try measure(rows: size, samples: min(20 * rounds, size / 200))
            let bar = first.map { Result.Bar.atMost($0 * 2) }
            first = first ?? milliseconds
            results.append(
                Result(
                    benchmark: Self.name,
                    what: "100 among \(size)",
                    value: milliseconds,
                    unit: "ms",
                    digits: 2,
                    bar: bar,
                    note: bar == nil
                        ? "claim, record and both commits; median" : "flat: at most twice the first"
                )
            )
        }
        return results
    }

    private func measure(rows: Int, samples: Int) throws -> Double {
        let fixture = try BenchmarkFixture(relay: 25, connections: 1)
        try fixture.queue(rows)
        let store = try MessageStore(path: fixture.database)
        var times: [Double] = []
        for sample in 0..<samples {
            let begin = Usage.now
            let claimed = try store.claim(.priority(.prompted), limit: 100, now: 2, token: Int64(sample + 1))
            let records = claimed.map { message in
                var record = AttemptRecord(message: message.id, claim: message.claim, change: .sent, at: 2)
                record.code = 250
                record.enhancedCode = "2.0.0"
                record.reply = "2.0.0 Ok: queued as 4BX1Y2"
                record.relay = "relay.example.org:25"
                record.messageID = message.messageID
                return record
            }
            try store.record(records, now: 2)
            times.append((Usage.now - begin) * 1000)
            guard claimed.count == 100 else { throw BenchmarkError("only \(claimed.count) were claimed") }
        }
        return times.median
    }
}

extension BenchmarkFixture {
    /// Puts messages into the queue directly: confirmations of a thousand registrations, over and over.
    func queue(_ count: Int) throws {
        let connection = try Connection(path: database, mode: .readWrite)
        try connection.execute("PRAGMA synchronous = OFF")
        let people = min(count, 1000)
        try connection.transaction { () throws(SQLiteError) in
            try connection.statement(
                """
                WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1)
                INSERT INTO registrations (id, version, event, email, person_key, name, region, language, status,
                    created_at, updated_at, seen_at)
                SELECT n, 1, 'annual-meeting', 'p' || n || '@library.example.org', 'p' || n || '@library.example.org',
                    'Иванова Мария Петровна', '54', 'ru', 'registered', '2023-11-12T09:30:00.000Z',
                    '2023-11-12T09:30:00.000Z', 1
                FROM number
                """
            ).run(people)
            try connection.statement(
                """
                WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1)
                INSERT INTO messages (event, notification, lane, person_key, domain, email, name, region,
                    language, registration_id, state, due_at, ready_at, expires_at, message_id, created_at,
                    updated_at)
                SELECT 'annual-meeting', 'confirmation', 0, 'p' || n || '@library.example.org',
                    'library.example.org', 'p' || n || '@library.example.org', 'Иванова Мария Петровна', '54',
                    'ru', 1 + n % ?2, 'queued', 1, 1, 9000000000000, '<' || n || '@example.org>', 1, 1
                FROM number
                """
            ).run(count, people)
        }
        try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }
}
