import SQLite
import Testing
import TestSupport

@testable import Store

@Suite("Audiences that are gathered in parts")
struct GatheringTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    private func plan(approvers: Int = 0) throws -> Mailing {
        let plan = MailingPlan(
            event: "meeting",
            notification: "invitation",
            priority: .bulk,
            due: 1000,
            expires: 9000,
            approvers: approvers
        )
        return try #require(try store.plan(plan, now: 10))
    }

    private func invite(_ count: Int, _ event: String = "meeting") throws {
        let records = (0..<count).map { InviteeRecord(email: "\(event)\($0)@example.org") }
        try store.importInvitees(records, event: event)
    }

    private func gather(
        _ mailing: Mailing,
        rows: Int,
        _ audience: MailingAudience = .invitees,
        in other: MessageStore? = nil
    ) throws -> GatheredPart? {
        try (other ?? store).gather(mailing: mailing.id, audience: audience, rows: rows, total: 12, now: 20) {
            person in
            NewMessage(
                event: "meeting",
                notification: "invitation",
                priority: .bulk,
                person: person,
                personKey: person.personKey,
                domain: "example.org",
                due: 1000,
                expires: 9000
            )
        }
    }

    private func now(_ mailing: Mailing) throws -> Mailing { try #require(try store.mailing(id: mailing.id)) }

    private func addresses() throws -> [String] {
        var found: [String] = []
        try fixture.owner.rows("SELECT email FROM messages ORDER BY id") { row throws(SQLiteError) in
            found.append(row.text(0))
            return true
        }
        return found
    }

    @Test("nothing of a mailing goes, and nobody knows its audience, before the last part")
    func parts() throws {
        try invite(12)
        let mailing = try plan()
        for part in 1...2 {
            #expect(try gather(mailing, rows: 5) == GatheredPart(people: 5, audience: nil))
            let between = try now(mailing)
            #expect(between.state == .scheduled && between.audience == nil && between.frozenAt == nil)
            #expect(between.gathering?.people == 5 * part && between.gathering?.total == 12)
        }
        #expect(try gather(mailing, rows: 5) == GatheredPart(people: 2, audience: 12))
        let whole = try now(mailing)
        #expect(whole.state == .running && whole.audience == 12 && whole.gathering == nil)
        #expect(try addresses() == (0..<12).map { "meeting\($0)@example.org" })
        #expect(try gather(mailing, rows: 5) == nil)
    }

    @Test("another process goes on behind the last part that was committed")
    func resumed() throws {
        try invite(12)
        let mailing = try plan()
        _ = try gather(mailing, rows: 5)
        do {
            // Killed in the middle of a part.
            try store.transaction { () throws(StoreError) in
                _ = try? gather(mailing, rows: 5)
                throw StoreError(code: 10, message: "killed")
            }
        } catch {}
        #expect(try now(mailing).gathering?.people == 5)
        let other = try MessageStore(path: fixture.folder.path("vestnik.db"), access: .readWrite)
        #expect(try gather(mailing, rows: 5, in: other)?.people == 5)
        #expect(try gather(mailing, rows: 5, in: other)?.audience == 12)
        #expect(try addresses() == (0..<12).map { "meeting\($0)@example.org" })
    }

    @Test("rows of other events are walked past, a part at a time")
    func others() throws {
        try invite(7, "other")
        try invite(2)
        let mailing = try plan()
        #expect(try gather(mailing, rows: 4) == GatheredPart(people: 0, audience: nil))
        #expect(try gather(mailing, rows: 4) == GatheredPart(people: 1, audience: nil))
        #expect(try gather(mailing, rows: 4) == GatheredPart(people: 1, audience: 2))
    }

    @Test("who comes behind the last row of the beginning is left to those who join")
    func later() throws {
        try invite(6)
        let mailing = try plan()
        _ = try gather(mailing, rows: 4)
        try store.importInvitees([InviteeRecord(email: "late@example.org")], event: "meeting")
        #expect(try gather(mailing, rows: 4)?.audience == 6)
        var joining: [String] = []
        try store.joiners(of: try now(mailing), audience: .invitees) { row throws(StoreError) in
            joining.append(row.email)
            return true
        }
        #expect(joining == ["late@example.org"])
    }

    @Test("in parts it is the same people in the same order as in one piece", arguments: [1, 2, 3, 50])
    func samePeople(rows: Int) throws {
        for number in 0..<9 {
            let id = try fixture.register("r\(number)@example.org") { row in
                if number % 3 == 1 { row.status = "waitlisted" }
            }
            if number % 4 == 0 { try fixture.register("r\(number)@example.org") { $0.status = "confirmed" } }
            var message = fixture.message("r\(number)@example.org", notification: "confirmation")
            message.registration = id
            try fixture.add([message], now: 1000)
            try fixture.finish(number % 5 == 4 ? .bounced(reason: nil) : .sent, now: 2000)
        }
        for audience in [
            MailingAudience.registered,
            .told(statusLetters: ["confirmation"], cancellations: ["cancellation"]),
        ] {
            var whole: [Int64] = []
            try store.recipients(of: audience, event: "meeting") { row throws(StoreError) in
                whole.append(row.id)
                return true
            }
            var parts: [Int64] = []
            for start in stride(from: Int64(0), to: 60, by: rows) {
                let part = RowRange(after: start, through: start + Int64(rows))
                try store.recipients(of: audience, event: "meeting", part: part) { row throws(StoreError) in
                    parts.append(row.id)
                    return true
                }
            }
            #expect(parts == whole && whole.count > 4)
        }
    }

    @Test("approved while it is gathered, the first parts go with the rest")
    func approved() throws {
        try invite(12)
        let mailing = try plan(approvers: 1)
        _ = try gather(mailing, rows: 5)
        #expect(try store.counts(mailing: mailing.id) == [.held: 5])
        #expect(try store.approve(mailing: mailing.id, actor: "anna", now: 15) == 0)
        _ = try gather(mailing, rows: 5)
        _ = try gather(mailing, rows: 5)
        #expect(try now(mailing).state == .running)
        #expect(try store.counts(mailing: mailing.id) == [.queued: 12])
    }

    @Test("withdrawn while it is gathered, it ends with what it has")
    func cancelled() throws {
        try invite(12)
        let mailing = try plan()
        _ = try gather(mailing, rows: 5)
        #expect(try store.cancel(mailing: mailing.id, actor: "anna", reason: nil, now: 15) == 5)
        #expect(try gather(mailing, rows: 5) == nil)
        #expect(try store.counts(mailing: mailing.id) == [.cancelled: 5])
    }

    @Test("stopped and released while it is gathered, it goes on being gathered")
    func released() throws {
        try invite(12)
        let mailing = try plan()
        _ = try gather(mailing, rows: 5)
        _ = try store.hold(mailing: mailing.id, actor: "anna", reason: nil, now: 15)
        _ = try store.release(mailing: mailing.id, actor: "anna", now: 16)
        #expect(try now(mailing).state == .scheduled)
        _ = try gather(mailing, rows: 50)
        #expect(try now(mailing).state == .running)
        #expect(try store.counts(mailing: mailing.id) == [.queued: 12])
    }

    @Test("a part is found by one walk along the ids, however many rows the event has")
    func plans() throws {
        for (audience, table) in [
            (AudienceQuery.invitees, "i"), (.unanswered(.addressAlone), "i"), (.registered, "r"),
        ] {
            let (sql, values, _) = MessageStore.query(
                audience,
                event: "meeting",
                rows: .part(RowRange(after: 0, through: 9))
            )
            var steps: [String] = []
            let statement = try fixture.owner.statement("EXPLAIN QUERY PLAN \(sql)")
            try statement.rows(values) { row throws(SQLiteError) in
                steps.append(row.text(3))
                return true
            }
            #expect(steps.contains("SEARCH \(table) USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"))
            #expect(!steps.contains { $0.contains("ORDER BY") })
        }
    }
}
