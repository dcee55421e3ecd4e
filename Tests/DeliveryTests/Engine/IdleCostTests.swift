@testable import Delivery
import Foundation
import Store
import Testing
import TestSupport

/// Costs are counted in operations of SQLite: a busy machine changes nothing of them.
@Suite("What an idle daemon asks does not grow with what waits")
struct IdleCostTests {
    /// The operations of twenty turns in which nothing is to be done.
    private func idle(_ bed: Bed) throws -> (operations: Int, dearest: String) {
        try bed.drain()
        let engine = try bed.start()
        for _ in 0..<3 { engine.turn() }
        _ = engine.store.takeWork()
        for _ in 0..<20 { engine.turn() }
        let work = engine.store.takeWork()
        return (work.reduce(0) { $0 + $1.operations }, work.first?.sql ?? "")
    }

    private func expectNoGrowth(_ bed: (Int) throws -> Bed) throws {
        let few = try idle(bed(20)), many = try idle(bed(400))
        #expect(many.operations <= few.operations * 11 / 10 + 200, "\(many.dearest)")
        #expect(few.operations > 0)
    }

    @Test("a mailing that was stopped half-way and whose end has passed")
    func stopped() throws {
        try expectNoGrowth { count in
            let bed = try EngineMailingTests.bed(.friendly, EngineMailingTests.atTen + #", approval: true"#)
            try bed.invite(count)
            try bed.drain()
            let id = try #require(try bed.rows("SELECT id FROM mailings").first.flatMap { Int64($0) })
            let store = try MessageStore(path: bed.folder.path("vestnik.db"))
            _ = try store.approve(mailing: id, actor: "anna", now: bed.clock.now)
            _ = try store.hold(mailing: id, actor: "anna", reason: nil, now: bed.clock.now)
            bed.clock.advance(by: .seconds(30 * 86_400))
            return bed
        }
    }

    @Test("registrations for an event that has no folder")
    func noFolder() throws {
        try expectNoGrowth { count in
            let bed = try Bed()
            try bed.webSite.transaction { () throws(SQLiteError) in
                for number in 0..<count {
                    try bed.webSite.run(
                        "INSERT INTO registrations (event, email) VALUES ('nowhere', ?)",
                        "p\(number)@example.org"
                    )
                }
            }
            return bed
        }
    }

    @Test("letters that wait for an event that cannot be used")
    func heldBack() throws {
        try expectNoGrowth { count in
            let bed = try Bed(Script().on(.rcpt, .reply("450 4.2.1 later")))
            for number in 0..<count { try bed.register("p\(number)@example.org") }
            try bed.drain()
            try bed.change { $0.starts = "never" }
            bed.stop()
            return bed
        }
    }

    @Test("events and their notifications: they are looked at when something is due, and not before")
    func events() throws {
        func bed(_ copies: Int) throws -> Bed {
            let bed = try Bed { settings in
                settings.notifications = (1...10).map {
                    #"{ name: "n\#($0)", audience: "invitees", before: "starts", by: "\#($0)d", time: "10:00" },"#
                }.joined()
                settings.now = "2035-01-12T09:00:00Z"
            }
            for copy in 0..<copies { try bed.copyEvent(to: "copy-\(copy)") }
            return bed
        }
        let few = try bed(1), many = try bed(20)
        let cost = (try idle(few), try idle(many))
        #expect(cost.1.operations <= cost.0.operations * 11 / 10 + 200, "\(cost.1.dearest)")
        let engine = try many.start()
        let before = engine.mailings.count
        #expect(before >= 210)
        for _ in 0..<20 { engine.turn() }
        #expect(engine.mailings.count == before)
        // An hour that strikes is one notification's, of each event.
        many.clock.advance(by: .seconds(66 * 86_400))
        #expect(try many.run { engine.mailings.count > before })
    }

    @Test("four web sites write while somebody reads for long: every letter goes, and nobody fails")
    func writers() throws {
        let bed = try Bed()
        let engine = try bed.start()
        // A reader that does not end: the log cannot begin anew.
        let reader = try Connection(path: bed.folder.path("vestnik.db"), mode: .readOnly)
        try reader.execute("BEGIN; SELECT count(*) FROM messages;")
        let path = bed.folder.path("registrations.db")
        let group = DispatchGroup()
        for writer in 0..<4 {
            DispatchQueue.global().async(group: group) {
                guard let connection = try? Connection(path: path, mode: .readWrite) else { return }
                for number in 0..<50 {
                    try? connection.run(
                        "INSERT INTO registrations (event, email) VALUES ('meeting', ?)",
                        "w\(writer)n\(number)@example.org"
                    )
                }
            }
        }
        #expect(try bed.run { bed.relay.messageCount == 200 })
        #expect(engine.figures.trouble == nil)
        try reader.execute("ROLLBACK")
        #expect(Set(bed.taken()).count == 200)
    }
}
