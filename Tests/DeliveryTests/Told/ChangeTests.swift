@testable import Delivery
import Store
import Testing
import TestSupport

@Suite("What has changed is told once, and only while it is so")
struct ToldChangeTests {
    let told: ToldBed
    let reader = "reader@example.org"

    init() throws { told = try ToldBed() }

    private func states(_ notification: String = "change") throws -> [String] {
        try told.bed.rows("SELECT state FROM messages WHERE notification = '\(notification)' ORDER BY id")
    }

    /// Withdraws, stops or lets go on as `vestnik` does, on a connection of its own.
    private func act(_ body: (MessageStore, Int64) throws -> Void) throws {
        let store = try MessageStore(path: told.bed.folder.path("vestnik.db"))
        let id = try #require(
            try told.bed.rows("SELECT id FROM mailings WHERE notification = 'change'").first.flatMap {
                Int64($0)
            }
        )
        try body(store, id)
    }

    @Test("facts that move and move back while the letters wait are told to nobody")
    func back() throws {
        try told.register(reader)
        try told.settle()
        for starts in ["2035-03-27", "2035-03-28"] {
            try told.move(starts: starts)
            try told.bed.reload()
            try told.bed.drain()
        }
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation"])
        #expect(try states() == ["cancelled"])
    }

    @Test("what waits for a session when the event moves is not made from facts that nobody has noted")
    func waiting() throws {
        told.bed.relay.setScript(Script().on(.connect, .stall))
        try told.register(reader)
        #expect(try told.bed.run { told.bed.engine?.readyQueue.waitingCount == 1 })
        try told.bed.reload()
        #expect(told.bed.engine?.readyQueue.waitingCount == 1)
        try told.move(starts: "2035-03-27")
        try told.bed.reload()
        #expect(told.bed.engine?.readyQueue.waitingCount == 0)
        told.bed.crash()
        told.bed.relay.setScript(.friendly)
        try told.move(starts: "2035-03-28")
        try told.settle()
        #expect(told.postbox(reader).calendar.values.map(\.start) == ["20350328T100000"])
    }

    @Test("two moves in a row are one letter, which tells the last")
    func twice() throws {
        try told.register(reader)
        try told.settle()
        for starts in ["2035-03-27", "2035-03-26"] {
            try told.move(starts: starts)
            try told.bed.reload()
            try told.bed.drain()
        }
        #expect(told.kinds(reader) == ["confirmation"], "they may be undone yet")
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "change"])
        #expect(told.postbox(reader).calendar.values.map(\.start) == ["20350326T100000"])
    }

    @Test("a registrant's own change while the others may be undone waits with them, and is one letter")
    func own() throws {
        let id = try told.register(reader)
        try told.settle()
        try told.move(starts: "2035-03-27")
        try told.bed.reload()
        try told.bed.drain()
        try told.set(id, "organization = 'Other'")
        told.bed.clock.advance(by: .seconds(130))
        try told.bed.drain()
        #expect(told.kinds(reader) == ["confirmation"])
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "change"])
        #expect(told.postbox(reader).letters.last?.words[2] == "Other")
    }

    @Test(
        "a move that a person has withdrawn is told to nobody by another look, but by a change of their own"
    )
    func withdrawn() throws {
        let id = try told.register(reader)
        try told.settle()
        try told.move(starts: "2035-03-27")
        try told.bed.reload()
        try told.bed.drain()
        let now = told.bed.clock.now
        try act { store, mailing in _ = try store.cancel(mailing: mailing, actor: "me", reason: nil, now: now)
        }
        try told.set(id, "position = 'P'")
        try told.settle()
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation"], "\(told.story)")
        try told.set(id, "organization = 'Other'")
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "change"], "\(told.story)")
        #expect(told.postbox(reader).calendar.values.map(\.start) == ["20350327T100000"])
        try told.move(starts: "2035-03-26")
        try told.bed.reload()
        try told.settle()
        #expect(
            told.postbox(reader).calendar.values.map(\.start) == ["20350326T100000"],
            "a later move is another"
        )
    }

    @Test("a change that a person has withdrawn does not keep the next one back")
    func nextChange() throws {
        let id = try told.register(reader)
        try told.settle()
        told.bed.relay.setScript(Script().on(.rcpt, .reply("450 4.2.1 later")))
        try told.set(id, "organization = 'First'")
        try told.bed.drain()
        try withdraw("change")
        told.bed.relay.setScript(.friendly)
        try told.set(id, "organization = 'Second'")
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "change"])
        #expect(told.postbox(reader).letters.last?.words[2] == "Second")
    }

    private func withdraw(_ notification: String) throws {
        let store = try MessageStore(path: told.bed.folder.path("vestnik.db"))
        var filter = LogFilter()
        filter.notification = notification
        _ = try store.act(.cancel, on: filter, actor: "me", now: told.bed.clock.now)
    }

    @Test("a letter that is sent again by a person goes only if it is still true")
    func retried() throws {
        told.bed.relay.setScript(Script().on(.rcpt, .reply("550 5.1.1 none")))
        let id = try told.register(reader)
        try told.bed.drain()
        try told.set(id, "status = 'cancelled'")
        try told.bed.drain()
        told.bed.relay.setScript(.friendly)
        let store = try MessageStore(path: told.bed.folder.path("vestnik.db"))
        let now = told.bed.clock.now
        _ = try store.act(.retry, on: LogFilter(), actor: "me", expires: now + 86_400_000, now: now)
        try told.settle()
        #expect(told.kinds(reader).isEmpty)
        #expect(try states("confirmation") == ["cancelled"])
    }

    @Test("a mailing that a person has stopped stays stopped when the facts move again")
    func stopped() throws {
        try told.register(reader)
        try told.settle()
        try told.move(starts: "2035-03-27")
        try told.bed.reload()
        try told.bed.drain()
        let now = told.bed.clock.now
        try act { store, mailing in _ = try store.hold(mailing: mailing, actor: "me", reason: nil, now: now) }
        try told.move(starts: "2035-03-26")
        try told.bed.reload()
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation"])
        try act { store, mailing in
            _ = try store.release(mailing: mailing, actor: "me", now: told.bed.clock.now)
        }
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "change"], "\(told.story)")
        #expect(told.postbox(reader).calendar.values.map(\.start) == ["20350326T100000"])
    }

    @Test("a change without an entry of its own moves the entry that was given")
    func withoutEntry() throws {
        let told = try ToldBed {
            $0.notifications = $0.notifications.replacing(
                #"undo: "10m", calendar: "request""#,
                with: #"undo: "10m""#
            )
        }
        try told.register(reader)
        try told.settle()
        try told.move(starts: "2035-03-27")
        try told.bed.reload()
        try told.settle()
        #expect(told.postbox(reader).calendar.values.map(\.start) == ["20350327T100000"], "\(told.story)")
    }

    @Test("with approval a move waits for it, and a registrant's own change does not")
    func approval() throws {
        let told = try ToldBed {
            $0.notifications = $0.notifications.replacing(
                #"undo: "10m""#,
                with: #"undo: "10m", approval: true"#
            )
        }
        let id = try told.register(reader)
        try told.settle()
        try told.set(id, "organization = 'Other'")
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "change"])
        try told.move(starts: "2035-03-27")
        try told.bed.reload()
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "change"])
        let store = try MessageStore(path: told.bed.folder.path("vestnik.db"))
        let mailing = try #require(try store.mailing("meeting", "change"))
        #expect(mailing.state == .awaitingApproval)
    }

    @Test(
        "an event that takes place after all is told to whoever was told that it is called off, and to who came meanwhile"
    )
    func takesPlace() throws {
        let told = try ToldBed(
            more: #"{ name: "event-cancelled", on: "event-cancelled", calendar: "cancel", approval: false },"#
        )
        try told.register(reader)
        try told.settle()
        try told.move(isCalledOff: true)
        try told.bed.reload()
        try told.register("late@example.org")
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "event-cancelled"])
        #expect(told.postbox(reader).calendar.isEmpty)
        #expect(told.kinds("late@example.org").isEmpty)
        try told.move()
        try told.bed.reload()
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "event-cancelled", "confirmation"], "\(told.story)")
        #expect(told.postbox(reader).calendar.count == 1)
        #expect(told.kinds("late@example.org") == ["confirmation"])
    }
}
