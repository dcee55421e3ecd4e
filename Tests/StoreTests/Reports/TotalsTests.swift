import SQLite
import Testing
import TestSupport

@testable import Store

@Suite("Totals that nobody has to count")
struct TotalsTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    @Test("what is in flight is told as such, though a claim changes nothing in the table")
    func flights() throws {
        let mailing = try fixture.invitation(to: 3)
        let table = try fixture.rows("SELECT state, count FROM totals")
        _ = try store.claim(.mailing(mailing.id), limit: 2, now: 2000, token: 1)
        #expect(try fixture.rows("SELECT state, count FROM totals") == table)
        #expect(try store.counts(mailing: mailing.id) == [.sending: 2, .queued: 1])
        #expect(try store.counts() == [.sending: 2, .queued: 1])
    }

    @Test("a transaction that is undone changes none of them, and neither does what comes after it")
    func undone() throws {
        try fixture.queue(2)
        struct Stop: Error {}
        #expect(throws: StoreError.self) {
            try store.transaction { () throws(StoreError) in
                _ = try store.add(fixture.message("x@example.org"), now: 1)
                throw StoreError(code: 1, message: "stop")
            }
        }
        try fixture.add([fixture.message("y@example.org")], now: 1)
        #expect(try store.counts() == [.queued: 3])
        #expect(try store.wrongTotals() == [])
    }

    @Test("letters that went are counted to the moment, however many spans lie between")
    func throughput() throws {
        try fixture.queue(4)
        for (index, at) in [Int64(7000), 12_000, 19_999, 20_000].enumerated() {
            let claimed = try store.claim(.priority(.prompted), limit: 1, now: at, token: Int64(index + 1))
            try store.record(
                [AttemptRecord(message: claimed[0].id, claim: Int64(index + 1), change: .sent, at: at)],
                now: at
            )
        }
        let counts = try [0, 7000, 7001, 12_000, 12_001, 20_000, 20_001].map {
            try store.throughput(since: $0)
        }
        #expect(counts == [4, 4, 3, 3, 2, 1, 0])
    }

    @Test("an older file is counted once, when it is opened")
    func migration() throws {
        try fixture.queue(3)
        try fixture.owner.execute("DROP TABLE totals; DROP TABLE sent_spans; PRAGMA user_version = 2")
        for index in [
            "event", "domain", "region", "set_aside", "held", "bounced", "refused", "refused_for",
            "other_email",
        ] {
            try fixture.owner.execute("DROP INDEX messages_\(index)")
        }
        for index in ["trouble", "refused", "refused_for", "others", "named", "email"] {
            try fixture.owner.execute("DROP INDEX attempts_\(index)")
        }
        try fixture.owner.execute(
            """
            DROP TABLE sweeps;
            DROP TABLE look_walks;
            DROP TRIGGER looks_counted;
            DROP TRIGGER looks_taken;
            DROP TABLE look_counts;
            DROP TABLE late_registrations;
            DROP INDEX versions_person;
            DROP INDEX mailings_state;
            ALTER TABLE mailings DROP COLUMN asked_through;
            DROP TRIGGER invitees_versioned;
            DROP TRIGGER invitees_gone;
            DROP TABLE invitee_versions;
            DROP TABLE editions;
            DROP TABLE edition_files;
            ALTER TABLE attempts DROP COLUMN made_at;
            ALTER TABLE attempts DROP COLUMN edition;
            ALTER TABLE attempts DROP COLUMN checksum;
            DROP TABLE imports;
            DROP TABLE import_rows;
            DROP TABLE coverage_parts;
            """
        )
        let triggers = try fixture.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB '*_cover*'"
        )
        #expect(triggers.count == 9)
        for trigger in triggers { try fixture.owner.execute("DROP TRIGGER \(trigger)") }
        try fixture.owner.execute("DROP TABLE coverage_stale")
        let again = try MessageStore(path: fixture.folder.path("vestnik.db"))
        #expect(try again.counts() == [.queued: 3])
        #expect(try again.wrongTotals() == [])
    }

    @Test("whatever becomes of messages, they are what a full count gives", arguments: 1...20)
    func sameAsCounted(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let mailing = try fixture.invitation(to: 12)
        var now: Int64 = 2000
        for step in 0..<25 {
            now += 1000
            let filter = LogFilter(ids: (0..<4).map { _ in Int64.random(in: 1...40, using: &random) })
            switch Int.random(in: 0...9, using: &random) {
            case 0: try fixture.queue(Int.random(in: 1...3, using: &random), due: now)
            case 1: try store.act(.hold, on: filter, actor: "anna", now: now)
            case 2: try store.act(.release, on: filter, actor: "anna", expires: now + 90_000, now: now)
            case 3: try store.act(.cancel, on: filter, actor: "anna", now: now)
            case 4: try store.act(.retry, on: filter, actor: "anna", expires: now + 90_000, now: now)
            case 5: try store.hold(mailing: mailing.id, actor: "anna", reason: nil, now: now)
            case 6: try store.release(mailing: mailing.id, actor: "anna", now: now)
            case 7:
                _ = try store.forget(
                    "i\(Int.random(in: 0...11, using: &random))@example.org",
                    actor: "anna",
                    now: now
                )
            case 8: try store.expireOverdue(now: now + 60_000)
            default:
                let source =
                    Bool.random(using: &random) ? ClaimSource.mailing(mailing.id) : .priority(.prompted)
                let changes: [MessageChange] = [.sent, .deferred(nextAttempt: now), .sent]
                let claimed = try store.claim(source, limit: 3, now: now, token: Int64(step + 1))
                try store.record(
                    claimed.map {
                        AttemptRecord(
                            message: $0.id,
                            claim: $0.claim,
                            change: changes.randomElement(using: &random) ?? .sent,
                            at: now
                        )
                    },
                    now: now
                )
            }
            #expect(try store.wrongTotals() == [])
        }
        try store.purge(logBefore: now + 1, registrationsBefore: now + 1, now: now)
        #expect(try store.wrongTotals() == [])
    }
}
