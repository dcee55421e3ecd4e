import Foundation
import Glibc
import SQLite
import Store
import TestSupport

/// Two hundred events like the sample event, with its ten notifications: what the daemon costs when nothing is due, and how long a registrant waits.
struct ManyEvents {
    private static let events = 200

    static func run(people: Int) throws -> [Result] {
        let fixture = try BenchmarkFixture(relay: 9, connections: 1)
        let watch = try ScaleWatch(fixture)
        defer { watch.stop() }
        for number in 0..<events {
            let folder = fixture.path("events/event-\(number)")
            try FileManager.default.copyItem(atPath: fixture.path("events/annual-meeting"), toPath: folder)
        }
        let connection = try Connection(path: fixture.database, mode: .readWrite)
        try connection.execute("PRAGMA synchronous = OFF")
        try connection.statement(
            """
            WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1)
            INSERT INTO invitees (event, email, person_key, name, region, language)
            SELECT 'event-' || (n % \(events)), 'head' || n || '@museum.example.org', 'head' || n || '@museum.example.org',
                'Петрова Анна Сергеевна', '54', 'ru'
            FROM number
            """
        ).run(people)
        try watch.start()
        // What the start itself asks for is over when it has been watched once.
        _ = try watch.watch()
        let seen = try watch.watch()
        return [
            Result(
                benchmark: Scale.name,
                what: "\(events) events at \(people), a confirmation",
                value: seen.longestConfirmation,
                unit: "ms",
                bar: .atMost(100),
                note:
                    "the longest; the median \(seen.medianConfirmation.fixed(1)) ms; \((seen.cpu / seen.seconds * 100).fixed(0)) % of a core"
            )
        ]
    }
}
