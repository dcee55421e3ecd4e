@testable import Delivery
import Store
import Testing
import TestSupport

/// There is no commit over two files: each step between them may be the last.
@Suite("Kills between intake and database")
struct ToldKillTests {
    let told: ToldBed
    private var bed: Bed { told.bed }
    private let reader = "reader@example.org"

    init() throws { told = try ToldBed() }

    private func queued() throws -> Int64 { try bed.webSite.integer("SELECT count(*) FROM changes") }

    /// What the relay took between the last look at the delivery journal and the kill nobody could know of.
    private func kill() {
        bed.relay.setScript(Script().adding { _ in .stall })
        bed.crash()
        bed.relay.setScript(.friendly)
    }

    private func expectOnce() throws {
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation"], "\(told.story)")
        #expect(try bed.rows("SELECT version FROM registrations") == ["1"])
        #expect(try bed.rows("SELECT count(*) FROM versions") == ["0"])
        #expect(try queued() == 0)
        let shown = try bed.webSite.first(
            "SELECT group_concat(notification || ' ' || state) FROM registration_delivery"
        ) { $0.optionalText(0) }
        #expect(shown == "confirmation sent")
    }

    @Test("read, and not yet committed")
    func read() throws {
        try told.register(reader)
        try bed.start().hearIntake()
        kill()
        #expect(try queued() > 0)
        try expectOnce()
    }

    @Test("the commit fails at any of its steps", arguments: 0..<12)
    func commit(_ step: Int) throws {
        try bed.start()
        try told.register(reader)
        try bed.disk.breakDown(.write, after: step)
        for _ in 0..<3 { try bed.start().turn() }
        bed.disk.mend()
        kill()
        try expectOnce()
    }

    @Test("committed, and not yet out of the intake's queue", arguments: [true, false])
    func settling(_ isDaemonKilled: Bool) throws {
        try bed.start()
        try told.register(reader)
        told.intake.last?.diesAtSettling = true
        // What is in flight at a kill may go twice; this one had better not begun.
        if isDaemonKilled { bed.relay.setScript(Script().on(.mail, .stall)) }
        #expect(try bed.run { try bed.rows("SELECT count(*) FROM registrations") == ["1"] })
        #expect(try queued() > 0)
        if isDaemonKilled { kill() }
        bed.clock.advance(by: .seconds(7200))
        try expectOnce()
    }

    @Test("sent, and not yet told to the web site", arguments: [true, false])
    func publishing(_ isDaemonKilled: Bool) throws {
        try bed.start()
        try told.register(reader)
        told.intake.last?.diesAtPublishing = true
        #expect(try bed.run { try bed.states() == "sent 1" })
        if isDaemonKilled { kill() }
        try expectOnce()
    }

    @Test("a deletion that was seen and is read again tells nothing")
    func deletion() throws {
        let id = try told.register(reader)
        try told.settle()
        told.intake.last?.diesAtSettling = true
        try bed.webSite.run("DELETE FROM registrations WHERE id = ?", id)
        #expect(try bed.run { try bed.rows("SELECT count(*) FROM registrations") == ["0"] })
        kill()
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation"])
        #expect(try bed.rows("SELECT count(*) FROM versions") == ["1"])
        #expect(try queued() == 0)
    }
}
