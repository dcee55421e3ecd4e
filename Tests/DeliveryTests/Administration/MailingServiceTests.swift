import Administration
import Site
@testable import Delivery
import Store
import Testing
import TestSupport

@Suite("Where mailings are approved and stopped")
struct MailingServiceTests {
    func bed(_ rule: String) throws -> Bed {
        try Bed { settings in
            settings.notifications =
                #"{ name: "invitation", audience: "invitees", \#(rule) }, "#
                + #"{ name: "confirmation", on: "registered" },"#
            settings.templates["invitation.en"] = "Subject: For {{person.email}}\n\nHello!\n"
        }
    }

    func service(_ bed: Bed) throws -> MailingService {
        MailingService(
            site: try Site.load(configuration: bed.folder.path("vestnik.json5")),
            store: try MessageStore(path: bed.folder.path("vestnik.db"))
        )
    }

    func approve(_ bed: Bed, as name: String = "anna") throws -> MailingService.Approval {
        try service(bed).approve(
            event: "meeting",
            notification: "invitation",
            actor: name,
            now: bed.clock.now
        )
    }

    /// Lets the engine act whenever something is due, for so many hours.
    func pass(_ bed: Bed, hours: Int64) throws {
        let engine = try bed.start()
        let end = bed.clock.now + hours * 3_600_000
        engine.drain()
        while let next = engine.nextInstant(), next < end {
            bed.clock.advance(by: .milliseconds(max(next - bed.clock.now, 1000)))
            engine.drain()
        }
        bed.clock.advance(by: .milliseconds(max(0, end - bed.clock.now)))
        engine.drain()
    }

    @Test("a mailing that wants two people waits for the second, whatever the first one calls itself")
    func two() throws {
        let bed = try bed(#"at: "2035-03-12T11:00", approval: true, approvers: 2"#)
        try bed.invite(3)
        try bed.drain()
        #expect(try bed.states() == "held 3")
        #expect(try approve(bed).missing == 1)
        let again = try approve(bed, as: "ANNA")
        #expect(again.missing == 1 && again.isRepeated)
        try bed.drain()
        #expect(bed.relay.messageCount == 0)
        let last = try approve(bed, as: "boris")
        #expect(last.missing == 0 && last.names == ["anna", "boris"] && last.state == .running)
        try bed.drain()
        #expect(try bed.states() == "sent 3")
    }

    @Test("two approvals are of two users of the system, whatever names stand beside them")
    func identities() throws {
        let bed = try bed(#"at: "2035-03-12T11:00", approval: true, approvers: 2"#)
        try bed.invite(1)
        try bed.drain()
        func approve(_ name: String, _ identity: String) throws -> MailingService.Approval {
            try service(bed).approve(
                event: "meeting",
                notification: "invitation",
                actor: name,
                identity: identity,
                now: bed.clock.now
            )
        }
        #expect(try approve("Анна (anna, uid 1000)", "uid:1000").missing == 1)
        let again = try approve("Boris (anna, uid 1000)", "uid:1000")
        #expect(again.missing == 1 && again.isRepeated && again.names == ["Анна (anna, uid 1000)"])
        // The same name, and another person.
        #expect(try approve("Анна (anna, uid 1000)", "uid:1001").missing == 0)
    }

    @Test("approved late, it has its lateBy again; approved never, it stays where it is")
    func late() throws {
        let bed = try bed(#"at: "2035-03-12T11:00", approval: true, lateBy: "1h""#)
        try bed.invite(2)
        try pass(bed, hours: 30)
        #expect(try bed.states() == "held 2")
        #expect(try approve(bed).state == .running)
        try bed.drain()
        #expect(try bed.states() == "sent 2")
    }

    @Test(
        "approved or released in the evening, it goes the next morning, though lateBy is shorter than the night",
        arguments: [false, true]
    )
    func window(isReleased: Bool) throws {
        let bed = try bed(#"at: "2035-03-12T11:00", lateBy: "1h", approval: true, undo: "10m""#)
        try bed.change { $0.event += #"window: { from: "09:00", to: "18:00" },"# }
        func act(_ act: Act) throws {
            let change = try service(bed).act(
                act,
                event: "meeting",
                notification: "invitation",
                actor: "anna",
                reason: nil,
                now: bed.clock.now
            )
            #expect(change != nil)
        }
        try bed.invite(2)
        try bed.drain()
        if isReleased {
            _ = try approve(bed)
            try act(.hold)
        }
        // From noon in Moscow to eight in the evening.
        try pass(bed, hours: 8)
        if isReleased { try act(.release) } else { _ = try approve(bed) }
        try pass(bed, hours: 12)
        #expect(bed.relay.messageCount == 0)
        try pass(bed, hours: 2)
        #expect(try bed.states() == "sent 2")
    }

    @Test("the undo window begins with the approval: taken back within it, nothing has gone")
    func undo() throws {
        let bed = try bed(#"at: "2035-03-12T11:00", approval: true, undo: "10m""#)
        try bed.invite(2)
        try pass(bed, hours: 5)
        _ = try approve(bed)
        bed.clock.advance(by: .seconds(599))
        try bed.drain()
        #expect(bed.relay.messageCount == 0)
        let change = try service(bed).act(
            .cancel,
            event: "meeting",
            notification: "invitation",
            actor: "anna",
            reason: "wrong hall",
            now: bed.clock.now
        )
        #expect(change?.messages == 2)
        try pass(bed, hours: 1)
        #expect(try bed.states() == "cancelled 2")
        #expect(bed.relay.messageCount == 0)
    }

    @Test("waves approved late keep their distance")
    func waves() throws {
        let bed = try bed(
            #"at: "2035-03-12T11:00", approval: true, waves: [2, "50%"], pause: "1h", lateBy: "3h""#
        )
        try bed.invite(10)
        try pass(bed, hours: 20)
        _ = try approve(bed)
        try bed.drain()
        #expect(try bed.states() == "queued 8, sent 2")
        try pass(bed, hours: 1)
        #expect(try bed.states() == "queued 3, sent 7")
        try pass(bed, hours: 1)
        #expect(try bed.states() == "sent 10")
    }

    @Test("waves that meet the same refusal stop by themselves, and go on from there when released")
    func trouble() throws {
        let bed = try bed(#"at: "2035-03-12T12:00", waves: [5], pause: "1h""#)
        bed.relay.setScript(Script().on(.rcpt, .reply("550 5.7.1 Not from you")))
        try bed.invite(50)
        try pass(bed, hours: 4)
        #expect(try bed.rows("SELECT state FROM mailings_view") == ["paused"])
        // The third refusal stops it; what the other session had in hand may be refused as well.
        let bounced = try #require(
            try bed.rows("SELECT bounced FROM mailings_view").first.flatMap { Int($0) }
        )
        #expect((3...5).contains(bounced))
        #expect(try bed.states() == "bounced \(bounced), queued \(50 - bounced)")
        bed.relay.setScript(.friendly)
        let change = try service(bed).act(
            .release,
            event: "meeting",
            notification: "invitation",
            actor: "anna",
            reason: nil,
            now: bed.clock.now
        )
        #expect(change?.to == .running)
        try pass(bed, hours: 5)
        #expect(try bed.states() == "bounced \(bounced), sent \(50 - bounced)")
    }

    @Test(
        "proof copies go before anyone has approved, and belong to no audience; beyond its cap a mailing stops"
    )
    func proofs() throws {
        let bed = try bed(#"at: "2035-03-12T11:00", approval: true, cap: 3, proofs: ["chief@example.net"]"#)
        try bed.invite(4)
        try bed.drain()
        #expect(bed.taken() == ["chief@example.net"])
        #expect(try bed.rows("SELECT state || audience || held FROM mailings_view") == ["paused44"])
        #expect(throws: MailingServiceError.notWaiting(.paused)) { try approve(bed) }
        let change = try service(bed).act(
            .release,
            event: "meeting",
            notification: "invitation",
            actor: "anna",
            reason: "four it is",
            now: bed.clock.now
        )
        #expect(change?.to == .awaitingApproval)
        #expect(try approve(bed).state == .running)
        try bed.drain()
        #expect(try bed.rows("SELECT state || audience || sent FROM mailings_view") == ["finished44"])
        #expect(bed.taken().count == 5)
    }

    @Test("a mailing that was missed goes after all when its fact moves ahead again")
    func missedThenMoved() throws {
        let bed = try bed(#"before: "starts", by: "20d", time: "10:00""#)
        try bed.invite(3)
        try bed.drain()
        #expect(try bed.rows("SELECT state || audience || expired FROM mailings_view") == ["missed33"])
        try bed.change { $0.starts = "2035-03-29T10:00" }
        try bed.reload()
        try bed.drain()
        #expect(try bed.rows("SELECT state FROM mailings_view") == ["missed"])
        try bed.change { $0.starts = "2035-04-03T10:00" }
        try bed.change { $0.ends = "2035-04-04T18:00" }
        try bed.reload()
        try bed.drain()
        #expect(try bed.rows("SELECT state FROM mailings_view") == ["scheduled"])
        try pass(bed, hours: 72)
        #expect(try bed.rows("SELECT state || audience || sent FROM mailings_view") == ["finished33"])
        #expect(bed.taken().count == 3)
    }

    @Test("several quick changes of one registration give one letter that says what changed")
    func debounce() throws {
        let bed = try Bed { settings in
            settings.notifications =
                #"{ name: "confirmation", on: "registered" }, { name: "change", on: "changed" },"#
            settings.templates["change.en"] =
                "Subject: Changed\n\n{{change.what}} was {{change.old}}, is {{change.new}}\n"
        }
        let id = try bed.register("someone@example.org", more: "position = 'Reader'")
        try bed.drain()
        for position in ["Writer", "Editor", "Head of Reading"] {
            try bed.webSite.run("UPDATE registrations SET position = ? WHERE id = ?", position, id)
        }
        try bed.drain()
        #expect(bed.relay.messages.count == 2)
        #expect(bed.relay.messages.last?.text.contains("position was Reader, is Head of Reading") == true)
    }

    @Test("the sample is the first person's own letter")
    func sample() throws {
        let bed = try bed(#"at: "2035-03-12T11:00", approval: true"#)
        let nobody = try service(bed).sample(event: "meeting", notification: "invitation", now: bed.clock.now)
        #expect(nobody == nil)
        try bed.invite(2)
        let sample = try service(bed).sample(event: "meeting", notification: "invitation", now: bed.clock.now)
        #expect(sample?.letter.subject == "For p000@example.org")
    }

    @Test(
        "what cannot be approved is told: unknown names with the known ones, prompted letters, no need of it"
    )
    func refusals() throws {
        let bed = try bed(#"at: "2035-03-12T11:00""#)
        let service = try service(bed)
        func problem(_ event: String, _ name: String) -> String {
            do {
                _ = try service.approve(event: event, notification: name, actor: "anna", now: 1)
                return ""
            } catch { return "\(error)" }
        }
        #expect(problem("party", "invitation") == "there is no event “party”; there is meeting")
        #expect(problem("meeting", "x").hasSuffix("there is invitation, confirmation"))
        #expect(problem("meeting", "confirmation").contains("prompted"))
        #expect(problem("meeting", "invitation").contains("needs no approval"))
    }

    @Test("under a sandbox everything goes to one mailbox, marked with whom it was for")
    func sandbox() throws {
        let bed = try Bed { settings in settings.configuration = #"sandbox: { to: "tests@example.net" },"# }
        try bed.register("someone@example.org")
        try bed.drain()
        #expect(bed.taken() == ["tests@example.net"])
        let subject = try #require(bed.relay.messages.first?.header("Subject"))
        #expect(subject == "=?UTF-8?Q?=5BTest_=E2=86=92_someone=40example=2Eorg=5D_Welcome?=")
    }
}
