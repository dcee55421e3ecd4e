@testable import Delivery
import Store
import Testing
import TestSupport

@Suite("What has changed since a letter was planned")
struct SecondThoughtsTests {
    /// An engine in 2020: what plain SQL writes now comes after its plans.
    private func bed(_ configuration: String = "") throws -> Bed {
        try Bed(Script.friendly.on(.rcpt, .reply("451 4.7.1 later"))) {
            $0.now = "2020-03-12T09:00:00Z"
            $0.configuration = configuration
        }
    }

    private func act(_ act: Act, _ email: String, _ bed: Bed, at moment: Int64) throws -> Int {
        var filter = LogFilter()
        filter.to = email
        return try bed.start().store.act(act, on: filter, actor: "anna", now: moment)
    }

    @Test("a link that came into the name meanwhile holds the letter, until a person has looked")
    func link() throws {
        let bed = try bed()
        try bed.register("spam@example.org", more: "name = 'Иванова Мария'")
        try bed.register("reader@example.org", more: "name = 'Петров Пётр'")
        try bed.drain()
        #expect(try bed.states() == "deferred 2")
        try bed.webSite.run(
            "UPDATE registrations SET name = 'Buy at www.example.com/x' WHERE email LIKE 'spam%'"
        )
        try bed.webSite.run(
            "UPDATE registrations SET name = 'Петров Пётр Петрович' WHERE email LIKE 'reader%'"
        )
        bed.relay.setScript(.friendly)
        bed.clock.advance(by: .seconds(7200))
        try bed.drain()
        #expect(bed.taken() == ["reader@example.org"])
        #expect(try bed.states("email LIKE 'spam%'") == "held 1")
        let reason = try bed.rows("SELECT reason FROM messages_view WHERE email LIKE 'spam%'")
        #expect(reason.first?.contains("link") == true)
        // The person acts after the row was changed, by the clock of both.
        #expect(try act(.release, "spam@example.org", bed, at: 4_000_000_000_000) == 1)
        try bed.database.run("UPDATE messages SET ready_at = 0, due_at = 0")
        try bed.drain()
        #expect(bed.taken() == ["reader@example.org", "spam@example.org"])
    }

    @Test("the limit of a day is asked again of a row that has changed")
    func limit() throws {
        let bed = try bed("limits: { perAddressPerDay: 2 },")
        let id = try bed.register("reader@example.org")
        try bed.drain()
        #expect(try bed.states() == "deferred 1")
        // Meanwhile two letters have gone to the same mailbox, under another spelling.
        try bed.database.run(
            """
            INSERT INTO messages (event, notification, round, lane, person_key, limit_key, domain, email, state,
                due_at, ready_at, expires_at, sent_at, created_at, updated_at)
            SELECT event, notification, value, lane, 'reader+' || value || '@example.org', person_key, domain, email,
                'sent', due_at, ready_at, expires_at, \(bed.clock.now + 7_000_000), created_at, updated_at
            FROM messages, (SELECT 1 AS value UNION SELECT 2)
            """
        )
        try bed.webSite.run("UPDATE registrations SET organization = 'Library' WHERE id = ?", id)
        bed.relay.setScript(.friendly)
        bed.clock.advance(by: .seconds(7200))
        try bed.drain()
        #expect(bed.taken().isEmpty)
        #expect(try bed.states("state <> 'sent'") == "held 1")
    }

    @Test("a form that is filled in with one mailbox under many spellings sends no more than the limit")
    func spellings() throws {
        let bed = try Bed { $0.configuration = "limits: { perAddressPerDay: 2 }," }
        for email in [
            "victim+1@gmail.com", "vic.tim@gmail.com", "v.i.c.t.i.m+x@googlemail.com", "victim@gmail.com",
            "other@gmail.com",
        ] {
            try bed.register(email)
        }
        try bed.drain()
        #expect(try bed.states("email LIKE 'v%'") == "held 2, sent 2")
        #expect(try bed.states("email LIKE 'other%'") == "sent 1")
        try bed.register("v.ictim@gmail.com")
        try bed.drain()
        #expect(try bed.states("email LIKE 'v%'") == "held 3, sent 2")
    }
}
