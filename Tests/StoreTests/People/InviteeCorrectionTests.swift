import Mail
import Testing
import TestSupport

@testable import Store

@Suite("An invitee's address that is put right")
struct InviteeCorrectionTests {
    private let fixture: Fixture
    private var store: MessageStore { fixture.store }

    init() throws {
        fixture = try Fixture()
        try fixture.owner.execute(
            """
            INSERT INTO invitees (id, event, email, person_key) VALUES (1, 'meeting', 'Head@old.example', 'head@old.example');
            INSERT INTO invitees (id, event, email, person_key) VALUES (2, 'meeting', 'a@gmail.com', 'a@gmail.com');
            """
        )
    }

    private func invitation(_ email: String, to invitee: Int64) throws -> Int64 {
        var letter = fixture.message(email, notification: "invitation", priority: .bulk)
        letter.invitee = invitee
        return try #require(try fixture.add([letter], now: 1000).first)
    }

    private func correct(from former: String, to new: String) throws -> InviteeCorrection? {
        try store.correctInvitee(
            1,
            event: "meeting",
            from: former,
            to: Address(new),
            as: new,
            actor: "anna",
            reason: "by telephone",
            now: 2000
        )
    }

    @Test(
        "what waits goes to the new address, counted by its mailbox, and the log keeps where it would have gone"
    )
    func waiting() throws {
        let id = try invitation("Head@old.example", to: 1)
        let done = try correct(from: "Head@old.example", to: "A.B+1@gmail.com")
        #expect(done?.redirected == 1 && done?.missed == [])
        let columns = "SELECT email || ' ' || domain || ' ' || person_key || ' ' || limit_key || ' ' || state"
        #expect(
            try fixture.rows("\(columns) FROM messages WHERE id = \(id)")
                == ["A.B+1@gmail.com gmail.com a.b+1@gmail.com ab@gmail.com queued"]
        )
        #expect(
            try fixture.rows("SELECT email FROM invitees ORDER BY id") == ["A.B+1@gmail.com", "a@gmail.com"]
        )
        #expect(
            try fixture.rows(
                "SELECT email || ' ' || actor || ' ' || note FROM attempts WHERE outcome = 'redirected'"
            )
                == ["head@old.example anna Head@old.example → A.B+1@gmail.com: by telephone"]
        )
    }

    @Test(
        "a letter that the new address has by another row goes neither there twice nor to the former address"
    )
    func twin() throws {
        let (mistaken, right) = (
            try invitation("Head@old.example", to: 1), try invitation("a@gmail.com", to: 2)
        )
        #expect(try correct(from: "Head@old.example", to: "a@gmail.com")?.redirected == 0)
        #expect(try fixture.state(mistaken) == .cancelled && fixture.state(right) == .queued)
        #expect(
            try fixture.rows("SELECT cause FROM messages WHERE id = \(mistaken)") == ["duplicate"]
        )
    }

    @Test("where the list says another address by now, nothing is written")
    func outdated() throws {
        let id = try invitation("Head@old.example", to: 1)
        #expect(try correct(from: "other@old.example", to: "new@example.org") == nil)
        #expect(try fixture.rows("SELECT email FROM messages WHERE id = \(id)") == ["Head@old.example"])
        #expect(try fixture.rows("SELECT count(*) FROM attempts") == ["0"])
    }

    @Test("of what came back the last of each notification is told, to be sent once more")
    func missed() throws {
        let id = try invitation("Head@old.example", to: 1)
        try fixture.finish(.bounced(reason: nil), priority: .bulk)
        #expect(try correct(from: "Head@old.example", to: "new@example.org")?.missed == [id])
    }
}
