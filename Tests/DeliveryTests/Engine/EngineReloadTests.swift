import Site
@testable import Delivery
import Testing
import TestSupport

@Suite("Reloading while letters go")
struct EngineReloadTests {
    @Test("a reload that changes the relays loses and repeats nothing")
    func relays() throws {
        let script = Script.friendly.on(.endOfData, .reply("250 ok").delayed(by: .milliseconds(3)))
        let bed = try Bed(script, script) { $0.relay = "connections: 2," }
        for index in 0..<100 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { bed.relay.messageCount > 10 })
        try bed.change { $0.relay = "connections: 3," }
        try bed.reload()
        #expect(try bed.run { try bed.states() == "sent 100" })
        #expect(bed.relay.messageCount == 100)
        #expect(try bed.log().count == 100)
    }

    @Test("templates that changed are those of the next letter")
    func templates() throws {
        let bed = try Bed()
        try bed.register("a@example.org")
        try bed.drain()
        try bed.change { $0.templates["confirmation.en"] = "Subject: Changed\n\nNew.\n" }
        try bed.reload()
        try bed.register("b@example.org")
        try bed.drain()
        #expect(bed.relay.messages.compactMap { $0.header("Subject") } == ["Welcome", "Changed"])
    }

    @Test("the database cannot change under a running engine")
    func database() throws {
        let bed = try Bed()
        try bed.start()
        var other = try Site.load(configuration: bed.folder.path("vestnik.json5"))
        other.configuration.database = bed.folder.path("other.db")
        #expect { try bed.start().reload(other) } throws: { "\($0)".contains("restart") }
    }

    @Test("stopping finishes what is in flight and gives the rest back")
    func stop() throws {
        let script = Script.friendly.on(.endOfData, .reply("250 ok").delayed(by: .milliseconds(20)))
        let bed = try Bed(script) { $0.relay = "connections: 2," }
        for index in 0..<50 { try bed.register("p\(index)@example.org") }
        #expect(try bed.run { bed.relay.messageCount >= 2 })
        bed.stop()
        let taken = bed.relay.messageCount
        #expect(taken < 20)
        #expect(try bed.states() == "queued \(50 - taken), sent \(taken)")
    }
}
