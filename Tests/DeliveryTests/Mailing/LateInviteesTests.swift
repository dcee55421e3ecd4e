import Administration
import Site
@testable import Delivery
import Store
import Testing
import TestSupport

@Suite("Invitees who were imported after the invitation went")
struct LateInviteesTests {
    private func bed(_ more: String = "") throws -> Bed {
        try Bed { settings in
            settings.now = "2035-03-12T07:00:00Z"
            settings.notifications =
                #"{ name: "invitation", audience: "invitees", at: "2035-03-12T10:00", bulk: true, \#(more) },"#
            settings.templates["invitation.en"] = "Subject: Come\n\nCome.\n"
        }
    }

    private func service(_ bed: Bed) throws -> MailingService {
        MailingService(
            site: try Site.load(configuration: bed.folder.path("vestnik.json5")),
            store: try MessageStore(path: bed.folder.path("vestnik.db"))
        )
    }

    private func approveLate(_ bed: Bed) throws -> Int {
        try service(bed).approveLate(
            event: "meeting",
            notification: "invitation",
            actor: "anna",
            now: bed.clock.now
        )
    }

    private func late(_ bed: Bed) throws -> Int {
        try ScheduleForecastTests.simulate(bed).map(\.late).reduce(0, +)
    }

    @Test("they are counted, and get it alone when a person says so")
    func whole() throws {
        let bed = try bed()
        try bed.invite(3)
        #expect(try late(bed) == 0)
        #expect(throws: MailingServiceError.nobodyIsLate("invitation")) { try approveLate(bed) }
        try bed.drain()
        #expect(try bed.states() == "sent 3")
        bed.clock.advance(by: .seconds(3 * 86_400))
        try bed.invite(2, domain: "late.example")
        try bed.drain()
        #expect(try late(bed) == 2 && bed.relay.messageCount == 3)
        #expect(try approveLate(bed) == 2)
        #expect(try late(bed) == 0)
        // Who comes later still is not meant.
        try bed.invite(1, domain: "later.example")
        try bed.drain()
        #expect(bed.taken().suffix(2).sorted() == ["p000@late.example", "p001@late.example"])
        #expect(try late(bed) == 1 && bed.relay.messageCount == 5)
        #expect(
            try bed.rows("SELECT state || ' ' || audience || ' ' || sent FROM mailings_view") == [
                "finished 5 5"
            ]
        )
        #expect(
            try bed.rows(
                "SELECT actor || ': ' || outcome || ' ' || note FROM delivery_log WHERE kind = 'admin'"
            )
                == ["anna: approved meeting/invitation: 2 imported after it went"]
        )
    }

    @Test("while a mailing waits for approval nobody is late: whoever is imported joins it")
    func waiting() throws {
        let bed = try bed("approval: true")
        try bed.invite(3)
        try bed.drain()
        try bed.invite(2, domain: "late.example")
        bed.clock.advance(by: .seconds(3600))
        try bed.drain()
        #expect(try bed.states() == "held 5" && late(bed) == 0)
        _ = try service(bed).approve(
            event: "meeting",
            notification: "invitation",
            actor: "anna",
            now: bed.clock.now
        )
        try bed.drain()
        #expect(try bed.states() == "sent 5")
    }

    @Test("of a list that was imported after the hour nobody is late: it had not gone to anybody")
    func afterTheHour() throws {
        let bed = try bed()
        try bed.drain()
        bed.clock.advance(by: .seconds(3600))
        try bed.invite(3)
        try bed.drain()
        #expect(try bed.states() == "sent 3" && late(bed) == 0)
    }
}
