import Testing
import TestSupport

@testable import Store

@Suite("Editions of events")
struct EditionsTests {
    private let fixture: Fixture
    private let first = Edition(
        event: "meeting",
        settings: "{}",
        files: [
            "event.json5": [1, 2], "attachments/plan.pdf": [UInt8](repeating: 7, count: 5000), "empty": [],
        ]
    )

    init() throws { fixture = try Fixture() }

    private func count(_ table: String, _ condition: String = "1") throws -> Int64 {
        try fixture.store.connection.integer("SELECT count(*) FROM \(table) WHERE \(condition)")
    }

    @Test("an edition comes back as it was; the same one is kept once, and so is each file")
    func once() throws {
        var second = first
        second.files["event.json5"] = [1, 3]
        var other = first
        other.event = "other"
        let ids = try fixture.store.use(editions: [first, other], now: 1)
        #expect(try fixture.store.use(editions: [first, other], now: 2) == ids)
        #expect(Set(ids).count == 2)
        #expect(try fixture.store.edition(ids[0]) == first)
        let next = try fixture.store.use(editions: [second, other], now: 3)
        #expect(next[1] == ids[1] && next[0] != ids[0])
        #expect(try fixture.store.edition(next[0]) == second)
        #expect(try count("editions") == 3)
        #expect(try count("edition_files") == 4)
        #expect(try fixture.store.edition(99) == nil)
    }

    @Test("files of the same checksum and other bytes are two files")
    func collision() throws {
        _ = try fixture.store.use(editions: [first], now: 1)
        try fixture.owner.execute("UPDATE edition_files SET bytes = x'09' WHERE length(bytes) = 2")
        let id = try #require(try fixture.store.use(editions: [first], now: 2).first)
        #expect(try fixture.store.edition(id) == first)
    }

    @Test(
        "whoever is in force has no end; what is purged are those that ended before, with files of theirs alone"
    )
    func purge() throws {
        var second = first
        second.files["event.json5"] = [1, 3]
        let old = try fixture.store.use(editions: [first], now: 1)[0]
        let new = try fixture.store.use(editions: [second], now: 100)[0]
        #expect(try count("editions", "replaced_at = 100 AND id = \(old)") == 1)
        #expect(try fixture.store.purgeEditions(replacedBefore: 100) == 0)
        #expect(try fixture.store.purgeEditions(replacedBefore: 101) == 1)
        #expect(try fixture.store.edition(old) == nil)
        #expect(try fixture.store.edition(new) == second)
        #expect(try count("edition_files") == 3)
        // The first one is in force again: it has no end any more, however long ago that was.
        _ = try fixture.store.use(editions: [first], now: 200)
        let again = try fixture.store.use(editions: [second], now: 300)[0]
        #expect(again == new)
        #expect(try fixture.store.purgeEditions(replacedBefore: 250) == 0)
        #expect(try count("editions", "replaced_at IS NULL") == 1)
    }

    @Test("an invitee's row is kept as it was where a letter had gone, and goes with the invitee")
    func invitees() throws {
        try fixture.owner.execute(
            """
            INSERT INTO invitees (event, email, name) VALUES ('meeting', 'a@example.org', 'A'), ('meeting', 'b@example.org', 'B');
            INSERT INTO messages (event, notification, lane, person_key, domain, email, invitee_id, state, attempts, due_at,
                ready_at, expires_at, created_at, updated_at)
            SELECT 'meeting', 'invitation', 2, email, 'example.org', email, id, 'sent', 2 - id, 1, 1, 9, 1, 1 FROM invitees;
            UPDATE invitees SET name = name || ' New';
            UPDATE invitees SET person_key = email;
            """
        )
        // To the second one nothing had gone.
        #expect(try count("invitee_versions", "invitee_id = 1 AND name = 'A'") == 1)
        #expect(try count("invitee_versions") == 1)
        let rows = try fixture.store.pastClaims(of: 1).compactMap(\.invitee)
        #expect(rows.map(\.name) == ["A New", "A"])
        #expect(rows.first?.updatedAt != nil && rows.map(\.createdAt).first == rows.map(\.createdAt).last)
        try fixture.owner.execute("DELETE FROM invitees WHERE id = 1")
        #expect(try count("invitee_versions") == 0)
        #expect(try fixture.store.pastClaims(of: 1).isEmpty)
    }
}
