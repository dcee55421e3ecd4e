import Store
import Testing
import TestSupport

@Suite("What may have been taken counts as told")
struct ToldDoubtTests {
    let told: ToldBed
    let reader = "reader@example.org"

    init() throws { told = try ToldBed(Script().on(.endOfData, Answer.close.accepting())) }

    private func states() throws -> [String] {
        try told.bed.rows("SELECT notification || ' ' || state FROM messages ORDER BY id")
    }

    /// A confirmation that was taken without a word.
    private func confirmed() throws -> Int64 {
        let id = try told.register(reader)
        #expect(try told.bed.run { try states() == ["confirmation in_doubt"] })
        return id
    }

    @Test("whoever cancels then is told so, and the doubtful letter does not go again")
    func cancelled() throws {
        let id = try confirmed()
        told.bed.stop()
        told.bed.relay.setScript(.friendly)
        try told.set(id, "status = 'cancelled'")
        told.bed.clock.advance(by: .seconds(7200))
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "cancellation"])
        #expect(told.postbox(reader).calendar.isEmpty)
    }

    @Test("the same where the second try was put off")
    func deferred() throws {
        let id = try confirmed()
        told.bed.stop()
        told.bed.relay.setScript(Script().on(.rcpt, .reply("450 4.2.1 later")))
        told.bed.clock.advance(by: .seconds(7200))
        #expect(try told.bed.run { try states() == ["confirmation deferred"] })
        told.bed.stop()
        told.bed.relay.setScript(.friendly)
        try told.set(id, "status = 'cancelled'")
        told.bed.clock.advance(by: .seconds(7200))
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "cancellation"], "\(told.story)")
        #expect(told.postbox(reader).calendar.isEmpty)
    }

    @Test("a look that finds nothing new lets the put-off try go on")
    func goesOn() throws {
        let id = try confirmed()
        told.bed.stop()
        told.bed.relay.setScript(Script().on(.rcpt, .reply("450 4.2.1 later")))
        told.bed.clock.advance(by: .seconds(7200))
        #expect(try told.bed.run { try states() == ["confirmation deferred"] })
        told.bed.stop()
        try told.set(id, "position = 'P'")
        told.bed.relay.setScript(.friendly)
        try told.bed.drain()
        told.bed.clock.advance(by: .seconds(7200))
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "confirmation"])
        #expect(try states() == ["confirmation sent"])
    }

    @Test("a deleted row's doubtful letter does not go again")
    func deleted() throws {
        let id = try confirmed()
        told.bed.stop()
        told.bed.relay.setScript(.friendly)
        try told.bed.webSite.run("DELETE FROM registrations WHERE id = ?", id)
        told.bed.clock.advance(by: .seconds(7200))
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation"])
    }

    @Test("where its row is deleted while a person holds it, another row of the same person is told")
    func heldAndDeleted() throws {
        let told = try ToldBed(Script().on(.endOfData, .close))
        let id = try told.register(reader)
        #expect(try told.bed.run { try told.bed.states() == "in_doubt 1" })
        told.bed.stop()
        told.bed.relay.setScript(.friendly)
        try told.register(reader)
        let store = try MessageStore(path: told.bed.folder.path("vestnik.db"))
        _ = try store.act(.hold, on: LogFilter(), actor: "me", now: told.bed.clock.now)
        try told.bed.webSite.run("DELETE FROM registrations WHERE id = ?", id)
        try told.settle()
        #expect(told.kinds(reader) == [])
        _ = try store.act(.release, on: LogFilter(), actor: "me", now: told.bed.clock.now)
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation"], "\(told.story)")
    }

    @Test("it was told when it may have been taken, however much later it is withdrawn")
    func withdrawnLater() throws {
        let told = try ToldBed(
            Script().on(.endOfData, Answer.close.accepting()),
            more: #"{ name: "event-cancelled", on: "event-cancelled", calendar: "cancel", approval: false },"#
        )
        try told.register(reader)
        #expect(try told.bed.run { try told.bed.states() == "in_doubt 1" })
        told.bed.stop()
        told.bed.relay.setScript(.friendly)
        told.bed.clock.advance(by: .seconds(5))
        try told.move(isCalledOff: true)
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "event-cancelled"], "\(told.story)")
        // Somebody lets it go again, and it is withdrawn only then.
        told.bed.clock.advance(by: .seconds(7200))
        let store = try MessageStore(path: told.bed.folder.path("vestnik.db"))
        _ = try store.act(.release, on: LogFilter(), actor: "me", now: told.bed.clock.now)
        try told.settle()
        #expect(try told.bed.states() == "cancelled 1, sent 1", "\(told.story)")
        try told.move()
        try told.bed.reload()
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "event-cancelled", "confirmation"], "\(told.story)")
    }
}
