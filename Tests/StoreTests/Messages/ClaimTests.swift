import SQLite
@testable import Store
import Testing
import TestSupport

@Suite("Claims and their records")
struct ClaimTests {
    let fixture: Fixture
    init() throws { fixture = try Fixture() }

    @Test("two stores never claim the same message")
    func exclusive() throws {
        let other = try MessageStore(path: fixture.folder.path("vestnik.db"))
        try fixture.queue(40)
        var seen: [Int64] = []
        for round in 0..<5 {
            seen += try fixture.store.claim(.priority(.prompted), limit: 5, now: 2000, token: Int64(round))
                .map(
                    \.id
                )
            seen += try other.claim(.priority(.prompted), limit: 5, now: 2000, token: Int64(100 + round)).map(
                \.id
            )
        }
        #expect(seen.count == 40)
        #expect(Set(seen).count == 40)
    }

    @Test("what goes back is what it was: in doubt or deferred, with the moment of its next attempt")
    func givenBack() throws {
        try fixture.queue(1)
        try fixture.finish(.inDoubtResend(at: 5000))
        try fixture.finish(.requeued(ready: 1000), now: 6000)
        #expect(try fixture.store.counts() == [.inDoubt: 1])
        #expect(try fixture.store.nextReady() == 5000)
        try fixture.finish(.deferred(nextAttempt: 8000), now: 7000)
        try fixture.finish(.requeued(ready: 9000), now: 8500)
        #expect(try fixture.store.counts() == [.deferred: 1])
        #expect(try fixture.store.nextReady(after: 8500) == 9000)
        #expect(try fixture.store.nextReady(after: 9000) == nil)
    }

    @Test("the longest waiting goes first, and nothing before it is due")
    func order() throws {
        let late = try fixture.queue(1, due: 3000)
        let messages = [2000, 1000].map { fixture.message("x\($0)@example.org", due: $0) }
        let early = try fixture.add(messages, now: 0)
        #expect(try fixture.store.nextReady() == 1000)
        let claimed = try fixture.store.claim(.priority(.prompted), limit: 10, now: 2500, token: 1)
        #expect(claimed.map(\.id) == early.reversed())
        #expect(try fixture.store.nextReady() == 3000)
        #expect(try fixture.state(late[0]) == .queued)
    }

    @Test("excluded domains are passed over, quotes and all")
    func excluded() throws {
        let messages = ["a@mail.ru", "b@example.org", "c@mail.ru"].map { fixture.message($0) }
        try fixture.add(messages, now: 0)
        let claimed = try fixture.store.claim(
            .priority(.prompted),
            limit: 10,
            now: 2000,
            excluding: ["mail.ru", "a\"b\\\n.example"],
            token: 1
        )
        #expect(claimed.map(\.email) == ["b@example.org"])
    }

    @Test("what was passed over comes as soon as its domain may again, and what is put back is found")
    func passedOver() throws {
        let messages = ["a@mail.ru", "b@mail.ru", "c@example.org", "d@example.org"].map {
            fixture.message($0)
        }
        try fixture.add(messages, now: 0)
        func claim(_ excluded: Set<String>, _ now: Int64) throws -> [String] {
            try fixture.store.claim(.priority(.prompted), limit: 1, now: now, excluding: excluded, token: now)
                .map(\.email)
        }
        #expect(try claim(["mail.ru"], 2000) == ["c@example.org"])
        #expect(try claim(["mail.ru", "other.example"], 2001) == ["d@example.org"])
        #expect(try claim(["mail.ru"], 2002) == [])
        try fixture.add(
            [fixture.message("e@example.org", due: 500)],
            now: 2003
        )
        #expect(try claim(["mail.ru"], 2003) == ["e@example.org"])
        #expect(try claim(["mail.ru"], 7000) == [])
        #expect(try claim(["example.org"], 7001) == ["a@mail.ru"])
        #expect(try claim([], 7002) == ["b@mail.ru"])
    }

    @Test("lanes do not see each other")
    func priorities() throws {
        try fixture.queue(2, priority: .bulk)
        #expect(try fixture.store.claim(.priority(.prompted), limit: 10, now: 2000, token: 1).isEmpty)
        #expect(try fixture.store.claim(.priority(.bulk), limit: 10, now: 2000, token: 1).count == 2)
    }

    @Test("a claim brings the person's row as it is now, and whether the address is suppressed")
    func personRow() throws {
        let id = try fixture.register("a@example.org") { $0.name = "One" }
        var message = fixture.message("a@example.org")
        message.registration = id
        try fixture.add([message], now: 0)
        try fixture.alter(id) { ($0.name, $0.details) = ("Two", #"{"a":1}"#) }
        try fixture.owner.run(
            "INSERT INTO suppressions (person_key, scope, at) VALUES ('a@example.org', 'all', 0)"
        )
        let claimed = try #require(
            try fixture.store.claim(.priority(.prompted), limit: 1, now: 2000, token: 5).first
        )
        #expect(claimed.registration?.name == "Two")
        #expect(claimed.registration?.version == 2)
        #expect(claimed.registration?.details == #"{"a":1}"#)
        #expect(claimed.registration?.createdAt?.hasSuffix("Z") == true)
        #expect(claimed.invitee == nil)
        #expect(claimed.isSuppressed)
        #expect(claimed.claim == 5)
    }

    @Test("an outcome changes the state and stands in the log with everything the relay said")
    func outcome() throws {
        let id = try fixture.queue(1)[0]
        _ = try fixture.store.claim(.priority(.prompted), limit: 1, now: 2000, token: 7)
        var record = AttemptRecord(message: id, claim: 7, change: .deferred(nextAttempt: 9000), at: 2001)
        record.duration = 12
        record.relay = "127.0.0.1:2525"
        record.code = 451
        record.enhancedCode = "4.7.1"
        record.reply = "451 4.7.1 later\nplease"
        record.tls = "TLSv1.3"
        record.messageID = "<1@example.org>"
        #expect(try fixture.store.record([record], now: 2013).isEmpty)
        let log = try #require(try fixture.store.attempts(of: id).first)
        #expect(log.outcome == "deferred")
        #expect(log.reply == "451 4.7.1 later\nplease")
        #expect(log.duration == 12)
        #expect(log.message?.nextAttempt == 9000)
        #expect(log.message?.attempts == 1)
        #expect(log.message?.messageID == "<1@example.org>")
        #expect(try fixture.store.nextReady() == 9000)
        #expect(try fixture.store.sequence() == 1)
    }

    @Test("a record whose claim is lost changes nothing, but its attempt is logged")
    func lostClaim() throws {
        let id = try fixture.queue(1)[0]
        _ = try fixture.store.claim(.priority(.prompted), limit: 1, now: 2000, token: 7)
        let stale = AttemptRecord(message: id, claim: 6, change: .sent, at: 2000)
        let gone = AttemptRecord(message: 4711, claim: 6, change: .sent, at: 2000)
        #expect(try fixture.store.record([stale, gone], now: 2001) == [id, 4711])
        #expect(try fixture.state(id) == .sending)
        #expect(try fixture.store.attempts(of: id).first?.note == "claim lost")
        #expect(try fixture.rows("SELECT count(*) FROM delivery_log") == ["2"])
    }

    @Test("going back to the queue without a transfer leaves no trace")
    func requeued() throws {
        let id = try fixture.queue(1)[0]
        try fixture.finish(.requeued(ready: 8000))
        let message = try #require(try fixture.store.message(id: id))
        #expect(message.state == .queued)
        #expect(message.attempts == 0)
        #expect(try fixture.store.attempts(of: id).isEmpty)
        #expect(try fixture.store.nextReady() == 8000)
    }

    @Test("claims and records of several kinds share one commit")
    func grouped() throws {
        try fixture.queue(3)
        let before = try fixture.owner.dataVersion()
        try fixture.store.transaction { () throws(StoreError) in
            let claimed = try fixture.store.claim(.priority(.prompted), limit: 2, now: 2000, token: 1)
            try fixture.store.record(
                claimed.map { AttemptRecord(message: $0.id, claim: 1, change: .sent, at: 2000) },
                now: 2000
            )
            _ = try fixture.store.claim(.priority(.prompted), limit: 2, now: 2000, token: 2)
        }
        #expect(try fixture.owner.dataVersion() != before)
        #expect(try fixture.store.counts() == [.sent: 2, .sending: 1])
    }

    @Test("what a killed run left in transfer is found with its claim and its person, and nothing else is")
    func orphans() throws {
        let ids = try fixture.queue(4)
        _ = try fixture.store.claim(.priority(.prompted), limit: 3, now: 2000, token: 3)
        let orphans = try fixture.store.orphans()
        #expect(orphans.map(\.id) == Array(ids.prefix(3)))
        #expect(orphans.allSatisfy { $0.claim == 3 })
        try fixture.store.record(
            orphans.map {
                AttemptRecord(message: $0.id, claim: $0.claim, change: .requeued(ready: 5000), at: 5000)
            },
            now: 5000
        )
        #expect(try fixture.store.orphans().isEmpty)
        #expect(try fixture.store.counts() == [.queued: 4])
    }

    @Test("letters that nobody acknowledged are counted anew after a person has decided")
    func unacknowledged() throws {
        let id = try fixture.queue(1)[0]
        for round in 1...2 {
            let now = Int64(round) * 10_000
            _ = try fixture.store.claim(.priority(.prompted), limit: 1, now: now, token: Int64(round))
            var record = AttemptRecord(
                message: id,
                claim: Int64(round),
                change: .inDoubtResend(at: now + 1),
                at: now
            )
            record.duration = 5
            try fixture.store.record([record], now: now)
            #expect(try fixture.store.unacknowledged(id) == round)
        }
        #expect(try fixture.store.act(.hold, on: LogFilter(), actor: "anna", now: 30_000) == 1)
        #expect(try fixture.store.unacknowledged(id) == 0)
    }

    @Test("a message in doubt goes again when policy says so, and waits for a person when it does not")
    func inDoubt() throws {
        let ids = try fixture.queue(2)
        for claimed in try fixture.store.claim(.priority(.prompted), limit: 2, now: 2000, token: 3) {
            let change: MessageChange =
                claimed.id == ids[0] ? .inDoubtResend(at: 6000) : .inDoubtHold(reason: "ask")
            let record = AttemptRecord(message: claimed.id, claim: 3, change: change, at: 2000)
            try fixture.store.record([record], now: 2100)
        }
        #expect(try fixture.store.counts() == [.inDoubt: 2])
        #expect(try fixture.store.message(id: ids[0])?.nextAttempt == 6000)
        #expect(try fixture.store.message(id: ids[1])?.reason == "ask")
        #expect(try fixture.store.nextReady() == 6000)
        #expect(try fixture.store.claim(.priority(.prompted), limit: 9, now: 5999, token: 4).isEmpty)
        let again = try fixture.store.claim(.priority(.prompted), limit: 9, now: 6000, token: 5)
        #expect(again.map(\.id) == [ids[0]])
        try fixture.store.act(.release, on: LogFilter(ids: [ids[1]]), actor: "test", now: 7000)
        #expect(try fixture.state(ids[1]) == .queued)
    }

    @Test("a message in doubt does not go again after its registration is cancelled")
    func inDoubtCancelled() throws {
        let id = try fixture.queue(1)[0]
        _ = try fixture.store.claim(.priority(.prompted), limit: 1, now: 2000, token: 3)
        let record = AttemptRecord(message: id, claim: 3, change: .inDoubtResend(at: 3900), at: 2000)
        try fixture.store.record([record], now: 2100)
        try fixture.store.withdraw([id], cause: .outdated, reason: "cancelled", now: 2200)
        #expect(try fixture.state(id) == .inDoubt)
        #expect(try fixture.store.nextReady() == nil)
    }

    @Test("a message in doubt whose time runs out stays in doubt, and goes no more")
    func inDoubtTooLate() throws {
        let id = try fixture.queue(1, expires: 4000)[0]
        _ = try fixture.store.claim(.priority(.prompted), limit: 1, now: 2000, token: 3)
        let record = AttemptRecord(message: id, claim: 3, change: .inDoubtResend(at: 3900), at: 2000)
        try fixture.store.record([record], now: 2100)
        #expect(try fixture.store.expireOverdue(now: 4000) == 1)
        #expect(try fixture.state(id) == .inDoubt)
        #expect(try fixture.store.message(id: id)?.nextAttempt == nil)
        #expect(try fixture.store.nextReady() == nil)
    }

    @Test("messages whose time ran out expire, with a row of the log each")
    func expiry() throws {
        let ids = try fixture.queue(3, expires: 4000)
        _ = try fixture.store.claim(.priority(.prompted), limit: 1, now: 2000, token: 3)
        #expect(try fixture.store.expireOverdue(now: 3999) == 0)
        #expect(try fixture.store.expireOverdue(now: 4000) == 2)
        #expect(try ids.map { try fixture.state($0) } == [.sending, .expired, .expired])
        #expect(try fixture.store.attempts(of: ids[1]).map(\.outcome) == ["expired"])
    }

    @Test("a claim reads an index and neither sorts nor scans", arguments: [0, 1, 2, 3, 4])
    func plans(query: Int) throws {
        let sql = [
            MessageStore.readyInLane, MessageStore.readyInMailing, MessageStore.nextReadyQuery,
            MessageStore.anyOverdue,
            MessageStore.readyCountQuery,
        ][query]
        let plan = try fixture.rows("EXPLAIN QUERY PLAN \(sql)").joined(separator: "\n")
        #expect(!plan.contains("TEMP B-TREE FOR ORDER BY"), "\(plan)")
        #expect(!plan.contains("SCAN m\n") && !plan.contains("SCAN messages"), "\(plan)")
        #expect(
            plan.contains("messages_ready") || plan.contains("messages_mailing_ready") || query == 3,
            "\(plan)"
        )
    }

    @Test("what may not go yet is neither claimed nor written, and is told to be ready")
    func mayGo() throws {
        try fixture.add((0..<6).map { fixture.message("a\($0)@full.example") }, now: 10)
        let before = try fixture.rows("SELECT * FROM messages WHERE id > 2 ORDER BY id")
        var left = 2
        let found = try fixture.store.claim(
            .priority(.prompted),
            limit: 5,
            now: 2000,
            excluding: [],
            endingAfter: nil,
            token: 1
        ) { _ in
            left -= 1
            return left >= 0
        }
        #expect(found.claimed.map(\.id) == [1, 2])
        #expect(found.ready == 5)
        #expect(try fixture.rows("SELECT * FROM messages WHERE id > 2 ORDER BY id") == before)
    }
}
