import SQLite
import Testing
import TestSupport

@testable import Store

@Suite("Claims where destinations are full")
struct ClaimPastLimitsTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    @Test(
        "whatever is full when, each message is claimed once, and of each domain in the order of its turn",
        arguments: 1...20
    )
    func random(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let domains = ["a.example", "b.example", "c.example", "d.example"]
        var due: [Int64] = []
        var messages: [NewMessage] = []
        for index in 0..<60 {
            due.append(Int64.random(in: 1...900, using: &random))
            messages.append(
                fixture.message("p\(index)@\(domains.randomElement(using: &random) ?? "")", due: due[index])
            )
        }
        try fixture.add(messages, now: 0)
        var taken: [String: [(ready: Int64, id: Int64)]] = [:]
        var now: Int64 = 1000
        for round in 0..<400 {
            now += 10
            let full = Set(domains.filter { _ in round < 300 && Int.random(in: 0...2, using: &random) > 0 })
            let claimed = try store.claim(
                .priority(.prompted),
                limit: Int.random(in: 1...4, using: &random),
                now: now,
                excluding: full,
                token: now
            )
            var back: [AttemptRecord] = []
            for message in claimed {
                #expect(!full.contains(message.domain))
                if Int.random(in: 0...5, using: &random) == 0, round < 300 {
                    // Taken back before it went, to its place.
                    back.append(
                        AttemptRecord(
                            message: message.id,
                            claim: now,
                            change: .requeued(ready: message.due),
                            at: now
                        )
                    )
                } else {
                    taken[message.domain, default: []].append((message.due, message.id))
                }
            }
            try store.record(back, now: now)
        }
        #expect(taken.values.map(\.count).reduce(0, +) == 60)
        #expect(Set(taken.values.flatMap { $0.map(\.id) }).count == 60)
    }

    @Test("a full destination is passed once: what is claimed behind it is found from there on")
    func once() throws {
        try fixture.add((0..<50).map { fixture.message("x\($0)@full.example", due: 100) }, now: 0)
        try fixture.add((0..<5).map { fixture.message("p\($0)@free.example", due: 200) }, now: 0)
        func claim(_ now: Int64, _ full: Set<String> = ["full.example"]) throws -> [String] {
            try store.claim(.priority(.prompted), limit: 1, now: now, excluding: full, token: now).map(
                \.email
            )
        }
        #expect(try claim(1000) == ["p0@free.example"])
        let passed = try #require(store.skipped[.priority(.prompted)])
        #expect(passed.end == QueuePlace(ready: 200, id: 50))
        #expect(passed.heads == ["full.example": .start])
        #expect(try claim(1001) == ["p1@free.example"])
        #expect(try claim(1002, []) == ["x0@full.example"])
        #expect(try claim(1003) == ["p2@free.example"])
        store.forgetQueues()
        #expect(try claim(1004) == ["p3@free.example"])
    }

    @Test("a claim looks at a bounded number of entries, along an index, and says where there is more")
    func bounded() throws {
        for source in [ClaimSource.priority(.bulk), .mailing(1)] {
            for wanted in [true, false] {
                let plan = try fixture.plan(MessageStore.windowQuery(source, areWanted: wanted))
                #expect(plan.contains("INDEX messages_"), "\(plan)")
                #expect(!plan.contains("SCAN q") && !plan.contains("USE TEMP B-TREE"), "\(plan)")
            }
            let edge = try fixture.plan(MessageStore.windowEdge(source))
            // A whole mailing is due at one moment: there, too, it begins where the last look ended.
            #expect(edge.contains("ready_at=? AND id>? AND id<?"), "\(edge)")
            #expect(edge.contains("INDEX messages_") && !edge.contains("TEMP B-TREE"), "\(edge)")
        }
    }

    @Test("behind many full destinations a claim costs the same, however much waits for each of them")
    func steady() throws {
        func cost(_ waiting: Int) throws -> (first: Int, next: Int, kept: Int) {
            let fixture = try Fixture()
            let store = fixture.store
            let domains = (0..<200).map { "d\($0).example" }
            for domain in domains {
                try fixture.add((0..<waiting).map { fixture.message("x\($0)@\(domain)", due: 100) }, now: 0)
            }
            try fixture.add((0..<40).map { fixture.message("p\($0)@free.example", due: 200) }, now: 0)
            func claim(_ now: Int64) throws -> Int {
                _ = store.takeWork()
                var claimed = 0
                // A claim that ends before the end of its queue goes on in the next turn.
                for _ in 0..<20 where claimed == 0 {
                    claimed = try store.claim(
                        .priority(.prompted),
                        limit: 5,
                        now: now,
                        excluding: Set(domains),
                        token: now
                    ).count
                }
                #expect(claimed == 5)
                return store.takeWork().reduce(0) { $0 + $1.operations }
            }
            let first = try claim(1000)
            for now in Int64(1001)...1003 { _ = try claim(now) }
            return (first, try claim(1004), store.skipped[.priority(.prompted)]?.heads.count ?? 0)
        }
        let few = try cost(2), many = try cost(20)
        #expect(many.first > few.first)
        #expect(many.next <= few.next * 11 / 10 + 200, "\(few), \(many)")
        #expect(few.kept == 200 && many.kept == 200)
    }
}
