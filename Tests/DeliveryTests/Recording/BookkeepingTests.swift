import Administration
import Site
@testable import Delivery
import Store
import Testing
import TestSupport

@Suite("What the books say of letters")
struct BookkeepingTests {
    @Test("a letter that cannot be made is no attempt: one row of the log with the reason, and no reply")
    func unmakable() throws {
        let bed = try Bed {
            $0.templates["confirmation.en"] = "Subject: Room\n\nYour room is {{details.room}}.\n"
        }
        try bed.register("a@example.org")
        try bed.drain()
        let message = "state || ' ' || attempts || ' ' || coalesce(reply, '-')"
        #expect(try bed.rows("SELECT \(message) FROM messages_view") == ["rejected 0 -"])
        let row = "outcome || ' ' || coalesce(reply, '-') || ' ' || (note LIKE '%details.room%')"
        #expect(try bed.rows("SELECT \(row) FROM delivery_log") == ["rejected - 1"])
        #expect(bed.journal.first?.contains("details.room") == true)
    }

    @Test("a missed mailing says so in the log: a row for each letter and one for itself")
    func missed() throws {
        let bed = try Bed { settings in
            settings.notifications =
                #"{ name: "invitation", audience: "invitees", at: "2035-03-10T11:00", lateBy: "1h" },"#
            settings.templates["invitation.en"] = "Subject: Come\n\nHello!\n"
        }
        try bed.invite(2)
        try bed.drain()
        #expect(try bed.states() == "expired 2")
        let row = "kind || ' ' || outcome || ' ' || coalesce(actor, '-')"
        #expect(
            try bed.rows("SELECT \(row) FROM delivery_log WHERE note LIKE '%lateBy%' ORDER BY id") == [
                "attempt expired -", "attempt expired -", "admin missed vestnikd",
            ]
        )
    }

    @Test("the language that a letter is written in is told, also where its row has none")
    func language() throws {
        let bed = try Bed()
        try bed.register("a@example.org")
        try bed.register("b@example.org", more: "language = 'ru'")
        try bed.drain()
        #expect(try bed.rows("SELECT language FROM messages_view ORDER BY id") == ["en", "ru"])
    }

    @Test("each change outdoes the entry that the person has, and the withdrawal all of them")
    func sequence() throws {
        let bed = try Bed { settings in
            settings.notifications = """
                { name: "confirmation", on: "registered", calendar: "request" },
                { name: "change", on: "changed", calendar: "request", settle: "0s" },
                { name: "cancellation", on: "cancelled", calendar: "cancel" },
                """
            settings.templates["change.en"] = "Subject: {{change.what}}\n\nHello!\n"
            settings.templates["cancellation.en"] = "Subject: Pity\n\nHello!\n"
        }
        try bed.register("a@example.org")
        try bed.drain()
        for step in ["name = 'Anna'", "name = 'Anne'", "status = 'cancelled'"] {
            try bed.webSite.run("UPDATE registrations SET \(step)")
            bed.clock.advance(by: .seconds(60))
            try bed.drain()
        }
        let told = bed.relay.messages.map { message in
            message.text.components(separatedBy: "\r\n").first { $0.hasPrefix("SEQUENCE:") } ?? "-"
        }
        #expect(told == ["SEQUENCE:0", "SEQUENCE:1", "SEQUENCE:2", "SEQUENCE:3"])
    }

    @Test("a prompted bulk letter has its reader's own address for one-click unsubscription")
    func unsubscription() throws {
        let bed = try Bed { settings in
            settings.configuration =
                #"dashboard: { listen: "127.0.0.1:8025", public: "https://mail.example.org" },"#
            settings.notifications = #"{ name: "confirmation", on: "registered", bulk: true },"#
            settings.templates["confirmation.en"] = "Subject: x\n\n[Leave]({{unsubscribe.url}})\n"
        }
        try bed.register("a@example.org")
        try bed.drain()
        #expect(try bed.states() == "sent 1")
        let header = try #require(bed.relay.messages.first?.header("List-Unsubscribe"))
        #expect(header.contains("https://mail.example.org/u/"))
    }

    @Test("what is older than retention allows goes, registrations by the end of their event")
    func retention() throws {
        let bed = try Bed { settings in
            settings.configuration = #"retention: { log: "30d", registrations: "60d" },"#
        }
        try bed.register("a@example.org")
        try bed.drain()
        let rows = "SELECT (SELECT count(*) FROM registrations) || ' ' || (SELECT count(*) FROM attempts)"
        bed.clock.advance(by: .seconds(31 * 86_400))
        try bed.drain()
        // The event is over by a fortnight.
        #expect(try bed.rows(rows) == ["1 0"])
        bed.clock.advance(by: .seconds(60 * 86_400))
        try bed.drain()
        #expect(try bed.rows(rows) == ["0 0"])
    }

    @Test("approval looks at the first letter that can be made, and tells how many cannot")
    func sample() throws {
        let bed = try Bed { settings in
            settings.configuration =
                #"dashboard: { listen: "127.0.0.1:8025", public: "https://mail.example.org" },"#
            settings.notifications = """
                { name: "invitation", audience: "invitees", at: "2035-03-12T13:00", bulk: true, approval: true },
                """
            settings.templates["invitation.en"] =
                "Subject: For {{person.name}}\n\n[Leave]({{unsubscribe.url}})\n"
        }
        try bed.invite(2)
        let service = MailingService(
            site: try Site.load(configuration: bed.folder.path("vestnik.json5")),
            store: try MessageStore(path: bed.folder.path("vestnik.db"))
        )
        func sample() throws -> LetterSample? {
            try service.sample(event: "meeting", notification: "invitation", now: bed.clock.now)
        }
        #expect(throws: MailingServiceError.self) { try sample() }
        try bed.database.run("UPDATE invitees SET name = 'Anna' WHERE id = 2")
        let found = try #require(try sample())
        #expect(found.email == "p001@example.org" && found.unmakable == 1)
        #expect(found.problem?.en.contains("person.name") == true)
        #expect(found.letter.text.contains("https://mail.example.org/u/"))
    }
}
