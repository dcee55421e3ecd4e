import Administration
import Delivery
import Site
import Store
import TestSupport
import Testing

@Suite("Letters of mailings that a person sends again")
struct ResentMailingTests {
    private let helper = MailingServiceTests()

    @discardableResult
    private func resend(_ id: Int64, _ bed: Bed) throws -> ResendService.Result {
        let site = try Site.load(configuration: bed.folder.path("vestnik.json5"))
        let store = try MessageStore(path: bed.folder.path("vestnik.db"))
        return try #require(
            try ResendService(site: site, store: store, now: bed.clock.now)
                .resend([id], actor: "anna", reason: nil).first
        )
    }

    @Test("asked for at night it goes in the morning, as any letter of the mailing would")
    func window() throws {
        let bed = try helper.bed(#"at: "2035-03-12T11:00""#)
        try bed.change { $0.event += #"window: { from: "09:00", to: "18:00" },"# }
        try bed.invite(1)
        try bed.drain()
        #expect(bed.relay.messageCount == 1)
        try helper.pass(bed, hours: 8)
        let result = try resend(1, bed)
        let wait = try #require(result.message).due - bed.clock.now
        #expect(wait == 13 * 3_600_000)
        try helper.pass(bed, hours: 12)
        #expect(bed.relay.messageCount == 1)
        try helper.pass(bed, hours: 2)
        #expect(bed.relay.messageCount == 2)
        #expect(
            try bed.rows("SELECT coalesce(mailing_id, 'none') FROM messages ORDER BY id") == ["1", "none"]
        )
    }

    @Test(
        "a reminder is not sent again after the moment that it counts back from, nor to who has cancelled since"
    )
    func past() throws {
        let bed = try Bed {
            $0.now = "2035-03-27T09:00:00Z"
            $0.notifications =
                #"{ name: "reminder", audience: "registered", before: "starts", by: "1d", time: "12:00" }, "#
                + #"{ name: "confirmation", on: "registered" },"#
            $0.templates["reminder.en"] = "Subject: Soon\n\nHello!\n"
        }
        try bed.webSite.execute(
            "INSERT INTO registrations (event, email, created_at) VALUES ('meeting', 'a@example.org', '2035-03-01T00:00:00.000Z')"
        )
        try bed.drain()
        let reminder =
            Int64(try bed.rows("SELECT id FROM messages WHERE notification = 'reminder'").first ?? "") ?? 0
        #expect(bed.relay.messageCount == 2)
        #expect(try resend(reminder, bed).refusal == nil)
        // Demoted before it goes: it is of nobody's audience any more.
        try bed.webSite.execute("UPDATE registrations SET status = 'waitlisted'")
        try bed.drain()
        #expect(try bed.rows("SELECT cause FROM messages WHERE round = 1") == ["left_audience"])
        #expect(try resend(reminder, bed).refusal?.en == "no longer in the audience")
        bed.clock.advance(by: .seconds(2 * 86_400))
        #expect(try resend(reminder, bed).refusal?.en == "the moment that it counts back from has passed")
    }

    @Test("that an event is called off is said again, and not once it takes place after all")
    func calledOff() throws {
        let bed = try Bed {
            $0.notifications =
                #"{ name: "confirmation", on: "registered" }, { name: "off", on: "event-cancelled", approval: false },"#
            $0.templates["off.en"] = "Subject: Off\n\nHello!\n"
        }
        try bed.webSite.execute(
            "INSERT INTO registrations (event, email) VALUES ('meeting', 'a@example.org')"
        )
        try bed.drain()
        #expect(try resend(1, bed).refusal == nil)
        // What waits to go again is withdrawn with all the rest.
        try bed.change { $0.event += #"state: "cancelled","# }
        try bed.reload()
        try bed.drain()
        #expect(try bed.rows("SELECT cause FROM messages WHERE id = 2") == ["event_cancelled"])
        bed.clock.advance(by: .seconds(3600))
        try bed.drain()
        #expect(
            try bed.rows("SELECT notification || ' ' || state FROM messages ORDER BY id").contains("off sent")
        )
        // Nothing else of it goes any more.
        #expect(try resend(1, bed).refusal?.en == "the event is called off")
        let off = Int64(try bed.rows("SELECT id FROM messages WHERE notification = 'off'").first ?? "") ?? 0
        #expect(try resend(off, bed).refusal == nil)
        let before = bed.relay.messageCount
        try bed.drain()
        #expect(bed.relay.messageCount == before + 1)
        try bed.change { $0.event = $0.event.replacing(#"state: "cancelled","#, with: "") }
        #expect(try resend(off, bed).refusal?.en == "the event takes place after all")
    }
}
