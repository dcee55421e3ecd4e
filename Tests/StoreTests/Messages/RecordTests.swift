import Testing

@testable import Store

@Suite("Recording what transfers came to")
struct RecordTests {
    /// Outcomes of all kinds among more letters that went than one statement writes.
    private func records(_ ids: [Int64]) -> [AttemptRecord] {
        ids.enumerated().map { index, id in
            let change: MessageChange =
                switch index % 11 {
                case 3: .deferred(nextAttempt: 9000 + Int64(index))
                case 7: .requeued(ready: 8000)
                default: .sent
                }
            var record = AttemptRecord(
                message: id,
                claim: index % 13 == 5 ? 6 : 7,
                change: change,
                at: 2000 + Int64(index)
            )
            guard index % 11 != 7 else { return record }
            record.code = index % 11 == 3 ? 451 : 250
            record.enhancedCode = index % 2 == 0 ? "2.0.0" : nil
            record.reply = "Ok \(index)"
            record.relay = index % 5 == 0 ? nil : "127.0.0.1:\(index)"
            record.tls = index % 4 == 0 ? "TLSv1.3" : nil
            record.duration = index
            record.note = index % 6 == 0 ? "note \(index)" : nil
            record.messageID = index % 9 == 0 ? "<\(index)@example.org>" : nil
            return record
        }
    }

    private func contents(_ fixture: Fixture) throws -> [String] {
        try fixture.rows(
            """
            SELECT json_array(id, state, cause, reason, next_attempt_at, ready_at, updated_at, claim, sent_at,
                attempts, code, enhanced_code, reply, relay, message_id) FROM messages ORDER BY id
            """
        )
            + fixture.rows(
                """
                SELECT json_array(at, message, kind, outcome, relay, code, enhanced_code, reply, tls, duration_ms, note)
                FROM attempts ORDER BY id
                """
            )
    }

    private func claimed(_ count: Int) throws -> (Fixture, [Int64]) {
        let fixture = try Fixture()
        let ids = try fixture.queue(count)
        let claimed = try fixture.store.claim(
            .priority(.prompted),
            limit: count,
            now: 1999,
            token: 7
        )
        #expect(claimed.count == count)
        return (fixture, ids)
    }

    @Test(
        "many at once leave what they leave one by one, in the same order",
        arguments: [1, 15, 16, 17, 100]
    )
    func groups(count: Int) throws {
        let (together, ids) = try claimed(count)
        let (alone, others) = try claimed(count)
        #expect(ids == others)
        let lost = try together.store.record(records(ids), now: 3000)
        var lostAlone: [Int64] = []
        for record in records(ids) { lostAlone += try alone.store.record([record], now: 3000) }
        #expect(lost == lostAlone)
        #expect(try contents(together) == contents(alone))
        #expect(try together.store.wrongTotals() == [])
    }

    @Test("of two records of one message in a group the second has lost its claim")
    func twice() throws {
        let (fixture, ids) = try claimed(20)
        var all = records(ids)
        all.insert(all[0], at: 10)
        #expect(try fixture.store.record(all, now: 3000).filter { $0 == ids[0] } == [ids[0]])
        let notes = try fixture.store.attempts(of: ids[0]).map(\.note)
        #expect(notes.filter { $0?.hasSuffix("claim lost") == true }.count == 1)
    }
}
