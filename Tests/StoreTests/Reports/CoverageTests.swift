import SQLite
import Testing
import TestSupport

@testable import Store

@Suite("Regions whose sums are kept")
struct CoverageTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    private func stale() throws -> Int64 {
        try fixture.owner.integer("SELECT count(*) FROM coverage_stale")
    }

    private func records(_ numbers: some Sequence<Int>, region: String = "54") -> [InviteeRecord] {
        numbers.map { number in
            var record = InviteeRecord(email: "i\(number)@example.org")
            record.region = region
            if number % 4 == 0 { record.secondEmail = "second\(number)@example.org" }
            return record
        }
    }

    private func invite(_ numbers: some Sequence<Int>) throws {
        for number in numbers {
            let id = try fixture.owner.integer(
                "SELECT min(id) FROM invitees WHERE event = 'meeting' AND person_key = 'i\(number)@example.org'"
            )
            guard id > 0 else { continue }
            var message = fixture.message("i\(number)@example.org", notification: "invitation")
            message.invitee = id
            try fixture.add([message], now: 1)
        }
    }

    @Test(
        "whatever people and letters do, the sums are what counting person by person gives",
        arguments: 1...40
    )
    func sameAsCounted(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        try store.importInvitees(records(0..<12), event: "meeting")
        try invite(0..<12)
        var now: Int64 = 2000
        var counting: CoverageCount?
        for _ in 0..<40 {
            now += 1000
            let number = Int.random(in: 0..<16, using: &random)
            let regions = ["54", "Москва", "77", "Atlantis", ""]
            let region = regions[Int.random(in: 0..<5, using: &random)]
            switch Int.random(in: 0...13, using: &random) {
            case 0, 1, 2:
                let claimed = try store.claim(.priority(.prompted), limit: 3, now: now, token: now)
                try store.record(
                    claimed.map { message in
                        let isSent = Bool.random(using: &random)
                        return AttemptRecord(
                            message: message.id,
                            claim: now,
                            change: isSent ? .sent : .bounced(reason: nil),
                            at: now
                        )
                    },
                    now: now
                )
            case 3: try store.importInvitees(records([number, number + 1], region: region), event: "meeting")
            case 4: try fixture.register("i\(number)@example.org", now: now) { $0.region = region }
            case 5: try fixture.register("second\(number)@example.org", now: now)
            case 6:
                let id = try fixture.owner.integer("SELECT coalesce(max(id), 0) FROM registrations")
                try fixture.alter(id, now: now) { row in
                    row.status = Bool.random(using: &random) ? "cancelled" : "confirmed"
                    row.region = region
                }
            case 7: _ = try store.forget("i\(number)@example.org", actor: "anna", now: now)
            case 8:
                try store.record(
                    .no,
                    event: "meeting",
                    personKey: "i\(number)@example.org",
                    actor: "anna",
                    note: nil,
                    now: now
                )
            case 9:
                // By hand, and nobody has found out yet who they are.
                try fixture.owner.run(
                    "UPDATE invitees SET region = ?, email = ? WHERE id = ?",
                    region,
                    "i\(number + 1)@example.org",
                    number
                )
            case 10: try fixture.owner.run("DELETE FROM invitees WHERE id = ?", number)
            case 11: try store.recountCoverage()
            default:
                // Counted aside, while all the others go on; now and then whoever counts is killed over it.
                if let count = counting {
                    counting = nil
                    if Int.random(in: 0..<4, using: &random) > 0 { try store.concludeCoverage(count) }
                } else if var count = try store.beginCoverage() {
                    try store.countCoverage(&count)
                    counting = count
                }
            }
            // A row that plain SQL wrote answers under its address once it is known who that is.
            try store.identifyInvitees()
            if Int.random(in: 0..<4, using: &random) == 0 { while try store.recountCoverage() {} }
            let rows = try store.coverage(event: "meeting")
            #expect(try rows == store.countedCoverage(event: "meeting"), "\(now)")
        }
        while try store.recountCoverage() {}
        #expect(try stale() == 0)
        #expect(try store.wrongCoverage() == [])
    }

    @Test("a part that is being counted is counted by whoever asks, and what changes meanwhile is not lost")
    func aside() throws {
        try store.importInvitees(records(1...20), event: "meeting")
        while try store.recountCoverage() {}
        try fixture.owner.execute("UPDATE invitees SET region = '77' WHERE id <= 5")
        func regions() throws -> [Int] {
            try store.coverage(event: "meeting").filter { $0.invited > 0 }.map(\.invited)
        }
        var count = try #require(try store.beginCoverage())
        #expect(try regions() == [15, 5] && store.hasStaleCoverage())
        try store.countCoverage(&count)
        try fixture.owner.execute("UPDATE invitees SET region = '77' WHERE id <= 8")
        try store.concludeCoverage(count)
        #expect(try regions() == [12, 8] && stale() == 1)
        // Whoever began is killed: the next begins anew, and what the killed one had counted is not taken any more.
        var lost = try #require(try store.beginCoverage())
        try store.countCoverage(&lost)
        try fixture.owner.execute("UPDATE invitees SET region = '77' WHERE id <= 9")
        var next = try #require(try store.beginCoverage())
        try store.concludeCoverage(lost)
        #expect(try regions() == [11, 9])
        try store.countCoverage(&next)
        try store.concludeCoverage(next)
        #expect(try regions() == [11, 9] && !store.hasStaleCoverage())
        #expect(try store.wrongCoverage() == [])
    }

    @Test("all parts are marked some at a time, those with ids below zero as well")
    func all() throws {
        try store.importInvitees(records(1...10), event: "meeting")
        try fixture.owner.execute("UPDATE invitees SET id = id * 5000 WHERE id > 5")
        try fixture.owner.execute(
            "INSERT INTO invitees (id, event, email) VALUES (-7, 'meeting', 'below@example.org')"
        )
        try store.identifyInvitees()
        while try store.recountCoverage() {}
        try store.recountAllCoverage()
        let parts = try fixture.owner.integer("SELECT count(DISTINCT id >> 10) FROM invitees")
        #expect(try stale() == parts && parts == 7)
        while try store.recountCoverage() {}
        #expect(try store.wrongCoverage() == [])
    }

    @Test("letters mark as few parts as they are spread over, and none where nothing counts differently")
    func marks() throws {
        try store.importInvitees(records(1...2100), event: "meeting")
        while try store.recountCoverage() {}
        try invite(1...40)
        try invite([2050])
        #expect(try stale() == 0)
        let claimed = try store.claim(.priority(.prompted), limit: 41, now: 2000, token: 1)
        #expect(try stale() == 0)
        try store.record(
            claimed.map { AttemptRecord(message: $0.id, claim: 1, change: .sent, at: 2000) },
            now: 2000
        )
        #expect(try stale() == 2)
        var parts = 0
        while try store.recountCoverage() { parts += 1 }
        #expect(parts == 2)
        let row = try #require(try store.coverage(event: "meeting").first { $0.region == "54" })
        #expect((row.invited, row.reached) == (2100, 41))
    }

    @Test("the sums are read without going through the people, and one part is counted along their ids")
    func plan() throws {
        let steps = try fixture.steps(MessageStore.coverageSums)
        #expect(
            !steps.contains { $0.hasPrefix("SCAN i") || $0.hasPrefix("SCAN q") || $0.hasPrefix("SCAN r ") }
        )
        #expect(steps.contains { $0.contains("SEARCH i USING INTEGER PRIMARY KEY") })
        for invitees in [true, false] {
            let steps = try fixture.steps(MessageStore.countPart(invitees: invitees))
            #expect(steps.contains { $0.contains("USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)") })
            #expect(!steps.contains { $0.hasPrefix("SCAN i") || $0.hasPrefix("SCAN q") })
            // By a person, not by all who have a status: a part would cost as much as the whole list.
            #expect(!steps.contains { $0.contains("registrations_places") })
        }
        #expect(!steps.contains { $0.contains("registrations_places") })
    }

    @Test("sums that somebody has spoilt are told, and counted anew")
    func spoilt() throws {
        try store.importInvitees(records(0..<5), event: "meeting")
        while try store.recountCoverage() {}
        try fixture.owner.execute("UPDATE coverage_parts SET reached = 3")
        #expect(try store.wrongCoverage() == ["meeting 54"])
        try store.recountAllCoverage()
        #expect(try store.wrongCoverage() == [])
        while try store.recountCoverage() {}
        #expect(try store.wrongCoverage() == [])
        #expect(try fixture.owner.integer("SELECT max(reached) FROM coverage_parts") == 0)
    }

    @Test("an event without people has no regions")
    func nobody() throws {
        #expect(try store.coverage(event: "meeting") == [])
        try store.importInvitees(records(0..<2), event: "meeting")
        while try store.recountCoverage() {}
        try fixture.owner.execute("DELETE FROM invitees")
        #expect(try store.coverage(event: "meeting") == [])
    }
}
