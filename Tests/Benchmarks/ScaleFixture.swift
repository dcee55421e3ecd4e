import Foundation
import Site
import SQLite
import Store
import TestSupport

/// The sample event with so many invitees, their invitation awaiting approval, and ten rows of the log for each.
struct ScaleFixture {
    let fixture: BenchmarkFixture
    private let connection: Connection

    init(people: Int) throws {
        fixture = try BenchmarkFixture(relay: 9, connections: 1)
        connection = try Connection(path: fixture.database, mode: .readWrite)
        try connection.execute("PRAGMA synchronous = OFF; PRAGMA cache_size = -100000")
        try connection.transaction { () throws(SQLiteError) in
            try connection.statement(Self.invitees).run(people)
            try connection.execute(Self.mailing)
            try connection.statement(Self.messages).run(people)
            try connection.execute(Self.audience)
            // One past letter for each, with the log that it has left.
            try connection.statement(Self.past).run(people)
            for attempt in 0..<10 { try connection.statement(Self.attempts).run(attempt, people) }
        }
        let store = try MessageStore(path: fixture.database)
        try store.recountTotals()
        while try store.recountCoverage() {}
        // As a daemon leaves it: whoever asks for the state need not try the letters of files that it has read.
        try store.setMeta("files", SiteFingerprint(configuration: fixture.configuration).json)
        try connection.execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA synchronous = FULL")
    }

    /// The file that `import` reads: as many people again, and a tenth of those who are there already.
    func writeList(people: Int) throws -> String {
        let path = fixture.path("list.csv")
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        defer { try? file.close() }
        var text = "email,ФИО,Организация,Регион,Зал\n"
        for number in people * 9 / 10..<people * 19 / 10 {
            text +=
                "head\(number)@museum\(number % 997).example.org,Иванова Мария Петровна,Городской музей № \(number),"
            text += "\(54 + number % 3),\(number % 7)\n"
            if text.utf8.count > 1 << 16 {
                try file.write(contentsOf: Data(text.utf8))
                text = ""
            }
        }
        try file.write(contentsOf: Data(text.utf8))
        return path
    }

    /// Registers so many people who were told that they are: with the facts that the daemon has noted.
    func registerTold(_ count: Int) throws {
        try connection.execute("PRAGMA synchronous = OFF")
        try connection.transaction { () throws(SQLiteError) in
            try connection.statement(Self.registrations).run(count)
            try connection.statement(Self.confirmations).run()
        }
        try connection.execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA synchronous = FULL")
        try MessageStore(path: fixture.database).recountTotals()
    }

    /// Above the ids of those who register while it is watched.
    private static let registrations = """
        \(numbers) INSERT INTO registrations (id, version, event, email, person_key, name, region, language, status,
            created_at, updated_at, seen_at)
        SELECT 100000000 + n, 1, 'annual-meeting', 'p' || n || '@library.example.org', 'p' || n || '@library.example.org',
            'Иванова Мария Петровна', '54', 'ru', 'registered', '2023-11-12T09:30:00.000Z', '2023-11-12T09:30:00.000Z', 1
        FROM number
        """
    private static let confirmations = """
        INSERT INTO messages (event, notification, lane, person_key, domain, email, name, region, language, registration_id,
            state, due_at, ready_at, expires_at, sent_at, code, attempts, tells, version, facts, message_id, created_at,
            updated_at)
        SELECT event, 'confirmation', 0, person_key, 'library.example.org', email, name, region, language, id, 'sent', 1, 1,
            9000000000000, 1, 250, 1, 'registered', 1, (SELECT max(id) FROM event_facts), '<' || id || '@example.org>', 1, 1
        FROM registrations WHERE id > 100000000
        """

    private static let numbers = """
        WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1)
        """

    private static let invitees = """
        \(numbers) INSERT INTO invitees (event, email, person_key, name, organization, region, language)
        SELECT 'annual-meeting', 'head' || n || '@museum' || (n % 997) || '.example.org',
            'head' || n || '@museum' || (n % 997) || '.example.org', 'Петрова Анна Сергеевна',
            'Областной музей № ' || n, printf('%02d', 1 + n % 89), 'ru'
        FROM number
        """

    private static let mailing = """
        INSERT INTO mailings (event, notification, lane, due_at, expires_at, nominal_at, planned_at, state, audience,
            approvers, frozen_at, asked_through, created_at, updated_at)
        SELECT 'annual-meeting', 'invitation', 2, 1700000000000, 1900000000000, 0, 0, 'awaiting_approval', NULL, 1,
            1700000000000, max(id), 1700000000000, 1700000000000
        FROM invitees
        """

    /// Once all letters are there: those that join before are not counted one by one.
    private static let audience = """
        UPDATE mailings SET audience = (SELECT count(*) FROM messages WHERE mailing_id = mailings.id)
        """

    private static func letters(
        _ notification: String,
        _ mailing: String,
        _ state: String,
        _ cause: String
    ) -> String {
        """
        INSERT INTO messages (event, notification, lane, mailing_id, person_key, domain, email, name, region, language,
            invitee_id, state, cause, due_at, ready_at, expires_at, sent_at, code, attempts, created_at, updated_at)
        SELECT 'annual-meeting', '\(notification)', 2, \(mailing), person_key, substr(email, instr(email, '@') + 1), email,
            name, region, language, id, \(state), \(cause), 1700000000000, 1700000000000, 1900000000000,
            1700000000000 + id, 250, 1, 1700000000000, 1700000000000
        FROM invitees WHERE id <= ?1
        """
    }

    private static let messages = letters("invitation", "1", "'held'", "'awaits_approval'")
        .replacing("1700000000000 + id, 250, 1,", with: "NULL, NULL, 0,")
    private static let past = letters(
        "save-the-date",
        "NULL",
        "CASE WHEN id % 1000 = 7 THEN 'expired' WHEN id % 500 = 3 THEN 'bounced' ELSE 'sent' END",
        "NULL"
    )

    private static let attempts = """
        INSERT INTO attempts (at, message, kind, outcome, relay, code, enhanced_code, duration_ms)
        SELECT 1700000000000 + ?1 * 100000000 + m.id, m.id, 'attempt',
            CASE WHEN m.id % 1000 = 7 AND ?1 = 9 THEN 'expired' WHEN m.id % 500 = 3 AND ?1 = 9 THEN 'bounced' ELSE 'sent' END,
            'relay', CASE WHEN m.id % 500 = 3 THEN 552 ELSE 250 END, CASE WHEN m.id % 500 = 3 THEN '5.2.2' ELSE '2.0.0' END, 5
        FROM messages m WHERE m.notification = 'save-the-date' AND m.id <= 2 * ?2
        """
}
