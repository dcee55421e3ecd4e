import Glibc
import Intake
import SQLite
import TestSupport
import Testing

@Suite("An intake in whose file anything may be written")
struct AttackTests {
    let web: WebSite
    init() throws { web = try WebSite() }

    /// What one may write into the file, and what the reader says that it put right.
    static let statements: [(sql: String, repair: String?)] = [
        ("PRAGMA user_version = 99", "user_version 99"),
        ("DROP TRIGGER registrations_inserted", "trigger registrations_inserted"),
        (
            "DROP TRIGGER registrations_updated; CREATE TRIGGER registrations_updated AFTER UPDATE ON registrations "
                + "BEGIN SELECT 1; END",
            "trigger registrations_updated"
        ),
        (
            "CREATE TRIGGER evil AFTER INSERT ON registrations BEGIN DELETE FROM changes; END", "trigger evil"
        ),
        ("CREATE TRIGGER evil BEFORE INSERT ON changes BEGIN SELECT RAISE(IGNORE); END", "trigger evil"),
        (
            "CREATE TRIGGER evil BEFORE INSERT ON registration_delivery BEGIN SELECT RAISE(ABORT, 'no'); END",
            "trigger evil"
        ),
        ("DROP TABLE changes", "table changes"),
        (
            "DROP TABLE changes; CREATE VIEW changes AS SELECT 1 AS id, 2 AS registration_id, 3 AS at",
            "table changes"
        ),
        ("DROP TABLE registration_delivery", "table registration_delivery"),
        (
            "DROP TABLE registration_delivery; CREATE TABLE registration_delivery (a, b CHECK (b > 7))",
            "table registration_delivery"
        ),
        ("ALTER TABLE registrations ADD COLUMN extra TEXT", "table registrations"),
        (
            "DROP TRIGGER registrations_updated; ALTER TABLE registrations DROP COLUMN position",
            "table registrations"
        ),
        (
            "ALTER TABLE registrations RENAME TO r; CREATE VIEW registrations AS SELECT * FROM r",
            "table registrations"
        ),
        ("DROP TABLE registrations", "table registrations"),
        (
            "CREATE INDEX evil ON registrations (hex(email) || hex(name))", "index evil"
        ),
        ("CREATE INDEX evil ON registrations (email) WHERE length(email) > 3", "index evil"),
        ("CREATE UNIQUE INDEX evil ON registration_delivery (state)", "index evil"),
        ("CREATE UNIQUE INDEX evil ON changes (at)", "index evil"),
        ("CREATE INDEX useful ON registrations (email, event)", nil),
        ("CREATE TABLE theirs (a); CREATE TRIGGER own AFTER INSERT ON theirs BEGIN SELECT 1; END", nil),
        ("INSERT INTO changes VALUES (9223372036854775807, 1, 9223372036854775807)", nil),
        ("INSERT INTO changes VALUES (-9223372036854775808, -9223372036854775808, -5)", nil),
        ("INSERT INTO registrations (id, event, email) VALUES (-9223372036854775808, 'm', 'x')", nil),
        ("PRAGMA ignore_check_constraints = ON; UPDATE registrations SET status = 'asleep'", nil),
        ("UPDATE registrations SET id = -1", nil),
        ("DELETE FROM sqlite_sequence", nil),
        ("DELETE FROM changes", nil),
        ("ANALYZE", nil),
    ]

    @Test(
        "whatever is written there, the next registration comes, and what is ours is put right",
        arguments: statements
    )
    func statement(sql: String, repair: String?) throws {
        try web.register("before@example.org")
        let intake = web.intake()
        intake.takeAll()
        try web.site.execute(sql)
        intake.takeAll()
        let repairs = intake.condition.repairs.map(\.en)
        if let repair {
            #expect(repairs.contains(repair), "\(repairs)")
        } else {
            #expect(repairs.isEmpty, "\(repairs)")
        }
        try web.register("after@example.org")
        let after = intake.takeAll()
        #expect(after.compactMap(\.row?.email) == ["after@example.org"], "\(intake.condition)")
        #expect(after.allSatisfy { $0.id != nil })
        intake.publish(
            [DeliveryStatus(registration: 1, notification: "n", state: "sent", updatedAt: "1")],
            ticket: 1
        )
        #expect(intake.published == 1)
        #expect(intake.condition.trouble == nil, "\(intake.condition)")
        #expect(try web.rows("PRAGMA user_version") == ["1"])
    }

    @Test("what was written there before the daemon started is put right at its start", arguments: statements)
    func beforehand(sql: String, repair: String?) throws {
        try web.register("before@example.org")
        try web.site.execute(sql)
        let intake = web.intake()
        intake.takeAll()
        #expect((repair != nil) == !intake.condition.repairs.isEmpty, "\(intake.condition.repairs)")
        try web.register("after@example.org")
        #expect(intake.takeAll().compactMap(\.row?.email) == ["after@example.org"], "\(intake.condition)")
    }

    @Test("what went unqueued while triggers were missing is found by reading everything")
    func missedWhileAway() throws {
        let intake = web.intake()
        intake.takeAll()
        try web.site.execute("DROP TRIGGER registrations_inserted")
        try web.register("unseen@example.org")
        #expect(try web.rows("SELECT * FROM changes").isEmpty)
        #expect(intake.takeAll().compactMap(\.row?.email) == ["unseen@example.org"])
    }

    @Test("that everything must be read survives a crash before it was")
    func unreadMark() throws {
        try web.register("a@example.org")
        web.intake().takeAll()
        try web.site.execute("DROP TRIGGER registrations_inserted")
        // Its changes are never settled.
        #expect(web.intake().take().map(\.registration) == [1])
        let second = web.intake()
        #expect(second.takeAll().map(\.registration) == [1])
        #expect(web.intake().takeAll().isEmpty)
    }

    @Test("rows of an altered table are kept, under their ids, as far as our rules allow")
    func altered() throws {
        try web.site.execute(
            """
            INSERT INTO registrations (event, key, email, details) VALUES ('m', 'k', 'a@b.example', '{"a":1}');
            DROP TABLE registrations;
            CREATE TABLE registrations (id INTEGER PRIMARY KEY, event, email, status, details, evil AS (hex(zeroblob(9))));
            INSERT INTO registrations VALUES (7, 'm', 'seven@b.example', 'asleep', '{"a":');
            INSERT INTO registrations VALUES (8, NULL, 'eight@b.example', 'registered', NULL);
            INSERT INTO registrations VALUES (9, 'm', x'ff41', 'cancelled', '{}');
            """
        )
        let intake = web.intake()
        let rows = intake.takeAll().compactMap(\.row)
        #expect(rows.map(\.id) == [7], "\(intake.condition)")
        #expect(rows.first?.status == "registered" && rows.first?.details == nil)
        #expect(try web.rows("SELECT count(*) FROM registrations_set_aside_1") == ["3"])
        // Nobody gets the id of somebody else.
        #expect(try web.register("next@example.org") >= 8)
    }

    @Test("a table that is altered again and again does not fill the disk, nor the daemon's time")
    func fight() throws {
        try web.register("a@example.org")
        let intake = web.intake()
        intake.takeAll()
        var now: Int64 = 0
        for _ in 0..<30 {
            // SQLite compares with the schema that the connection knows from before, unless it has looked since.
            try web.site.execute("SELECT 1 FROM registrations")
            try web.site.execute("ALTER TABLE registrations ADD COLUMN extra TEXT")
            now += 1_000_000
            intake.tend(now: now)
            intake.takeAll()
            #expect(intake.condition.trouble == nil, "\(intake.condition)")
        }
        let aside = try web.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%aside%'"
        )
        #expect(aside.count == 8)
        // Undone at once, it is put right after a pause only.
        let trigger = "DROP TRIGGER IF EXISTS registrations_inserted"
        var repaired = 0
        for _ in 0..<100 {
            try web.site.execute(trigger)
            now += 100
            intake.tend(now: now)
            intake.takeAll()
            repaired += Int(
                try web.site.integer(
                    "SELECT count(*) FROM sqlite_schema WHERE name = 'registrations_inserted'"
                )
            )
        }
        #expect(repaired > 0 && repaired <= 8)
    }

    @Test("no trigger and no view of theirs runs in our connection")
    func foreignTriggers() throws {
        try web.register("a@example.org")
        let intake = web.intake()
        let changes = intake.take()
        try web.site.execute(
            """
            CREATE TABLE stolen (what);
            CREATE TRIGGER a AFTER DELETE ON changes BEGIN INSERT INTO stolen VALUES ('changes'); END;
            CREATE TRIGGER b AFTER INSERT ON registration_delivery BEGIN INSERT INTO stolen VALUES ('delivery'); END;
            CREATE TRIGGER c BEFORE DELETE ON registrations BEGIN INSERT INTO stolen VALUES ('erased'); END;
            """
        )
        intake.settle(changes)
        intake.publish(
            [DeliveryStatus(registration: 1, notification: "n", state: "sent", updatedAt: "1")],
            ticket: 1
        )
        intake.erase([1])
        #expect(intake.published == 1 && intake.unerased == 0)
        #expect(try web.rows("SELECT count(*) FROM registrations") == ["0"])
        #expect(try web.rows("SELECT * FROM stolen").isEmpty)
    }

    @Test(
        "a row with the highest id is told, for nobody can register after it; without it all goes on, under new ids"
    )
    func highestID() throws {
        try web.register("a@example.org")
        let intake = web.intake()
        intake.takeAll()
        try web.site.execute(
            "INSERT INTO registrations (id, event, email) VALUES (9223372036854775807, 'm', 'x@example.org')"
        )
        #expect(intake.takeAll().count == 1)
        #expect(intake.condition.trouble == .unwritable)
        #expect(intake.condition.detail?.en.contains("highest id") == true)
        #expect(throws: SQLiteError.self) { try web.register("b@example.org") }
        try web.site.execute("DELETE FROM registrations WHERE id > 1")
        intake.takeAll()
        #expect(intake.condition.trouble == nil)
        #expect(try web.register("b@example.org") > 1 << 32)
        #expect(intake.takeAll().compactMap(\.row?.email) == ["b@example.org"])
    }

    @Test("values that are too long, no text or no JSON cost their row alone")
    func values() throws {
        try web.site.execute(
            """
            DROP TRIGGER registrations_inserting; PRAGMA ignore_check_constraints = ON;
            INSERT INTO registrations (event, email, details) VALUES
                ('m', '1', '{"a":"' || hex(zeroblob(40000)) || '"}'),
                ('m', '2', '{"a":"' || hex(zeroblob(3000000)) || '"}'),
                ('m', '3', '[1]'), ('m', '4', '{"a":'), ('m', '5', NULL);
            INSERT INTO registrations (event, email, name) VALUES ('m', '6', CAST(x'ff41' AS TEXT));
            INSERT INTO registrations (event, email, name) VALUES ('m', '7', hex(zeroblob(5000000)));
            INSERT INTO registrations (event, email) VALUES ('m', replace(hex(zeroblob(600)), '0', 'я'));
            INSERT INTO registrations (event, email, status) VALUES ('m', '9', 'asleep');
            INSERT INTO registrations (event, email, details) VALUES ('m', '10', CAST(x'7b22ff223a317d' AS TEXT));
            """
        )
        let rows = web.intake().take().compactMap(\.row)
        #expect(rows.count == 10)
        let faults = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.faults) })
        #expect(faults[1] == [IntakeFault(column: "details", kind: .tooLong, figure: 80_008)])
        #expect(faults[2] == [IntakeFault(column: "details", kind: .tooLong, figure: 6_000_008)])
        #expect(faults[3] == [IntakeFault(column: "details", kind: .notJSON)])
        #expect(faults[4] == [IntakeFault(column: "details", kind: .notJSON)])
        #expect(faults[5] == [])
        #expect(faults[6] == [IntakeFault(column: "name", kind: .notText)])
        #expect(faults[7] == [IntakeFault(column: "name", kind: .tooLong, figure: 10_000_000)])
        #expect(faults[8] == [IntakeFault(column: "email", kind: .tooLong, figure: 2400)])
        #expect(rows.first { $0.id == 8 }?.email.utf8.count == 1024)
        #expect(faults[9] == [IntakeFault(column: "status", kind: .unknownStatus)])
        #expect(faults[10]?.first?.column == "details")
        #expect(rows.allSatisfy { $0.details == nil && !$0.event.isEmpty })
    }

    @Test("a million changes under one absurd id after the other are read to the end")
    func absurdChanges() throws {
        try web.register("a@example.org")
        try web.site.execute(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
            INSERT INTO changes (id, registration_id, at) SELECT 9223372036854775807 - i, -i, i FROM n
            """
        )
        let intake = web.intake()
        intake.takeAll()
        try web.register("b@example.org")
        #expect(intake.takeAll().compactMap(\.row?.email) == ["b@example.org"])
    }

    @Test("a link, a folder or a pipe in the file's place is not followed, not opened, not waited for")
    func notAFile() throws {
        let folder = try TemporaryFolder()
        try folder.write("victim", to: "victim")
        #expect(symlink(folder.path("victim"), folder.path("link.db")) == 0)
        #expect(mkdir(folder.path("folder.db"), 0o700) == 0)
        #expect(mkfifo(folder.path("pipe.db"), 0o600) == 0)
        for name in ["link.db", "folder.db", "pipe.db"] {
            let intake = LocalIntake(path: folder.path(name))
            #expect(intake.take().isEmpty)
            #expect(intake.condition.trouble != nil, "\(name)")
        }
        #expect(try folder.text(of: "victim") == "victim")
        #expect(throws: IntakeUnusable.self) { try LocalIntake.prepare(path: folder.path("link.db")) }
    }

    @Test("a link as -wal or -shm does not reach what it points to", arguments: ["-wal", "-shm"])
    func linkedCompanion(suffix: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("r.db")
        try LocalIntake.prepare(path: path)
        for name in ["r.db-wal", "r.db-shm"] { _ = unlink(folder.path(name)) }
        try folder.write("victim", to: "victim")
        #expect(symlink(folder.path("victim"), path + suffix) == 0)
        let intake = LocalIntake(path: path)
        _ = intake.take()
        intake.publish(
            [DeliveryStatus(registration: 1, notification: "n", state: "s", updatedAt: "1")],
            ticket: 1
        )
        #expect(try folder.text(of: "victim") == "victim")
    }
}
