import Delivery
import Foundation
import Intake
import SQLite
import Site
import Store
import TestSupport
import Testing

@testable import Alerts

/// An installation with administrators, a scripted relay and a clock that stands still.
final class WatchBed {
    let folder: TemporaryFolder
    let relay: SMTPServer
    let clock: FixedClock
    let database: Connection
    var free: Int64 = 100 << 30
    private var engine: Engine?

    init(_ script: Script = .friendly, language: String = "ru", alerts: String = #"digest: "08:00","#) throws
    {
        folder = try TemporaryFolder()
        relay = try SMTPServer(script: script)
        clock = try FixedClock("2035-03-12T03:00:00Z")
        _ = try MessageStore(path: folder.path("vestnik.db"), access: .create)
        try LocalIntake.prepare(path: folder.path("registrations.db"))
        database = try Connection(path: folder.path("vestnik.db"), mode: .readWrite)
        try folder.write(
            """
            { database: "vestnik.db", intake: "registrations.db", events: "events", language: "\(language)",
              relays: [{ url: "smtp://127.0.0.1:\(relay.port)", tls: "none" }],
              alerts: { to: ["admin@example.org", "second@example.net"], timeZone: "Europe/Moscow", \(alerts) } }
            """,
            to: "vestnik.json5"
        )
        try folder.write(
            """
            { name: "Meeting", starts: "2035-03-28T10:00", ends: "2035-03-29T18:00", timeZone: "Europe/Moscow", language: "en",
              sender: { name: "Library", address: "meeting@example.org" },
              notifications: [{ name: "invitation", audience: "invitees", at: "2035-03-20T10:00", bulk: true }] }
            """,
            to: "events/meeting/event.json5"
        )
        try folder.write("Subject: Come\n\nDo.\n", to: "events/meeting/templates/invitation.en.md")
    }

    deinit {
        engine?.close(within: .seconds(20))
        relay.stop()
    }

    var site: Site { get throws { try Site.load(configuration: folder.path("vestnik.json5")) } }

    /// Looks as the daemon's thread does: each time anew, as after a start.
    @discardableResult
    func look() throws -> Int {
        let store = try MessageStore(path: folder.path("vestnik.db"))
        let watch = AlertWatch(try site, store: store, environment: [:]) { _ in (self.free, 200 << 30) }
        return try #require(watch).look(now: clock.now)
    }

    func drain() throws {
        if engine == nil {
            engine = try Engine(
                site: site,
                intake: LocalIntake(path: folder.path("registrations.db")),
                clock: WatchClock(clock: clock),
                environment: [:]
            )
        }
        engine?.drain()
    }

    /// Ends the engine and its sessions; the next drain begins anew.
    func stop() {
        engine?.close(within: .seconds(20))
        engine = nil
    }

    func rows(_ sql: String) throws -> [String] {
        var found: [String] = []
        try database.rows(sql) { row throws(SQLiteError) in
            found.append(row.optionalText(0) ?? "NULL")
            return true
        }
        return found
    }

    /// Stops a mailing, as the engine does when too many letters were refused.
    func pause(_ name: String = "invitation", _ reason: String = "20 refused") throws {
        try database.run(
            """
            INSERT INTO mailings (event, notification, lane, due_at, expires_at, nominal_at, planned_at, state, reason,
                created_at, updated_at)
            VALUES ('meeting', ?, 2, 1, 9, 1, 1, 'paused', ?, 1, 1)
            """,
            name,
            reason
        )
    }

    func hours(_ count: Int) { clock.advance(by: .seconds(Int64(count) * 3600)) }
}

struct WatchClock: EngineClock {
    let clock: FixedClock
    func now() -> Int64 { clock.now }
    func uptime() -> Int64 { clock.uptime }
}

@Suite("The watch over an installation")
struct AlertWatchTests {
    @Test("the digest goes to each administrator once a day at its hour, as a letter that no robot answers")
    func digest() throws {
        let bed = try WatchBed()
        // 06:00 in Moscow.
        #expect(try bed.look() == 0)
        bed.hours(2)
        #expect(try bed.look() == 2)
        #expect(try bed.look() == 0)
        try bed.drain()
        let letters = bed.relay.messages
        #expect(
            letters.flatMap { $0.recipients.map(\.path) }.sorted() == [
                "admin@example.org", "second@example.net",
            ]
        )
        let letter = try #require(letters.first)
        #expect(letter.header("Auto-Submitted") == "auto-generated")
        #expect(letter.header("List-Id") == nil)
        #expect(letter.header("Date")?.hasSuffix("+0300") == true)
        #expect(letter.reversePath == "meeting@example.org")
        #expect(letter.text.contains("text/html") && letter.text.contains("text/plain"))
        bed.hours(23)
        #expect(try bed.look() == 0)
        bed.hours(1)
        #expect(try bed.look() == 2)
        try bed.drain()
        // They are rows of the log, of no mailing and no event's coverage.
        #expect(
            try bed.rows(
                "SELECT DISTINCT notification || ' ' || outcome FROM delivery_log WHERE event = '@vestnik'"
            ) == [
                "digest sent"
            ]
        )
        #expect(try bed.rows("SELECT count(*) FROM messages WHERE mailing_id IS NOT NULL") == ["0"])
        #expect(try bed.rows("SELECT count(*) FROM coverage WHERE event = '@vestnik'") == ["0"])
    }

    @Test(
        "a digest that fell due while nothing ran goes once at the next start, within its day and not after"
    )
    func late() throws {
        let bed = try WatchBed()
        bed.hours(15)
        #expect(try bed.look() == 2)
        try bed.drain()
        // The rest of that day and the next day nothing runs; the day after begins before its hour.
        bed.hours(34)
        #expect(try bed.look() == 0)
        bed.hours(4)
        #expect(try bed.look() == 2)
    }

    @Test("a mailing that stopped itself is written about at once and once; the next day again, as it lasts")
    func paused() throws {
        let bed = try WatchBed(alerts: "")
        try bed.pause()
        #expect(try bed.look() == 2)
        #expect(try bed.look() == 0)
        try bed.drain()
        #expect(bed.relay.messageCount == 2)
        let subject = try bed.rows("SELECT json_extract(data, '$.subject') FROM messages LIMIT 1")
        #expect(subject == ["Нужны вы: рассылка meeting invitation приостановлена: 20 refused"])
        bed.hours(23)
        #expect(try bed.look() == 0)
        bed.hours(1)
        #expect(try bed.look() == 2)
    }

    @Test("a warning that waits for the relay does not go when it is true no more")
    func over() throws {
        let bed = try WatchBed(.friendly.on(.endOfData, .reply("451 4.3.0 later")), alerts: "")
        try bed.pause()
        #expect(try bed.look() == 2)
        try bed.drain()
        #expect(try bed.rows("SELECT DISTINCT state FROM messages") == ["deferred"])
        try bed.database.run("UPDATE mailings SET state = 'finished'")
        try bed.look()
        #expect(try bed.rows("SELECT DISTINCT state || ' ' || cause FROM messages") == ["cancelled outdated"])
        #expect(try bed.look() == 0)
    }

    @Test("a warning that waits and is still true goes with the relay's return")
    func stillTrue() throws {
        let script = Script.friendly.adding {
            $0.stage == .rcpt && $0.session == 1 ? .reply("451 4.3.0 later") : nil
        }
        let bed = try WatchBed(script, alerts: "")
        try bed.pause()
        try bed.look()
        try bed.drain()
        #expect(bed.relay.messageCount < 2)
        bed.stop()
        bed.hours(3)
        #expect(try bed.look() == 0)
        try bed.drain()
        #expect(bed.relay.messages.flatMap { $0.recipients.map(\.path) }.count == 2)
        #expect(try bed.rows("SELECT count(*) FROM messages") == ["2"])
    }

    @Test("a relay that refuses the only login is for `status`: no letter about it waits for its return")
    func onlyRelay() throws {
        let bed = try WatchBed(alerts: "")
        try bed.database.run(
            "INSERT INTO meta (key, value) VALUES ('relay:127.0.0.1:\(bed.relay.port)', '535 5.7.8 no')"
        )
        let keys = try bed.rows("SELECT key FROM meta WHERE key GLOB 'relay:*'")
        #expect(keys.count == 1)
        #expect(try bed.look() == 0)
        #expect(try bed.rows("SELECT count(*) FROM messages") == ["0"])
    }

    @Test("a full disk is warned of; what is folded stands in the digest")
    func diskAndFlood() throws {
        let bed = try WatchBed()
        bed.free = 100 << 20
        #expect(try bed.look() == 2)
        for index in 0..<6 {
            try bed.pause("m\(index)", "refused")
            bed.clock.advance(by: .seconds(60))
            try bed.look()
        }
        #expect(try bed.rows("SELECT count(*) FROM messages WHERE notification = 'warning'") == ["8"])
        bed.hours(2)
        #expect(try bed.look() == 2)
        let text = try bed.rows(
            "SELECT json_extract(data, '$.text') FROM messages WHERE notification = 'digest' LIMIT 1"
        )
        #expect(text.first?.contains("Об этом отдельно не писали") == true)
        #expect(text.first?.contains("m5 приостановлена") == true)
    }

    @Test("a letter to an administrator that bounces is told nobody, and makes no other")
    func bounce() throws {
        let bed = try WatchBed(.friendly.on(.rcpt, .reply("550 5.1.1 unknown")), alerts: "")
        try bed.pause()
        try bed.look()
        try bed.drain()
        #expect(try bed.rows("SELECT DISTINCT state FROM messages") == ["bounced"])
        for _ in 0..<20 {
            bed.clock.advance(by: .seconds(60))
            #expect(try bed.look() == 0)
            try bed.drain()
        }
        #expect(try bed.rows("SELECT count(*) FROM messages") == ["2"])
    }

    @Test(
        "what a letter to administrators said is shown as it went, and emptied for somebody who is forgotten"
    )
    func shown() throws {
        let bed = try WatchBed(alerts: "")
        try bed.pause("invitation", "refused for ann@example.org")
        try bed.look()
        try bed.drain()
        let store = try MessageStore(path: bed.folder.path("vestnik.db"))
        let letter = try SentLetter(of: 1, in: store)
        #expect(letter.doubt == nil)
        #expect(bed.relay.messages.contains { $0.bytes == letter.bytes })
        try bed.database.run("INSERT INTO invitees (event, email) VALUES ('meeting', 'ann@example.org')")
        _ = try store.forget("ann@example.org", actor: "anna", now: bed.clock.now)
        #expect(try bed.rows("SELECT count(*) FROM messages WHERE data IS NOT NULL") == ["0"])
    }
}
