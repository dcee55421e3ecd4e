import SQLite
@testable import Store
import Testing
import TestSupport

@Suite("Acts on whole mailings")
struct MailingActsTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    /// A mailing to as many invitees, due one second apart; frozen unless told otherwise.
    func mailing(_ count: Int = 4, approvers: Int = 0, frozen: Bool = true) throws -> Mailing {
        try store.importInvitees(
            (0..<count).map { InviteeRecord(email: "i\($0)@example.org") },
            event: "meeting"
        )
        let plan = MailingPlan(
            event: "meeting",
            notification: "invitation",
            priority: .bulk,
            due: 1000,
            expires: 9000,
            approvers: approvers
        )
        let mailing = try #require(try store.plan(plan, now: 10))
        guard frozen else { return mailing }
        try freeze(mailing)
        return try #require(try store.mailing(id: mailing.id))
    }

    func freeze(_ mailing: Mailing) throws {
        try store.freeze(mailing: mailing.id, audience: .invitees, now: 1000) { person in
            NewMessage(
                event: "meeting",
                notification: "invitation",
                priority: .bulk,
                person: person,
                personKey: person.email,
                domain: "example.org",
                due: 1000 * person.id,
                expires: 9000
            )
        }
    }

    func state(_ mailing: Mailing) throws -> MailingState? { try store.mailing(id: mailing.id)?.state }

    @Test("a stopped mailing keeps its messages and runs again when it is released")
    func stopped() throws {
        let mailing = try mailing()
        let change = try store.hold(mailing: mailing.id, actor: "anna", reason: nil, now: 1500)
        #expect(change == MailingChange(from: .running, to: .paused, messages: 4))
        #expect(try store.counts(mailing: mailing.id) == [.held: 4])
        #expect(try fixture.rows("SELECT DISTINCT reason FROM messages") == ["mailing held by anna"])
        #expect(try store.hold(mailing: mailing.id, actor: "anna", reason: nil, now: 1500) == nil)
        let back = try store.release(mailing: mailing.id, actor: "boris", now: 2500)
        #expect(back == MailingChange(from: .paused, to: .running, messages: 4))
        #expect(try store.counts(mailing: mailing.id) == [.queued: 4])
        #expect(try store.release(mailing: mailing.id, actor: "boris", now: 2500) == nil)
        let log = try fixture.rows("SELECT actor, outcome FROM delivery_log WHERE kind = 'admin' ORDER BY id")
        #expect(log == ["anna|paused", "boris|running"])
        var filter = LogFilter()
        filter.event = "meeting"
        filter.notification = "invitation"
        var told: [String] = []
        try store.log(filter) { row throws(StoreError) in
            told.append("\(row.outcome ?? "") \(row.event ?? "") \(row.notification ?? "")")
            return true
        }
        #expect(told == ["running meeting invitation", "paused meeting invitation"])
        filter.event = "another"
        try store.log(filter) { row throws(StoreError) in
            Issue.record("\(row.outcome ?? "") is of another event")
            return true
        }
    }

    @Test("what joins a stopped mailing, or comes back from a session, is held with it")
    func joins() throws {
        let mailing = try mailing()
        let claimed = try store.claim(.mailing(mailing.id), limit: 1, now: 3000, token: 1)
        try store.hold(mailing: mailing.id, actor: "anna", reason: "wrong hall", now: 3100)
        try store.record(
            [
                AttemptRecord(
                    message: claimed[0].id,
                    claim: 1,
                    change: .deferred(nextAttempt: 4000),
                    at: 3200
                )
            ],
            now: 3200
        )
        try store.withdrawLeftovers(now: 3300)
        #expect(try fixture.rows("SELECT DISTINCT state, reason FROM messages") == ["held|wrong hall"])
        #expect(try store.release(mailing: mailing.id, actor: "anna", now: 3400)?.messages == 4)
    }

    @Test("one message of a stopped mailing that is released goes, and the others stay held")
    func oneOfThem() throws {
        let mailing = try mailing()
        try store.hold(mailing: mailing.id, actor: "anna", reason: nil, now: 1500)
        let filter = LogFilter(ids: [1])
        #expect(try store.act(.release, on: filter, actor: "boris", now: 2000) == 1)
        #expect(try state(mailing) == .running)
        #expect(try store.counts(mailing: mailing.id) == [.queued: 1, .held: 3])
        #expect(try store.stoppedMailings(queuedAt: 2000) == [])
    }

    @Test(
        "after a restoration a release of the messages lets their mailing go on, and so does one of the mailing"
    )
    func restored() throws {
        let mailing = try mailing()
        try store.holdEverything(reason: "restored", now: 1500)
        #expect(try state(mailing) == .paused)
        #expect(try store.act(.release, on: LogFilter(), actor: "anna", now: 2000) == 4)
        #expect(try state(mailing) == .running)
        try store.holdEverything(reason: "restored", now: 2500)
        #expect(try store.release(mailing: mailing.id, actor: "anna", now: 3000)?.messages == 4)
        #expect(try store.counts(mailing: mailing.id) == [.queued: 4])
    }

    @Test("a release does not pass a mailing that trouble has stopped, and tells which it is")
    func troubled() throws {
        let mailing = try mailing()
        try store.act(.hold, on: LogFilter(ids: [1]), actor: "anna", now: 1500)
        try store.move(mailing: mailing.id, to: .paused, reason: "refused", now: 1600)
        #expect(try store.act(.release, on: LogFilter(ids: [1]), actor: "anna", now: 2000) == 1)
        #expect(try state(mailing) == .paused)
        #expect(try store.stoppedMailings(queuedAt: 2000).map(\.reason) == ["refused"])
        #expect(try store.counts(mailing: mailing.id) == [.queued: 4])
    }

    @Test("nothing brings messages of a cancelled mailing back")
    func cancelledForGood() throws {
        let mailing = try mailing()
        try store.cancel(mailing: mailing.id, actor: "anna", reason: nil, now: 1100)
        let filter = LogFilter(ids: [1, 2])
        #expect(try store.count(.retry, on: filter) == 0)
        #expect(try store.countOfCancelled(.retry, on: filter) == 0)
        #expect(try store.act(.retry, on: filter, actor: "anna", now: 1200) == 0)
        #expect(try store.counts(mailing: mailing.id) == [.cancelled: 4])
    }

    @Test("a mailing stopped before its time waits for it again when it is released")
    func beforeItsTime() throws {
        let mailing = try mailing(frozen: false)
        #expect(try store.hold(mailing: mailing.id, actor: "anna", reason: nil, now: 20)?.from == .scheduled)
        #expect(try store.release(mailing: mailing.id, actor: "anna", now: 30)?.to == .scheduled)
    }

    @Test("a mailing stopped before it was approved waits for approval again, and release gives none")
    func unapproved() throws {
        let mailing = try mailing(approvers: 1)
        #expect(try state(mailing) == .awaitingApproval)
        var filter = LogFilter()
        filter.notification = "invitation"
        #expect(try store.count(.release, on: filter) == 0)
        #expect(try store.act(.release, on: filter, actor: "anna", now: 1100) == 0)
        try store.hold(mailing: mailing.id, actor: "anna", reason: nil, now: 1200)
        #expect(try store.release(mailing: mailing.id, actor: "anna", now: 1300)?.to == .awaitingApproval)
        #expect(try store.counts(mailing: mailing.id) == [.held: 4])
    }

    @Test("the time of a stopped mailing stands still, and a release gives it a new end")
    func standsStill() throws {
        let mailing = try mailing()
        try store.hold(mailing: mailing.id, actor: "anna", reason: nil, now: 1500)
        #expect(try store.expireOverdue(now: 50_000) == 0)
        var start = LateStart()
        start.expires = 60_000
        try store.release(mailing: mailing.id, actor: "anna", start: start, now: 50_000)
        #expect(try store.expireOverdue(now: 50_000) == 0)
        #expect(try store.expireOverdue(now: 60_000) == 4)
    }

    @Test("approved late, waves keep their distance and nothing goes before the undo window is over")
    func lateApproval() throws {
        let mailing = try mailing(approvers: 1)
        var start = LateStart()
        start.shift = 10_000
        start.notBefore = 12_500
        #expect(try store.approve(mailing: mailing.id, actor: "anna", start: start, now: 11_000) == 0)
        let ready = try fixture.rows("SELECT ready_at, due_at FROM messages ORDER BY id")
        #expect(ready == ["12500|11000", "12500|12000", "13000|13000", "14000|14000"])
    }

    @Test("one person's two spellings are one approval")
    func spellings() throws {
        let mailing = try mailing(approvers: 2)
        #expect(try store.approve(mailing: mailing.id, actor: "Анна", now: 1) == 1)
        #expect(try store.approve(mailing: mailing.id, actor: "АННА", now: 2) == 1)
        #expect(try store.approvals(mailing: mailing.id) == ["Анна"])
    }

    @Test("what was in flight when its mailing was cancelled does not go again")
    func leftovers() throws {
        let mailing = try mailing()
        let claimed = try store.claim(.mailing(mailing.id), limit: 2, now: 3000, token: 1)
        #expect(try store.cancel(mailing: mailing.id, actor: "anna", reason: nil, now: 3100) == 2)
        try store.record(
            [
                AttemptRecord(message: claimed[0].id, claim: 1, change: .sent, at: 3200),
                AttemptRecord(
                    message: claimed[1].id,
                    claim: 1,
                    change: .deferred(nextAttempt: 4000),
                    at: 3200
                ),
            ],
            now: 3200
        )
        #expect(try store.withdrawLeftovers(now: 3300) == 1)
        #expect(try store.counts(mailing: mailing.id) == [.sent: 1, .cancelled: 3])
        #expect(try store.hold(mailing: mailing.id, actor: "anna", reason: nil, now: 1) == nil)
    }

    @Test("a missed mailing runs after all when a person retries its messages")
    func missed() throws {
        let mailing = try mailing()
        try store.expireOverdue(now: 10_000)
        try store.move(mailing: mailing.id, to: .missed, now: 10_000)
        var filter = LogFilter()
        filter.notification = "invitation"
        #expect(try store.act(.retry, on: filter, actor: "anna", expires: 20_000, now: 10_000) == 4)
        #expect(try state(mailing) == .running)
    }
}
