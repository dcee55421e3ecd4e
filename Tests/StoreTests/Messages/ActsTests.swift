import SQLite
@testable import Store
import Testing
import TestSupport

@Suite("What an administrator does")
struct ActsTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    @Test("held messages stay until they are released, and the log names the actor")
    func holdAndRelease() throws {
        let ids = try fixture.queue(3)
        #expect(
            try store.act(.hold, on: LogFilter(ids: [ids[0], 99]), actor: "anna", reason: "wait", now: 1500)
                == 1
        )
        #expect(try store.message(id: ids[0])?.reason == "wait")
        #expect(
            try store.claim(.priority(.prompted), limit: 9, now: 2000, token: 1).map(\.id) == Array(ids[1...])
        )
        #expect(try store.act(.release, on: LogFilter(ids: ids), actor: "boris", now: 2500) == 1)
        let log = try store.attempts(of: ids[0])
        #expect(log.map(\.outcome) == ["held", "released"])
        #expect(log.map(\.actor) == ["anna", "boris"])
        #expect(log.map(\.kind) == [.admin, .admin])
        #expect(try store.claim(.priority(.prompted), limit: 9, now: 2500, token: 2).map(\.id) == [ids[0]])
    }

    @Test("a retry sends again what did not go, with a new end, and never what was sent")
    func retry() throws {
        let ids = try fixture.queue(2, expires: 5000)
        let claimed = try store.claim(.priority(.prompted), limit: 2, now: 2000, token: 1)
        try store.record(
            [
                AttemptRecord(message: claimed[0].id, claim: 1, change: .bounced(reason: "full"), at: 2000),
                AttemptRecord(message: claimed[1].id, claim: 1, change: .sent, at: 2000),
            ],
            now: 2000
        )
        #expect(try store.count(.retry, on: LogFilter()) == 1)
        #expect(try store.act(.retry, on: LogFilter(), actor: "anna", expires: 90_000, now: 7000) == 1)
        #expect(try ids.map { try fixture.state($0) } == [.queued, .sent])
        #expect(try store.expireOverdue(now: 8000) == 0)
    }

    @Test("cancelling by a filter takes exactly what the filter shows")
    func cancelByFilter() throws {
        try fixture.queue(3)
        try fixture.add(
            [fixture.message("x@mail.ru", notification: "reminder")],
            now: 1000
        )
        var filter = LogFilter()
        filter.to = "@mail.ru"
        #expect(try store.act(.cancel, on: filter, actor: "anna", now: 2000) == 1)
        #expect(try store.counts() == [.queued: 3, .cancelled: 1])
        filter = LogFilter()
        filter.limit = 2
        #expect(try store.act(.cancel, on: filter, actor: "anna", now: 2001) == 2)
        filter.states = [.sent]
        #expect(try store.act(.cancel, on: filter, actor: "anna", now: 2002) == 0)
    }

    @Test("a report that delivery failed turns sent into bounced, with the report in the log")
    func dsn() throws {
        let id = try fixture.queue(1)[0]
        try fixture.finish(.sent)
        try store.recordReturn(
            .dsn,
            message: id,
            outcome: "failed",
            enhancedCode: "5.1.1",
            reply: "no such user",
            hasFailed: true,
            now: 3000
        )
        let message = try #require(try store.message(id: id))
        #expect(message.state == .bounced)
        #expect(message.enhancedCode == "5.1.1")
        #expect(message.sent == 2000)
        #expect(try store.attempts(of: id).map(\.kind) == [.attempt, .dsn])
    }

    @Test("a suppressed address gets nothing that waits; an unsubscribed one no bulk mail")
    func suppression() throws {
        let ids = try fixture.queue(1) + fixture.queue(1, priority: .bulk).map { _ in 0 }
        var bulk = fixture.message("p0@example.org", notification: "invitation", priority: .bulk)
        bulk.state = .held
        let bulkID = try #require(try fixture.add([bulk], now: 1).first)
        #expect(
            try store.suppress("p0@example.org", scope: .bulk, reason: "unsubscribed", actor: nil, now: 2)
                == 1
        )
        #expect(try fixture.state(ids[0]) == .queued)
        #expect(try fixture.state(bulkID) == .suppressed)
        #expect(try store.isSuppressed("p0@example.org", priority: .bulk))
        #expect(try !store.isSuppressed("p0@example.org", priority: .prompted))
        #expect(try store.suppress("p0@example.org", reason: "dead", actor: "anna", now: 3) == 1)
        #expect(try fixture.state(ids[0]) == .suppressed)
        #expect(try store.suppressions().map(\.scope) == [.all])
        #expect(try store.unsuppress("p0@example.org", actor: "anna", now: 4))
        #expect(try !store.unsuppress("p0@example.org", actor: "anna", now: 5))
    }

    @Test("what went to one person within a day is counted")
    func limits() throws {
        try fixture.queue(1)
        try fixture.finish(.sent, now: 2000)
        #expect(try store.sentCount(to: "p0@example.org", since: 2000) == 1)
        #expect(try store.sentCount(to: "p0@example.org", since: 2001) == 0)
        var other = fixture.message("p0+1@example.org")
        other.limitKey = "p0@example.org"
        try fixture.add([other], now: 2000)
        func others(_ since: Int64) throws -> Int {
            try store.letterCount(ofMailbox: "p0@example.org", except: "p0+1@example.org", since: since)
        }
        #expect(try others(2000) == 1)
        #expect(try others(2001) == 0)
        #expect(try store.letterCount(ofMailbox: "p0@example.org", except: "p0@example.org", since: 0) == 1)
    }

    @Test("the use of relays and domains survives a restart")
    func usage() throws {
        let minute: Int64 = 60_000
        try store.addUsage(.relay, "r", count: 2, now: 10 * minute)
        try store.addUsage(.relay, "r", count: 3, now: 10 * minute + 5)
        try store.addUsage(.relay, "r", count: 4, now: 11 * minute)
        try store.addUsage(.domain, "r", count: 9, now: 11 * minute)
        let again = try MessageStore(path: fixture.folder.path("vestnik.db"))
        #expect(try again.usage(.relay, "r", since: 10 * minute) == 9)
        #expect(try again.usage(.relay, "r", since: 11 * minute) == 4)
        #expect(try again.usages(since: 0).map(\.count) == [5, 9, 4])
        try store.purgeUsage(before: 11 * minute)
        #expect(try again.usage(.relay, "r", since: 0) == 4)
    }

    @Test("the use of many domains is forgotten some at a time, and none is passed over")
    func usageInParts() throws {
        let minute: Int64 = 60_000
        for domain in 0..<30 {
            for at in 0..<Int64(1 + domain % 7) {
                try store.addUsage(.domain, "d\(domain).example.org", count: 1, now: at * minute)
            }
            try store.addUsage(.domain, "d\(domain).example.org", count: 1, now: 100 * minute)
        }
        func count() throws -> Int64 { try fixture.owner.integer("SELECT count(*) FROM relay_usage") }
        var walk = UsageWalk()
        var (before, goesOn) = (try count(), true)
        while goesOn {
            goesOn = try store.purgeUsage(&walk, before: 50 * minute, rows: 6)
            let after = try count()
            #expect(before - after <= 6)
            before = after
        }
        #expect(before == 30)
        for sql in [MessageStore.nextUsage, MessageStore.purgeOldUsage] {
            #expect(try !fixture.plan(sql).contains("SCAN relay_usage"), "\(sql)")
        }
    }
}
