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
        return try members(of: mailing).filter { !$0.isOfAudience }.map {
            #expect($0.hasAnswered == (cause == .answered))
            return $0.message.id
        }
    }

    private func members(
        of mailing: Mailing,
        _ audience: MailingAudience = .unanswered(.addressAlone),
        limit: Int = 2
    ) throws -> [Member] {
        var walk = MemberWalk()
        var found: [Member] = []
        while true {
            let part = try store.members(of: mailing, audience: audience, &walk, limit: limit)
            found += part
            if part.count < limit { return found }
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

    @Test(
        "the members whose letters have not gone are handed over once each, whatever state they wait in",
        arguments: [1, 2, 3, 9]
    )
    func walk(limit: Int) throws {
        try store.importInvitees(
            (0..<6).map { InviteeRecord(email: "m\($0)@example.org") },
            event: "meeting"
        )
        var more: [NewMessage] = []
        try store.people(.invitees, event: "meeting") { person throws(StoreError) in
            more.append(FrozenMailing.message(for: person))
            return true
        }
        try store.join(mailing: mailing.id, more, now: 30)
        try fixture.owner.execute(
            """
            UPDATE messages SET state = 'held' WHERE id IN (2, 8);
            UPDATE messages SET state = 'sending', claim = 1 WHERE id IN (3, 9);
            UPDATE messages SET state = 'deferred', claim = NULL WHERE id = 3;
            UPDATE messages SET state = 'sent', claim = NULL WHERE id = 9;
            UPDATE messages SET state = 'cancelled', cause = 'left_audience' WHERE id = 10;
            UPDATE messages SET state = 'cancelled', cause = 'registration_cancelled' WHERE id = 7;
            """
        )
        let found = try members(of: mailing, limit: limit).map(\.message.id)
        #expect(found == [1, 11, 12, 2, 8, 3, 7])
    }

    @Test("a member comes with the row as it stands, and with whether it is of the audience")
    func rows() throws {
        try fixture.owner.run("UPDATE invitees SET region = '77' WHERE email = 'a@example.org'")
        try fixture.owner.run("DELETE FROM invitees WHERE email = 'b@example.org'")
        try fixture.register("c@example.org")
        let found = try members(of: mailing)
        #expect(found.map(\.row?.region) == ["77", nil, found[2].row?.region])
        #expect(found.map(\.isOfAudience) == [true, false, false])
        #expect(found.map(\.hasAnswered) == [false, false, true])
        // Everyone who was told is of the audience of what tells moved facts.
        let told = MailingAudience.told(statusLetters: [], cancellations: [])
        #expect(try members(of: mailing, told).allSatisfy(\.isOfAudience))
    }

    @Test("who stands by another row is found by identity, within the audience alone")
    func otherRow() throws {
        let first = try fixture.register("b@example.org") { $0.status = "waitlisted" }
        let second = try fixture.register(" B@Example.org") { $0.status = "confirmed" }
        #expect(try store.rows(of: "b@example.org", in: .registered, event: "meeting").map(\.id) == [second])
        #expect(first != second)
        #expect(try store.rows(of: "b@example.org", in: .registered, event: "other").isEmpty)
        #expect(try store.rows(of: "c@example.org", in: .registered, event: "meeting").isEmpty)
    }

    @Test("a part of the members and of who joins is found along an index, however large the mailing is")
    func plans() throws {
        for audience in [AudienceQuery.invitees, .unanswered(.addressAlone), .registered] {
            let (sql, _) = MessageStore.membersQuery(.selection(audience), event: "meeting")
            let members = try fixture.steps(sql)
            #expect(
                members.contains(
                    "SEARCH m USING INDEX messages_mailing (mailing_id=? AND state=? AND rowid>?)"
                )
            )
            #expect(
                members.allSatisfy {
                    !$0.hasPrefix("SCAN") || $0.contains("VIRTUAL TABLE") || $0 == "SCAN CONSTANT ROW"
                }
            )
            #expect(!members.contains { $0.contains("ORDER BY") })
            let (part, values, kind) = MessageStore.query(
                audience,
                event: "meeting",
                rows: .part(RowRange(after: 0, through: 9))
            )
            let joiners = try fixture.steps(MessageStore.joiners(part, kind, first: values.count + 1))
            #expect(joiners.allSatisfy { !$0.hasPrefix("SCAN") || $0.contains("VIRTUAL TABLE") })
        }
    }
}
