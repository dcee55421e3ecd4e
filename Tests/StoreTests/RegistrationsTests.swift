import SQLite
@testable import Store
import Testing
import TestSupport

@Suite("Registrations as the intake was seen last")
struct RegistrationsTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    private func versions(_ id: Int64) throws -> [String] {
        try fixture.rows("SELECT version, name FROM versions WHERE registration_id = \(id) ORDER BY version")
    }

    @Test("a row is taken over with all its columns, as its first version")
    func appears() throws {
        var row = fixture.row(5, "A@example.org ")
        (row.key, row.name, row.organization, row.position) = ("order-1", "N", "O", "P")
        (row.region, row.language, row.timeZone, row.details) = ("54", "ru", "Asia/Omsk", #"{"a":1}"#)
        row.faults = "details tooLong 70000"
        guard case .appeared = try store.see(row, now: 7) else { return #expect(Bool(false)) }
        row.version = 1
        #expect(try store.person(.registration, id: 5) == row)
        #expect(try store.registrations(of: "a@example.org", event: "meeting") == [row])
        #expect(try store.registrations(of: "a@example.org", event: "other").isEmpty)
        #expect(try versions(5).isEmpty)
    }

    @Test("taking over the same row again changes nothing, whenever the web site says it was written")
    func idempotent() throws {
        let id = try fixture.register("a@example.org")
        for moment in ["2027-01-01T00:00:00.000Z", "nonsense", nil] {
            guard case .unchanged = try fixture.alter(id, { $0.updatedAt = moment }) else {
                return #expect(Bool(false))
            }
        }
        #expect(try store.person(.registration, id: id)?.version == 1)
        #expect(try versions(id).isEmpty)
    }

    @Test("each change is a version, and each version can be read again")
    func changes() throws {
        let id = try fixture.register("a@example.org") { $0.name = "One" }
        for (number, name) in ["Two", nil, "Four"].enumerated() {
            guard case .changed(let old) = try fixture.alter(id, now: 10, { $0.name = name }) else {
                return #expect(Bool(false))
            }
            #expect(old.version == number + 1)
        }
        #expect(try store.person(.registration, id: id)?.version == 4)
        #expect(
            try (1...4).map { try store.registration(id, version: $0)?.name } == ["One", "Two", nil, "Four"]
        )
        #expect(try store.registration(id, version: 1)?.id == id)
        #expect(try store.registration(id, version: 5) == nil)
        #expect(try fixture.rows("SELECT DISTINCT replaced_at FROM versions") == ["10"])
    }

    @Test("what any column says is a change", arguments: 0..<12)
    func columns(_ column: Int) throws {
        let id = try fixture.register("a@example.org")
        let sighting = try fixture.alter(id) { row in
            switch column {
            case 0: row.event = "other"
            case 1: row.email = "b@example.org"
            case 2: row.name = "x"
            case 3: row.organization = "x"
            case 4: row.position = "x"
            case 5: row.region = "x"
            case 6: row.language = "x"
            case 7: row.timeZone = "x"
            case 8: row.status = "cancelled"
            case 9: row.details = "{}"
            case 10: row.key = "x"
            default: row.faults = "x"
            }
        }
        guard case .changed = sighting else { return #expect(Bool(false)) }
    }

    @Test("a corrected address makes it another person's")
    func readdressed() throws {
        let id = try fixture.register("typo@example.org")
        try fixture.alter(id) { $0.email = "Right@example.org" }
        #expect(try store.registrations(of: "typo@example.org", event: "meeting").isEmpty)
        #expect(try store.registrations(of: "right@example.org", event: "meeting").map(\.id) == [id])
        #expect(try store.registration(id, version: 1)?.personKey == "typo@example.org")
    }

    @Test("a deleted row is kept as its last version, once; one that comes back goes on counting")
    func comesBack() throws {
        let id = try fixture.register("a@example.org") { $0.name = "One" }
        guard case .vanished(let old) = try store.vanish(registration: id, now: 3) else {
            return #expect(Bool(false))
        }
        #expect(old.name == "One" && old.version == 1)
        guard case .unchanged = try store.vanish(registration: id, now: 4) else {
            return #expect(Bool(false))
        }
        #expect(try versions(id) == ["1|One"])
        #expect(try store.person(.registration, id: id) == nil)
        #expect(try store.registration(id, version: 1)?.name == "One")
        var row = fixture.row(id, "b@example.org")
        row.name = "Two"
        guard case .appeared = try store.see(row, now: 5) else { return #expect(Bool(false)) }
        #expect(try store.person(.registration, id: id)?.version == 2)
        #expect(try store.registration(id, version: 1)?.name == "One")
    }

    @Test("where versions are not kept any more, no letter's version comes to mean another one's content")
    func lettersCount() throws {
        let id = try fixture.register("a@example.org", now: 10)
        var letter = fixture.letter(about: id)
        letter.version = 3
        try fixture.add([letter], now: 10)
        try fixture.finish(.sent)
        #expect(try store.purge(logBefore: 0, registrationsBefore: 5000, now: 1) == 1)
        _ = try store.see(fixture.row(id, "b@example.org"), now: 6000)
        #expect(try store.person(.registration, id: id)?.version == 4)
        #expect(try store.registration(id, version: 3) == nil)
    }

    @Test("an id above all that are known is new; one below may have been known")
    func unknown() throws {
        guard case .appeared(version: 1) = try store.see(fixture.row(5, "a@example.org"), now: 1) else {
            return #expect(Bool(false))
        }
        _ = try store.vanish(registration: 5, now: 2)
        for (id, version) in [(Int64(3), 1), (5, 2), (6, 1)] {
            guard case .appeared(let seen) = try store.see(fixture.row(id, "a@example.org"), now: 3) else {
                return #expect(Bool(false))
            }
            #expect(seen == version)
            #expect(try store.person(.registration, id: id)?.version == version)
        }
        // Another connection does not remember, and asks: the letter outlives versions and row.
        try fixture.add([fixture.letter(about: 6)], now: 4)
        try fixture.owner.execute(
            "DELETE FROM registrations; DELETE FROM versions; UPDATE messages SET version = 4"
        )
        let later = try MessageStore(path: fixture.store.databasePath)
        guard case .appeared(version: 5) = try later.see(fixture.row(6, "a@example.org"), now: 5) else {
            return #expect(Bool(false))
        }
    }

    @Test(
        "several rows taken over together come to what they come to one by one",
        arguments: [
            Array(Int64(1)...40), Array((Int64(1)...40).reversed()), Array(repeating: 7, count: 20),
            Array(Int64(1)...16) + Array(Int64(9)...30),
            Array(Int64(-20)...(-1)) + [.max] + Array(Int64(0)...20),
            [.min] + Array(Int64(1)...17), [],
        ]
    )
    func together(_ ids: [Int64]) throws {
        let other = try Fixture()
        // Of each a second row says something else, and all columns are told apart.
        let rows = ids.enumerated().map { place, id in
            var row = fixture.row(id, "a\(id)@example.org")
            (row.name, row.key, row.details) = ("name \(place)", "key \(id)", #"{"n":\#(place)}"#)
            (row.organization, row.position, row.region) = ("o\(place)", "p\(place)", "77")
            (row.language, row.timeZone, row.faults) = ("en", "Europe/Moscow", "name tooLong \(place)")
            (row.createdAt, row.updatedAt) = (
                "2026-01-01T00:00:00.\(100 + place)Z", "2026-01-02T00:00:00.000Z"
            )
            return row
        }
        let together = try store.see(rows, now: 5).map { String(describing: $0) }
        var single: [String] = []
        for row in rows { single.append(String(describing: try other.store.see(row, now: 5))) }
        #expect(together == single)
        for (table, order) in [("registrations", "1"), ("versions", "1, 2"), ("coverage_stale", "1")] {
            let sql = "SELECT * FROM \(table) ORDER BY \(order)"
            #expect(try fixture.rows(sql) == other.rows(sql))
        }
        #expect(try fixture.rows("SELECT id FROM registrations").count == Set(ids).count)
    }

    @Test("absurd ids are ids", arguments: [Int64.min, -1, 0, .max])
    func absurd(_ id: Int64) throws {
        var row = fixture.row(id, "a@example.org")
        _ = try store.see(row, now: 1)
        row.name = "x"
        guard case .changed = try store.see(row, now: 2) else { return #expect(Bool(false)) }
        #expect(try store.registrations(of: "a@example.org", event: "meeting").map(\.id) == [id])
        #expect(try store.registration(id, version: 1)?.name == nil)
        let made = try #require(try fixture.add([fixture.letter(about: id)], now: 3).first)
        #expect(try store.letters(about: id).map(\.id) == [made])
        #expect(try store.unpublishedDeliveries(limit: 9).deliveries.map(\.registration) == [id])
        guard case .vanished = try store.vanish(registration: id, now: 4) else { return #expect(Bool(false)) }
        _ = try store.see(row, now: 5)
        #expect(try store.person(.registration, id: id)?.version == 3)
    }

    @Test("what is not committed was not seen")
    func rollback() throws {
        struct Stop: Error {}
        try store.connection.execute("BEGIN")
        try fixture.register("a@example.org")
        try store.connection.execute("ROLLBACK")
        #expect(try fixture.rows("SELECT id FROM registrations").isEmpty)
        guard case .appeared = try store.see(fixture.row(1, "a@example.org"), now: 1) else {
            return #expect(Bool(false))
        }
    }

    @Test("a look is asked for once, and taken once")
    func looks() throws {
        for now in Int64(1)...2 { try store.askForLook("a@example.org", event: "meeting", now: now) }
        let look = Look(event: "meeting", personKey: "a@example.org")
        #expect(try fixture.rows("SELECT at FROM looks") == ["1"])
        #expect(try store.looks(events: ["meeting"], limit: 9).map(\.look) == [look])
        try store.tookLook(look)
        #expect(try store.looks(events: ["meeting"], limit: 9).isEmpty)
    }

    @Test("looks at people of other events are left where they are, and do not use up the limit")
    func otherEvents() throws {
        for number in 0..<3 {
            try store.askForLook("p\(number)@example.org", event: "elsewhere", now: 1)
        }
        let id = try fixture.register("a@example.org")
        try store.askForLook("a@example.org", event: "meeting", now: 2)
        let looks = try store.looks(events: ["meeting", "it's \"quoted\""], limit: 2)
        #expect(looks.map(\.look.personKey) == ["a@example.org"])
        #expect(try store.isWaiting(registration: id))
        #expect(try store.waitingLooks().map(\.event) == ["elsewhere", "meeting"])
        #expect(try store.waitingLooks().map(\.count) == [3, 1])
        for look in looks { try store.tookLook(look.look) }
        #expect(try !store.isWaiting(registration: id))
    }

    @Test(
        "while any letter to a person is on the wire the look waits: what it tells is known when it has landed"
    )
    func inFlight() throws {
        try store.askForLook("a@example.org", event: "meeting", now: 1)
        func count() throws -> Int { try store.looks(events: ["meeting"], limit: 9).count }
        try fixture.add([fixture.message("a@example.org", notification: "reminder")], now: 1)
        let reminder = try store.claim(.priority(.prompted), limit: 1, now: 2000, token: 5)
        #expect(try count() == 0)
        try store.record(
            [AttemptRecord(message: reminder[0].id, claim: 5, change: .sent, at: 2000)],
            now: 2000
        )
        #expect(try count() == 1)
        try fixture.add([fixture.letter(about: 1)], now: 1)
        #expect(try count() == 1)
        let claimed = try store.claim(.priority(.prompted), limit: 1, now: 2000, token: 6)
        #expect(try count() == 0)
        let record = AttemptRecord(message: claimed[0].id, claim: 6, change: .sent, at: 2000)
        try store.record([record], now: 2000)
        #expect(try count() == 1)
    }

    @Test("the queries of a look read indexes of one person")
    func plans() throws {
        let plan = try fixture.plan(MessageStore.looksToTake)
        #expect(plan.contains("person_key=? AND event=?") && !plan.contains("SCAN m"), "\(plan)")
    }
}
