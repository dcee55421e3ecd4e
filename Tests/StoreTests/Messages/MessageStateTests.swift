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
        #expect(MessageState.predecessors(of: .sending) == [.queued, .deferred, .inDoubt])
        for state in MessageState.allCases where ![.queued, .deferred, .inDoubt].contains(state) {
            #expect(!state.mayBecome(.sending))
        }
        for act in Act.allCases {
            #expect(!act.sources.contains(.sent) && !act.sources.contains(.sending))
            #expect(act.sources.allSatisfy { $0.mayBecome(act.target) || $0 == act.target })
        }
    }

    @Test("a statement that the table forbids is refused by the test database, however it is written")
    func oracle() throws {
        let fixture = try Fixture()
        try fixture.queue(1)
        try fixture.finish(.sent)
        #expect(throws: SQLiteError.self) {
            try fixture.owner.run("UPDATE messages SET state = 'queued' WHERE state = 'sent'")
        }
        try fixture.owner.run("UPDATE messages SET state = 'bounced' WHERE state = 'sent'")
    }

    @Test("the condition of each change is what the table lets precede it", arguments: MessageState.allCases)
    func condition(state: MessageState) {
        let sql = state.update(set: "reason = NULL", where: "id = 1")
        for other in MessageState.allCases {
            #expect(
                sql.contains("state = '\(other.rawValue)' OR")
                    || sql.contains("state = '\(other.rawValue)')")
                        == other.mayBecome(state)
            )
        }
    }

    @Test("what expired unsent comes back held where its mailing awaits approval")
    func missedAndBack() throws {
        let fixture = try Fixture()
        try fixture.queue(1, expires: 1500)
        try fixture.store.expireOverdue(now: 2000)
        #expect(try fixture.rows("SELECT state, cause FROM messages_view") == ["expired|missed"])
        var message = fixture.message("p0@example.org", expires: 9000)
        message.state = .held
        message.cause = .awaitsApproval
        #expect(try fixture.add([message], now: 3000).count == 1)
        #expect(try fixture.rows("SELECT state, cause FROM messages_view") == ["held|awaits_approval"])
    }

    /// Random acts, claims, outcomes and reports; each change seen must be one that the table allows.
    @Test("whatever happens in whatever order, only legal changes are made", arguments: 1...6)
    func randomHistory(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let fixture = try Fixture()
        let ids = try fixture.queue(8, expires: 9000)
        for id in ids { try fixture.owner.run("UPDATE messages SET registration_id = id WHERE id = ?", id) }
        var before = try ids.map { try #require(try fixture.state($0)) }
        var open: [Int64: Int64] = [:]
        for step in 1...150 {
            let now = 1000 + Int64(step) * 100
            try happen(Int.random(in: 0..<16, using: &random), ids, fixture, &open, now, &random)
            let after = try ids.map { try #require(try fixture.state($0)) }
            for (old, new) in zip(before, after) where old != new {
                #expect(old.mayBecome(new), "\(old) → \(new)")
            }
            before = after
            let total = try fixture.store.counts().values.reduce(0, +)
            #expect(try fixture.rows("SELECT count(*) FROM messages") == ["\(total)"])
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
            for claimed in try fixture.store.claim(.priority(.prompted), limit: 3, now: now, token: now) {
                open[claimed.id] = now
            }
        case 3, 4, 5:
            let changes: [MessageChange] = [
                .sent, .deferred(nextAttempt: now + 150), .bounced(reason: nil), .inDoubt,
                .inDoubtResend(at: now),
                .inDoubtHold(reason: "?"), .withdrawn(.registrationCancelled, reason: "?"),
                .rejected(.template, reason: "?"), .expired(.givenUp, reason: "?"),
                .suppressed(reason: "?"), .held(.relayRefuses, reason: "?"), .requeued(ready: now),
            ]
            let change = changes.randomElement(using: &random) ?? .sent
            // Often for a message that is not claimed, or under a token of long ago.
            try fixture.store.record(
                [AttemptRecord(message: id, claim: open[id] ?? 5, change: change, at: now)],
                now: now
            )
        case 6:
            let act = Act.allCases.randomElement(using: &random) ?? .hold
            try fixture.store.act(act, on: LogFilter(ids: [id]), actor: "test", now: now)
        case 7:
            try fixture.store.recordReturn(.dsn, message: id, outcome: "failed", hasFailed: true, now: now)
        case 8:
            try fixture.store.suppress("p\(id - 1)@example.org", reason: nil, actor: nil, now: now)
        case 9:
            try fixture.store.expireOverdue(now: now)
        case 10:
            let expires = Int64.random(in: 0...9000, using: &random)
            var again = fixture.message("p\(id - 1)@example.org", expires: expires)
            again.state =
                [.queued, .held, .rejected, .suppressed, .expired].randomElement(using: &random) ?? .held
            try fixture.add([again], now: now)
        case 11:
            try fixture.store.redirect(
                message: id,
                to: "r\(now)@example.org",
                domain: "example.org",
                ready: now
            )
        case 12:
            let causes: [MessageCause] = [.outdated, .registrationCancelled, .administrator]
            let cause = causes.randomElement(using: &random) ?? .outdated
            try fixture.store.withdraw([id], cause: cause, reason: "?", now: now)
        case 13:
            if Int.random(in: 0..<8, using: &random) == 0 {
                try fixture.store.holdEverything(reason: "restored", now: now)
            }
        case 14:
            var newer = fixture.message("p\(id - 1)@example.org", due: now)
            newer.state = [.queued, .held, .rejected, .suppressed].randomElement(using: &random) ?? .queued
            try fixture.store.revise(id, as: newer, keepsState: .random(using: &random), now: now)
        default:
            try fixture.add([fixture.message("p3@example.org", due: now)], now: now)
        }
    }
}
