import Delivery
import Testing
import TestSupport

@Suite("One round")
struct DrainTests {
    @Test(
        "with a dead relay everything due is deferred alike, with the connection's problem; what is not due waits"
    )
    func deadRelay() throws {
        let bed = try Bed { settings in
            settings.notifications += """
                { name: "reminder", audience: "registered", at: "2035-03-12T11:00" },
                { name: "thanks", audience: "registered", after: "ends", by: "1d", time: "12:00" },
                """
            for name in ["reminder", "thanks"] {
                settings.templates["\(name).en"] = "Subject: \(name)\n\nHello!\n"
            }
        }
        bed.relay.stop()
        for number in 0..<30 { try bed.register("p\(number)@example.org") }
        try bed.drain()
        #expect(try bed.states() == "deferred 60")
        #expect(
            try bed.rows(
                "SELECT DISTINCT attempts || (next_attempt_at IS NOT NULL) || (reply <> '') FROM messages_view"
            ) == ["111"]
        )
        #expect(try bed.log().count == 60)
        #expect(bed.journal.count == 60)
    }

    @Test("what a limit leaves over stays queued")
    func rate() throws {
        let bed = try Bed { $0.relay = "connections: 2, messagesPerDay: 5," }
        for number in 0..<8 { try bed.register("p\(number)@example.org") }
        try bed.drain()
        #expect(try bed.states() == "queued 3, sent 5")
    }

    @Test("ends when asked to, and what had not begun is queued as before")
    func asked() throws {
        let slow = Script().adding { situation in
            situation.stage == .endOfData ? Answer.reply("250 2.0.0 Ok").delayed(by: .milliseconds(300)) : nil
        }
        let bed = try Bed(slow)
        for number in 0..<40 { try bed.register("p\(number)@example.org") }
        let engine = try bed.start()
        engine.drain { engine.figures.sent > 0 }
        bed.stop()
        let sent = bed.taken().count
        #expect(sent > 0 && sent < 40)
        #expect(try bed.states() == "queued \(40 - sent), sent \(sent)")
    }

    @Test("tells when outcomes cannot be recorded")
    func trouble() throws {
        let bed = try Bed()
        try bed.register("reader@example.org")
        try bed.database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON messages BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
        let engine = try bed.start()
        engine.drain()
        #expect(engine.figures.trouble?.en.contains("no room") == true && !engine.figures.isTroublePassing)
        #expect(bed.taken().isEmpty)
    }
}
