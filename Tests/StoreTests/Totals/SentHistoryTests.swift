import Testing
import TestSupport

@testable import Store

@Suite("What went when, by spans of time")
struct SentHistoryTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    /// Sends two letters at each of these moments.
    private func send(at moments: [Int64]) throws {
        for (number, moment) in moments.enumerated() {
            let claimed = try store.claim(
                .priority(.prompted),
                limit: 2,
                now: moment,
                token: Int64(number + 1)
            )
            try store.record(
                claimed.map { AttemptRecord(message: $0.id, claim: $0.claim, change: .sent, at: moment) },
                now: moment
            )
        }
    }

    @Test("each letter is counted in its span, and in no other")
    func counts() throws {
        try fixture.queue(6)
        try send(at: [100_000, 119_999, 130_000])
        #expect(try store.sentHistory(since: 100_000, length: 10_000, count: 4) == [2, 2, 0, 2])
        #expect(try store.sentHistory(since: 110_000, length: 10_000, count: 2) == [2, 0])
        #expect(try store.sentHistory(since: 100_000, length: 40_000, count: 1) == [6])
        #expect(try store.sentHistory(since: 100_000, length: 1, count: 3) == [])
        #expect(try store.sentHistory(since: 100_000, length: 10_000, count: 0) == [])
    }

    @Test("the letter that had waited least tells how long the queue was; where none went, nothing tells")
    func waits() throws {
        try fixture.queue(6)
        try fixture.owner.execute("UPDATE messages SET due_at = 90000 + id * 1000, created_at = 0")
        try send(at: [100_000, 130_000])
        let due = try fixture.rows("SELECT min(100000 - due_at) FROM messages WHERE sent_at = 100000").first
        let waits = try store.waitHistory(since: 100_000, length: 10_000, count: 4)
        #expect(waits.map { $0 != nil } == [true, false, false, true])
        #expect("\(waits[0] ?? -1)" == due)
        #expect(waits[3].map { $0 > 20_000 } == true)
    }

    @Test("both are answered along indexes")
    func plans() throws {
        for sql in [MessageStore.sentBySpan, MessageStore.leastWait] {
            let steps = try fixture.steps(sql)
            #expect(
                !steps.isEmpty && steps.allSatisfy { !$0.contains("SCAN") || $0.contains("SCAN a") },
                "\(steps)"
            )
        }
    }
}
