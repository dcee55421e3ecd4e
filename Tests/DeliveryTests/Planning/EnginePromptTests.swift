@testable import Delivery
import Testing
import TestSupport

@Suite("What registrations prompt")
struct EnginePromptTests {
    @Test("a registration is confirmed once, a second one by the same address not at all")
    func once() throws {
        let bed = try Bed()
        try bed.register("Reader@Example.org")
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(try bed.states() == "sent 1")
        #expect(bed.taken() == ["Reader@example.org"])
    }

    @Test(
        "what was registered while the engine was down is confirmed when it is up; rolled back, nothing goes"
    )
    func whileDown() throws {
        let bed = try Bed()
        try bed.register("kept@example.org")
        struct Undo: Error {}
        try? bed.webSite.transaction { () throws(SQLiteError) in
            try bed.webSite.run(
                "INSERT INTO registrations (event, email) VALUES ('meeting', 'undone@example.org')"
            )
            throw SQLiteError(code: 4, message: "undone")
        }
        try bed.drain()
        #expect(bed.taken() == ["kept@example.org"])
    }

    @Test("who registers and cancels before anybody looked hears nothing")
    func cancelled() throws {
        let bed = try Bed {
            $0.notifications += #"{ name: "cancellation", on: "cancelled" },"#
            $0.templates["cancellation.en"] = "Subject: Bye\n\nBye.\n"
        }
        let id = try bed.register("reader@example.org")
        try bed.webSite.run("UPDATE registrations SET status = 'cancelled' WHERE id = ?", id)
        try bed.drain()
        #expect(try bed.states() == "")
        #expect(bed.taken().isEmpty)
    }

    @Test("one address gets no more letters a day than perAddressPerDay allows; the rest wait for a person")
    func perAddress() throws {
        let bed = try Bed {
            $0.configuration = "limits: { perAddressPerDay: 3 },"
            $0.notifications += #"{ name: "change", on: "changed", settle: "0s" },"#
            $0.templates["change.en"] = "Subject: Changed\n\nChanged.\n"
        }
        let id = try bed.register("victim@example.org")
        for round in 0..<6 {
            try bed.drain()
            try bed.webSite.run("UPDATE registrations SET name = ? WHERE id = ?", "Name \(round)", id)
        }
        try bed.drain()
        #expect(bed.relay.messageCount == 3)
        #expect(try bed.states("state <> 'sent'").hasPrefix("held"))
        #expect(
            try bed.rows("SELECT DISTINCT reason FROM messages_view WHERE state = 'held'").first?
                .contains("perAddressPerDay") == true
        )
    }

    @Test("the limit of an address holds for rows that come all at once")
    func perAddressAtOnce() throws {
        let bed = try Bed { $0.configuration = "limits: { perAddressPerDay: 2 }," }
        for name in ["a", "b", "c", "d", "e"] {
            try bed.folder.write(
                bed.folder.text(of: "events/meeting/event.json5"),
                to: "events/\(name)/event.json5"
            )
            try bed.folder.write("Subject: Hi\n\nHi.\n", to: "events/\(name)/templates/confirmation.en.md")
            try bed.register("victim@example.org", event: name)
        }
        try bed.drain()
        #expect(try bed.states() == "held 3, sent 2")
        #expect(bed.relay.messageCount == 2)
    }

    @Test("so it does for one mailbox written in several ways")
    func perMailboxAtOnce() throws {
        let bed = try Bed { $0.configuration = "limits: { perAddressPerDay: 2 }," }
        for address in ["victim", "vic.tim", "victim+1", "v.i.c.tim", "other"] {
            try bed.register("\(address)@gmail.com")
        }
        try bed.drain()
        #expect(try bed.states() == "held 2, sent 3")
        #expect(bed.relay.messageCount == 3)
    }

    @Test("a suppressed address gets nothing")
    func suppressed() throws {
        let bed = try Bed()
        try bed.database.run(
            "INSERT INTO suppressions (person_key, scope, at) VALUES ('reader@example.org', 'all', 1)"
        )
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(try bed.states() == "suppressed 1")
        #expect(bed.relay.sessionCount == 0)
    }

    @Test("in the sandbox everything goes to one mailbox, and says for whom it was")
    func sandbox() throws {
        let bed = try Bed { $0.configuration = #"sandbox: { to: "test@example.org" },"# }
        try bed.register("reader@example.net")
        try bed.drain()
        #expect(bed.taken() == ["test@example.org"])
        #expect(bed.relay.messages.first?.text.contains("reader@example.net") == true)
        #expect(try bed.rows("SELECT email FROM messages_view") == ["reader@example.net"])
    }

    @Test("an address that looks mistyped waits for a person")
    func mistyped() throws {
        let bed = try Bed()
        try bed.register("reader@gmial.com")
        try bed.drain()
        #expect(try bed.states() == "held 1")
        #expect(try bed.rows("SELECT reason FROM messages_view").first?.contains("gmail.com") == true)
    }

    @Test("a row for an event without a folder is kept until the folder is there")
    func unknownEvent() throws {
        let bed = try Bed()
        try bed.register("reader@example.org", event: "later")
        try bed.drain()
        #expect(try bed.rows("SELECT count(*) FROM messages") == ["0"])
        #expect(bed.notices.contains { $0.contains("later") })
        try bed.folder.write(
            bed.folder.text(of: "events/meeting/event.json5"),
            to: "events/later/event.json5"
        )
        try bed.folder.write("Subject: Hi\n\nHi.\n", to: "events/later/templates/confirmation.en.md")
        try bed.reload()
        try bed.drain()
        #expect(try bed.states() == "sent 1")
    }
}
