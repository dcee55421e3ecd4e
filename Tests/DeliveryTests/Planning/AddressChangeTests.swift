import Delivery
import Store
import Testing
import TestSupport

@Suite("A corrected address")
struct ReaddressTests {
    let bed: Bed

    init() throws {
        bed = try Bed(
            Script().onRecipient("dead", .reply("550 5.1.1 No such user"))
                .onRecipient("busy", .reply("450 4.2.1 later"))
        )
    }

    func correct(_ id: Int64, to email: String) throws {
        try bed.webSite.run("UPDATE registrations SET email = ? WHERE id = ?", email, id)
    }

    @Test(
        "gets the letter that the old one never got: bounced, deferred, mistyped, or no address at all",
        arguments: ["dead@example.org", "busy@example.org", "maria@gmial.com", "no address"]
    )
    func anew(old: String) throws {
        let id = try bed.register(old)
        try bed.drain()
        #expect(bed.taken().isEmpty)
        try correct(id, to: "maria@example.org")
        try bed.drain()
        #expect(bed.taken() == ["maria@example.org"])
        try correct(id, to: "maria@example.com")
        try bed.drain()
        #expect(bed.taken() == ["maria@example.org", "maria@example.com"], "it is told where it is read")
    }

    @Test("gets what is still queued")
    func queued() throws {
        try bed.change { $0.relay = "connections: 1, messagesPerDay: 1," }
        try bed.register("first@example.org")
        let id = try bed.register("old@example.org")
        try bed.drain()
        #expect(try bed.states("email = 'old@example.org'") == "queued 1")
        try correct(id, to: "New@example.org")
        bed.stop()
        bed.clock.advance(by: .seconds(86_520))
        try bed.drain()
        #expect(bed.taken() == ["first@example.org", "New@example.org"])
        #expect(
            try bed.rows("SELECT person_key FROM messages WHERE registration_id = \(id) AND state = 'sent'")
                == [
                    MessageStore.personKey(of: "New@example.org")
                ]
        )
    }

    @Test("that looks mistyped itself holds the letter; one that has the letter already gets no second")
    func doubtful() throws {
        let id = try bed.register("busy@example.org")
        try bed.drain()
        try correct(id, to: "maria@gmial.com")
        try bed.drain()
        #expect(try bed.states() == "cancelled 1, held 1")
        try bed.register("maria@example.org")
        try bed.drain()
        try correct(id, to: "maria@example.org")
        try bed.drain()
        #expect(try bed.states() == "cancelled 2, sent 1")
        #expect(bed.taken() == ["maria@example.org"])
    }

    @Test("by INSERT OR REPLACE counts as well")
    func replaced() throws {
        let id = try bed.register("dead@example.org")
        try bed.drain()
        try bed.webSite.run(
            "REPLACE INTO registrations (id, event, email) VALUES (?, 'meeting', 'maria@example.org')",
            id
        )
        try bed.drain()
        #expect(bed.taken() == ["maria@example.org"])
    }
}
