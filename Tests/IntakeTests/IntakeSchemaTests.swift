import Intake
import SQLite
import TestSupport
import Testing

@Suite("What the intake's triggers queue for a plain writer")
struct IntakeSchemaTests {
    let web: WebSite
    init() throws { web = try WebSite() }

    /// The registrations that are queued, each once.
    func queued() throws -> [String] {
        try web.rows("SELECT DISTINCT registration_id FROM changes ORDER BY registration_id")
    }

    func emptyQueue() throws { try web.site.execute("DELETE FROM changes") }

    @Test("an insert, an update and a delete are queued, a rolled-back one is not")
    func plain() throws {
        let id = try web.register("a@example.org")
        #expect(try queued() == ["\(id)"])
        try emptyQueue()
        try web.site.run("UPDATE registrations SET name = 'Two' WHERE id = ?", id)
        #expect(try queued() == ["\(id)"])
        try emptyQueue()
        try web.site.run("DELETE FROM registrations WHERE id = ?", id)
        #expect(try queued() == ["\(id)"])
        try emptyQueue()
        try web.site.execute("BEGIN")
        try web.register("b@example.org")
        try web.site.execute("ROLLBACK")
        #expect(try queued().isEmpty)
    }

    @Test("an update that changes nothing queues nothing")
    func noChange() throws {
        try web.register("a@example.org")
        try emptyQueue()
        try web.site.execute("UPDATE registrations SET email = 'a@example.org', name = NULL")
        #expect(try queued().isEmpty)
    }

    @Test(
        "every column that a site gives is worth a look",
        arguments: [
            "event = 'x'", "key = 'k'", "email = 'x@example.org'", "name = 'x'", "organization = 'x'",
            "position = 'x'", "region = '54'", "language = 'en'", "time_zone = 'UTC'",
            "status = 'confirmed'", "details = '{}'",
        ]
    )
    func columns(assignment: String) throws {
        let id = try web.register("a@example.org")
        try emptyQueue()
        try web.site.execute("UPDATE registrations SET \(assignment)")
        #expect(try queued() == ["\(id)"])
    }

    @Test("an upsert by event and key updates one row", arguments: [false, true])
    func upsert(recursive: Bool) throws {
        try web.site.execute("PRAGMA recursive_triggers = \(recursive)")
        for email in ["a@example.org", "b@example.org", "b@example.org"] {
            try web.site.run(
                """
                INSERT INTO registrations (event, key, email) VALUES ('meeting', 'order-1', ?)
                ON CONFLICT (event, key) DO UPDATE SET email = excluded.email
                """,
                email
            )
        }
        #expect(try web.rows("SELECT id, email FROM registrations") == ["1|b@example.org"])
        #expect(try queued() == ["1"])
    }

    @Test("keys are unique within an event; rows without one are free")
    func keys() throws {
        try web.site.execute(
            """
            INSERT INTO registrations (event, email) VALUES ('m', 'a@b.example'), ('m', 'a@b.example');
            INSERT INTO registrations (event, key, email) VALUES ('m', 'k', 'a@b.example'), ('n', 'k', 'a@b.example');
            """
        )
        let error = #expect(throws: SQLiteError.self) {
            try web.site.execute(
                "INSERT INTO registrations (event, key, email) VALUES ('m', 'k', 'c@d.example')"
            )
        }
        #expect(error?.category == .constraint)
        try emptyQueue()
        try web.site.execute(
            "INSERT OR IGNORE INTO registrations (event, key, email) VALUES ('m', 'k', 'c@d.example')"
        )
        #expect(try web.rows("SELECT count(*) FROM registrations") == ["4"])
    }

    @Test("a row that REPLACE removes is queued beside the one that replaces it", arguments: [false, true])
    func replace(recursive: Bool) throws {
        try web.site.execute("PRAGMA recursive_triggers = \(recursive)")
        try web.site.execute(
            "INSERT INTO registrations (event, key, email) VALUES ('m', 'k', 'a@b.example')"
        )
        try emptyQueue()
        try web.site.execute(
            "INSERT OR REPLACE INTO registrations (event, key, email) VALUES ('m', 'k', 'c@d.example')"
        )
        #expect(try web.rows("SELECT id, email FROM registrations") == ["2|c@d.example"])
        #expect(try queued() == ["1", "2"])
        try emptyQueue()
        try web.site.execute("REPLACE INTO registrations (id, event, email) VALUES (2, 'm', 'e@f.example')")
        #expect(try queued() == ["2"])
        try web.site.execute("INSERT INTO registrations (event, key, email) VALUES ('m', 'l', 'g@h.example')")
        try web.site.execute("UPDATE registrations SET key = 'k' WHERE id = 2")
        try emptyQueue()
        try web.site.execute("UPDATE OR REPLACE registrations SET key = 'k' WHERE id = 3")
        #expect(try queued() == ["2", "3"])
        try emptyQueue()
        try web.site.execute("UPDATE registrations SET id = 9 WHERE id = 3")
        #expect(try queued() == ["3", "9"])
    }

    @Test("the file keeps the times, whatever the writer says", arguments: [false, true])
    func times(recursive: Bool) throws {
        try web.site.execute("PRAGMA recursive_triggers = \(recursive)")
        try web.site.execute(
            """
            INSERT INTO registrations (event, email, created_at, updated_at) VALUES ('m', 'a@b.example', '1', '2');
            UPDATE registrations SET created_at = '3', updated_at = '4', name = 'x';
            """
        )
        let times = try web.rows("SELECT created_at, updated_at FROM registrations").first?.split(
            separator: "|"
        )
        for time in try #require(times) {
            #expect(time.wholeMatch(of: /20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        }
        #expect(try web.rows("SELECT created_at <= updated_at FROM registrations") == ["1"])
    }

    @Test("an explicit null gets the default; unknown statuses and details that are no object are refused")
    func checks() throws {
        try web.site.execute(
            "INSERT INTO registrations (event, email, status, created_at) VALUES ('m', 'a@b.example', NULL, NULL)"
        )
        #expect(try web.rows("SELECT status FROM registrations") == ["registered"])
        for values in ["'asleep', NULL", "'registered', '[1]'", "'registered', '{'", "'registered', ''"] {
            let error = #expect(throws: SQLiteError.self) {
                try web.site.execute(
                    "INSERT INTO registrations (event, email, status, details) VALUES ('m', 'a@b.example', \(values))"
                )
            }
            #expect(error?.category == .constraint)
        }
    }

    @Test("the triggers leave the writer's last id and count of changes alone")
    func writersView() throws {
        try web.register("a@example.org")
        try web.site.execute("INSERT INTO registrations (event, email) VALUES ('m', 'b@example.org')")
        #expect(web.site.lastInsertedID == 2)
        try web.site.execute("UPDATE registrations SET name = 'x'")
        #expect(web.site.changes == 2)
    }

    @Test("the command-line program writes as well")
    func sqliteProgram() throws {
        let program = try #require(Programs.sqlite3, "sqlite3 is not installed")
        let result = try ChildProcess.run(
            program,
            [
                web.path,
                "PRAGMA foreign_keys = OFF; INSERT INTO registrations (event, email, region, details)"
                    + " VALUES ('meeting', 'c@example.org', 54, '{\"hotel\":true}');",
            ]
        )
        #expect(result.status == 0, "\(result.errors)")
        let intake = web.intake()
        let row = try #require(intake.take().first?.row)
        #expect(row.region == "54" && row.details == #"{"hotel":true}"# && row.faults.isEmpty)
    }
}
