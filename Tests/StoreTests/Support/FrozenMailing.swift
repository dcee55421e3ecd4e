import Testing

@testable import Store

/// Three invitees, two of one region, and a mailing to those who have not answered, whose audience they are.
struct FrozenMailing {
    let fixture: Fixture
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
            priority: .bulk,
            due: 1000,
            expires: 9000
        )
        mailing = try #require(try fixture.store.plan(plan, now: 10))
        try fixture.store.freeze(mailing: mailing.id, audience: .unanswered(.addressAlone), now: 20) {
            Self.message(for: $0)
        }
    }

    /// Its letter to somebody.
    static func message(for person: PersonRow) -> NewMessage {
        NewMessage(
            event: "meeting",
            notification: "last-call",
            priority: .bulk,
            person: person,
            personKey: person.email,
            domain: "example.org",
            due: 1000,
            expires: 9000
        )
    }
}
