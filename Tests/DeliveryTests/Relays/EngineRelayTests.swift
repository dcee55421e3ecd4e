@testable import Delivery
import Testing
import TestSupport

@Suite("Relays in trouble")
struct EngineRelayTests {
    @Test("with no connection, only as many messages are deferred as there were connections to be tried")
    func noConnection() throws {
        let bed = try Bed()
        bed.relay.stop()
        for index in 0..<20 { try bed.register("p\(index)@example.org") }
        try bed.start().turn()
        #expect(try bed.run { try bed.rows("SELECT 1 FROM delivery_log").isEmpty == false })
        #expect(try bed.run { try bed.states().contains("sending") == false })
        let deferred = try bed.log()
        #expect(!deferred.isEmpty && deferred.count <= 3, "one a second, for each try to connect")
        #expect(deferred.allSatisfy { $0 == "deferred" })
        #expect(try bed.states() == "deferred \(deferred.count), queued \(20 - deferred.count)")
        #expect(
            try bed.rows("SELECT next_attempt_at IS NULL FROM messages_view WHERE state = 'deferred'")
                .allSatisfy { $0 == "0" }
        )
        #expect(bed.notices.contains { $0.contains("cannot be reached") })
    }

    @Test("a 421 slows the relay down and leaves the other messages' tries alone")
    func serviceNotAvailable() throws {
        let bed = try Bed(Script.friendly.on(.mail, .reply("421 4.3.2 shutting down").then(.close))) {
            $0.relay = "connections: 1,"
        }
        for index in 0..<30 { try bed.register("p\(index)@example.org") }
        try bed.start().turn()
        #expect(try bed.run { try bed.rows("SELECT 1 FROM delivery_log").isEmpty == false })
        #expect(try bed.run { try bed.states().contains("sending") == false })
        #expect(try bed.log().count <= 2)
        #expect(
            try bed.rows("SELECT count(*) FROM messages WHERE attempts = 0").first.flatMap { Int($0) } ?? 0
                >= 28
        )
    }

    @Test("while the first relay is down the second sends, and the first takes over again when it is back")
    func failOver() throws {
        let down = Script.friendly.on(.connect, .reply("421 4.3.2 maintenance").then(.close))
        let bed = try Bed(down, .friendly) { $0.relay = "connections: 1," }
        for index in 0..<5 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { try bed.states() == "sent 5" })
        #expect(bed.taken(by: 1).count == 5)
        #expect(
            try bed.log() == ["sent", "sent", "sent", "sent", "sent"],
            "nobody's try was spent on the first"
        )
        #expect(
            try bed.rows("SELECT DISTINCT relay FROM messages_view") == ["127.0.0.1:\(bed.relays[1].port)"]
        )
        bed.relay.setScript(.friendly)
        var next = 5
        // A session that is opened beside the work tells that it is back.
        #expect(
            try bed.run {
                try bed.register("p\(next)@example.org")
                next += 1
                return bed.relay.messageCount > 0
            }
        )
        #expect(try bed.run { try bed.states() == "sent \(next)" })
    }

    @Test("a relay that allows one session fewer than configured is used with those it allows")
    func crowded() throws {
        let script = Script.friendly.adding { situation in
            situation.stage == .connect && situation.session > 1
                ? .reply("421 4.7.0 too many connections").then(.close) : nil
        }.on(.endOfData, .reply("250 ok").delayed(by: .milliseconds(2)))
        let bed = try Bed(script) { $0.relay = "connections: 4," }
        for index in 0..<50 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { try bed.states() == "sent 50" })
        // On a slow machine ten seconds may pass, after which it is asked for one more; never once a letter.
        #expect(bed.relay.sessionCount < 25, "it is not asked again and again")
    }

    @Test("a session ends after messagesPerConnection, and another goes on")
    func messagesPerConnection() throws {
        let bed = try Bed { $0.relay = "connections: 1, messagesPerConnection: 4," }
        for index in 0..<12 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { try bed.states() == "sent 12" })
        #expect(bed.relay.sessionCount == 3)
        #expect(try bed.log() == [String](repeating: "sent", count: 12))
    }

    @Test("messagesPerDay stops a relay for the day, and a restart does not forget")
    func perDay() throws {
        let bed = try Bed { $0.relay = "connections: 2, messagesPerDay: 5," }
        for index in 0..<8 { try bed.register("p\(index)@example.org") }
        try bed.drain()
        #expect(try bed.states() == "queued 3, sent 5")
        bed.stop()
        try bed.drain()
        #expect(try bed.states() == "queued 3, sent 5")
        #expect(bed.relay.messageCount == 5)
        bed.stop()
        bed.clock.advance(by: .seconds(86_600))
        try bed.drain()
        #expect(try bed.states() == "sent 8")
    }

    @Test("a relay whose own daily limit is spent is left alone for a day, even by the next run")
    func dailyBlock() throws {
        let reply = Answer.reply("454 4.7.0 Daily message quota exceeded")
        let bed = try Bed(Script.friendly.on(.mail, reply)) { $0.relay = "connections: 1," }
        for index in 0..<5 { try bed.register("p\(index)@example.org") }
        try bed.drain()
        let tried = bed.relay.commands().count { $0.hasPrefix("MAIL") }
        #expect(tried <= 2, "one, and one more behind its back in the pipeline")
        bed.relay.setScript(.friendly)
        bed.stop()
        bed.clock.advance(by: .seconds(3600))
        try bed.drain()
        #expect(bed.relay.messageCount == 0)
        bed.stop()
        bed.clock.advance(by: .seconds(86_400))
        try bed.drain()
        #expect(try bed.states() == "sent 5")
    }

    @Test("one relay's spent limit does not keep the message from the next relay")
    func dailyBlockFailOver() throws {
        let blocked = Script.friendly.on(.mail, .reply("550 5.4.5 Daily user sending limit exceeded"))
        let bed = try Bed(blocked, .friendly) {
            $0.relay = "connections: 1,"
            $0.configuration = #"retry: { first: "1m", factor: 2, longest: "1h", giveUpAfter: "4d" },"#
        }
        for index in 0..<4 { try bed.register("p\(index)@example.org") }
        try bed.drain()
        bed.clock.advance(by: .seconds(120))
        try bed.drain()
        #expect(try bed.states() == "sent 4")
        #expect(bed.taken(by: 1).count == 4)
    }

    @Test("a domain gets no more connections than configured, and others are not kept waiting by it")
    func perDomain() throws {
        let script = Script.friendly.on(.endOfData, .reply("250 ok").delayed(by: .milliseconds(5)))
        let bed = try Bed(script) {
            $0.relay = "connections: 4,"
            $0.configuration = #"domains: { "slow.example": { connections: 1 } },"#
        }
        for index in 0..<20 { try bed.register("p\(index)@slow.example") }
        try bed.register("q@fast.example")
        #expect(try bed.run { try bed.states() == "sent 21" })
        let order = bed.taken()
        let fast = try #require(order.firstIndex(of: "q@fast.example"))
        #expect(fast < 15, "\(order)")
    }

    @Test("messagesPerMinute of a domain holds while others go on")
    func perDomainMinute() throws {
        let bed = try Bed {
            $0.configuration = #"domains: { "slow.example": { messagesPerMinute: 3 } },"#
        }
        for index in 0..<10 { try bed.register("p\(index)@slow.example") }
        for index in 0..<10 { try bed.register("q\(index)@fast.example") }
        #expect(try bed.run { try bed.states("state = 'sent'") == "sent 11" })
        // They wait in the queue, not in transfer.
        #expect(try bed.run { try bed.states("email LIKE '%slow%'") == "queued 9, sent 1" })
    }

    @Test("a relay that refuses the sender holds what met it, and calls for a person")
    func senderRefused() throws {
        let bed = try Bed(Script.friendly.on(.mail, .reply("550 5.7.1 sender not owned by user"))) {
            $0.relay = "connections: 1,"
        }
        for index in 0..<10 { try bed.register("p\(index)@example.org") }
        try bed.drain()
        let held = try bed.rows("SELECT reason FROM messages_view WHERE state = 'held'")
        #expect(!held.isEmpty && held.count <= 2)
        #expect(held.allSatisfy { $0.contains("refuses our sender") && $0.contains("5.7.1") })
        #expect(try bed.states("state NOT IN ('held', 'queued')") == "", "nobody is bounced")
    }

    @Test("a wrong password stands for a person to mend: nothing is bounced, and it is in no log")
    func wrongPassword() throws {
        let bed = try Bed(Script.friendly.on(.auth, .reply("535 5.7.8 authentication failed"))) {
            $0.users = ["u": "another"]
            $0.relay = #"connections: 1, username: "u", password: { file: "secret" },"#
        }
        try bed.folder.write("hunter2hunter2", to: "secret")
        for index in 0..<3 { try bed.register("p\(index)@example.org") }
        try bed.drain()
        #expect(try bed.log() == ["deferred", "deferred", "deferred"])
        #expect(try bed.states() == "deferred 3")
        #expect(bed.notices.contains { $0.contains("needs a person") && $0.contains("535") })
        let everything = bed.notices + bed.journal + (try bed.rows("SELECT reply FROM delivery_log"))
        #expect(!everything.joined().contains("hunter2"))
    }

    /// A relay that takes letters of a hundred bytes at most.
    static let small = Script.friendly.on(
        .ehlo,
        .reply(250, lines: ["small.example", "SIZE 100", "PIPELINING"])
    )

    @Test("what the first relay cannot take as it is goes through the second")
    func tooLarge() throws {
        let bed = try Bed(Self.small, .friendly) { $0.relay = "connections: 2," }
        for index in 0..<5 { try bed.register("p\(index)@example.org") }
        try bed.drain()
        #expect(try bed.states() == "sent 5")
        #expect(bed.taken(by: 1).count == 5)
        #expect(try bed.log() == Array(repeating: "sent", count: 5))
    }

    @Test("what no relay can take is held, with the reason")
    func tooLargeForAll() throws {
        let bed = try Bed(Self.small, Self.small) { $0.relay = "connections: 1," }
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(try bed.states() == "held 1")
        #expect(try bed.rows("SELECT enhanced_code FROM messages_view") == ["5.3.4"])
        #expect(try bed.rows("SELECT reason FROM messages_view").first?.contains("takes 100") == true)
    }

    @Test("while the relay that could take it cannot be used, it is deferred and not bounced")
    func tooLargeForNow() throws {
        let bed = try Bed(Self.small, Script.friendly.on(.connect, .reply("421 4.3.2 not now").then(.close)))
        {
            $0.relay = "connections: 1,"
            $0.configuration = #"retry: { first: "10m", factor: 2, longest: "1h", giveUpAfter: "4d" },"#
        }
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(try bed.states() == "deferred 1")
        bed.relays[1].setScript(.friendly)
        bed.clock.advance(by: .seconds(3600))
        #expect(
            try bed.run {
                bed.clock.advance(by: .seconds(60))
                return try bed.states() == "sent 1"
            }
        )
    }
}
