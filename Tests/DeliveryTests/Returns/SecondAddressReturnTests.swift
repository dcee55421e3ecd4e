@testable import Delivery
import Mail
import Site
import Store
import Testing
import TestSupport

@Suite("Reports about the first and the second address of an invitee")
struct SecondAddressReturnTests {
    private let bed: Bed
    private let store: MessageStore

    init() throws {
        bed = try Bed { settings in
            settings.notifications = """
                { name: "invitation", audience: "invitees", at: "2035-03-12T11:00", bulk: true },
                { name: "last-call", audience: "unanswered", at: "2035-03-12T15:00", bulk: true },
                """
            for name in ["invitation", "last-call"] {
                settings.templates["\(name).en"] = "Subject: \(name)\n\nHello!\n"
            }
        }
        try bed.database.run(
            "INSERT INTO invitees (event, email, second_email) VALUES ('meeting', 'first@example.org', 'second@example.org')"
        )
        try bed.drain()
        store = try MessageStore(path: bed.folder.path("vestnik.db"), access: .readWrite)
    }

    private func report(
        _ address: String,
        _ action: String = "failed",
        status: String = "5.1.1"
    ) throws -> [ReturnEffect] {
        let id = try bed.rows("SELECT message_id FROM messages ORDER BY id")[0]
        let mail = """
            From: MAILER-DAEMON@mx.example.net
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: message/delivery-status

            Final-Recipient: rfc822; \(address)
            Action: \(action)
            Status: \(status)

            --b
            Content-Type: message/rfc822

            Message-ID: \(id)

            --b--

            """
        let site = try Site.load(configuration: bed.folder.path("vestnik.json5"))
        return try Returns(store: store, configuration: site.configuration, actor: "olga")
            .record(ReturnedMail(reading: Array(mail.utf8)), at: bed.clock.now, now: bed.clock.now)
    }

    private func listed() throws -> [String] {
        try bed.rows("SELECT person_key FROM suppressions ORDER BY 1")
    }

    @Test(
        "the first is listed, the letter goes to the second, and so do those that follow, whoever recorded the report"
    )
    func first() throws {
        #expect(try report("first@example.org") == [.bounced(1)])
        #expect(try listed() == ["first@example.org"])
        try bed.drain()
        #expect(bed.taken() == ["first@example.org", "second@example.org"])
        #expect(try bed.states() == "sent 1")
        bed.clock.advance(by: .seconds(4 * 3600))
        try bed.drain()
        #expect(bed.taken() == ["first@example.org", "second@example.org", "second@example.org"])
    }

    @Test("both come back: each is listed for itself, and the letter is bounced")
    func both() throws {
        _ = try report("first@example.org")
        try bed.drain()
        #expect(try report("second@example.org") == [.bounced(1)])
        #expect(try listed() == ["first@example.org", "second@example.org"])
        #expect(try bed.states() == "bounced 1")
        #expect(
            try bed.rows("SELECT count(*) FROM attempts WHERE kind = 'dsn' AND outcome = 'failed'") == ["2"]
        )
        #expect(try report("second@example.org") == [.known(1)])
        bed.clock.advance(by: .seconds(4 * 3600))
        try bed.drain()
        #expect(bed.taken() == ["first@example.org", "second@example.org"])
        #expect(try bed.states() == "bounced 1, suppressed 1")
    }

    @Test("a late report about the first does not stop what has gone to the second")
    func late() throws {
        _ = try report("first@example.org")
        try bed.drain()
        #expect(try report("first@example.org", status: "5.1.10") == [.noted(1)])
        #expect(try bed.states() == "sent 1" && listed() == ["first@example.org"])
    }

    @Test("a delivery to the second takes nothing from the first; one to the first takes it from the list")
    func relents() throws {
        _ = try report("first@example.org")
        try bed.drain()
        _ = try report("second@example.org", "delivered", status: "2.0.0")
        #expect(try listed() == ["first@example.org"])
        _ = try report("first@example.org", "delivered", status: "2.0.0")
        #expect(try listed().isEmpty)
    }

    /// A letter that waits for two hours, to be taken back.
    private func programmeWaits() throws {
        try bed.change { settings in
            settings.notifications +=
                #"{ name: "programme", audience: "invitees", at: "2035-03-12T11:00", undo: "2h", bulk: true },"#
            settings.templates["programme.en"] = "Subject: programme\n\nHello!\n"
        }
        try bed.reload()
        try bed.drain()
        #expect(try programme() == ["first@example.org queued"])
    }

    private func programme() throws -> [String] {
        try bed.rows("SELECT email || ' ' || state FROM messages WHERE notification = 'programme'")
    }

    @Test("what waits already for the first when that is listed goes to the second, and says so")
    func waiting() throws {
        try programmeWaits()
        _ = try report("first@example.org")
        #expect(try programme() == ["first@example.org queued"])
        bed.clock.advance(by: .seconds(4 * 3600))
        try bed.drain()
        let went = try programme()
        #expect(went == ["second@example.org sent"])
        #expect(bed.taken().filter { $0 == "first@example.org" }.count == 1)
        #expect(try bed.rows("SELECT 1 FROM attempts WHERE outcome = 'redirected'").count == 2)
    }

    @Test("and is suppressed where the second is listed as well: no letter waits for ever")
    func waitingForNobody() throws {
        try programmeWaits()
        _ = try report("first@example.org")
        _ = try store.suppress("second@example.org", scope: .bulk, reason: "asked", actor: "olga", now: 1)
        bed.clock.advance(by: .seconds(4 * 3600))
        try bed.drain()
        #expect(try programme() == ["first@example.org suppressed"])
    }

    @Test("a first address that is listed for being full leaves later bulk letters to the second")
    func full() throws {
        _ = try report("first@example.org", status: "5.2.2")
        #expect(try listed().isEmpty && bed.states() == "bounced 1")
        // As the third day does.
        _ = try store.suppress(
            "first@example.org",
            scope: .bulk,
            reason: "full",
            actor: Returns.ownName,
            now: 1
        )
        bed.clock.advance(by: .seconds(4 * 3600))
        try bed.drain()
        #expect(bed.taken() == ["first@example.org", "second@example.org"])
    }

    @Test("whoever asked to be left alone is, at both addresses")
    func unsubscribed() throws {
        _ = try store.suppress("first@example.org", scope: .bulk, reason: "asked", actor: "olga", now: 1)
        _ = try report("first@example.org")
        try bed.drain()
        #expect(bed.taken() == ["first@example.org"])
        #expect(try bed.states() == "suppressed 1")
    }

    @Test("forgotten, nothing is left of either address in what came back")
    func forgotten() throws {
        _ = try report("first@example.org")
        try bed.drain()
        _ = try report("second@example.org")
        _ = try store.forget("first@example.org", actor: "olga", now: bed.clock.now)
        #expect(try bed.rows("SELECT count(*) FROM returned WHERE person_key IS NOT NULL") == ["0"])
    }
}
