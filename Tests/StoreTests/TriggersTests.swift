import SQLite
import Store
import Testing
import TestSupport

@Suite("What the triggers queue for a plain writer")
struct TriggersTests {
    let fixture: Fixture
    init() throws { fixture = try Fixture() }

    func kinds() throws -> [String] {
        try fixture.rows("SELECT kind, registration_id FROM prompts ORDER BY id")
    }

    @Test("an insert queues the registration in its status")
    func insertQueues() throws {
        let id = try fixture.register("a@example.org")
        try fixture.site.execute(
            "INSERT INTO registrations (event, email, status) VALUES ('meeting', 'b@example.org', 'waitlisted')"
        )
        #expect(try kinds() == ["registered|\(id)", "waitlisted|\(id + 1)"])
        let prompts = try fixture.store.prompts(limit: 10)
        #expect(prompts.map(\.kind) == [.registered, .waitlisted])
        #expect(prompts.first?.registration?.email == "a@example.org")
        #expect(prompts.first?.isInsert == true)
    }

    @Test("a rolled-back registration leaves nothing")
    func rollback() throws {
        try fixture.site.execute("BEGIN")
        try fixture.register("a@example.org")
        try fixture.site.execute("ROLLBACK")
        #expect(try kinds().isEmpty)
    }

    @Test("a change of status is queued once, the same status not at all")
    func statusChange() throws {
        let id = try fixture.register("a@example.org")
        try fixture.site.run("UPDATE registrations SET status = 'registered' WHERE id = ?", id)
        try fixture.site.run("UPDATE registrations SET status = 'cancelled' WHERE id = ?", id)
        try fixture.site.run("UPDATE registrations SET status = 'cancelled' WHERE id = ?", id)
        #expect(try kinds() == ["registered|\(id)", "cancelled|\(id)"])
    }

    @Test("an explicit null status gets the default instead of failing")
    func nullStatus() throws {
        try fixture.site.execute(
            "INSERT INTO registrations (event, email, status, created_at) VALUES ('m', 'a@b.example', NULL, NULL)"
        )
        #expect(try fixture.rows("SELECT status FROM registrations") == ["registered"])
    }

    @Test("an unknown status and details that are no object are refused")
    func checks() throws {
        for values in ["'asleep', NULL", "'registered', '[1]'", "'registered', '{'", "'registered', ''"] {
            let error = #expect(throws: SQLiteError.self) {
                try fixture.site.execute(
                    "INSERT INTO registrations (event, email, status, details) VALUES ('m', 'a@b.example', \(values))"
                )
            }
            #expect(error?.category == .constraint)
        }
    }

    @Test(
        "several changes wait as one: the first old values and the last new ones",
        arguments: [false, true]
    )
    func changesAreJoined(recursive: Bool) throws {
        try fixture.site.execute("PRAGMA recursive_triggers = \(recursive)")
        let id = try fixture.register("a@example.org", name: "One")
        try fixture.site.execute("DELETE FROM prompts")
        for name in ["Two", "Three"] {
            try fixture.site.run("UPDATE registrations SET name = ? WHERE id = ?", name, id)
        }
        let prompts = try fixture.store.prompts(limit: 10)
        #expect(prompts.map(\.kind) == [.changed])
        #expect(prompts.first?.old?.contains(#""name":"One""#) == true)
        #expect(prompts.first?.new?.contains(#""name":"Three""#) == true)
    }

    @Test("an update that changes nothing, or only what letters do not tell, queues nothing")
    func noChange() throws {
        let id = try fixture.register("a@example.org", name: "One")
        try fixture.site.execute("DELETE FROM prompts")
        try fixture.site.run("UPDATE registrations SET name = 'One', language = 'en' WHERE id = ?", id)
        #expect(try kinds().isEmpty)
    }

    @Test("a change before the confirmation went is told by the confirmation itself")
    func changeBeforeSettling() throws {
        let id = try fixture.register("a@example.org", name: "One")
        try fixture.site.run("UPDATE registrations SET name = 'Two' WHERE id = ?", id)
        #expect(try kinds() == ["registered|\(id)"])
    }

    @Test("an edit by INSERT OR REPLACE is a change, not a new registration", arguments: [false, true])
    func replace(recursive: Bool) throws {
        try fixture.site.execute("PRAGMA recursive_triggers = \(recursive)")
        let id = try fixture.register("a@example.org", name: "One")
        try fixture.site.execute("DELETE FROM prompts")
        try fixture.site.run(
            "INSERT OR REPLACE INTO registrations (id, event, email, name) VALUES (?, 'meeting', 'a@example.org', 'Two')",
            id
        )
        #expect(try kinds() == ["changed|\(id)"])
        try fixture.site.execute("DELETE FROM prompts")
        try fixture.site.run(
            """
            REPLACE INTO registrations (id, event, email, name, status)
            VALUES (?, 'meeting', 'a@example.org', 'Two', 'cancelled')
            """,
            id
        )
        #expect(try kinds() == ["cancelled|\(id)"])
        #expect(try fixture.rows("SELECT * FROM replaced").isEmpty)
    }

    @Test("an upsert queues what its update changes")
    func upsert() throws {
        let id = try fixture.register("a@example.org", name: "One")
        try fixture.site.execute("DELETE FROM prompts")
        try fixture.site.run(
            """
            INSERT INTO registrations (id, event, email, status) VALUES (?, 'meeting', 'a@example.org', 'registered')
            ON CONFLICT (id) DO UPDATE SET status = 'confirmed'
            """,
            id
        )
        #expect(try kinds() == ["confirmed|\(id)"])
        try fixture.site.run(
            "INSERT OR IGNORE INTO registrations (id, event, email) VALUES (?, 'meeting', 'x@example.org')",
            id
        )
        #expect(try kinds() == ["confirmed|\(id)"])
    }

    @Test("a deleted row is queued, so that what waits for it can be withdrawn")
    func delete() throws {
        let id = try fixture.register("a@example.org")
        try fixture.site.run("DELETE FROM registrations WHERE id = ?", id)
        #expect(try fixture.store.prompts(limit: 10).map(\.kind) == [.registered, .deleted])
        #expect(try fixture.store.prompts(limit: 10).allSatisfy { $0.registration == nil })
    }

    @Test("the database keeps the times, whatever the writer says", arguments: [false, true])
    func times(recursive: Bool) throws {
        try fixture.site.execute("PRAGMA recursive_triggers = \(recursive)")
        try fixture.site.execute(
            """
            INSERT INTO registrations (event, email, created_at, updated_at) VALUES ('m', 'a@b.example', '1', '2');
            UPDATE registrations SET created_at = '3', updated_at = '4', name = 'x';
            """
        )
        let times = try fixture.rows("SELECT created_at, updated_at FROM registrations").first?.split(
            separator: "|"
        )
        for time in try #require(times) {
            #expect(time.wholeMatch(of: /20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        }
        #expect(try fixture.rows("SELECT created_at <= updated_at FROM registrations") == ["1"])
    }

    @Test("the triggers leave the writer's last id and count of changes alone")
    func writersView() throws {
        try fixture.register("a@example.org")
        let id = try fixture.register("b@example.org")
        #expect(try fixture.site.integer("SELECT max(id) FROM registrations") == id)
        try fixture.site.execute("UPDATE registrations SET name = 'x'")
        #expect(fixture.site.changes == 2)
    }

    @Test("the command-line program writes as well, without foreign keys and without our code")
    func sqliteProgram() throws {
        let program = try #require(Programs.sqlite3, "sqlite3 is not installed")
        let result = try ChildProcess.run(
            program,
            [
                fixture.folder.path("vestnik.db"),
                "PRAGMA foreign_keys = OFF; INSERT INTO registrations (event, email, region, details)"
                    + " VALUES ('meeting', 'c@example.org', 54, '{\"hotel\":true}');",
            ]
        )
        #expect(result.status == 0, "\(result.errors)")
        let prompt = try #require(try fixture.store.prompts(limit: 1).first)
        #expect(prompt.registration?.region == "54")
        #expect(prompt.registration?.details == #"{"hotel":true}"#)
    }

    @Test("changes made a moment ago wait while the registrant is still editing")
    func debounce() throws {
        let id = try fixture.register("a@example.org", name: "One")
        try fixture.site.execute("DELETE FROM prompts")
        try fixture.site.run("UPDATE registrations SET name = 'Two' WHERE id = ?", id)
        try fixture.register("b@example.org")
        let at = try #require(try fixture.store.prompts(limit: 10).first?.at)
        #expect(try fixture.store.prompts(limit: 10, changedBefore: at - 1).map(\.kind) == [.registered])
    }
}
