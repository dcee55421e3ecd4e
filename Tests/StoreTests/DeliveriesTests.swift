import SQLite
@testable import Store
import Testing
import TestSupport

@Suite("What the web site is told of its registrations' letters")
struct DeliveriesTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    /// What is told now: registration, notification and state.
    private func unpublished() throws -> [String] {
        try store.unpublishedDeliveries(limit: 99).deliveries
            .map { "\($0.registration) \($0.notification) \($0.state)" }.sorted()
    }

    /// Tells all there is to tell.
    private func publish() throws {
        guard let last = try store.unpublishedDeliveries(limit: 99).last else { return }
        try store.publishedDeliveries(upTo: last)
    }

    private func waiting() throws -> [String] { try fixture.rows("SELECT message FROM delivery_outbox") }

    @Test("each state that a letter rests in is told once; what is in transfer is not")
    func states() throws {
        let id = try fixture.register("a@example.org")
        try fixture.add([fixture.letter(about: id)], now: 1)
        #expect(try unpublished() == ["1 confirmation queued"])
        try publish()
        #expect(try waiting().isEmpty)
        _ = try store.claim(.priority(.prompted), limit: 1, now: 2000, token: 1)
        #expect(try waiting().isEmpty)
        let record = AttemptRecord(message: 1, claim: 1, change: .deferred(nextAttempt: 3000), at: 2000)
        try store.record([record], now: 2000)
        #expect(try unpublished() == ["1 confirmation deferred"])
        try publish()
        try fixture.finish(.sent, now: 3000)
        let told = try #require(try store.unpublishedDeliveries(limit: 9).deliveries.first)
        #expect(told.sentAt == 3000 && told.updatedAt == 3000 && told.message == 1)
        try publish()
        #expect(try waiting().isEmpty)
    }

    @Test("a letter that is claimed as it is made is told when it has landed")
    func born() throws {
        let id = try fixture.register("a@example.org")
        var letter = fixture.letter(about: id)
        letter.claim = 1
        try fixture.add([letter], now: 1)
        #expect(try waiting().isEmpty)
        try store.record([AttemptRecord(message: 1, claim: 1, change: .sent, at: 2)], now: 2)
        #expect(try unpublished() == ["1 confirmation sent"])
    }

    @Test("what acts, withdrawals and reports of bounces change is told as well")
    func others() throws {
        let id = try fixture.register("a@example.org")
        try fixture.add([fixture.letter(about: id)], now: 1)
        try publish()
        try store.act(.hold, on: LogFilter(), actor: "anna", reason: "wait", now: 2)
        #expect(try store.unpublishedDeliveries(limit: 9).deliveries.map(\.reason) == ["wait"])
        try publish()
        try store.withdraw([1], cause: .outdated, reason: "not true", now: 3)
        #expect(try unpublished() == ["1 confirmation cancelled"])
        try publish()
        try store.revise(1, as: fixture.letter(about: id), keepsState: false, now: 4)
        #expect(try waiting().isEmpty)
    }

    @Test("letters that are about no registration are nobody's to be told")
    func invitations() throws {
        try fixture.register("a@example.org")
        var invitation = fixture.message("a@example.org", notification: "invitation")
        invitation.invitee = 1
        try fixture.add([invitation], now: 1)
        try fixture.finish(.sent)
        #expect(try waiting().isEmpty)
    }

    @Test("of several rounds the newest counts, and older ones fall silent")
    func rounds() throws {
        let id = try fixture.register("a@example.org")
        try fixture.add([fixture.letter(about: id, round: 0)], now: 1)
        try fixture.finish(.sent)
        try fixture.add([fixture.letter(about: id, round: 1)], now: 3000)
        let batch = try store.unpublishedDeliveries(limit: 9)
        #expect(batch.deliveries.map(\.message) == [2])
        try publish()
        #expect(try waiting().isEmpty)
    }

    @Test("registrations of one person share their letters; those of another event do not")
    func twins() throws {
        let first = try fixture.register("a@example.org")
        try fixture.register(" A@example.org")
        try fixture.register("a@example.org", event: "other")
        try fixture.add([fixture.letter(about: first)], now: 1)
        #expect(try unpublished() == ["1 confirmation queued", "2 confirmation queued"])
        try publish()
        #expect(try waiting().isEmpty)
    }

    @Test(
        "a registration that comes later, or becomes a person's, is told of the letters that this person has had"
    )
    func later() throws {
        let first = try fixture.register("a@example.org")
        try fixture.add([fixture.letter(about: first)], now: 1)
        try fixture.finish(.sent)
        try publish()
        let second = try fixture.register("a@example.org\u{A0}")
        #expect(try unpublished() == ["1 confirmation sent", "2 confirmation sent"])
        try publish()
        let third = try fixture.register("typo@example.org")
        try fixture.register("a@example.org", event: "other")
        #expect(try waiting().isEmpty)
        try fixture.alter(third) { $0.email = "a@example.org" }
        #expect(try unpublished().last == "3 confirmation sent")
        try publish()
        try fixture.alter(second) { $0.name = "x" }
        #expect(try waiting().isEmpty)
    }

    @Test("what has changed since it was read is told again")
    func changedSince() throws {
        let id = try fixture.register("a@example.org")
        try fixture.add([fixture.letter(about: id)], now: 1)
        let last = try #require(try store.unpublishedDeliveries(limit: 9).last)
        try fixture.finish(.sent)
        try store.publishedDeliveries(upTo: last)
        #expect(try unpublished() == ["1 confirmation sent"])
    }

    @Test("what was silent when it was read and speaks since is told")
    func silentSince() throws {
        let id = try fixture.register("a@example.org")
        try fixture.add([fixture.letter(about: id)], now: 1)
        let claimed = try store.claim(.priority(.prompted), limit: 1, now: 2000, token: 1)
        let batch = try store.unpublishedDeliveries(limit: 9)
        #expect(batch.deliveries.isEmpty && claimed.map(\.id) == [1])
        try store.record([AttemptRecord(message: 1, claim: 1, change: .sent, at: 2001)], now: 2001)
        try store.publishedDeliveries(upTo: try #require(batch.last))
        #expect(try unpublished() == ["1 confirmation sent"])
    }

    @Test("a twin that came between reading and telling is told")
    func twinSince() throws {
        let id = try fixture.register("a@example.org")
        try fixture.add([fixture.letter(about: id)], now: 1)
        let last = try #require(try store.unpublishedDeliveries(limit: 9).last)
        try fixture.register(" a@example.org")
        try store.publishedDeliveries(upTo: last)
        #expect(try unpublished() == ["1 confirmation queued", "2 confirmation queued"])
        try publish()
        #expect(try waiting().isEmpty)
    }

    @Test("letters of registrations that are gone, forgotten people's and purged ones leave the outbox")
    func gone() throws {
        for email in ["a@example.org", "b@example.org", "c@example.org"] {
            let id = try fixture.register(email)
            try fixture.add([fixture.letter(about: id, email)], now: 1)
        }
        _ = try store.vanish(registration: 1, now: 2)
        _ = try store.forget("b@example.org", actor: "anna", now: 2)
        try fixture.owner.execute("DELETE FROM messages WHERE id = 3")
        let batch = try store.unpublishedDeliveries(limit: 9)
        #expect(batch.deliveries.isEmpty && batch.last != nil)
        try publish()
        #expect(try waiting().isEmpty)
    }

    @Test("a long outbox is told in parts, the oldest first, and a message's twins together")
    func parts() throws {
        for number in 0..<3 {
            let email = "p\(number)@example.org"
            let id = try fixture.register(email)
            try fixture.register(" " + email)
            try fixture.add([fixture.letter(about: id, email)], now: 1)
        }
        let batch = try store.unpublishedDeliveries(limit: 2)
        #expect(batch.deliveries.map(\.message).sorted() == [1, 1, 2, 2])
        try store.publishedDeliveries(upTo: try #require(batch.last))
        #expect(try waiting() == ["3"])
    }

    @Test("what changes often is told once, and thinned out while nobody can be told")
    func often() throws {
        for email in ["a@example.org", "b@example.org"] {
            let id = try fixture.register(email)
            try fixture.add([fixture.letter(about: id, email)], now: 1)
        }
        for now in 2...4 {
            try store.act(.hold, on: LogFilter(), actor: "anna", now: Int64(now))
            try store.act(.release, on: LogFilter(), actor: "anna", now: Int64(now))
        }
        #expect(try waiting().count == 14)
        #expect(try unpublished() == ["1 confirmation queued", "2 confirmation queued"])
        try store.thinOutbox(RowRange(after: 0, through: .max))
        #expect(try waiting().sorted() == ["1", "2"])
        #expect(try unpublished() == ["1 confirmation queued", "2 confirmation queued"])
        try publish()
        #expect(try waiting().isEmpty)
    }

    @Test("telling reads indexes of one person, however many are registered")
    func plans() throws {
        let plan = try fixture.plan(MessageStore.unpublished)
        #expect(!plan.contains("SCAN m") && !plan.contains("SCAN n") && !plan.contains("SCAN r"), "\(plan)")
        #expect(!plan.contains("(event=?)"), "\(plan)")
    }
}
