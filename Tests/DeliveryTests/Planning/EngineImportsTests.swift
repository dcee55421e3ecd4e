@testable import Delivery
import Service
import Store
import Testing
import TestSupport

@Suite("Invitation lists that a command was killed over")
struct EngineImportsTests {
    /// More rows than two parts have.
    private static let people = 600
    private let bed: Bed

    init() throws {
        bed = try EngineMailingTests.bed(.friendly, EngineMailingTests.atTen)
    }

    /// Puts a list aside as a command does that is killed then.
    private func putAside(_ count: Int = people, accepting: Bool = true) throws {
        let store = try MessageStore(path: bed.folder.path("vestnik.db"))
        let id = try store.beginImport(event: "meeting", columns: .all, now: bed.clock.now)
        for start in stride(from: 0, to: count, by: 500) {
            let part = (start..<min(count, start + 500)).map { InviteeRecord(email: "p\($0)@example.org") }
            try store.putAside(part, import: id)
        }
        if accepting { try store.acceptImport(id, now: bed.clock.now) }
    }

    private func start() throws -> Engine {
        let engine = try bed.start()
        engine.turnTime.most = 0
        engine.gatheringRest = 0
        return engine
    }

    private func listed() throws -> Int64 { try bed.database.integer("SELECT count(*) FROM invitees") }

    private func aside() throws -> Int64 {
        try bed.database.integer("SELECT (SELECT count(*) FROM import_rows) + (SELECT count(*) FROM imports)")
    }

    @Test("an accepted list follows in parts, and nobody is written to before it is whole")
    func parts() throws {
        try putAside()
        let engine = try start()
        var grown: [Int64] = []
        for _ in 0..<8 where try listed() < Self.people {
            let before = try listed()
            engine.turn()
            grown.append(try listed() - before)
            if try listed() < Self.people { #expect(try bed.states() == "") }
        }
        #expect(grown.filter { $0 > 0 } == [250, 250, 100])
        try bed.drain()
        #expect(try bed.states() == "sent \(Self.people)")
        #expect(try aside() == 0)
        #expect(bed.notices.contains { $0.contains("\(Self.people)") })
    }

    @Test("killed between any two parts, it brings all rows, each once", arguments: 1...4)
    func killed(_ turns: Int) throws {
        try putAside()
        for _ in 0..<turns { try start().turn() }
        bed.crash()
        _ = try start()
        try bed.drain()
        #expect(try listed() == Self.people)
        #expect(try bed.rows("SELECT count(DISTINCT person_key) FROM invitees") == ["\(Self.people)"])
        #expect(try bed.states() == "sent \(Self.people)")
        #expect(Set(bed.taken()).count == Self.people && bed.relay.messageCount == Self.people)
        #expect(try aside() == 0)
    }

    @Test("what was not accepted is taken away, and nobody of it is written to")
    func unaccepted() throws {
        try putAside(accepting: false)
        let engine = try start()
        for _ in 0..<12 where try aside() > 0 { engine.turn() }
        try bed.drain()
        #expect(try aside() == 0)
        #expect(try listed() == 0)
        #expect(bed.relay.messageCount == 0)
    }

    @Test("while somebody imports it is left to them")
    func held() throws {
        try putAside(10, accepting: false)
        let lock = try LockFile(MessageStore.importLock(besides: bed.folder.path("vestnik.db")))
        let engine = try start()
        for _ in 0..<5 { engine.turn() }
        #expect(try aside() == 11)
        withExtendedLifetime(lock) {}
    }
}
