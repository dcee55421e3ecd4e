@testable import Delivery
import Store
import Testing
import TestSupport

@Suite("Limits that outlive the program")
struct EngineRecordsTests {
    /// How long until something may go again, in milliseconds; nil when it may now.
    private func opening(_ engine: Engine, domain: Bool) -> Int64? {
        domain ? engine.readyQueue.domainRest(at: Uptime.now()) : engine.relayRest()
    }

    @Test("a minute's message counts for a whole minute, whenever a restart falls", arguments: [false, true])
    func minute(ofDomain: Bool) throws {
        let bed = try Bed { settings in
            settings.now = "2035-03-12T09:00:40Z"
            if ofDomain {
                settings.configuration = #"domains: { "example.org": { messagesPerMinute: 1 } },"#
            } else {
                settings.relay = "messagesPerMinute: 1,"
            }
        }
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(bed.relay.messageCount == 1)
        bed.stop()
        bed.clock.advance(by: .seconds(22))
        // It went 22 seconds ago: 38 more.
        let rest = try #require(opening(bed.start(), domain: ofDomain))
        #expect(rest >= 38_000 && rest <= 61_000)
    }

    @Test("a minute that has not ended counts from now, not from its end")
    func unfinishedMinute() throws {
        let bed = try Bed { settings in
            settings.now = "2035-03-12T09:00:05Z"
            settings.relay = "messagesPerMinute: 1,"
        }
        try bed.register("reader@example.org")
        try bed.drain()
        bed.stop()
        let rest = try #require(try bed.start().relayRest())
        #expect(rest > 50_000 && rest <= 61_000)
    }
}
