import SQLite
@testable import Store
import Testing
import TestSupport

@Suite("The states of a message")
struct MessageStateTests {
    @Test("what is sent never goes again, and nothing final moves by itself")
    func finalStates() {
        #expect(MessageState.sent.mayBecome(.bounced))
        #expect(!MessageState.sent.mayBecome(.queued))
        for state in MessageState.allCases where ![.queued, .deferred, .inDoubt].contains(state) {
            #expect(!state.mayBecome(.sending))
        }
        for act in Act.allCases {
            #expect(!act.sources.contains(.sent) && !act.sources.contains(.sending))
            #expect(act.sources.allSatisfy { $0.mayBecome(act.target) || $0 == act.target })
        }
    }

    /// Random acts, claims, outcomes and reports; each change seen must be one that the table allows.
    @Test("whatever happens in whatever order, only legal changes are made", arguments: 1...6)
    func randomHistory(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let fixture = try Fixture()
        let ids = try fixture.queue(8)
        var before = try ids.map { try #require(try fixture.state($0)) }
        var open: [Int64: Int64] = [:]
        for step in 1...150 {
            let now = 1000 + Int64(step) * 100
            try happen(Int.random(in: 0..<9, using: &random), ids, fixture, &open, now, &random)
            let after = try ids.map { try #require(try fixture.state($0)) }
            for (old, new) in zip(before, after) where old != new {
                #expect(old.mayBecome(new), "\(old) → \(new)")
            }
            before = after
            let total = try fixture.store.counts().values.reduce(0, +)
            #expect(total == ids.count)
        }
        #expect(try fixture.store.integrityFaults().isEmpty)
    }

    private func happen(
        _ choice: Int,
        _ ids: [Int64],
        _ fixture: Fixture,
        _ open: inout [Int64: Int64],
        _ now: Int64,
        _ random: inout SplitMix64
    ) throws {
        let id = ids.randomElement(using: &random) ?? 0
        switch choice {
        case 0, 1, 2:
            for claimed in try fixture.store.claim(.lane(.prompted), limit: 3, now: now, token: now) {
                open[claimed.id] = now
            }
        case 3, 4, 5:
            let verdicts: [AttemptRecord.Verdict] = [
                .sent, .deferred(nextAttempt: now + 150), .bounced(reason: nil), .inDoubt,
                .inDoubtResend(at: now),
                .inDoubtHold(reason: "?"), .rejected(reason: "?"), .expired(reason: "?"),
                .suppressed(reason: "?"), .held(reason: "?"), .requeued(ready: now),
            ]
            let verdict = verdicts.randomElement(using: &random) ?? .sent
            // Often for a message that is not claimed, or under a token of long ago.
            try fixture.store.record(
                [AttemptRecord(message: id, claim: open[id] ?? 5, verdict: verdict, at: now)],
                now: now
            )
        case 6:
            let act = Act.allCases.randomElement(using: &random) ?? .hold
            try fixture.store.act(act, on: LogFilter(ids: [id]), actor: "test", now: now)
        case 7:
            try fixture.store.recordReturn(.dsn, message: id, outcome: "failed", hasFailed: true, now: now)
        default:
            try fixture.store.settle(
                prompts: [],
                messages: [],
                cancellations: [Cancellation(event: "meeting", whose: .person("p3@example.org"))],
                now: now
            )
        }
    }
}
