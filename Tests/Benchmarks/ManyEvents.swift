import Foundation
import Glibc
import SQLite
import Store
import TestSupport

/// Two hundred events of ten notifications each, beside the sample event: what the daemon costs when nothing is due, and how long a registrant waits.
struct ManyEvents {
    private static let events = 200

    static func run(people: Int) throws -> [Result] {
        let fixture = try BenchmarkFixture(relay: 9, connections: 1)
        let watch = try ScaleWatch(fixture)
        defer { watch.stop() }
        for number in 0..<events { try write(fixture.path("events/event-\(number)")) }
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

    /// An event whose letters are one line each.
    private static func write(_ folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder + "/templates",
            withIntermediateDirectories: true
        )
        let year = Calendar.current.component(.year, from: Date()) + 1
        let notifications = (1...10).map {
            #"{ name: "n\#($0)", audience: "invitees", before: "starts", by: "\#($0)d", time: "10:00" },"#
        }
        let event = """
            { name: { ru: "Совещание" }, starts: "\(year)-11-28T10:00", ends: "\(year)-11-29T18:00",
              timeZone: "Europe/Moscow", language: "ru", sender: { name: { ru: "Библиотека" }, address: "m@example.org" },
              notifications: [\(notifications.joined())] }
            """
        try event.write(toFile: folder + "/event.json5", atomically: true, encoding: .utf8)
        for number in 1...10 {
            try "Subject: Напоминание\n\n{{salutation}}\n".write(
                toFile: folder + "/templates/n\(number).ru.md",
                atomically: true,
                encoding: .utf8
            )
        }
    }
}
