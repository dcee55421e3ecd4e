import SQLite
import Testing
import TestSupport

@testable import Store

@Suite("Who belongs to a mailing whose audience is known")
struct MembershipTests {
    let frozen: FrozenMailing
    var fixture: Fixture { frozen.fixture }
    var store: MessageStore { frozen.fixture.store }
    var mailing: Mailing { frozen.mailing }

    init() throws { frozen = try FrozenMailing() }

    @Test("those who join enlarge the audience, those who belong to it do not")
    func join() throws {
        try store.importInvitees([InviteeRecord(email: "d@example.org")], event: "meeting")
        var messages: [NewMessage] = []
        try store.people(.invitees, event: "meeting") { person throws(StoreError) in
            messages.append(FrozenMailing.message(for: person))
            return true
        }
        #expect(try store.join(mailing: mailing.id, messages, now: 30) == 1)
        #expect(try store.mailing(id: mailing.id)?.audience == 4)
        #expect(try store.counts(mailing: mailing.id) == [.queued: 4])
    }

    private func gone(because cause: MessageCause = .answered) throws -> [Int64] {
        let mailing = try #require(try store.mailing(id: mailing.id))
        return try store.leavers(of: mailing, audience: .unanswered(.addressAlone)).map {
            #expect($0.cause == cause)
            return $0.message.id
        }
    }

    private func leave(_ ids: [Int64], _ cause: MessageCause, asMembers: Bool = false) throws -> Int {
        try store.leave(mailing: mailing.id, ids, cause: cause, reason: "?", asMembers: asMembers, now: 40)
    }

    private func joiners(_ audience: MailingAudience = .unanswered(.addressAlone)) throws -> [PersonRow] {
        var found: [PersonRow] = []
        try store.joiners(of: mailing, audience: audience) { row throws(StoreError) in
            found.append(row)
            return true
        }
        return found
    }

    /// The audience, and whether the states add up to it.
    private func audience() throws -> Int? {
        let audience = try store.mailing(id: mailing.id)?.audience
        #expect(try store.counts(mailing: mailing.id).values.reduce(0, +) == audience)
        return audience
    }

    @Test(
        "who answers before their hour is a member no more, who answers after it a member whose letter is withdrawn"
    )
    func answered() throws {
        try fixture.register("b@example.org")
        #expect(try gone() == [2])
        #expect(try leave([2], .answered) == 1)
        #expect(try store.counts(mailing: mailing.id) == [.queued: 2])
        #expect(try store.mailing(id: mailing.id)?.audience == 2)
        try fixture.register("c@example.org")
        #expect(try gone() == [3])
        #expect(try leave([3], .answered, asMembers: true) == 1)
        #expect(try store.counts(mailing: mailing.id) == [.queued: 1, .cancelled: 1])
        #expect(try store.mailing(id: mailing.id)?.audience == 2)
        #expect(try store.claim(.mailing(mailing.id), limit: 9, now: 2000, token: 1).map(\.id) == [1])
    }

    @Test("who left comes back with the same message")
    func revived() throws {
        #expect(try leave([1], .leftAudience) == 1)
        #expect(try audience() == 2)
        let back = try joiners(.invitees)
        #expect(back.map(\.email) == ["a@example.org"])
        #expect(try store.join(mailing: mailing.id, back.map(FrozenMailing.message), now: 50) == 1)
        #expect(try store.counts(mailing: mailing.id) == [.queued: 3])
        #expect(try store.counts() == [.queued: 3])
        #expect(try audience() == 3)
    }

    @Test(
        "for whoever has answered the mailing is over, though the answer be taken back",
        arguments: [false, true]
    )
    func answeredForGood(asMembers: Bool) throws {
        let id = try fixture.register("b@example.org")
        #expect(try leave(gone(), .answered, asMembers: asMembers) == 1)
        _ = try store.vanish(registration: id, now: 41)
        #expect(try store.count(.unanswered(.addressAlone), event: "meeting") == 3)
        #expect(try joiners().isEmpty)
        let again = fixture.message("b@example.org", notification: "last-call", priority: .bulk)
        #expect(try store.join(mailing: mailing.id, [again], now: 50) == 0)
        #expect(try audience() == (asMembers ? 3 : 2))
    }

    @Test("who is no longer invited has not answered, and comes back when invited again")
    func uninvited() throws {
        try fixture.owner.run("DELETE FROM invitees WHERE email = 'b@example.org'")
        #expect(try gone(because: .leftAudience) == [2])
        #expect(try leave([2], .leftAudience) == 1)
        try store.importInvitees([InviteeRecord(email: "b@example.org")], event: "meeting")
        let back = try joiners()
        #expect(back.map(\.email) == ["b@example.org"])
        #expect(try store.join(mailing: mailing.id, back.map(FrozenMailing.message), now: 50) == 1)
        #expect(try audience() == 3)
    }

    @Test("what was withdrawn with the registration leaves with it, and keeps its cause")
    func withdrawnBefore() throws {
        try store.withdraw([2], cause: .registrationCancelled, reason: "?", now: 30)
        try fixture.register("b@example.org")
        #expect(try leave(gone(), .answered) == 1)
        #expect(try fixture.rows("SELECT cause FROM messages WHERE id = 2") == ["registration_cancelled"])
        #expect(try audience() == 2)
    }

    @Test("a letter that comes back in another mailing is counted there, and no longer where it was")
    func elsewhere() throws {
        let other = try #require(
            try store.plan(
                MailingPlan(event: "other", notification: "last-call", priority: .bulk, due: 1, expires: 9),
                now: 10
            )
        )
        try store.freeze(mailing: other.id, audience: .invitees, now: 20) { _ in nil }
        try store.withdraw([1], cause: .outdated, reason: "?", now: 30)
        let again = fixture.message("a@example.org", notification: "last-call", priority: .bulk)
        #expect(try store.join(mailing: other.id, [again], now: 40) == 1)
        #expect(try store.mailing(id: other.id)?.audience == 1)
        #expect(try audience() == 2)
    }
}
