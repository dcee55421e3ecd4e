import SQLite
@testable import Store
import Testing
import TestSupport

@Suite("Rows that stand there twice")
struct DuplicatesTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    @Test("an invitee written twice by SQL is one person, whom an import updates")
    func invitees() throws {
        for name in ["One", "Two"] {
            try fixture.owner.run(
                "INSERT INTO invitees (event, email, name, region) VALUES ('meeting', 'A@example.org', ?, '54')",
                name
            )
        }
        try store.identifyInvitees()
        #expect(try store.count(.invitees, event: "meeting") == 1)
        #expect(try store.count(.unanswered(.addressAlone), event: "meeting") == 1)
        let invited = "SELECT sum(invited) FROM coverage WHERE event = 'meeting'"
        #expect(try fixture.rows(invited) == ["1"])
        var record = InviteeRecord(email: "a@example.org")
        record.name = "Three"
        record.region = "54"
        let counts = try store.importInvitees([record], event: "meeting")
        #expect(counts.updated == 1 && counts.inserted == 0)
        #expect(try store.importInvitees([record], event: "meeting").unchanged == 1)
        #expect(try fixture.rows("SELECT name FROM invitees ORDER BY id") == ["Three", "Two"])
    }

    @Test("of a letter's rounds the newest alone stands for the registration, and a proof for nobody")
    func rounds() throws {
        let first = try fixture.register("a@example.org")
        let second = try fixture.register("A@example.org")
        var messages: [NewMessage] = []
        for round in 0..<3 {
            var message = fixture.message("a@example.org", notification: "change")
            message.round = round
            message.registration = first
            message.reason = "round \(round)"
            messages.append(message)
        }
        var proof = fixture.message("boss@example.org", notification: "change")
        proof.personKey = "proof:boss@example.org"
        proof.registration = first
        messages.append(proof)
        try fixture.add(messages, now: 1)
        let told = try store.unpublishedDeliveries(limit: 99).deliveries
        #expect(told.map(\.registration).sorted() == [first, second])
        #expect(Set(told.map(\.reason)) == ["round 2"])
    }
}
