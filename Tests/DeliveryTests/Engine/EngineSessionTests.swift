@testable import Delivery
import Testing
import TestSupport

@Suite("Sessions that are lost or refused")
struct EngineSessionTests {
    /// The first relay, as the engine sees it.
    private func relay(_ bed: Bed) throws -> RelayPool.Relay {
        try bed.start().readyQueue.relays[0]
    }

    @Test("one letter in five that breaks its connection costs that letter alone, and rests nobody")
    func brokenLetters() throws {
        let script = Script.friendly.onRecipient("bad", .close)
        let bed = try Bed(script) { $0.relay = "connections: 4," }
        for index in 0..<100 { try bed.register("\(index % 5 == 0 ? "bad" : "good")\(index)@example.org") }
        #expect(try bed.run { try bed.states() == "deferred 20, sent 80" })
        #expect(try relay(bed).failures == 0)
        #expect(try bed.log("outcome = 'deferred'").count == 20)
        #expect(!bed.notices.contains { $0.contains("cannot be reached") })
    }

    @Test("letters that break the connection after the end of data are in doubt, and rest nobody")
    func brokenAtEnd() throws {
        let bed = try Bed(Script.friendly.onEvery(5, at: .endOfData, .close)) { $0.relay = "connections: 4," }
        for index in 0..<100 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { try bed.states("state NOT IN ('sent', 'in_doubt')") == "" })
        #expect(try bed.states("state = 'sent'") == "sent 80")
        #expect(try relay(bed).failures == 0)
    }

    @Test("a relay that breaks every session rests after a row of them, and few letters lose a try")
    func allBroken() throws {
        let bed = try Bed(Script.friendly.on(.rcpt, .close)) { $0.relay = "connections: 2," }
        for index in 0..<100 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { try relay(bed).failures > 0 })
        #expect(try bed.run { try bed.states().contains("sending") == false })
        #expect(try bed.log().count <= RelayPool.mostLosses + 3)
    }

    @Test("a relay that serves two sessions of eight gets two, and no letter loses a try")
    func oneTooMany() throws {
        let script = Script.friendly.serving(sessions: 2).on(
            .endOfData,
            .reply("250 ok").delayed(by: .milliseconds(2))
        )
        let bed = try Bed(script) { $0.relay = "connections: 8," }
        for index in 0..<200 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { try bed.states() == "sent 200" })
        #expect(try bed.rows("SELECT count(*) FROM messages WHERE attempts <> 1") == ["0"])
        let limit = try relay(bed).limit
        #expect(limit.sessions == 2, "\(limit)")
        #expect(bed.relay.sessionCount <= 12, "it is not asked again and again")
    }

    @Test(
        "a relay that serves no session at all is told of, and letters are deferred as without a connection"
    )
    func noneServed() throws {
        let bed = try Bed(Script.friendly.serving(sessions: 0)) { $0.relay = "connections: 8," }
        for index in 0..<20 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { bed.notices.contains { $0.contains("serves no session of ours") } })
        #expect(try bed.run { try bed.states().contains("sending") == false })
        #expect(try bed.states("attempts = 0").hasPrefix("queued"))
    }

    @Test(
        "a relay that has had enough for now is left alone; what waits for it is queued and keeps its tries"
    )
    func paced() throws {
        let bed = try Bed(Script.friendly.taking(20, per: .seconds(3600))) { $0.relay = "connections: 4," }
        for index in 0..<60 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { try bed.states() == "queued 40, sent 20" })
        #expect(try bed.rows("SELECT sum(attempts) FROM messages") == ["20"])
        let knocks = bed.relay.commands().count { $0.hasPrefix("MAIL") }
        #expect(knocks <= 20 + 2 * 4 + 2, "what was on its way, and at most a knock or two")
        #expect(try bed.start().nextInstant() != nil)
    }

    @Test("when the relay takes letters again all of them go")
    func pacedAndGone() throws {
        let bed = try Bed(Script.friendly.taking(25, per: .seconds(1))) { $0.relay = "connections: 4," }
        for index in 0..<60 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { try bed.states() == "sent 60" })
        #expect(try bed.rows("SELECT count(*) FROM messages WHERE attempts <> 1") == ["0"])
    }

    @Test("a relay that loses what is pipelined behind the dot is remembered over a restart, for some days")
    func overlapRemembered() throws {
        let script = Script.friendly.on(.endOfData, .reply("250 ok").droppingInput())
        let bed = try Bed(script) { $0.relay = "connections: 1," }
        for index in 0..<3 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { try bed.states() == "sent 3" })
        #expect(try bed.log() == ["sent", "sent", "sent"])
        #expect(bed.notices.contains { $0.contains("one by one") })
        bed.stop()
        let before = bed.relay.sessionCount
        for index in 3..<6 { try bed.register("p\(index)@example.org") }
        try bed.drain()
        #expect(try bed.states() == "sent 6")
        #expect(bed.relay.sessionCount == before + 1, "no session was lost to find it out again")
        bed.stop()
        bed.clock.advance(by: .seconds(8 * 86_400))
        try bed.start()
        #expect(try bed.rows("SELECT key FROM meta WHERE key LIKE 'overlap:%'").isEmpty)
    }

    @Test("a relay that accepts connections and never greets is told in the database, until it greets")
    func silent() throws {
        let bed = try Bed(Script.friendly.on(.connect, .close)) { $0.relay = "connections: 1," }
        try bed.register("reader@example.org")
        let troubles = "SELECT value FROM meta WHERE key LIKE 'relay:%'"
        #expect(try bed.run { try bed.rows(troubles).contains { $0.contains("no greeting came") } })
        bed.relay.setScript(.friendly)
        #expect(
            try bed.run {
                bed.clock.advance(by: .seconds(60))
                return try bed.states() == "sent 1" && bed.rows(troubles).isEmpty
            }
        )
    }

    @Test("a connection that is cut off because we stop is not told as a relay that cannot be reached")
    func cutOff() throws {
        let bed = try Bed(Script.friendly.on(.connect, .stall)) { $0.relay = "connections: 1," }
        try bed.register("reader@example.org")
        #expect(try bed.run { bed.relay.sessionCount == 1 })
        bed.stop()
        #expect(!bed.notices.contains { $0.contains("cannot be reached") }, "\(bed.notices)")
        #expect(try bed.states() == "queued 1" && bed.log().isEmpty)
    }
}
