@testable import Delivery
import SMTPServer
import Store
import Testing
import TestSupport

@Suite("Confirmations that are claimed as they are planned")
struct PlanningAndClaimingTests {
    @Test("what can go at once never stands in the queue")
    func atOnce() throws {
        let bed = try Bed()
        try bed.register("reader@example.org")
        let engine = try bed.start()
        engine.turn()
        // Before anything is waited for: planned and claimed in one commit.
        #expect(
            try bed.rows("SELECT attempts FROM messages WHERE claim IS NOT NULL OR state = 'sent'").count == 1
        )
        #expect(try bed.rows("SELECT 1 FROM messages WHERE state = 'queued'").isEmpty)
        #expect(try bed.run { try bed.states() == "sent 1" })
        #expect(bed.taken() == ["reader@example.org"])
    }

    @Test("what waits in the queue goes before what is only being planned")
    func olderFirst() throws {
        let bed = try Bed(
            Script.friendly.on(.rcpt, occurrence: 1, .reply("451 4.7.1 later")),
            settings: { $0.relay = "connections: 1," }
        )
        try bed.register("old@example.org")
        try bed.drain()
        #expect(try bed.states() == "deferred 1")
        bed.clock.advance(by: .seconds(3600))
        for index in 0..<300 { try bed.register("new\(index)@example.org") }
        try bed.drain()
        #expect(try bed.states() == "sent 301")
        #expect(bed.taken().first == "old@example.org")
    }

    @Test("a registration that was cancelled before its confirmation was planned gets none")
    func cancelled() throws {
        let bed = try Bed()
        let id = try bed.register("reader@example.org")
        try bed.webSite.run("UPDATE registrations SET status = 'cancelled' WHERE id = ?", id)
        try bed.drain()
        #expect(try bed.states() == "")
        #expect(bed.relay.messageCount == 0)
    }

    @Test(
        "a second registration of an address brings no second letter, nor does one after a withdrawn one lose its own"
    )
    func revived() throws {
        let bed = try Bed()
        let first = try bed.register("reader@example.org")
        try bed.webSite.run("UPDATE registrations SET status = 'cancelled' WHERE id = ?", first)
        try bed.register("reader@example.org")
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(try bed.states() == "sent 1")
        #expect(bed.taken() == ["reader@example.org"])
    }

    @Test("no more is claimed for a limited domain than it takes; the rest waits in the queue")
    func limitedDomain() throws {
        let bed = try Bed { $0.configuration = #"domains: { "slow.example": { messagesPerMinute: 2 } },"# }
        for index in 0..<5 { try bed.register("p\(index)@slow.example") }
        #expect(try bed.run { try bed.states() == "queued 4, sent 1" })
    }

    @Test("registrations for an event without a folder are told once and stay")
    func unknownEvent() throws {
        let bed = try Bed()
        try bed.register("reader@example.org", event: "elsewhere")
        try bed.drain()
        try bed.register("second@example.org", event: "elsewhere")
        try bed.drain()
        #expect(bed.notices.filter { $0.contains("elsewhere") }.count == 1)
        #expect(try bed.rows("SELECT person_key FROM looks").count == 2)
    }

    @Test("random numbers differ, however many are asked for")
    func random() {
        var random = PooledRandom()
        let numbers = (0..<1000).map { _ in random.next() }
        #expect(Set(numbers).count == 1000)
    }

    /// The first try of each recipient is refused for now.
    static let greylist = Script.friendly.on(.rcpt, .reply("450 4.2.0 greylisted"))

    @Test("whoever registers again gets the confirmation that was withdrawn, though it had been tried")
    func triedAndWithdrawn() throws {
        let bed = try Bed(Self.greylist)
        let id = try bed.register("reader@example.org")
        try bed.drain()
        #expect(try bed.states() == "deferred 1")
        try bed.webSite.run("UPDATE registrations SET status = 'cancelled' WHERE id = ?", id)
        try bed.drain()
        #expect(try bed.states() == "cancelled 1")
        bed.relay.setScript(.friendly)
        try bed.webSite.run("UPDATE registrations SET status = 'registered' WHERE id = ?", id)
        try bed.drain()
        #expect(try bed.states() == "cancelled 1, sent 1")
    }

    @Test(
        "two rows of one person share a letter; when the first goes, the second still gets it",
        arguments: [
            "DELETE FROM registrations WHERE id = 1",
            "UPDATE registrations SET status = 'cancelled' WHERE id = 1",
            "UPDATE registrations SET email = 'other@example.org' WHERE id = 1",
        ]
    )
    func twins(_ change: String) throws {
        let bed = try Bed(Self.greylist) {
            $0.notifications += #"{ name: "cancellation", on: "cancelled" },"#
            $0.templates["cancellation.en"] = "Subject: Pity\n\nPity.\n"
        }
        try bed.register("reader@example.org")
        try bed.register("reader@example.org")
        try bed.drain()
        bed.relay.setScript(.friendly)
        try bed.webSite.run(change)
        bed.clock.advance(by: .seconds(3600))
        try bed.drain()
        #expect(bed.taken().filter { $0 == "reader@example.org" }.count == 1)
        #expect(
            try bed.rows("SELECT DISTINCT notification FROM messages WHERE state = 'sent'") == [
                "confirmation"
            ]
        )
    }

    @Test("a row that is deleted between planning and claim leaves nothing in the way of the next")
    func deletedMeanwhile() throws {
        let bed = try Bed(Self.greylist)
        let id = try bed.register("reader@example.org")
        try bed.drain()
        try bed.webSite.run("DELETE FROM registrations WHERE id = ?", id)
        bed.relay.setScript(.friendly)
        bed.clock.advance(by: .seconds(3600))
        try bed.drain()
        #expect(try bed.states() == "cancelled 1")
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(try bed.states() == "cancelled 1, sent 1")
    }
}
