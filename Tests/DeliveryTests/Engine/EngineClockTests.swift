@testable import Delivery
import Store
import Testing
import TestSupport

@Suite("A clock that jumps")
struct EngineClockTests {
    /// One letter has gone, one waits for its next try, a reminder is still to come.
    private func busyBed() throws -> Bed {
        let bed = try Bed(
            Script.friendly.adding { situation in
                situation.stage == .rcpt && situation.recipientLocalPart == "slow"
                    ? .reply("451 4.3.2 later") : nil
            }
        ) { settings in
            settings.configuration = #"retention: { log: "30d", registrations: "60d" },"#
            settings.notifications +=
                #"{ name: "reminder", audience: "registered", before: "starts", by: "7d", time: "10:00" },"#
            settings.templates["reminder.en"] = "Subject: Soon\n\nSoon.\n"
        }
        for name in ["quick", "slow"] { try bed.register("\(name)@example.org") }
        try bed.drain()
        #expect(try bed.states() == "deferred 1, sent 1")
        return bed
    }

    private static let year = Duration.seconds(365 * 86_400)

    /// What cannot be undone, if it has happened.
    private func harm(_ bed: Bed) throws -> [String] {
        try bed.rows(
            """
            SELECT 'erased' WHERE (SELECT count(*) FROM registrations) < 2
            UNION ALL SELECT 'log' WHERE (SELECT count(*) FROM delivery_log WHERE kind = 'attempt') < 2
            UNION ALL SELECT state FROM messages WHERE state = 'expired'
            UNION ALL SELECT state FROM mailings WHERE state = 'missed'
            """
        )
    }

    @Test("four seconds in the next year erase nothing, miss nothing, expire nothing, and mail goes on")
    func fourSeconds() throws {
        let bed = try busyBed()
        bed.clock.jump(by: Self.year)
        try bed.drain()
        try bed.register("later@example.org")
        for _ in 1...4 {
            bed.clock.advance(by: .seconds(1))
            try bed.drain()
        }
        #expect(try harm(bed) == [])
        #expect(bed.taken() == ["quick@example.org", "later@example.org"])
        #expect(
            bed.notices.contains { $0.contains("365 days ahead") && $0.contains("vestnik clock --accept") }
        )
        bed.clock.jump(by: .zero - Self.year)
        try bed.drain()
        #expect(try harm(bed) == [])
        // Home again, the letter that waited is tried in its time, and not in a year.
        bed.relay.setScript(.friendly)
        bed.clock.advance(by: .seconds(1200))
        try bed.drain()
        #expect(try bed.states() == "sent 3")
        #expect(try harm(bed) == [])
        #expect(try bed.rows("SELECT key FROM meta WHERE key = 'clock:doubt'") == [])
    }

    @Test("a clock that goes evenly for a quarter of an hour is believed, and what has waited happens")
    func agreed() throws {
        let bed = try busyBed()
        bed.clock.jump(by: Self.year)
        try bed.drain()
        #expect(try bed.rows("SELECT key FROM meta WHERE key = 'clock:doubt'").count == 1)
        let engine = try bed.start()
        #expect(engine.nextInstant().map { $0 <= bed.clock.now + ClockGuard.agreement } == true)
        bed.clock.advance(by: .seconds(899))
        try bed.drain()
        #expect(try harm(bed) == [])
        bed.clock.advance(by: .seconds(1))
        try bed.drain()
        #expect(try Set(harm(bed)).isSuperset(of: ["expired", "missed"]))
        // What waited for its letter is erased when the next look at what is too old comes.
        bed.clock.advance(by: .seconds(7200))
        try bed.drain()
        #expect(try harm(bed).contains("erased"))
    }

    @Test("what a person accepts is believed at once")
    func accepted() throws {
        let bed = try busyBed()
        bed.clock.jump(by: Self.year)
        try bed.drain()
        #expect(try harm(bed) == [])
        try MessageStore(path: bed.folder.path("vestnik.db")).acceptClock(actor: "anna", now: bed.clock.now)
        try bed.drain()
        #expect(try Set(harm(bed)).isSuperset(of: ["expired", "missed"]))
        #expect(bed.notices.contains { $0.contains("accepted") })
    }

    @Test("a start far from the newest moment in the database is in doubt as well", arguments: [365, -2])
    func start(days: Int) throws {
        let bed = try busyBed()
        bed.stop()
        bed.clock.jump(by: .seconds(days * 86_400))
        try bed.drain()
        #expect(try harm(bed) == [])
        #expect(try MessageStore(path: bed.folder.path("vestnik.db")).clockDoubt()?.kind == .apart)
        // The next run goes on where this one was.
        bed.stop()
        bed.clock.advance(by: .seconds(600))
        try bed.drain()
        bed.stop()
        #expect(try harm(bed) == [])
        bed.clock.advance(by: .seconds(301))
        try bed.drain()
        #expect(try MessageStore(path: bed.folder.path("vestnik.db")).clockDoubt() == nil)
        #expect(try harm(bed).isEmpty == (days < 0))
    }

    @Test("weeks without mail raise no doubt at the next start")
    func quiet() throws {
        let bed = try busyBed()
        for _ in 1...40 {
            bed.clock.advance(by: .seconds(86_400))
            try bed.drain()
        }
        bed.stop()
        bed.clock.advance(by: .seconds(5 * 86_400))
        try bed.drain()
        #expect(try bed.rows("SELECT key FROM meta WHERE key = 'clock:doubt'") == [])
    }

    @Test("a mailing whose hour strikes while the clock is in doubt loses nobody")
    func freezing() throws {
        let bed = try busyBed()
        // The reminder's hour has passed in some zones by more than it may be late.
        bed.clock.jump(by: .seconds(9 * 86_400 + 10 * 3600))
        try bed.register("east@example.org", more: "time_zone = 'Pacific/Kiritimati'")
        try bed.drain()
        #expect(try bed.rows("SELECT state FROM messages WHERE state = 'expired'") == [])
    }
}
