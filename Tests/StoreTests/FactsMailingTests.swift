import SQLite
import Store
import Testing
import TestSupport

@Suite("Mailings about facts that have moved")
struct FactsMailingTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    private func open(_ facts: Int64, approvers: Int = 0, now: Int64 = 100) throws -> Mailing? {
        let plan = MailingPlan(
            event: "meeting",
            notification: "change",
            priority: .prompted,
            due: now + 10,
            expires: now + 1000,
            approvers: approvers
        )
        return try store.openFactsMailing(plan, facts: facts, now: now)
    }

    @Test("the facts that letters tell are the newest of their event, and older ones can be read")
    func facts() throws {
        #expect(try store.currentFacts(event: "meeting") == nil)
        let first = try store.changeFacts(event: "meeting", to: "{1}", now: 1)
        let second = try store.changeFacts(event: "meeting", to: "{2}", now: 2)
        _ = try store.changeFacts(event: "other", to: "{3}", now: 3)
        let current = try #require(try store.currentFacts(event: "meeting"))
        #expect(current.id == second && current.facts == "{2}")
        #expect(try store.facts(id: first) == "{1}")
        #expect(try store.facts(id: 99) == nil)
    }

    @Test("facts that move are one row: no letter is touched, however many wait")
    func touchesNothing() throws {
        var letter = fixture.letter(about: 1)
        (letter.entry, letter.uid, letter.sequence) = ("request", "u", 3)
        try fixture.add([letter, fixture.letter(about: 1, notification: "waitlist")], now: 1)
        let before = try fixture.owner.integer("SELECT total_changes()")
        let rows = try fixture.rows("SELECT id, facts, sequence, updated_at FROM messages")
        let facts = try store.changeFacts(event: "meeting", to: "{}", now: 3000)
        let newer = try store.changeFacts(event: "meeting", to: "{2}", now: 3001)
        #expect(facts == 1 && newer == 2)
        #expect(try fixture.rows("SELECT id, facts, sequence, updated_at FROM messages") == rows)
        #expect(try fixture.owner.integer("SELECT total_changes()") == before)
    }

    @Test(
        "a letter tells facts that have moved when it is claimed; one that is not on its way stays as it is"
    )
    func claimed() throws {
        try fixture.add(
            [fixture.letter(about: 1), fixture.letter(about: 1, notification: "waitlist")],
            now: 1
        )
        let claimed = try store.claim(.priority(.prompted), limit: 1, now: 2000, token: 1)
        #expect(claimed.map(\.facts) == [1])
        for id in Int64(1)...2 { try store.tell(facts: 7, sequence: 4, message: id) }
        #expect(try store.letters(about: 1).map(\.facts) == [7, 1])
        #expect(try store.letters(about: 1).map(\.sequence) == [4, 0])
        let told = ClaimedMessage(claimed[0], telling: 7, sequence: 4)
        #expect(told.facts == 7 && told.sequence == 4)
        #expect(told.id == claimed[0].id && told.claim == 1 && told.email == claimed[0].email)
    }

    @Test("the first letter opens the mailing, the others find it open")
    func opens() throws {
        let first = try #require(try open(1))
        #expect(first.state == .running && first.audience == 0 && first.due == 110)
        let again = try #require(try open(1, now: 500))
        #expect(again == first)
    }

    @Test("letters that join are counted, and one that comes after the end opens it again")
    func joins() throws {
        let mailing = try #require(try open(1))
        for email in ["a@example.org", "b@example.org"] {
            var letter = fixture.letter(about: 1, email, notification: "change")
            letter.mailing = mailing.id
            try fixture.add([letter], now: 100)
        }
        #expect(try store.mailing(id: mailing.id)?.audience == 2)
        let claimed = try store.claim(.mailing(mailing.id), limit: 9, now: 2000, token: 1)
        try store.record(
            claimed.map { AttemptRecord(message: $0.id, claim: 1, change: .sent, at: 2000) },
            now: 2000
        )
        #expect(try store.finishMailings(now: 2000).map(\.id) == [mailing.id])
        let late = try #require(try open(1, now: 3000))
        #expect(late.id == mailing.id && late.state == .running)
        #expect(try store.mailing(id: mailing.id)?.state == .running)
    }

    @Test("a letter that waits and is to tell moved facts joins as well, once, and awaits the same approval")
    func revisedJoins() throws {
        let id = try #require(
            try fixture.add([fixture.letter(about: 1, notification: "change")], now: 1).first
        )
        let mailing = try #require(try open(1, approvers: 1))
        var newer = fixture.letter(about: 1, notification: "change")
        (newer.mailing, newer.state, newer.cause) = (mailing.id, .held, .awaitsApproval)
        newer.reason = "awaits approval"
        for now in Int64(100)...102 { try store.revise(id, as: newer, keepsState: false, now: now) }
        #expect(try store.mailing(id: mailing.id)?.audience == 1)
        #expect(try store.counts(mailing: mailing.id) == [.held: 1])
        newer.mailing = nil
        try store.revise(id, as: newer, keepsState: true, now: 103)
        #expect(try store.letters(about: 1).map(\.mailing) == [mailing.id])
        #expect(try store.approve(mailing: mailing.id, actor: "anna", now: 110) == 0)
        #expect(try store.counts(mailing: mailing.id) == [.queued: 1])
    }

    @Test("one that was withdrawn and comes back is counted once")
    func comesBack() throws {
        let mailing = try #require(try open(1))
        var letter = fixture.letter(about: 1, notification: "change")
        letter.mailing = mailing.id
        let id = try #require(try fixture.add([letter], now: 100).first)
        try store.withdraw([id], cause: .outdated, reason: "?", now: 101)
        #expect(try fixture.add([letter], now: 102) == [id])
        #expect(try store.mailing(id: mailing.id)?.audience == 1)
    }

    @Test("with approvals it waits for them, and those given for other facts do not count")
    func approvals() throws {
        let mailing = try #require(try open(1, approvers: 1))
        #expect(mailing.state == .awaitingApproval)
        #expect(try store.approve(mailing: mailing.id, actor: "anna", now: 110) == 0)
        #expect(try open(1, approvers: 1)?.state == .running)
        let newer = try #require(try open(2, approvers: 1, now: 900))
        #expect(newer.id == mailing.id && newer.state == .awaitingApproval && newer.due == 910)
        #expect(try store.approvals(mailing: mailing.id).isEmpty)
    }

    @Test("one that a person has called off stays so for these facts, and newer ones begin anew")
    func cancelled() throws {
        let mailing = try #require(try open(1))
        try store.cancel(mailing: mailing.id, actor: "anna", reason: "no", now: 200)
        #expect(try open(1) == nil)
        #expect(try store.mailing(id: mailing.id)?.state == .cancelled)
        let newer = try #require(try open(2))
        #expect(newer.id == mailing.id && newer.state == .running && newer.reason == nil)
    }
}
