import SQLite
import Store
import Testing
import TestSupport

@Suite("Prompts become messages")
struct SettleTests {
    let fixture: Fixture
    init() throws { fixture = try Fixture() }

    @Test("a prompt is settled once, with its message, in one commit")
    func settle() throws {
        try fixture.register("a@example.org")
        let prompts = try fixture.store.prompts(limit: 10)
        let inserted = try fixture.store.settle(
            prompts: prompts.map(\.id),
            messages: [fixture.message("a@example.org")],
            now: 1
        )
        #expect(inserted.count == 1)
        #expect(try fixture.store.prompts(limit: 10).isEmpty)
    }

    @Test("prompts of other events are left where they are, and are not counted")
    func onlyKnownEvents() throws {
        for number in 0..<3 { try fixture.register("p\(number)@example.org", event: "elsewhere") }
        let id = try fixture.register("a@example.org")
        let prompts = try fixture.store.prompts(limit: 2, events: ["meeting", "it's \"quoted\""])
        #expect(prompts.map(\.registrationID) == [id])
        var seen: Int64 = 0
        #expect(try fixture.store.promptedEvents(after: &seen) == ["elsewhere", "meeting"])
        #expect(try fixture.store.promptedEvents(after: &seen).isEmpty)
    }

    @Test("a second registration of an address gets no second confirmation")
    func once() throws {
        let first = try fixture.store.settle(
            prompts: [],
            messages: [fixture.message("a@example.org")],
            now: 1
        )
        let second = try fixture.store.settle(
            prompts: [],
            messages: [fixture.message("A@example.org"), fixture.message("b@example.org")],
            now: 2
        )
        #expect(first.count == 1)
        #expect(second.map(\.index) == [1])
    }

    @Test("rounds let one person get several letters of a kind")
    func rounds() throws {
        var change = fixture.message("a@example.org", notification: "change")
        try fixture.store.settle(prompts: [], messages: [change], now: 1)
        change.round = 1
        #expect(try fixture.store.settle(prompts: [], messages: [change], now: 2).count == 1)
    }

    @Test("a cancellation withdraws what has not gone, but not its own letter")
    func cancellation() throws {
        var reminder = fixture.message("a@example.org", notification: "reminder")
        reminder.state = .held
        let ids = try fixture.store.settle(
            prompts: [],
            messages: [fixture.message("a@example.org"), reminder, fixture.message("b@example.org")],
            now: 1
        )
        try fixture.store.settle(
            prompts: [],
            messages: [fixture.message("a@example.org", notification: "cancellation")],
            cancellations: [
                Cancellation(event: "meeting", whose: .person("a@example.org"), except: ["cancellation"])
            ],
            now: 2
        )
        #expect(try ids.map { try fixture.state($0.id) } == [.cancelled, .cancelled, .queued])
        let cancelled = try #require(try fixture.store.message(id: ids[0].id))
        #expect(cancelled.reason == Store.registrationCancelled)
        #expect(
            try fixture.rows("SELECT state FROM messages WHERE notification = 'cancellation'") == ["queued"]
        )
    }

    @Test("what was withdrawn with a registration comes back with a new one, unless a relay took it")
    func revival() throws {
        try fixture.store.settle(prompts: [], messages: [fixture.message("a@example.org")], now: 1)
        let cancel = [Cancellation(event: "meeting", whose: .person("a@example.org"))]
        try fixture.store.settle(prompts: [], messages: [], cancellations: cancel, now: 2)
        let revived = try fixture.store.settle(
            prompts: [],
            messages: [fixture.message("a@example.org", due: 9)],
            now: 9
        )
        #expect(revived.count == 1)
        #expect(try fixture.store.counts() == [.queued: 1])

        try fixture.finish(.deferred(nextAttempt: 5000), now: 10)
        try fixture.store.settle(prompts: [], messages: [], cancellations: cancel, now: 11)
        #expect(
            try fixture.store.settle(prompts: [], messages: [fixture.message("a@example.org")], now: 12).count
                == 1
        )
        try fixture.finish(.sent, now: 2000)
        try fixture.store.settle(prompts: [], messages: [], cancellations: cancel, now: 2001)
        #expect(
            try fixture.store.settle(prompts: [], messages: [fixture.message("a@example.org")], now: 2002)
                .isEmpty
        )
    }

    @Test("messages of a deleted registration are withdrawn by its id")
    func deletedRegistration() throws {
        var message = fixture.message("a@example.org")
        message.registration = 17
        let id = try #require(try fixture.store.settle(prompts: [], messages: [message], now: 1).first?.id)
        try fixture.store.settle(
            prompts: [],
            messages: [],
            cancellations: [Cancellation(event: "meeting", whose: .registration(17))],
            now: 2
        )
        #expect(try fixture.state(id) == .cancelled)
    }

    @Test("a message born rejected stands in the log with its reason")
    func rejected() throws {
        var message = fixture.message("nobody")
        message.state = .rejected
        message.reason = "no @ in the address"
        let id = try #require(try fixture.store.settle(prompts: [], messages: [message], now: 7).first?.id)
        let log = try fixture.store.attempts(of: id)
        #expect(log.map(\.outcome) == ["rejected"])
        #expect(log.first?.note == "no @ in the address")
        #expect(log.first?.message?.attempts == 0)
    }

    @Test("when one part fails nothing of it stays")
    func allOrNothing() throws {
        try fixture.register("a@example.org")
        let prompts = try fixture.store.prompts(limit: 1)
        var impossible = fixture.message("b@example.org")
        impossible.mailing = 999  // no such mailing
        #expect(throws: SQLiteError.self) {
            try fixture.store.settle(
                prompts: prompts.map(\.id),
                messages: [fixture.message("a@example.org"), impossible],
                now: 1
            )
        }
        #expect(try fixture.store.prompts(limit: 10).count == 1)
        #expect(try fixture.store.counts().isEmpty)
    }
}
