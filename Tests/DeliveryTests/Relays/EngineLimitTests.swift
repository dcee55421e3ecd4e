@testable import Delivery
import Testing
import TestSupport

@Suite("Domains with limits, and letters that have lost their meaning")
struct EngineLimitTests {
    @Test("a long queue for a limited domain stands in nobody's way")
    func headOfLine() throws {
        let bed = try Bed { $0.configuration = #"domains: { "slow.example": { messagesPerMinute: 3 } },"# }
        for index in 0..<700 { try bed.register("p\(index)@slow.example") }
        for index in 0..<20 { try bed.register("p\(index)@fast.example") }
        #expect(try bed.run { try bed.states("state = 'sent'") == "sent 21" })
        #expect(try bed.states() == "queued 699, sent 21")
    }

    @Test(
        "a minute's mail is spread over the minute, for a relay and for a domain alike",
        arguments: [true, false]
    )
    func spread(_ isOfRelay: Bool) throws {
        let bed = try Bed {
            if isOfRelay {
                $0.relay = "connections: 2, messagesPerMinute: 600,"
            } else {
                $0.configuration = #"domains: { "slow.example": { messagesPerMinute: 600 } },"#
            }
        }
        for index in 0..<25 { try bed.register("p\(index)@slow.example") }
        let start = ContinuousClock.now
        #expect(try bed.run { try bed.states() == "sent 25" })
        // Ten at once, the other fifteen by ten a second.
        #expect(start.duration(to: .now) > .milliseconds(1400))
    }

    @Test("a confirmation passes the mailing that a minute's limit makes wait")
    func confirmationFirst() throws {
        let bed = try Bed {
            $0.relay = "connections: 2, messagesPerMinute: 120,"
            $0.notifications +=
                #"{ name: "invitation", audience: "invitees", at: "2035-03-12T10:00", bulk: true },"#
        }
        try bed.invite(30)
        #expect(try bed.run { try bed.states("state = 'sent'") == "sent 3" })
        try bed.register("reader@example.org")
        #expect(try bed.run { try bed.states("notification = 'confirmation'") == "sent 1" })
        #expect(bed.taken().firstIndex(of: "reader@example.org") ?? .max <= 5)
    }

    @Test("while a domain is at its limit nothing is due but its opening")
    func quiet() throws {
        let bed = try Bed { $0.configuration = #"domains: { "slow.example": { messagesPerMinute: 1 } },"# }
        for index in 0..<3 { try bed.register("p\(index)@slow.example") }
        let engine = try bed.start()
        #expect(
            try bed.run {
                try bed.states() == "queued 2, sent 1" && (engine.nextInstant() ?? 0) > bed.clock.now + 30_000
            }
        )
    }

    @Test("a confirmation whose registration has been cancelled meanwhile is withdrawn")
    func cancelledMeanwhile() throws {
        let bed = try Bed()
        let id = try bed.register("reader@example.org")
        // Planned, but not yet claimed.
        try bed.webSite.run("UPDATE registrations SET name = 'A' WHERE id = ?", id)
        let script = Script.friendly.on(.rcpt, occurrence: 1, .reply("451 4.7.1 later"))
        bed.relay.setScript(script)
        try bed.drain()
        #expect(try bed.states() == "deferred 1")
        try bed.webSite.run("UPDATE registrations SET status = 'cancelled' WHERE id = ?", id)
        bed.clock.advance(by: .seconds(3600))
        try bed.drain()
        #expect(try bed.states() == "cancelled 1")
        #expect(bed.relay.messageCount == 0)
    }

    @Test(
        "a creation time that is none is no time",
        arguments: ["2035-01-01T99999999999999999:00:00Z", "x", ""]
    )
    func hostile(_ text: String) {
        #expect(MailingPlanner.instant(text) == nil)
    }
}
