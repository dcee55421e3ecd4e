import SQLite
import TestSupport
import Testing

@testable import Store

@Suite("Long invitation lists")
struct ImportsTests {
    private let fixture: Fixture
    private var store: MessageStore { fixture.store }

    init() throws {
        fixture = try Fixture()
        fixture.store.importedRows = 10
    }

    private func records(_ numbers: Range<Int>, name: String = "Анна") -> [InviteeRecord] {
        numbers.map { number in
            var record = InviteeRecord(email: "i\(number)@example.org")
            record.name = name
            record.region = "54"
            return record
        }
    }

    private func listed(_ event: String = "meeting") throws -> Int64 {
        try fixture.owner.integer("SELECT count(*) FROM invitees WHERE event = '\(event)'")
    }

    private func aside() throws -> Int64 {
        try fixture.owner.integer(
            "SELECT (SELECT count(*) FROM import_rows) + (SELECT count(*) FROM imports)"
        )
    }

    /// The steps of an import, each a commit.
    private func steps(_ records: [InviteeRecord]) -> [(MessageStore) throws -> Void] {
        var steps: [(MessageStore) throws -> Void] = []
        steps.append { _ = try $0.beginImport(event: "meeting", columns: .all, now: 1) }
        for start in stride(from: 0, to: records.count, by: 10) {
            let part = Array(records[start..<min(records.count, start + 10)])
            steps.append { store in
                let id = try #require(try store.pendingImports().last?.id)
                try store.putAside(part, import: id)
            }
        }
        steps.append { store in
            let id = try #require(try store.pendingImports().last?.id)
            try store.acceptImport(id, now: 1)
        }
        for _ in 0...(records.count / 10) { steps.append { _ = try $0.followImport() } }
        return steps
    }

    @Test("a list changes so many rows a commit, counts from one commit on, and leaves nothing aside")
    func parts() throws {
        try store.importInvitees(records(0..<5, name: "Мария"), event: "meeting")
        let steps = steps(records(0..<35))
        let acceptance = 5
        var most: Int64 = 0
        for (index, step) in steps.enumerated() {
            let before = try listed()
            try step(store)
            most = max(most, try listed() - before)
            if index <= acceptance { #expect(try listed() == 5) }
            #expect(
                try store.isImporting(event: "meeting") == (index >= acceptance && index < steps.count - 1)
            )
        }
        #expect(most == 10)
        #expect(try listed() == 35)
        #expect(try aside() == 0)
        #expect(try fixture.owner.integer("SELECT count(*) FROM invitees WHERE name = 'Анна'") == 35)
    }

    @Test("the last part tells what became of all rows; each tells the values that it changed")
    func counts() throws {
        try store.importInvitees(records(0..<5, name: "Мария") + records(5..<8), event: "meeting")
        for step in steps(records(0..<25)).dropLast(3) { try step(store) }
        let first = try #require(try store.followImport())
        #expect(first.followed == 10)
        #expect(first.counts.changes.count == 5)
        _ = try store.followImport()
        let last = try #require(try store.followImport())
        #expect((last.followed, last.rows) == (25, 25))
        #expect([last.counts.inserted, last.counts.updated, last.counts.unchanged] == [17, 5, 3])
        #expect(try store.followImport() == nil)
    }

    @Test(
        "killed between any two commits, an import has brought all of its rows or none, and the next one works"
    )
    func kills() throws {
        let steps = steps(records(0..<25))
        for killed in 0...steps.count {
            let fixture = try Fixture()
            fixture.store.importedRows = 10
            for step in steps.prefix(killed) { try step(fixture.store) }
            // Somebody else goes on: the daemon, or the next import.
            let next = try MessageStore(path: fixture.folder.path("vestnik.db"))
            next.importedRows = 10
            let isAccepted = killed >= 5
            while try next.dropUnaccepted() {}
            while try next.followImport() != nil {}
            let listed = try fixture.owner.integer("SELECT count(*) FROM invitees")
            #expect(listed == (isAccepted ? 25 : 0), "\(killed)")
            #expect(try next.pendingImports().isEmpty)
            #expect(try fixture.owner.integer("SELECT count(*) FROM import_rows") == 0)
            for step in self.steps(records(20..<40)) { try step(next) }
            #expect(try fixture.owner.integer("SELECT count(*) FROM invitees") == (isAccepted ? 40 : 20))
        }
    }

    @Test("what a killed import has put aside goes in parts, what is accepted stays")
    func drops() throws {
        for step in steps(records(0..<45)).prefix(6) { try step(store) }
        var parts = 0
        while try store.dropUnaccepted() { parts += 1 }
        #expect(parts > 2)
        #expect(try aside() == 0)
        for step in steps(records(0..<20)).prefix(4) { try step(store) }
        #expect(try !store.dropUnaccepted())
        #expect(try store.pendingImports().map(\.isAccepted) == [true])
    }

    @Test("a rehearsal tells what the import would, on a store that can only read, and writes nothing")
    func rehearsal() throws {
        var second = InviteeRecord(email: "i1@example.org")
        second.secondEmail = "other@example.org"
        try store.importInvitees(records(0..<5, name: "Мария") + records(5..<8), event: "meeting")
        try store.importInvitees(records(0..<3), event: "other")
        // Written by hand: nobody has found out yet who it is.
        try fixture.owner.execute(
            "INSERT INTO invitees (event, email) VALUES ('meeting', ' I20@Example.org ')"
        )
        let reader = try MessageStore(path: fixture.folder.path("vestnik.db"), access: .readOnly)
        let before = try reader.dataVersion()
        let list = records(2..<25)
        var seen = 0
        let counts = try reader.rehearseImport(event: "meeting", columns: .all) { take in
            for record in list { try take(record) }
        } look: {
            seen = try reader.count(.invitees, event: "meeting")
        }
        #expect([counts.inserted, counts.updated, counts.unchanged] == [16, 4, 3])
        #expect(seen == 25)
        #expect(try reader.dataVersion() == before)
        #expect(try reader.count(.invitees, event: "meeting") == 9)
        #expect(try listed() == 9)
        let done = try store.importInvitees(list, event: "meeting")
        #expect(counts.changes == done.changes)
        #expect([done.inserted, done.updated, done.unchanged] == [16, 4, 3])
    }

    @Test("whoever is forgotten meanwhile is not brought back by rows that are on their way")
    func forgotten() throws {
        for step in steps(records(0..<25)).prefix(5) { try step(store) }
        _ = try store.forget("I13@example.org", actor: "anna", now: 5)
        while try store.followImport() != nil {}
        #expect(try listed() == 24)
        #expect(try aside() == 0)
    }

    @Test("which columns a list has is known to whoever brings it to its end")
    func columns() throws {
        var record = InviteeRecord(email: "i1@example.org")
        (record.name, record.position, record.details) = ("Мария", "директор", #"{"hotel":"да","bus":"нет"}"#)
        try store.importInvitees([record], event: "meeting")
        var shorter = InviteeRecord(email: "i1@example.org")
        shorter.details = #"{"bus":"да"}"#
        let id = try store.beginImport(
            event: "meeting",
            columns: InviteeColumns([.name], details: ["bus"]),
            now: 1
        )
        try store.putAside([shorter], import: id)
        try store.acceptImport(id, now: 1)
        _ = try store.followImport()
        let row = "SELECT coalesce(name, '-') || position || details FROM invitees"
        #expect(try fixture.owner.first(row) { $0.text(0) } == #"-директор{"hotel":"да","bus":"да"}"#)
    }
}
