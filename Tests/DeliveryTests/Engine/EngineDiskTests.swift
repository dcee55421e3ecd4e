@testable import Delivery
import Foundation
import Testing
import TestSupport

@Suite("Trouble with the disk, the database and the clock")
struct EngineDiskTests {
    @Test(
        "the engine stops sending before it stops recording, says so, and goes on by itself",
        arguments: [FaultyDisk.Fault.full, .write, .sync]
    )
    func failingDisk(_ fault: FaultyDisk.Fault) throws {
        let script = Script.friendly.on(.endOfData, .reply("250 ok").delayed(by: .milliseconds(3)))
        let bed = try Bed(script)
        for index in 0..<60 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { bed.relay.messageCount >= 5 })
        try bed.disk.breakDown(fault)
        let engine = try bed.start()
        #expect(try bed.run { engine.figures.trouble != nil })
        #expect(bed.notices.contains { $0.contains("nothing more is sent") })
        #expect(
            waitUntil {
                engine.turn(); return engine.readyQueue.inFlight == 0
            }
        )
        let taken = bed.relay.messageCount
        for _ in 0..<20 { engine.turn() }
        #expect(bed.relay.messageCount == taken, "not one more while nothing can be recorded")
        #expect(bed.disk.strikes > 0)

        bed.disk.mend()
        #expect(try bed.run { try bed.states() == "sent 60" })
        #expect(engine.figures.trouble == nil)
        #expect(bed.notices.contains { $0.contains("sending goes on") })
        #expect(bed.relay.messageCount == 60, "none twice because of it")
        #expect(try bed.rows("PRAGMA integrity_check") == ["ok"])
    }

    @Test("while nothing can be recorded the engine waits for its time, however many letters are at hand")
    func waits() throws {
        let script = Script.friendly.on(.endOfData, .reply("250 ok").delayed(by: .milliseconds(2)))
        let bed = try Bed(script)
        for index in 0..<400 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { bed.relay.messageCount >= 100 })
        try bed.disk.breakDown(.full)
        let engine = try bed.start()
        #expect(try bed.run { engine.figures.trouble != nil })
        #expect(
            waitUntil {
                engine.turn(); return engine.readyQueue.inFlight == 0
            }
        )
        try #require(engine.readyQueue.waitingCount >= Engine.plenty)
        let wakers = Engine.Wakers(descriptors: [], longest: 1000)
        // What has come in meanwhile is heard of once.
        #expect(
            waitUntil {
                engine.turn(); return engine.wait(for: wakers) == .time
            }
        )
        for _ in 0..<5 { #expect(engine.wait(for: wakers) != .outcome) }
        bed.disk.mend()
        #expect(try bed.run { try bed.states() == "sent 400" })
        #expect(bed.relay.messageCount == 400)
    }

    @Test("a disk that fails at any one operation loses and repeats nothing", arguments: 0..<12)
    func failingOnce(_ round: Int) throws {
        var random = SplitMix64(seed: UInt64(round))
        let bed = try Bed()
        for index in 0..<25 { try bed.register("p\(index)@example.org") }
        let engine = try bed.start()
        let fault: FaultyDisk.Fault = [.full, .write, .sync][round % 3]
        try bed.disk.breakDown(fault, after: Int.random(in: 0...40, using: &random))
        for _ in 0..<20 {
            engine.turn()
            engine.wait(for: Engine.Wakers(descriptors: [], longest: 2000))
        }
        bed.disk.mend()
        #expect(try bed.run { try bed.states() == "sent 25" })
        #expect(bed.relay.messageCount == 25)
        #expect(try bed.log().count == 25)
    }

    @Test("killed while the disk was full, what the relay had taken is not sent again")
    func killedWhileFull() throws {
        let bed = try Bed()
        try bed.register("first@example.org")
        #expect(try bed.run { try bed.states() == "sent 1" })
        for index in 1..<10 { try bed.register("p\(index)@example.org") }
        try bed.start().turn()
        try bed.disk.breakDown(.full)
        #expect(waitUntil { bed.relay.messageCount == 10 })
        #expect(try bed.run { bed.engine?.figures.trouble != nil })
        bed.crash()
        bed.disk.mend()
        try bed.drain()
        #expect(try bed.states() == "sent 10")
        #expect(bed.relay.messageCount == 10)
        #expect(bed.notices.contains { $0.contains("accepted: recorded as sent") })
    }

    @Test("a database that someone else keeps locked stops nothing for good")
    func locked() throws {
        let bed = try Bed()
        let engine = try bed.start()
        try bed.register("reader@example.org")
        try bed.database.execute("BEGIN IMMEDIATE")
        engine.turn()
        #expect(engine.figures.trouble?.isEmpty == false)
        #expect(bed.relay.messageCount == 0)
        try bed.database.execute("COMMIT")
        #expect(try bed.run { try bed.states() == "sent 1" })
        #expect(engine.figures.trouble == nil)
    }

    @Test("a damaged file is said to be one")
    func damaged() throws {
        let bed = try Bed()
        try bed.folder.write([UInt8](repeating: 7, count: 8192), to: "vestnik.db")
        for tail in ["-wal", "-shm"] { try? bed.folder.remove("vestnik.db" + tail) }
        #expect { try bed.start() } throws: { "\($0)".contains("vestnik.db") }
    }

    @Test("a database that is deleted or replaced under the engine is missed at once")
    func replaced() throws {
        let bed = try Bed()
        let engine = try bed.start()
        engine.turn()
        #expect(!engine.hasLostDatabase)
        try bed.folder.write(bed.folder.bytes(of: "vestnik.db"), to: "other.db")
        try bed.register("reader@example.org")
        #expect(rename(bed.folder.path("other.db"), bed.folder.path("vestnik.db")) == 0)
        engine.turn()
        #expect(engine.hasLostDatabase)
        #expect(bed.notices.contains { $0.contains("another file took the database's place") })
        #expect(bed.relay.messageCount == 0)
    }

    @Test(
        "a log that is deleted under the engine is missed at once, and what stood in it is in the file",
        arguments: [["-wal", "-shm"], ["-wal"], ["-shm"]]
    )
    func lostLog(suffixes: [String]) throws {
        let bed = try Bed()
        try bed.register("reader@example.org")
        #expect(try bed.run { try bed.states() == "sent 1" })
        #expect(try !bed.start().hasLostDatabase)
        for suffix in suffixes { try bed.folder.remove("vestnik.db" + suffix) }
        try bed.start().turn()
        #expect(try bed.start().hasLostDatabase)
        #expect(bed.notices.contains { $0.contains("the database's log was deleted or replaced") })
        bed.stop()
        #expect(try bed.states() == "sent 1")
        #expect(try bed.run { try bed.states() == "sent 1" })
    }

    @Test("a clock that goes back a day starves nobody: waits are counted from now")
    func clockBack() throws {
        let bed = try Bed(Script.friendly.on(.rcpt, .reply("451 4.7.1 later"))) {
            $0.configuration = #"retry: { first: "10m", factor: 2, longest: "1h", giveUpAfter: "4d" },"#
        }
        try bed.register("reader@example.org")
        try bed.drain()
        bed.relay.setScript(.friendly)
        bed.clock.advance(by: .seconds(-86_400))
        try bed.register("other@example.org")
        try bed.drain()
        #expect(bed.notices.contains { $0.contains("the clock has gone back") })
        #expect(try bed.states() == "deferred 1, sent 1")
        bed.clock.advance(by: .seconds(15 * 60))
        try bed.drain()
        #expect(try bed.states() == "sent 2")
    }

    @Test("a clock that went back while the engine was down is noticed at its start")
    func clockBackAtStart() throws {
        let bed = try Bed(Script.friendly.on(.rcpt, .reply("451 4.7.1 later")))
        try bed.register("reader@example.org")
        try bed.drain()
        bed.stop()
        bed.relay.setScript(.friendly)
        bed.clock.advance(by: .seconds(-86_400))
        try bed.drain()
        bed.clock.advance(by: .seconds(600))
        try bed.drain()
        #expect(try bed.states() == "sent 1")
    }

    @Test("a clock that goes forward a day makes no storm: what is due goes once")
    func clockForward() throws {
        let bed = try Bed(Script.friendly.on(.rcpt, .reply("451 4.7.1 later")))
        for index in 0..<20 { try bed.register("p\(index)@example.org") }
        try bed.drain()
        bed.clock.advance(by: .seconds(86_400))
        try bed.drain()
        #expect(try bed.rows("SELECT DISTINCT attempts FROM messages_view") == ["2"])
        #expect(try bed.states() == "deferred 20")
    }
}
