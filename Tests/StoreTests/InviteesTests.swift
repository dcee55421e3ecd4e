import SQLite
import Store
import Testing
import TestSupport

@Suite("Who the invitees are")
struct InviteesTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    private func keys() throws -> [String] {
        try fixture.rows(
            "SELECT coalesce(person_key, '?'), coalesce(second_key, '?') FROM invitees ORDER BY id"
        )
    }

    @Test("an import knows the identities behind both addresses")
    func importing() throws {
        var record = InviteeRecord(email: " A@Example.org\u{A0}")
        record.secondEmail = "\u{200B}B@пример.испытание"
        try store.importInvitees([record, InviteeRecord(email: "c@example.org")], event: "meeting")
        #expect(
            try keys() == ["a@example.org|b@xn--e1afmkfd.xn--80akhbyknj4f", "c@example.org|?"]
        )
    }

    @Test("an import that spells an address otherwise updates the row and still knows who it is")
    func spelling() throws {
        for email in ["иван@example.org", "ИВАН@example.org ", "Иван@EXAMPLE.org"] {
            let record = InviteeRecord(email: email)
            try store.importInvitees([record, record], event: "meeting")
            #expect(try keys() == ["иван@example.org|?"], "\(email)")
        }
    }

    @Test("a second address that is taken away, or put in, is known by the import")
    func second() throws {
        var record = InviteeRecord(email: "a@example.org")
        for (second, expected) in [
            ("B@example.org", "a@example.org|b@example.org"), (nil, "a@example.org|?"),
            ("C@example.org", "a@example.org|c@example.org"),
        ] {
            record.secondEmail = second
            try store.importInvitees([record], event: "meeting")
            #expect(try keys() == [expected])
        }
    }

    /// A row as it stands, what it lacks as ?.
    private func row(_ email: String = "a@example.org") throws -> String? {
        try fixture.rows(
            """
            SELECT coalesce(name, '?'), coalesce(organization, '?'), coalesce(region, '?'), coalesce(second_email, '?'),
                coalesce(details, '?') FROM invitees WHERE email = '\(email)'
            """
        ).first
    }

    @Test(
        "columns that a list lacks stay as they were, keys of details among them; what it leaves empty is emptied"
    )
    func kept() throws {
        var record = InviteeRecord(email: "a@example.org")
        (record.name, record.organization, record.region) = ("Иванова", "Библиотека", "54")
        record.secondEmail = "b@example.org"
        record.details = #"{"зал":"Малый","отель":"да","\"к\"":"1"}"#
        try store.importInvitees([record], event: "meeting")
        var shorter = InviteeRecord(email: "a@example.org")
        shorter.name = "Петрова"
        shorter.details = #"{"отель":"нет"}"#
        let columns = InviteeColumns([.name, .region], details: ["отель", "\"к\""])
        let counts = try store.importInvitees([shorter], event: "meeting", columns: columns)
        #expect(try row() == #"Петрова|Библиотека|?|b@example.org|{"зал":"Малый","отель":"нет"}"#)
        #expect(counts.updated == 1 && counts.kept == ["organization", "second_email", "details.зал"])
        let changes = counts.changes.map { "\($0.column) \($0.old ?? "-") \($0.new ?? "-")" }
        #expect(
            Set(changes) == [
                "name Иванова Петрова", "region 54 -", "details.отель да нет", "details.\"к\" 1 -",
            ] && changes.count == 4
        )
        #expect(try store.importInvitees([shorter], event: "meeting", columns: columns).unchanged == 1)
        // A cell may hold two addresses without a column for the second.
        shorter.secondEmail = "c@example.org"
        try store.importInvitees([shorter], event: "meeting", columns: columns)
        #expect(try row()?.contains("|c@example.org|") == true)
        // A list without further columns leaves details alone; the last key gone leaves none.
        let name = InviteeColumns([.name], details: [])
        #expect(try store.importInvitees([shorter], event: "meeting", columns: name).unchanged == 1)
        shorter.details = nil
        let all = InviteeColumns([.name], details: ["зал", "отель"])
        try store.importInvitees([shorter], event: "meeting", columns: all)
        #expect(try row()?.hasSuffix("|?") == true)
        #expect(try store.importInvitees([shorter], event: "other", columns: all).kept.isEmpty)
    }

    @Test("an import of all columns replaces whatever was there; blanks between members change nothing")
    func replaced() throws {
        try fixture.owner.execute(
            "INSERT INTO invitees (event, email, name, details) VALUES ('meeting', 'a@example.org', 'x', '{ \"k\" : \"v\" }')"
        )
        var record = InviteeRecord(email: "a@example.org")
        record.name = "x"
        record.details = #"{"k":"v"}"#
        #expect(try store.importInvitees([record], event: "meeting").unchanged == 1)
        #expect(
            try store.importInvitees([InviteeRecord(email: "a@example.org")], event: "meeting").changes.map(
                \.column
            )
                == ["name", "details.k"]
        )
        #expect(try row() == "?|?|?|?|?")
    }

    @Test("a trial leaves nothing, and what is looked at before it ends is as it would be")
    func trial() throws {
        let many = (0..<300).map { "k\($0)" }
        var seen = 0
        let counts = try store.importInvitees(
            [InviteeRecord(email: "a@example.org"), InviteeRecord(email: "b@example.org")],
            event: "meeting",
            columns: InviteeColumns([], details: many),
            dryRun: true
        ) { () throws(StoreError) in seen = try store.count(.invitees, event: "meeting") }
        #expect(counts.inserted == 2 && seen == 2)
        #expect(try store.count(.invitees, event: "meeting") == 0)
    }

    @Test("rows of plain SQL are looked at later, and found by an import at once")
    func plainSQL() throws {
        try fixture.owner.execute(
            """
            INSERT INTO invitees (event, email, second_email) VALUES
                ('meeting', ' A@Example.org', 'B@example.org '), ('meeting', 'c@example.org', NULL)
            """
        )
        #expect(try keys() == ["?|?", "?|?"])
        try store.identifyInvitees()
        #expect(try keys() == ["a@example.org|b@example.org", "c@example.org|?"])
        try fixture.owner.execute("INSERT INTO invitees (event, email) VALUES ('meeting', 'd@example.org')")
        let counts = try store.importInvitees([InviteeRecord(email: "D@example.org")], event: "meeting")
        #expect(counts.updated == 1 && counts.inserted == 0)
    }

    @Test("plain SQL that changes an address makes the row one to be looked at; other changes do not")
    func readdressed() throws {
        var record = InviteeRecord(email: "a@example.org")
        record.secondEmail = "b@example.org"
        try store.importInvitees([record], event: "meeting")
        try fixture.owner.execute("UPDATE invitees SET name = 'x', email = 'a@example.org'")
        #expect(try keys() == ["a@example.org|b@example.org"])
        for change in ["email = 'c@example.org'", "second_email = NULL", "second_email = 'd@example.org'"] {
            try fixture.owner.execute("UPDATE invitees SET \(change)")
            #expect(try keys() == ["?|?"], "\(change)")
            try store.identifyInvitees()
        }
        #expect(try keys() == ["c@example.org|d@example.org"])
    }

    @Test("the database keeps the times of plain writers, whatever they say", arguments: [false, true])
    func times(recursive: Bool) throws {
        try fixture.owner.execute("PRAGMA recursive_triggers = \(recursive)")
        try fixture.owner.execute(
            """
            INSERT INTO invitees (event, email, created_at, updated_at) VALUES ('m', 'a@b.example', NULL, NULL);
            UPDATE invitees SET created_at = '3', updated_at = '4', name = 'x';
            """
        )
        let times = try fixture.rows("SELECT created_at, updated_at FROM invitees").first?.split(
            separator: "|"
        )
        for time in try #require(times) {
            #expect(time.wholeMatch(of: /20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        }
        #expect(try fixture.rows("SELECT created_at <= updated_at FROM invitees") == ["1"])
    }

    @Test("details that are no object are refused")
    func checks() throws {
        for details in ["'[1]'", "'{'", "''"] {
            let error = #expect(throws: SQLiteError.self) {
                try fixture.owner.execute(
                    "INSERT INTO invitees (event, email, details) VALUES ('m', 'a@b.example', \(details))"
                )
            }
            #expect(error?.category == .constraint)
        }
    }

    @Test("the triggers leave the writer's last id and count of changes alone")
    func writersView() throws {
        for email in ["a@example.org", "b@example.org"] {
            try fixture.owner.run("INSERT INTO invitees (event, email) VALUES ('meeting', ?)", email)
        }
        #expect(try fixture.owner.integer("SELECT max(id) FROM invitees") == fixture.owner.lastInsertedID)
        try fixture.owner.execute("UPDATE invitees SET email = email || '.example'")
        #expect(fixture.owner.changes == 2)
    }

    @Test("the command-line program writes as well, without foreign keys and without our code")
    func sqliteProgram() throws {
        let program = try #require(Programs.sqlite3, "sqlite3 is not installed")
        try store.importInvitees([InviteeRecord(email: "a@example.org")], event: "meeting")
        let result = try ChildProcess.run(
            program,
            [
                fixture.folder.path("vestnik.db"),
                "PRAGMA foreign_keys = OFF; UPDATE invitees SET email = 'b@example.org', region = 54;"
                    + " INSERT INTO invitees (event, email, region, details)"
                    + " VALUES ('meeting', 'c@example.org', 54, '{\"hotel\":true}');",
            ]
        )
        #expect(result.status == 0, "\(result.errors)")
        try store.identifyInvitees()
        #expect(try keys() == ["b@example.org|?", "c@example.org|?"])
        #expect(try fixture.rows("SELECT DISTINCT region FROM invitees") == ["54"])
    }
}
