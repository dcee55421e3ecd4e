import SQLite
import Testing
import TestSupport

@testable import Store

@Suite("Audiences that change after they were frozen")
struct GrowthTests {
    let fixture: Fixture
    var store: Store { fixture.store }
    let mailing: Mailing

    init() throws {
        fixture = try Fixture()
        for (email, region) in [("a@example.org", "54"), ("b@example.org", "54"), ("c@example.org", "01")] {
            var record = InviteeRecord(email: email)
            record.region = region
            try fixture.store.importInvitees([record], event: "meeting")
        }
        let plan = MailingPlan(
            event: "meeting",
            notification: "last-call",
            lane: .bulk,
            due: 1000,
            expires: 9000
        )
        mailing = try #require(try fixture.store.plan(plan, now: 10))
        try fixture.store.freeze(mailing: mailing.id, audience: .unanswered(.addressAlone), now: 20) {
            Self.message(for: $0)
        }
    }

    static func message(for person: PersonRow) -> NewMessage {
        var message = NewMessage(
            event: "meeting",
            notification: "last-call",
            lane: .bulk,
            person: person,
            personKey: person.email,
            domain: "example.org",
            due: 1000,
            expires: 9000
        )
        message.data = #"{"moved_facts":"moved"}"#
        return message
    }

    @Test("where the people are is told by region and zone")
    func places() throws {
        #expect(try store.places(of: .invitees, event: "meeting").map(\.count) == [1, 2])
    }

    @Test("late-comers enlarge the audience, those who belong to it do not")
    func extend() throws {
        try store.importInvitees([InviteeRecord(email: "d@example.org")], event: "meeting")
        var messages: [NewMessage] = []
        try store.people(.invitees, event: "meeting") { person throws(SQLiteError) in
            messages.append(Self.message(for: person))
            return true
        }
        #expect(try store.extend(mailing: mailing.id, by: messages, now: 30) == 1)
        #expect(try store.mailing(id: mailing.id)?.audience == 4)
        #expect(try store.counts(mailing: mailing.id) == [.queued: 4])
    }

    @Test("who answers meanwhile is left in peace")
    func answered() throws {
        try fixture.register("b@example.org")
        let count = try store.withdrawAnswered(
            mailing: mailing.id,
            event: "meeting",
            match: .addressAlone,
            reason: "has answered",
            now: 40
        )
        #expect(count == 1)
        #expect(try store.counts(mailing: mailing.id) == [.queued: 2, .cancelled: 1])
        #expect(try store.claim(.mailing(mailing.id), limit: 9, now: 2000, token: 1).map(\.id) == [1, 3])
    }

    @Test(
        "waiting letters about moved facts are withdrawn for newer ones, a letter about one's own change is not"
    )
    func withdraw() throws {
        let own = fixture.message("own@example.org", notification: "last-call")
        try store.settle(prompts: [], messages: [own], now: 30)
        _ = try store.claim(.mailing(mailing.id), limit: 1, now: 2000, token: 1)
        #expect(
            try store.withdrawFactsLetters(
                notification: "last-call",
                event: "meeting",
                reason: "replaced",
                now: 50
            ) == 2
        )
        #expect(try store.counts() == [.sending: 1, .cancelled: 2, .queued: 1])
    }

    @Test("an approval that comes late gives the messages a new end")
    func lateApproval() throws {
        let plan = MailingPlan(
            event: "meeting",
            notification: "invitation",
            lane: .bulk,
            due: 1000,
            expires: 9000,
            approvers: 1
        )
        let invitation = try #require(try store.plan(plan, now: 10))
        try store.freeze(mailing: invitation.id, audience: .invitees, now: 20) { person in
            var message = Self.message(for: person)
            message.notification = "invitation"
            return message
        }
        var late = LateStart()
        late.expires = 50_000
        try store.approve(mailing: invitation.id, actor: "anna", start: late, now: 8999)
        #expect(try store.expireOverdue(now: 9001) == 3)
        #expect(try store.counts(mailing: invitation.id) == [.queued: 3])
    }
}
