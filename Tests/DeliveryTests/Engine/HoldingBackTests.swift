import Site
@testable import Delivery
import Foundation
import Store
import Testing
import TestSupport

@Suite("An event with faults")
struct HoldingBackTests {
    /// What a careless edit does to an event, by what the fault says of it.
    static let faults: [String: @Sendable (TemporaryFolder) throws -> Void] = [
        "is never closed": {
            try $0.write("Subject: {{#a}}\n\nx\n", to: "events/meeting/templates/confirmation.en.md")
        },
        "is not there": { try $0.remove("events/meeting/templates/confirmation.en.md") },
        "is not UTF-8": { folder in
            try Data([0x53, 0xC4, 0xE0]).write(
                to: URL(fileURLWithPath: folder.path("events/meeting/templates/confirmation.en.md"))
            )
        },
        "event.json5:1:": { try $0.write("{ name: 7 }", to: "events/meeting/event.json5") },
        "cannot be read": { folder in
            try FileManager.default.createSymbolicLink(
                atPath: folder.path("events/meeting/layout.html"),
                withDestinationPath: "nowhere"
            )
        },
        "letter.pdf": { folder in
            let event = try folder.text(of: "events/meeting/event.json5")
            try folder.write(
                event.replacing(
                    "on: \"registered\"",
                    with: "on: \"registered\", attachments: [\"letter.pdf\"]"
                ),
                to: "events/meeting/event.json5"
            )
        },
    ]

    @Test("is held back alone, with its fault, and all others are there", arguments: faults.keys.sorted())
    func alone(_ fault: String) throws {
        let bed = try Bed()
        try bed.copyEvent(to: "other")
        try Self.faults[fault]?(bed.folder)
        let site = try Site.load(configuration: bed.folder.path("vestnik.json5"))
        #expect(Array(site.events.keys) == ["other"])
        #expect(Array(site.heldBack.keys) == ["meeting"])
        #expect(site.heldBack["meeting"]?.faults.contains { $0.contains(fault) } == true)
        let error = #expect(throws: SiteError.self) { try site.whole() }
        #expect(error?.faults == site.heldBack["meeting"]?.faults)
        #expect(throws: SiteError.self) { try site.sound("meeting") }
        #expect(throws: Never.self) { try site.sound("other") }
    }

    @Test("at the start has its mail wait, neither rejected nor expired, while all other mail goes")
    func start() throws {
        let bed = try Bed(Script.friendly.on(.rcpt, .reply("451 4.7.1 later")))
        try bed.copyEvent(to: "other")
        try bed.register("early@example.org")
        try bed.drain()
        #expect(try bed.states() == "deferred 1")
        bed.stop()
        try Self.faults["is never closed"]?(bed.folder)
        bed.relay.setScript(.friendly)
        bed.clock.advance(by: .seconds(7200))
        try bed.register("late@example.org")
        try bed.register("other@example.org", event: "other")
        try bed.drain()
        #expect(bed.taken() == ["other@example.org"])
        #expect(try bed.states() == "deferred 1, sent 1")
        #expect(try bed.rows("SELECT count(*) FROM looks") == ["1"])
        #expect(bed.notices.contains { $0.hasPrefix("error") && $0.contains("is never closed") })
        #expect(bed.notices.contains { $0.contains("meeting is held back") })
        let told = try HeldBackEvents(bed.start().store).events["meeting"]
        #expect(told?.waits == true && told?.faults.count == 1)
        bed.clock.advance(by: .seconds(5 * 86_400))
        try bed.drain()
        // A person who lets it go changes nothing but that it waits again.
        var early = LogFilter()
        early.to = "early@example.org"
        _ = try bed.start().store.act(.retry, on: early, actor: "anna", now: bed.clock.now)
        try bed.drain()
        #expect(bed.taken() == ["other@example.org"])
        #expect(try bed.states("email LIKE 'early%'").hasSuffix(" 1"))
        #expect(try bed.states("state IN ('rejected', 'expired')") == "")
        // Whoever stops and starts meanwhile finds the same.
        bed.stop()
        try bed.drain()
        #expect(bed.taken() == ["other@example.org"])
        try bed.change { $0.templates["confirmation.en"] = "Subject: Mended\n\nx\n" }
        try bed.reload()
        try bed.drain()
        #expect(bed.taken().sorted() == ["early@example.org", "late@example.org", "other@example.org"])
        #expect(try HeldBackEvents(bed.start().store).events.isEmpty)
        #expect(
            try bed.rows("SELECT count(*) FROM messages WHERE expires_at > \(MessageStore.parked)") == ["0"]
        )
    }

    @Test(
        "killed while its mail comes back, the next start brings the rest: none is lost, and each goes once"
    )
    func killed() throws {
        let bed = try Bed(Script.friendly.on(.rcpt, .reply("451 4.7.1 later")))
        let people = 520
        try bed.webSite.transaction { () throws(SQLiteError) in
            for number in 0..<people {
                try bed.webSite.run(
                    "INSERT INTO registrations (event, email) VALUES ('meeting', ?)",
                    "p\(number)@example.org"
                )
            }
        }
        try bed.drain()
        #expect(try bed.states() == "deferred \(people)")
        bed.stop()
        try Self.faults["is never closed"]?(bed.folder)
        let parked = "SELECT count(*) FROM messages WHERE ready_at >= \(MessageStore.parked)"
        func turns(_ count: Int) throws {
            let engine = try bed.start()
            engine.turnTime.most = 0
            engine.gatheringRest = 0
            for _ in 0..<count { engine.turn() }
        }
        try turns(1)
        #expect(try bed.database.integer(parked) == 250)
        bed.crash()
        try turns(4)
        #expect(try bed.database.integer(parked) == Int64(people))
        bed.crash()
        bed.relay.setScript(.friendly)
        bed.clock.advance(by: .seconds(7200))
        try bed.change { $0.templates["confirmation.en"] = "Subject: Mended\n\nx\n" }
        try turns(1)
        bed.crash()
        #expect(try bed.database.integer(parked) == Int64(people - 250))
        #expect(try HeldBackEvents(MessageStore(path: bed.folder.path("vestnik.db"))).events.isEmpty)
        try bed.drain()
        #expect(try bed.states() == "sent \(people)")
        #expect(Set(bed.taken()).count == people)
        #expect(try bed.start().store.meta(HeldBackEvents.key) == nil)
    }

    @Test("at a reload keeps its old version in force, and a new event beside it is there")
    func reload() throws {
        let bed = try Bed()
        try bed.start()
        try bed.copyEvent(to: "other")
        try Self.faults["is never closed"]?(bed.folder)
        try bed.reload()
        try bed.register("a@example.org")
        try bed.register("b@example.org", event: "other")
        try bed.drain()
        #expect(try bed.states() == "sent 2")
        #expect(bed.relay.messages.compactMap { $0.header("Subject") } == ["Welcome", "Welcome"])
        #expect(bed.notices.contains { $0.contains("the old one stays in force") })
        #expect(try HeldBackEvents(bed.start().store).events["meeting"]?.waits == false)
        try bed.change { $0.templates["confirmation.en"] = "Subject: Mended\n\nx\n" }
        try bed.reload()
        #expect(try HeldBackEvents(bed.start().store).events.isEmpty)
    }
}
