import SQLite
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

extension MessageStore {
    /// Freezes the audience of a mailing in one piece; see ``gather(mailing:audience:rows:total:now:plan:)``.
    ///
    /// - Returns: the size of the audience; nil when nothing was done.
    @discardableResult
    func freeze(
        mailing id: Int64,
        audience: MailingAudience,
        now: Int64,
        plan: (PersonRow) throws(StoreError) -> NewMessage?
    ) throws(StoreError) -> Int? {
        try gather(mailing: id, audience: audience, now: now, plan: plan)?.audience
    }

    /// What SQLite finds wrong with the file; empty when it is sound.
    func integrityFaults() throws(StoreError) -> [String] {
        var faults: [String] = []
        for check in ["PRAGMA integrity_check(100)", "PRAGMA foreign_key_check"] {
            try connection.rows(check) { row throws(StoreError) in
                let text = (0..<Int32(clamping: row.count)).map { row.text($0) }.joined(separator: " ")
                if text != "ok" { faults.append(text) }
                return true
            }
        }
        return faults
    }
}
