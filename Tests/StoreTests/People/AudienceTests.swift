import SQLite
@testable import Store
import Testing
import TestSupport

@Suite("Whom a notification is for")
struct AudienceTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    func invite(
        _ email: String,
        second: String? = nil,
        organization: String? = nil,
        region: String? = nil
    ) throws {
        var record = InviteeRecord(email: email)
        record.secondEmail = second
        record.organization = organization
        record.region = region
        try store.importInvitees([record], event: "meeting")
    }

    func emails(_ audience: AudienceQuery) throws -> [String] {
        var found: [String] = []
        try store.people(audience, event: "meeting") { person throws(StoreError) in
            found.append(person.email)
            return true
        }
        #expect(try store.count(audience, event: "meeting") == found.count)
        return found
    }

    @Test("registered takes in confirmed, and one address comes once")
    func registered() throws {
        try fixture.register("a@example.org")
        try fixture.register("A@example.org")
        try fixture.register("b@example.org")
        try fixture.register("c@example.org")
        try fixture.register("d@example.org", event: "other")
        try fixture.alter(3) { $0.status = "confirmed" }
        try fixture.alter(4) { $0.status = "cancelled" }
        #expect(try emails(.registered) == ["a@example.org", "b@example.org"])
        #expect(try emails(.registrations(statuses: ["cancelled"])) == ["c@example.org"])
    }

    @Test(
        "of several registrations of one person the best counts, of two alike the first",
        arguments: [
            (["cancelled", "waitlisted", "registered", "confirmed"], 4),
            (["cancelled", "registered", "waitlisted"], 2), (["registered", "registered"], 1),
            (["waitlisted", "cancelled"], 1), (["cancelled", "cancelled"], 1),
        ] as [([String], Int64)]
    )
    func best(statuses: [String], expected: Int64) throws {
        for (index, status) in statuses.enumerated() {
            try fixture.register(String(repeating: " ", count: index) + "a@example.org") {
                $0.status = status
            }
        }
        for status in Set(statuses) {
            var found: [Int64] = []
            let audience = AudienceQuery.registrations(statuses: [status])
            try store.people(audience, event: "meeting") { person throws(StoreError) in
                found.append(person.id)
                return true
            }
            #expect(found == (statuses[Int(expected) - 1] == status ? [expected] : []), "\(status)")
        }
    }

    @Test(
        "whoever registered has answered, whatever was typed or copied around the address",
        arguments: [
            "a@example.org ", "a@example.org\u{A0}", "\u{200B}a@example.org", "\u{FEFF}A@EXAMPLE.ORG\t",
            "a\u{AD}@example.org",
        ]
    )
    func sameMailbox(_ typed: String) throws {
        try invite("a@example.org")
        try invite("b@example.org", second: typed)
        try invite("c@example.org")
        try fixture.register(typed)
        #expect(try emails(.unanswered(.addressAlone)) == ["c@example.org"])
        let answered = "SELECT sum(answered), sum(registered) FROM coverage WHERE event = 'meeting'"
        #expect(try fixture.rows(answered) == ["2|1"])
    }

    @Test("who registered under either address, declined, or wrote back has answered")
    func unanswered() throws {
        try invite("a@example.org")
        try invite("b@example.org", second: "deputy@example.org")
        try invite("c@example.org")
        try invite("d@example.org")
        try invite("e@example.org")
        try fixture.register("A@EXAMPLE.org")
        try fixture.register("deputy@example.org")
        try fixture.register("c@example.org") { $0.status = "cancelled" }
        var message = fixture.message("d@example.org", notification: "invitation")
        message.invitee = 4
        let id = try #require(try fixture.add([message], now: 1).first)
        try store.recordReturn(.answer, message: id, outcome: "declined", now: 2)
        #expect(try emails(.unanswered(.addressAlone)) == ["e@example.org"])
        #expect(try emails(.invitees).count == 5)
    }

    @Test("a deputy answers for the organization where the organiser says so")
    func byOrganization() throws {
        try invite("a@example.org", organization: "Библиотека", region: "54")
        try invite("b@example.org", organization: "Библиотека", region: "RU-TOM")
        try fixture.register("x@example.org") {
            ($0.organization, $0.region) = (" «БИБЛИОТЕКА»", "Новосибирская область")
        }
        #expect(try emails(.unanswered([.organization, .region])) == ["b@example.org"])
        #expect(try emails(.unanswered(.addressAlone)).count == 2)
        #expect(try emails(.unanswered(.organization)) == [])
        #expect(try emails(.unanswered(.region)) == ["b@example.org"])
    }

    @Test("rows without a region or an organization are of no common one")
    func noCommon() throws {
        try invite("a@example.org")
        try invite("b@example.org", organization: " ", region: " ")
        try fixture.register("x@example.org") { ($0.organization, $0.region) = (" ", "") }
        #expect(try emails(.unanswered(.organization)).count == 2)
        #expect(try emails(.unanswered(.region)).count == 2)
    }

    @Test("an import is all or nothing, and run again it updates rather than repeats")
    func importing() throws {
        var first = InviteeRecord(email: "a@example.org")
        first.name = "One"
        #expect(
            try store.importInvitees([first, InviteeRecord(email: "b@example.org")], event: "meeting")
                == ImportCounts(inserted: 2, updated: 0, unchanged: 0)
        )
        first.name = "Two"
        let again = [first, InviteeRecord(email: "B@example.org"), InviteeRecord(email: "c@example.org")]
        func figures(_ counts: ImportCounts) -> [Int] { [counts.inserted, counts.updated, counts.unchanged] }
        #expect(try figures(store.importInvitees(again, event: "meeting", dryRun: true)) == [1, 2, 0])
        #expect(try emails(.invitees) == ["a@example.org", "b@example.org"])
        #expect(try figures(store.importInvitees(again, event: "meeting")) == [1, 2, 0])
        #expect(try store.importInvitees(again, event: "meeting").unchanged == 3)
        var wrong = InviteeRecord(email: "d@example.org")
        wrong.details = "no object"
        #expect(throws: StoreError.self) {
            try store.importInvitees([InviteeRecord(email: "e@example.org"), wrong], event: "meeting")
        }
        #expect(try emails(.invitees).count == 3)
    }

    @Test("people are found by whatever form of their address")
    func byAddress() throws {
        try invite("a@example.org", second: "Second@Example.org")
        try fixture.register("second@example.org")
        let found = try store.people { MessageStore.personKey(of: $0) == "second@example.org" }
        #expect(found.map(\.kind) == [.registration, .invitee])
        #expect(try store.person(.invitee, id: found[1].id)?.email == "a@example.org")
        #expect(try store.person(.registration, id: 99) == nil)
    }
}
