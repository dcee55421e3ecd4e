@testable import Delivery
import Store
import Testing
import TestSupport

@Suite("The second address of an invitee")
struct SecondAddressTests {
    let bed: Bed

    init() throws {
        bed = try Bed(Script().onRecipient("dead", .reply("550 5.1.1 No such user"))) { settings in
            settings.notifications = """
                { name: "invitation", audience: "invitees", at: "2035-03-12T11:00" },
                { name: "last-call", audience: "unanswered", at: "2035-03-12T15:00" },
                """
            for name in ["invitation", "last-call"] {
                settings.templates["\(name).en"] = "Subject: \(name)\n\nHello!\n"
            }
        }
    }

    func invite(_ email: String, _ second: String) throws {
        try bed.database.run(
            "INSERT INTO invitees (event, email, second_email) VALUES ('meeting', ?, ?)",
            email,
            second
        )
    }

    @Test("takes over when there is no mailbox at the first, and later letters go there at once")
    func escalates() throws {
        try invite("dead@example.org", "office@example.org")
        try invite("alive@example.org", "other@example.org")
        try bed.drain()
        #expect(bed.taken().sorted() == ["alive@example.org", "office@example.org"])
        #expect(try bed.log().sorted() == ["bounced", "sent", "sent"])
        #expect(
            try bed.rows("SELECT state || audience || sent FROM mailings_view WHERE audience > 0") == [
                "finished22"
            ]
        )
        bed.clock.advance(by: .seconds(4 * 3600))
        try bed.drain()
        #expect(
            bed.taken().sorted() == [
                "alive@example.org", "alive@example.org", "office@example.org", "office@example.org",
            ]
        )
        // No second try at the dead mailbox.
        #expect(try bed.log("outcome = 'bounced'").count == 1)
    }

    @Test("is taken where the first is no address at all; both dead, the letter is bounced")
    func invalid() throws {
        try invite("not an address", "office@example.org")
        try invite("dead.one@example.org", "dead.two@example.org")
        try bed.drain()
        #expect(bed.taken() == ["office@example.org"])
        #expect(try bed.states() == "bounced 1, sent 1")
        #expect(try bed.log().sorted() == ["bounced", "bounced", "sent"])
    }

    @Test("on the suppression list, it is not written to where the first is none, or found dead by the relay")
    func suppressed() throws {
        try invite("not an address", "office@example.org")
        try invite("dead@example.org", "Deputy@example.org")
        let store = try MessageStore(path: bed.folder.path("vestnik.db"))
        for second in ["office@example.org", "deputy@example.org"] {
            _ = try store.suppress(second, reason: "complained", actor: "olga", now: 1)
        }
        try bed.drain()
        #expect(bed.taken().isEmpty)
        #expect(try bed.states() == "bounced 1, suppressed 1")
    }

    @Test("suppressed between plan and transfer, it is not written to")
    func suppressedMeanwhile() throws {
        try bed.change { settings in
            settings.notifications =
                #"{ name: "invitation", audience: "invitees", at: "2035-03-12T11:00", undo: "2h" },"#
        }
        try invite("not an address", "office@example.org")
        try bed.drain()
        #expect(try bed.states() == "queued 1")
        let store = try MessageStore(path: bed.folder.path("vestnik.db"))
        _ = try store.suppress("office@example.org", reason: "complained", actor: "olga", now: 1)
        bed.clock.advance(by: .seconds(3600))
        try bed.drain()
        #expect(try bed.states() == "suppressed 1")
    }

    @Test("registered by the second address, an invitee has answered")
    func answered() throws {
        try invite("head@example.org", "deputy@example.org")
        try bed.register("Deputy@example.org")
        bed.clock.advance(by: .seconds(4 * 3600))
        try bed.drain()
        #expect(
            try bed.rows("SELECT coalesce(audience, 0) FROM mailings_view WHERE notification = 'last-call'")
                == ["0"]
        )
    }
}
