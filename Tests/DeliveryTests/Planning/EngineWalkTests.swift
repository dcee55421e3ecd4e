@testable import Delivery
import Store
import Testing
import TestSupport

@Suite("Everyone of an event is looked at, a part a turn")
struct EngineWalkTests {
    /// More people than two parts have.
    private static let people = 2 * Engine.walkedRows + 5
    private let told: ToldBed
    private var bed: Bed { told.bed }

    init() throws { told = try ToldBed() }

    private func registerAll() throws {
        try bed.webSite.transaction { () throws(SQLiteError) in
            for number in 0..<Self.people {
                try bed.webSite.run(
                    "INSERT INTO registrations (event, email, organization) VALUES ('meeting', ?, 'Lib')",
                    "p\(number)@example.org"
                )
            }
        }
        try told.settle()
    }

    /// An engine each of whose turns does one part.
    private func start() throws -> Engine {
        let engine = try bed.start()
        engine.turnTime.most = 0
        engine.gatheringRest = 0
        return engine
    }

    private func changes() throws -> Int {
        Int(try bed.database.integer("SELECT count(*) FROM messages WHERE notification = 'change'"))
    }

    private func expectEachToldOnce() throws {
        let rows = try bed.rows(
            """
            SELECT count(*) || ' ' || count(DISTINCT person_key) || ' ' || min(state) || ' ' || max(state)
            FROM messages WHERE notification = 'change'
            """
        )
        #expect(rows == ["\(Self.people) \(Self.people) sent sent"])
        for number in [0, Self.people / 2, Self.people - 1] {
            let box = told.postbox("p\(number)@example.org")
            #expect(box.letters.map(\.kind) == ["confirmation", "change"])
            #expect(box.calendar.values.map(\.start) == ["20350327T100000"])
        }
    }

    @Test("facts that move write a row when they are noticed, and letters in parts that are bounded")
    func parts() throws {
        try registerAll()
        try told.move(starts: "2035-03-27")
        let engine = try start()
        try bed.reload()
        var made: [Int] = []
        for _ in 0..<10 where try changes() < Self.people {
            let before = try changes()
            engine.turn()
            made.append(try changes() - before)
        }
        #expect(made.filter { $0 > 0 } == [Engine.walkedRows, Engine.walkedRows, 5])
        #expect(
            try bed.rows("SELECT count(*) FROM looks UNION ALL SELECT count(*) FROM look_walks") == [
                "0", "0",
            ]
        )
        try told.settle()
        try expectEachToldOnce()
    }

    @Test("killed between two parts, it goes on where it was: everyone is told once", arguments: 1...4)
    func killed(_ turns: Int) throws {
        try registerAll()
        try told.move(starts: "2035-03-27")
        _ = try start()
        try bed.reload()
        for _ in 0..<turns { try bed.start().turn() }
        bed.crash()
        _ = try start()
        try told.settle()
        try expectEachToldOnce()
    }

    @Test("facts that move once more half-way are told in one letter, and those that move back in none")
    func again() throws {
        try registerAll()
        for (starts, turns) in [("2035-03-26", 2), ("2035-03-27", 9)] {
            try told.move(starts: starts)
            let engine = try start()
            try bed.reload()
            for _ in 0..<turns { engine.turn() }
        }
        try told.settle()
        try expectEachToldOnce()
        for (starts, turns) in [("2035-03-25", 2), ("2035-03-27", 9)] {
            try told.move(starts: starts)
            let engine = try start()
            try bed.reload()
            for _ in 0..<turns { engine.turn() }
        }
        try told.settle()
        let sent = try bed.rows(
            "SELECT count(*) FROM messages WHERE notification = 'change' AND state = 'sent'"
        )
        #expect(sent == ["\(Self.people)"])
    }

    @Test("none of their letters goes before it is known who gets one; a confirmation goes meanwhile")
    func waits() throws {
        try bed.change {
            $0.notifications = $0.notifications.replacing(#"undo: "10m""#, with: #"undo: "0m""#)
        }
        try registerAll()
        try told.move(starts: "2035-03-27")
        let engine = try start()
        try bed.reload()
        try told.register("new@example.org")
        let before = bed.relay.messageCount
        #expect(try bed.run { bed.relay.messageCount > before })
        #expect(told.kinds("new@example.org") == ["confirmation"])
        if try engine.store.walkedEvents().contains("meeting") {
            #expect(bed.relay.messageCount == before + 1)
        }
        try told.settle()
        try expectEachToldOnce()
    }

    @Test("a letter that waits when the facts move tells the new ones, and nobody is told of them again")
    func waiting() throws {
        bed.relay.setScript(Script().on(.rcpt, .reply("450 4.2.1 later")))
        try told.register("reader@example.org")
        try bed.drain()
        #expect(
            try bed.rows("SELECT state || ' ' || facts || ' ' || sequence FROM messages") == ["deferred 1 0"]
        )
        try told.move(starts: "2035-03-27")
        let engine = try start()
        try bed.reload()
        // It is claimed before anybody has looked at its person.
        engine.walking.at = Uptime.now() + 3_600_000
        bed.relay.setScript(.friendly)
        bed.clock.advance(by: .seconds(3600))
        #expect(try bed.run { bed.relay.messageCount == 1 })
        #expect(try bed.run { try bed.states() == "sent 1" })
        #expect(try bed.rows("SELECT facts || ' ' || sequence FROM messages") == ["2 1"])
        engine.walking.at = .zero
        try told.settle()
        #expect(told.kinds("reader@example.org") == ["confirmation"])
        #expect(told.postbox("reader@example.org").calendar.values.map(\.start) == ["20350327T100000"])
    }
}
