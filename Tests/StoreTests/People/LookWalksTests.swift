import SQLite
import TestSupport
import Testing

@testable import Store

@Suite("Walks along all who are registered for an event")
struct LookWalksTests {
    private let fixture: Fixture
    private var store: MessageStore { fixture.store }

    init() throws { fixture = try Fixture() }

    /// Ten people of the event, with as many of another one between them.
    private func register() throws {
        for number in 0..<10 {
            try fixture.register("p\(number)@example.org")
            try fixture.register("q\(number)@example.org", event: "other")
        }
    }

    /// The parts of all walks along these events, each in a transaction of its own.
    private func walk(
        _ store: MessageStore,
        _ events: [String] = ["meeting"],
        rows: Int = 6,
        most: Int = .max
    ) throws -> [WalkedPart] {
        var parts: [WalkedPart] = []
        while parts.count < most, let part = try store.walkOn(events: events, rows: rows) {
            parts.append(part)
        }
        return parts
    }

    @Test("it passes each person who is registered once, so many rows a part, whatever event these are of")
    func parts() throws {
        try register()
        try store.askForLooks(event: "meeting", now: 7)
        let parts = try walk(store)
        #expect(parts.map(\.people.count) == [3, 3, 3, 1])
        #expect(parts.flatMap(\.people) == (0..<10).map { "p\($0)@example.org" })
        #expect(parts.map(\.isLast) == [false, false, false, true])
        #expect(parts.allSatisfy { $0.event == "meeting" && $0.at == 7 })
        #expect(try store.walkedEvents().isEmpty)
    }

    @Test("asking for it is one row, however many are registered")
    func oneRow() throws {
        try register()
        try store.askForLooks(event: "meeting", now: 7)
        #expect(try fixture.rows("SELECT event, passed FROM look_walks") == ["meeting|0"])
        #expect(try fixture.rows("SELECT count(*) FROM looks") == ["0"])
    }

    @Test("killed between any two parts, it goes on where it was", arguments: 0..<4)
    func killed(_ after: Int) throws {
        try register()
        try store.askForLooks(event: "meeting", now: 7)
        let before = try walk(store, most: after)
        let next = try MessageStore(path: fixture.folder.path("vestnik.db"))
        let people = (before + (try walk(next))).flatMap(\.people)
        #expect(people == (0..<10).map { "p\($0)@example.org" })
    }

    @Test("what a part did is undone with how far it came")
    func undone() throws {
        try register()
        try store.askForLooks(event: "meeting", now: 7)
        _ = try walk(store, most: 1)
        #expect(throws: StoreError.self) {
            try store.transaction { () throws(StoreError) in
                _ = try store.walkOn(events: ["meeting"], rows: 6)
                throw StoreError(code: 1, message: "?")
            }
        }
        #expect(try walk(store, most: 1).flatMap(\.people).first == "p3@example.org")
    }

    @Test("who has cancelled is passed over, but where it is asked for; two rows of a person are one")
    func whom() throws {
        try fixture.register("a@example.org")
        try fixture.register(" A@example.org")
        try fixture.register("b@example.org") { $0.status = "waitlisted" }
        try fixture.register("c@example.org") { $0.status = "cancelled" }
        try store.askForLooks(event: "meeting", now: 1)
        #expect(try walk(store).flatMap(\.people) == ["a@example.org", "b@example.org"])
        try store.askForLooks(event: "meeting", evenCancelled: true, now: 1)
        #expect(try walk(store).flatMap(\.people) == ["a@example.org", "b@example.org", "c@example.org"])
    }

    @Test("what changes once more begins it anew, and those who have cancelled stay asked for")
    func anew() throws {
        try register()
        let last = try fixture.register("left@example.org") { $0.status = "cancelled" }
        try store.askForLooks(event: "meeting", evenCancelled: true, now: 7)
        _ = try walk(store, most: 2)
        try store.askForLooks(event: "meeting", now: 9)
        #expect(try store.isWaiting(registration: 1) && store.isWaiting(registration: last))
        let parts = try walk(store)
        #expect(parts.flatMap(\.people).count == 11)
        #expect(parts.allSatisfy { $0.at == 9 })
    }

    @Test("who registers after it was asked for is not waited for, and one of no known event waits")
    func bounds() throws {
        try register()
        try store.askForLooks(event: "meeting", now: 7)
        try store.askForLooks(event: "other", now: 7)
        let late = try fixture.register("late@example.org")
        #expect(try !store.isWaiting(registration: late))
        #expect(try walk(store).flatMap(\.people).count == 10)
        #expect(try store.walkedEvents() == ["other"])
        #expect(try store.isWaiting(registration: 2) && !store.isWaiting(registration: 1))
    }

    @Test("ids below zero, which the web site may choose, are passed as well")
    func negative() throws {
        for id in Int64(-3)...3 { _ = try store.see(fixture.row(id, "n\(id)@example.org"), now: 1) }
        try store.askForLooks(event: "meeting", now: 7)
        #expect(try walk(store, rows: 2).flatMap(\.people).count == 7)
    }

    @Test("how many wait is told of single people and of those whom a walk has still to pass")
    func waiting() throws {
        func waiting() throws -> [String] { try store.waitingLooks().map { "\($0.event) \($0.count)" } }
        try register()
        #expect(try waiting() == [])
        try store.askForLooks(event: "meeting", now: 7)
        #expect(try waiting() == ["meeting 10"])
        for event in ["meeting", "other", "gone"] {
            for _ in 0..<2 { try store.askForLook("x@example.org", event: event, now: 1) }
        }
        _ = try walk(store, most: 1)
        #expect(try waiting() == ["gone 1", "meeting 8", "other 1"])
        try store.tookLook(Look(event: "gone", personKey: "x@example.org"))
        try store.tookLook(Look(event: "gone", personKey: "nobody@example.org"))
        _ = try walk(store)
        #expect(try waiting() == ["meeting 1", "other 1"])
    }

    @Test("counting who waits reads no looks, and a part of a walk no row beyond its own")
    func plans() throws {
        let counts = try fixture.plan(MessageStore.waitingCounts)
        #expect(!counts.contains(" looks") && counts.contains("COVERING INDEX registrations_"), "\(counts)")
        let part = try fixture.plan(MessageStore.registrationsOfPart)
        #expect(part.contains("rowid>? AND rowid<?"), "\(part)")
    }
}
