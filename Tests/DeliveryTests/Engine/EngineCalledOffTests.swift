import Administration
import Site
@testable import Delivery
import Store
import Testing
import TestSupport

@Suite("An event that is called off")
struct EngineCalledOffTests {
    private func bed(_ announcement: String = "") throws -> Bed {
        try Bed { settings in
            settings.now = "2035-03-12T09:00:00Z"
            settings.notifications = #"""
                { name: "invitation", audience: "invitees", at: "2035-03-12T10:00", bulk: true },
                { name: "confirmation", on: "registered", calendar: "request" },
                { name: "cancellation", on: "cancelled", calendar: "cancel" },
                { name: "reminder", audience: "registered", before: "starts", by: "1d", time: "10:00" },
                { name: "off", on: "event-cancelled", calendar: "cancel", \#(announcement) },
                """#
            for name in ["invitation", "cancellation", "reminder", "off"] {
                settings.templates["\(name).en"] = "Subject: \(name)\n\nText.\n"
            }
        }
    }

    private func service(_ bed: Bed) throws -> MailingService {
        MailingService(
            site: try Site.load(configuration: bed.folder.path("vestnik.json5")),
            store: try MessageStore(path: bed.folder.path("vestnik.db"))
        )
    }

    private func callOff(_ bed: Bed, _ state: String = "cancelled") throws {
        try bed.change { $0.event = #"state: "\#(state)","# }
        try bed.reload()
        try bed.drain()
    }

    private func mailings(_ bed: Bed) throws -> [String] {
        try bed.rows("SELECT notification || ' ' || state FROM mailings_view ORDER BY notification")
    }

    @Test(
        "nothing of it goes any more, and everyone who was told anything but a cancellation hears of it once it is approved"
    )
    func whole() throws {
        let bed = try bed()
        try bed.invite(2)
        let leaves = try bed.register("leaves@example.org")
        try bed.register("comes@example.org")
        try bed.drain()
        try bed.webSite.run("UPDATE registrations SET status = 'cancelled' WHERE id = ?", leaves)
        try bed.drain()
        bed.relay.setScript(Script.friendly.on(.rcpt, .reply("450 4.2.0 later")))
        try bed.register("untold@example.org")
        try bed.drain()
        #expect(try bed.states() == "deferred 1, sent 5")
        bed.relay.setScript(.friendly)
        try callOff(bed)
        #expect(try bed.states("email LIKE 'untold%'") == "cancelled 1")
        #expect(
            try bed.rows("SELECT cause FROM messages WHERE email LIKE 'untold%'") == ["event_cancelled"]
        )
        #expect(
            try mailings(bed) == ["invitation finished", "off awaiting_approval", "reminder cancelled"]
        )
        #expect(
            bed.notices.contains { $0.contains("the event meeting is called off: 1 message is withdrawn") }
        )
        let before = bed.relay.messageCount
        // Nobody who registers now is answered.
        try bed.register("late@example.org")
        bed.clock.advance(by: .seconds(60))
        try bed.drain()
        #expect(bed.relay.messageCount == before)
        _ = try service(bed).approve(event: "meeting", notification: "off", actor: "anna", now: bed.clock.now)
        try bed.drain()
        let told = bed.relay.messages.filter { $0.header("Subject") == "off" }
        #expect(
            Set(told.flatMap { $0.recipients.map(\.path) })
                == ["comes@example.org", "p000@example.org", "p001@example.org"]
        )
        #expect(try mailings(bed).contains("off finished"))
        // The entry that was given is withdrawn by one that outdoes it.
        let sequences = try bed.rows(
            "SELECT sequence FROM messages WHERE person_key = 'comes@example.org' AND state = 'sent' ORDER BY id"
        ).compactMap { Int($0) }
        #expect(sequences.count == 2 && sequences[1] > sequences[0], "\(sequences)")
        // The hour of the reminder comes, and nothing goes.
        bed.clock.advance(by: .seconds(16 * 86_400))
        try bed.drain()
        #expect(bed.relay.messageCount == before + 3)
    }

    @Test("without approval it goes at once, and takes the time that undo gives")
    func atOnce() throws {
        let bed = try bed(#"approval: false, undo: "5m""#)
        try bed.register("comes@example.org")
        try bed.drain()
        try callOff(bed)
        #expect(try bed.states("notification = 'off'") == "queued 1")
        bed.clock.advance(by: .seconds(301))
        try bed.drain()
        #expect(try bed.states("notification = 'off'") == "sent 1")
    }

    @Test("it is the announcement of nothing while the event takes place")
    func notCalledOff() throws {
        let bed = try bed()
        try bed.register("comes@example.org")
        try bed.drain()
        #expect(try !mailings(bed).contains { $0.hasPrefix("off") })
        #expect(throws: MailingServiceError.isNotCalledOff("meeting")) {
            try service(bed).approve(event: "meeting", notification: "off", actor: "anna", now: bed.clock.now)
        }
    }

    @Test("what a slip of the pen called off takes place after all, and can be called off again")
    func takesPlace() throws {
        let bed = try bed()
        try bed.register("comes@example.org")
        try bed.drain()
        try callOff(bed)
        #expect(try mailings(bed).contains("reminder cancelled"))
        try callOff(bed, "open")
        #expect(try mailings(bed) == ["invitation scheduled", "off cancelled", "reminder scheduled"])
        #expect(try bed.states("notification = 'off'") == "cancelled 1")
        try callOff(bed)
        #expect(
            try mailings(bed) == ["invitation cancelled", "off awaiting_approval", "reminder cancelled"]
        )
        #expect(try bed.states("notification = 'off'") == "held 1")
        try callOff(bed, "open")
        bed.clock.advance(by: .seconds(15 * 86_400))
        try bed.drain()
        #expect(try bed.states("notification = 'reminder'") == "sent 1")
    }

    @Test(
        "called off once more, whoever was told meanwhile that it takes place hears of it again, and nobody else"
    )
    func again() throws {
        let bed = try bed("approval: false")
        try bed.invite(1)
        try bed.register("comes@example.org")
        try bed.drain()
        try callOff(bed)
        func told(_ person: String) -> [String] {
            bed.relay.messages.filter { $0.recipients.contains { $0.path == person } }
                .compactMap { $0.header("Subject") }
        }
        #expect(told("comes@example.org").last == "off" && told("p000@example.org") == ["invitation", "off"])
        bed.clock.advance(by: .seconds(60))
        try callOff(bed, "open")
        #expect(told("comes@example.org").last != "off")
        bed.clock.advance(by: .seconds(60))
        try callOff(bed)
        #expect(told("comes@example.org").count == 4 && told("comes@example.org").last == "off")
        #expect(told("p000@example.org") == ["invitation", "off"])
        // However long it stays called off.
        bed.clock.advance(by: .seconds(3600))
        try bed.reload()
        try bed.drain()
        #expect(told("comes@example.org").count == 4)
        let entries = try bed.rows(
            "SELECT entry || ' ' || sequence FROM messages WHERE person_key = 'comes@example.org' ORDER BY id"
        )
        #expect(entries == ["request 0", "cancel 1", "request 2", "cancel 3"], "\(entries)")
    }

    @Test("nothing is taken out of a calendar that holds nothing")
    func withoutEntry() throws {
        let bed = try bed("approval: false")
        try bed.invite(1)
        try bed.register("comes@example.org")
        try bed.drain()
        try callOff(bed)
        let entries = try bed.rows(
            "SELECT person_key || ' ' || coalesce(entry, 'none') FROM messages WHERE notification = 'off' ORDER BY 1"
        )
        #expect(entries == ["comes@example.org cancel", "p000@example.org none"])
        let letter = bed.relay.messages.last { $0.recipients.contains { $0.path == "p000@example.org" } }
        #expect(letter?.header("Subject") == "off" && letter?.text.contains("text/calendar") == false)
    }

    @Test(
        "whoever was told under an address that somebody else's registration has now is written to about their own"
    )
    func readdressed() throws {
        let bed = try bed("approval: false")
        let first = try bed.register("ann@example.org")
        try bed.register("ann@example.org")
        try bed.drain()
        try bed.webSite.run("UPDATE registrations SET email = 'eve@example.org' WHERE id = ?", first)
        try bed.drain()
        try callOff(bed)
        let told = bed.relay.messages.filter { $0.header("Subject") == "off" }
        #expect(
            told.flatMap { $0.recipients.map(\.path) }.sorted() == ["ann@example.org", "eve@example.org"]
        )
    }

    @Test("whoever is being told something else at that moment hears of it as well")
    func inFlight() throws {
        let bed = try bed("approval: false")
        // The relay takes it, and its answer does not come.
        bed.relay.setScript(Script.friendly.on(.endOfData, Answer.stall.accepting()))
        try bed.register("comes@example.org")
        #expect(try bed.run { bed.relay.messageCount == 1 })
        try bed.change { $0.event = #"state: "cancelled","# }
        try bed.reload()
        for _ in 0..<5 { try bed.start().turn() }
        let known = try mailings(bed)
        #expect(known.allSatisfy { !$0.contains("finished") }, "\(known)")
        bed.crash()
        bed.relay.setScript(.friendly)
        bed.clock.advance(by: .seconds(60))
        try bed.drain()
        #expect(bed.relay.messages.last?.header("Subject") == "off")
    }

    @Test("an announcement that is let go again once the event takes place does not go")
    func ofNothing() throws {
        let bed = try bed("approval: false")
        try bed.register("comes@example.org")
        try bed.drain()
        bed.relay.setScript(Script().on(.endOfData, Answer.close))
        try callOff(bed)
        #expect(try bed.states("notification = 'off'") == "in_doubt 1")
        bed.relay.setScript(.friendly)
        try callOff(bed, "open")
        let before = bed.relay.messages.count { $0.header("Subject") == "off" }
        bed.clock.advance(by: .seconds(7200))
        try bed.drain()
        #expect(bed.relay.messages.count { $0.header("Subject") == "off" } == before)
        // What may have been heard is set right.
        #expect(bed.relay.messages.last?.header("Subject") != "off")
        #expect(try bed.states("notification = 'confirmation'") == "sent 2")
    }

    @Test("the schedule says so")
    func schedule() throws {
        let bed = try bed()
        try bed.register("comes@example.org")
        try bed.drain()
        try bed.change { $0.event = #"state: "cancelled","# }
        let mailings = try ScheduleForecastTests.simulate(bed)
        let states = mailings.map { "\($0.notification) \($0.state.rawValue) \($0.recipients.count)" }
        #expect(Set(states) == ["invitation cancelled 0", "off awaiting_approval 1", "reminder cancelled 0"])
    }
}
