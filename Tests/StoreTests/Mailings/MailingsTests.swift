import SQLite
@testable import Store
import Testing
import TestSupport

@Suite("Mailings")
struct MailingsTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    func plan(approvers: Int = 0, due: Int64 = 1000, expires: Int64 = 9000) throws -> Mailing {
        let plan = MailingPlan(
            event: "meeting",
            notification: "invitation",
            priority: .bulk,
            due: due,
            expires: expires,
            approvers: approvers
        )
        return try #require(try store.plan(plan, now: 10))
    }

    func invite(_ count: Int) throws {
        try store.importInvitees(
            (0..<count).map { InviteeRecord(email: "i\($0)@example.org") },
            event: "meeting"
        )
    }

    func freeze(_ mailing: Mailing) throws -> Int? {
        try store.freeze(mailing: mailing.id, audience: .invitees, now: 20) { person in
            NewMessage(
                event: "meeting",
                notification: "invitation",
                priority: .bulk,
                person: person,
                personKey: person.email,
                domain: "example.org",
                due: 1000,
                expires: 9000
            )
        }
    }

    @Test("a planned mailing moves with the facts until its audience is frozen in")
    func moves() throws {
        let first = try plan()
        #expect(first.state == .scheduled)
        #expect(try plan(due: 2000).due == 2000)
        #expect(try plan(due: 2000).id == first.id)
    }

    @Test("a missed mailing is scheduled again when its time moves ahead")
    func missed() throws {
        let mailing = try plan()
        #expect(try store.move(mailing: mailing.id, to: .missed, reason: "too late", now: 9500))
        let again = try #require(
            try store.plan(
                MailingPlan(
                    event: "meeting",
                    notification: "invitation",
                    priority: .bulk,
                    due: 20_000,
                    expires: 30_000
                ),
                now: 9600
            )
        )
        #expect(again.state == .scheduled)
        #expect(again.reason == nil)
    }

    @Test("an illegal change of state is refused")
    func illegal() throws {
        let mailing = try plan()
        #expect(try store.move(mailing: mailing.id, to: .cancelled, actor: "anna", now: 1))
        #expect(try !store.move(mailing: mailing.id, to: .running, now: 2))
        #expect(try store.mailing(id: mailing.id)?.state == .cancelled)
    }

    @Test("a frozen audience is accounted for, and the states add up to it in every phase")
    func sums() throws {
        try invite(12)
        let mailing = try plan()
        #expect(try freeze(mailing) == 12)
        #expect(try freeze(mailing) == nil)
        try invite(20)  // who comes later is not of this mailing
        var token: Int64 = 0
        let changes: [MessageChange] = [
            .sent, .bounced(reason: nil), .deferred(nextAttempt: 1500), .expired(.givenUp, reason: "?"),
            .sent,
        ]
        func sum() throws -> [String] {
            let states = MessageState.allCases.map(\.rawValue).joined(separator: " + ")
            return try fixture.rows("SELECT audience, \(states) FROM mailings_view")
        }
        for change in changes {
            token += 1
            let claimed = try store.claim(.mailing(mailing.id), limit: 3, now: 2000 + token, token: token)
            #expect(try sum() == ["12|12"])
            try store.record(
                claimed.map { AttemptRecord(message: $0.id, claim: token, change: change, at: 2000) },
                now: 2000
            )
            #expect(try sum() == ["12|12"])
        }
        #expect(try store.finishMailings(now: 3000).map(\.id) == [mailing.id])
        #expect(try store.mailing(id: mailing.id)?.state == .finished)
    }

    @Test("a claimed invitation brings the invitee's row")
    func inviteeRow() throws {
        try invite(1)
        let mailing = try plan()
        _ = try freeze(mailing)
        let claimed = try #require(try store.claim(.mailing(mailing.id), limit: 1, now: 2000, token: 1).first)
        #expect(claimed.invitee?.email == "i0@example.org")
        #expect(claimed.mailing == mailing.id)
    }

    @Test("a mailing that needs two approvals runs with the second person's")
    func approval() throws {
        try invite(3)
        let mailing = try plan(approvers: 2)
        _ = try freeze(mailing)
        #expect(try store.mailing(id: mailing.id)?.state == .awaitingApproval)
        #expect(try store.counts(mailing: mailing.id) == [.held: 3])
        #expect(try store.approve(mailing: mailing.id, actor: "anna", now: 30) == 1)
        #expect(try store.approve(mailing: mailing.id, actor: "anna", now: 31) == 1)
        #expect(try store.approve(mailing: mailing.id, actor: "boris", now: 32) == 0)
        #expect(try store.mailing(id: mailing.id)?.state == .running)
        #expect(try store.counts(mailing: mailing.id) == [.queued: 3])
        #expect(try store.approve(mailing: mailing.id, actor: "vera", now: 33) == nil)
        #expect(
            try fixture.rows("SELECT actor, outcome FROM delivery_log WHERE kind = 'admin' ORDER BY id").count
                == 3
        )
    }

    @Test("a mailing approved ahead of its time runs at once when it is frozen")
    func approvedAhead() throws {
        try invite(1)
        let mailing = try plan(approvers: 1)
        #expect(try store.approve(mailing: mailing.id, actor: "anna", now: 5) == 0)
        _ = try freeze(mailing)
        #expect(try store.mailing(id: mailing.id)?.state == .running)
        #expect(try store.counts(mailing: mailing.id) == [.queued: 1])
    }

    @Test("a cancelled mailing withdraws what has not gone, and only that")
    func cancel() throws {
        try invite(4)
        let mailing = try plan()
        _ = try freeze(mailing)
        let claimed = try store.claim(.mailing(mailing.id), limit: 1, now: 2000, token: 1)
        try store.record(
            [AttemptRecord(message: claimed[0].id, claim: 1, change: .sent, at: 2000)],
            now: 2000
        )
        #expect(try store.cancel(mailing: mailing.id, actor: "anna", reason: nil, now: 2100) == 3)
        #expect(try store.counts(mailing: mailing.id) == [.sent: 1, .cancelled: 3])
        #expect(try store.cancel(mailing: mailing.id, actor: "anna", reason: nil, now: 2200) == nil)
    }

    @Test("when a fact moves, what is not yet sent moves with it")
    func reschedule() throws {
        try invite(3)
        let mailing = try plan()
        _ = try freeze(mailing)
        _ = try store.claim(.mailing(mailing.id), limit: 1, now: 2000, token: 1)
        #expect(try store.move(mailing: mailing.id, by: 5000, now: 2100) == 2)
        #expect(try store.claim(.mailing(mailing.id), limit: 9, now: 2200, token: 2).isEmpty)
        let ready = try #require(try store.nextReady())
        #expect(ready > 5000)
        #expect(try store.claim(.mailing(mailing.id), limit: 9, now: ready, token: 2).isEmpty == false)
    }

    @Test("a bounced first address escalates to the second, as the same message of the mailing")
    func redirected() throws {
        try invite(2)
        let mailing = try plan()
        _ = try freeze(mailing)
        let claimed = try store.claim(.mailing(mailing.id), limit: 2, now: 2000, token: 1)
        try store.record(
            claimed.map { AttemptRecord(message: $0.id, claim: 1, change: .bounced(reason: nil), at: 2000) },
            now: 2000
        )
        #expect(try store.finishMailings(now: 2001).count == 1)
        func redirect(_ email: String) throws -> Bool {
            try store.redirect(message: claimed[0].id, to: email, domain: "example.org", ready: 2002)
        }
        #expect(try !redirect(claimed[0].email))
        #expect(try redirect("second@example.org"))
        #expect(try !redirect("third@example.org"))
        #expect(try store.counts(mailing: mailing.id) == [.queued: 1, .bounced: 1])
        #expect(try store.mailing(id: mailing.id)?.state == .running)
        let again = try store.claim(.mailing(mailing.id), limit: 2, now: 2003, token: 2)
        #expect(again.map(\.email) == ["second@example.org"])
        #expect(try store.attempts(of: claimed[0].id).map(\.outcome) == ["bounced", "redirected"])
        // The log keeps where each of them went.
        #expect(
            try fixture.rows("SELECT email FROM delivery_log WHERE message = \(claimed[0].id) ORDER BY id")
                == [claimed[0].email, "second@example.org"]
        )
    }

    @Test("one person gets a letter of a repeated kind once a round")
    func rounds() throws {
        var message = fixture.message("a@example.org", notification: "change")
        for round in 0..<3 {
            message.round = round
            #expect(try fixture.add([message], now: 1).count == 1)
            #expect(try fixture.add([message], now: 2).isEmpty)
        }
    }

    @Test("a paused mailing wakes nobody")
    func paused() throws {
        try invite(1)
        let mailing = try plan()
        _ = try freeze(mailing)
        #expect(try store.nextReady() == 1000)
        try store.move(mailing: mailing.id, to: .paused, reason: "refused too often", now: 30)
        #expect(try store.nextReady() == nil)
    }
}
