import SQLite
import Testing
import TestSupport

@testable import Store

@Suite("Audiences that change after they were frozen")
struct AudienceGrowthTests {
    let frozen: FrozenMailing
    var fixture: Fixture { frozen.fixture }
    var store: MessageStore { frozen.fixture.store }
    var mailing: Mailing { frozen.mailing }

    init() throws { frozen = try FrozenMailing() }

    @Test("where the people are is told by region and zone")
    func places() throws {
        #expect(try store.places(of: .invitees, event: "meeting").map(\.count) == [1, 2])
    }

    @Test("an approval that comes late gives the messages a new end")
    func lateApproval() throws {
        let plan = MailingPlan(
            event: "meeting",
            notification: "invitation",
            priority: .bulk,
            due: 1000,
            expires: 9000,
            approvers: 1
        )
        let invitation = try #require(try store.plan(plan, now: 10))
        try store.freeze(mailing: invitation.id, audience: .invitees, now: 20) { person in
            var message = FrozenMailing.message(for: person)
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
