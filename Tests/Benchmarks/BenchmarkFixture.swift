import Site
import Delivery
import Events
import Foundation
import Intake
import Letters
import Regions
import SQLite
import Store
import TestSupport

/// An installation in a temporary folder: the sample event, a database, registrations as a web site writes them.
final class BenchmarkFixture {
    private let folder: TemporaryFolder
    let configuration: String
    let database: String
    let intake: String

    /// The sample event lies beside the sources.
    static let sampleEvent =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path + "/config/events/annual-meeting"

    /// The path of a file beside them.
    func path(_ name: String) -> String { folder.path(name) }

    init(relay port: Int, connections: Int, invitesNow: Bool = false) throws {
        folder = try TemporaryFolder()
        guard FileManager.default.fileExists(atPath: Self.sampleEvent) else {
            throw BenchmarkError("the sample event is not at \(Self.sampleEvent)")
        }
        try FileManager.default.createDirectory(
            atPath: folder.path("events"),
            withIntermediateDirectories: true
        )
        try FileManager.default.copyItem(
            atPath: Self.sampleEvent,
            toPath: folder.path("events/annual-meeting")
        )
        // The event lies ahead: what is measured are confirmations, not reminders that come too late.
        let facts = folder.path("events/annual-meeting/event.json5")
        let year = Calendar.current.component(.year, from: Date()) + 1
        var text = try String(contentsOfFile: facts, encoding: .utf8).replacing("2023-", with: "\(year)-")
        if invitesNow {
            // At whatever hour this runs.
            text = text.replacing(
                "at: \"\(year)-10-12T10:00\"",
                with: "at: \"\(Self.lastHour())\", lateBy: \"4d\""
            )
            .replacing("window: { from: \"08:00\", to: \"20:00\", days: \"working\" },", with: "")
        }
        try text.write(toFile: facts, atomically: true, encoding: .utf8)
        configuration = try folder.write(
            """
            {
              database: "vestnik.db", intake: "registrations.db", events: "events", limits: { perAddressPerDay: 0 },
              relays: [{ url: "smtp://127.0.0.1:\(port)", tls: "none", helo: "bench.example.org",
                connections: \(connections), messagesPerConnection: 1000000 }],
            }
            """,
            to: "vestnik.json5"
        )
        database = folder.path("vestnik.db")
        intake = folder.path("registrations.db")
        _ = try MessageStore(path: database, access: .create)
        try LocalIntake.prepare(path: intake)
    }

    /// An hour ago, by the event's clock.
    static func lastHour() -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "Europe/Moscow")
        format.dateFormat = "yyyy-MM-dd'T'HH:mm"
        return format.string(from: Date().addingTimeInterval(-3600))
    }

    /// Writes registrations by plain SQL, with triggers and all, in one transaction.
    func register(_ count: Int, domains: Int = 89) throws {
        let connection = try Connection(path: intake, mode: .readWrite)
        try connection.execute("PRAGMA synchronous = OFF")
        try connection.transaction { () throws(SQLiteError) in
            for number in 0..<count { try Self.register(number, domains: domains, connection) }
        }
        try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    /// Writes one registration.
    static func register(
        _ number: Int,
        domains: Int = 89,
        _ connection: Connection
    ) throws(SQLiteError) {
        let person = Self.person(number, domains: domains)
        try connection.statement(
            """
            INSERT INTO registrations (event, email, name, organization, position, region, language, details)
            VALUES ('annual-meeting', ?, ?, ?, ?, ?, ?, ?)
            """
        ).run(
            person.email,
            person.name,
            person.organization,
            person.position,
            person.region,
            person.language,
            person.details
        )
    }

    /// Somebody of whom there are many.
    static func person(_ number: Int, domains: Int = 89) -> Person {
        let surnames = ["Иванова", "Петрова", "Кузнецова", "Соколова", "Лебедева", "Новикова", "Морозова"]
        let names = ["Мария Петровна", "Анна Сергеевна", "Елена Ивановна", "Ольга Юрьевна", "Нина Павловна"]
        let regions = Regions.all
        let region = regions.isEmpty ? nil : regions[number % regions.count]
        return Person(
            kind: .registration,
            id: Int64(number + 1),
            email: "director\(number)@library\(number % domains).example.org",
            name: "\(surnames[number % surnames.count]) \(names[number % names.count])",
            organization: "Областная универсальная научная библиотека № \(number % 89)",
            position: "директор",
            region: region?.code,
            language: number % 10 == 9 ? "en" : "ru",
            status: "registered",
            details: #"{"hotel":true}"#,
            createdAt: "2023-11-12T09:30:00.000Z",
            updatedAt: "2023-11-12T09:30:00.000Z"
        )
    }

    /// The installation as the daemon reads it.
    func site() throws -> Site {
        try Site.load(configuration: configuration)
    }

    /// The order of somebody's confirmation.
    static func request(_ number: Int) -> LetterRequest {
        LetterRequest(
            person: person(number),
            notification: "confirmation",
            messageID: "<3w5e11264sgsf.\(number)@example.org>",
            date: Date(timeIntervalSince1970: 1_699_781_400 + Double(number / 100))
        )
    }

    /// The mean length of the sample event's confirmation, in bytes.
    static func letterSize() throws -> Int {
        let writer = try Self.writer()
        var bytes: [UInt8] = []
        let count = 200
        for number in 0..<count { _ = try writer.compose(request(number), into: &bytes) }
        return bytes.count / count
    }

    static func writer() throws -> LetterWriter {
        try LetterWriter(
            event: try Event.load(folder: sampleEvent),
            files: try TemplateFiles.load(folder: sampleEvent)
        )
    }
}
