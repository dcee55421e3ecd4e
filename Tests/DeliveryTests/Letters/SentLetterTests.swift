import Administration
@testable import Delivery
import Mail
import Site
import Store
import TestSupport
import Testing

@Suite("Letters as they went")
struct SentLetterTests {
    private static let invitation = """
        { name: "invitation", audience: "invitees", at: "2035-03-12T13:00", bulk: true, attachments: ["plan.bin"] },
        """

    /// A bed in which each letter shows what may change later: the row, the event, how far it is away, how to unsubscribe.
    private func bed() throws -> ToldBed {
        let told = try ToldBed(more: Self.invitation) {
            $0.configuration = """
                limits: { perAddressPerDay: 0 }, dashboard: { listen: "127.0.0.1:8025", public: "https://mail.example.org" },
                mailbox: { url: "maildir:returned", verp: "bounces+{token}@example.org" },
                """
            let body =
                "\n{{salutation}}\n\n{{event.venue}}, {{days.left}} {{days.word}}: {{person.organization}}\n"
            for (name, draft) in $0.templates { $0.templates[name] = draft + body }
            $0.templates["invitation.en"]? += "\n.\n..[Off the list]({{unsubscribe.url}})\n"
        }
        try told.bed.folder.write("0123\r\n.\r\n\u{0}ü", to: "events/meeting/attachments/plan.bin")
        return told
    }

    private func store(_ told: ToldBed) throws -> MessageStore {
        try MessageStore(path: told.bed.folder.path("vestnik.db"), access: .readOnly)
    }

    private func ids(_ told: ToldBed, _ condition: String = "state = 'sent'") throws -> [Int64] {
        try told.bed.rows("SELECT id FROM messages WHERE \(condition) ORDER BY id").compactMap { Int64($0) }
    }

    /// Whether every letter that the relay has taken is shown byte for byte; how many there were.
    private func allAreExact(_ told: ToldBed, _ place: SourceLocation = #_sourceLocation) throws -> Int {
        let store = try store(told)
        let ids = try ids(told)
        for id in ids {
            let letter = try SentLetter(of: id, in: store)
            let mark = try told.bed.rows("SELECT message_id FROM messages WHERE id = \(id)")
            let taken = told.bed.relay.messages.last { $0.header("Message-ID") == mark.first }
            #expect(letter.bytes == taken?.bytes, "letter \(id)", sourceLocation: place)
            #expect(letter.doubt == nil, "letter \(id)", sourceLocation: place)
        }
        return ids.count
    }

    @Test(
        "every kind of letter is shown byte for byte, whatever has changed since: row, list, files, program's run"
    )
    func exact() throws {
        let told = try bed()
        let reader = try told.register("reader@example.org")
        try told.register("leaver@example.org")
        try told.bed.database.run(
            "INSERT INTO invitees (event, email, name, organization) VALUES ('meeting', 'ann@example.org', 'Ann Lee', 'Archive')"
        )
        try told.settle()
        told.bed.clock.advance(by: .seconds(3 * 3600))
        try told.settle()
        try told.set(reader, "organization = 'Museum'")
        try told.settle()
        try told.bed.webSite.run(
            "UPDATE registrations SET status = 'cancelled' WHERE email = 'leaver@example.org'"
        )
        try told.settle()
        #expect(try allAreExact(told) == 5)
        #expect(told.kinds("leaver@example.org") == ["confirmation", "cancellation"])
        let calendars = told.bed.relay.messages.filter { $0.text.contains("text/calendar") }
        #expect(calendars.count == 4)

        // The list's row, by import and by plain SQL, twice.
        try told.bed.database.run("UPDATE invitees SET organization = 'Institute'")
        try told.bed.database.run("UPDATE invitees SET name = 'Ann Smith', email = 'ann.smith@example.org'")
        try told.bed.webSite.run("DELETE FROM registrations WHERE email = 'leaver@example.org'")
        try told.set(reader, "organization = 'Library'")
        try told.settle()
        #expect(try allAreExact(told) == 6)

        // Files and settings, after a reload.
        try told.bed.change {
            $0.event = #"venue: { en: "V2" }, "# + ToldBed.event
            $0.templates["invitation.en"] = "Subject: Other\n\nOther.\n"
            $0.configuration = "limits: { perAddressPerDay: 0 },"
        }
        try told.bed.folder.write("other", to: "events/meeting/attachments/plan.bin")
        try told.bed.reload()
        try told.register("late@example.org")
        try told.settle()
        #expect(try allAreExact(told) >= 7)
        #expect(try told.bed.rows("SELECT count(DISTINCT edition) FROM attempts") == ["2"])

        // A restart, with the files as they were first: the first edition is in force again.
        told.bed.stop()
        try told.bed.start()
        #expect(try allAreExact(told) >= 7)
        #expect(try told.bed.rows("SELECT count(*) FROM editions") == ["2"])
    }

    @Test("a letter that was refused first is shown as it was at each attempt")
    func attempts() throws {
        let script = Script.friendly.onEvery(2, at: .endOfData, .reply("250 2.0.0 ok"))
            .on(.endOfData, .reply("451 4.3.0 later"))
        let told = try ToldBed(script) {
            $0.configuration = #"retry: { first: "1h", factor: 2, longest: "2h", giveUpAfter: "4d" },"#
        }
        try told.register("reader@example.org")
        try told.bed.drain()
        told.bed.clock.advance(by: .seconds(2 * 3600))
        try told.bed.drain()
        let store = try store(told)
        let letters = try [nil, 1, 2].map { try SentLetter(of: 1, attempt: $0, in: store) }
        #expect(letters.map(\.attempt.number) == [2, 1, 2])
        #expect(letters.allSatisfy { $0.doubt == nil })
        #expect(letters[0].bytes == told.bed.relay.messages.last?.bytes)
        #expect(letters[0].bytes == letters[2].bytes)
        #expect(letters[0].bytes != letters[1].bytes)
        #expect(throws: SentLetterError.self) { try SentLetter(of: 1, attempt: 3, in: store) }
    }

    @Test("what a killed run had sent and not recorded is shown exactly, too")
    func killed() throws {
        let told = try ToldBed()
        try told.register("reader@example.org")
        #expect(try told.bed.hear())
        told.bed.crash()
        told.bed.clock.advance(by: .seconds(600))
        try told.bed.drain()
        #expect(told.bed.relay.messageCount == 1)
        #expect(try allAreExact(told) == 1)
    }

    @Test("a letter sent again is another letter, and both are shown as they went")
    func again() throws {
        let told = try ToldBed()
        let id = try told.register("reader@example.org")
        try told.settle()
        let site = try Site.load(configuration: told.bed.folder.path("vestnik.json5"))
        let writer = try MessageStore(path: told.bed.folder.path("vestnik.db"))
        let service = ResendService(site: site, store: writer, now: told.bed.clock.now)
        #expect(try service.resend([1], actor: "anna", reason: nil).first?.refusal == nil)
        try told.set(id, "organization = 'Museum', name = 'R. Eader'")
        try told.settle()
        #expect(told.kinds("reader@example.org") == ["confirmation", "confirmation"])
        #expect(try allAreExact(told) == 2)
    }

    @Test("bytes that cannot be those that went are shown with the reason")
    func doubts() throws {
        let told = try bed()
        try told.bed.database.run(
            "INSERT INTO invitees (event, email, organization) VALUES ('meeting', 'ann@example.org', 'Archive')"
        )
        try told.register("reader@example.org")
        try told.settle()
        told.bed.clock.advance(by: .seconds(3 * 3600))
        try told.settle()
        let store = try store(told)
        let bulk = try #require(try ids(told, "notification = 'invitation'").first)
        let other = try #require(try ids(told, "notification = 'confirmation'").first)
        let site = try Site.load(configuration: told.bed.folder.path("vestnik.json5"))
        func doubt(_ id: Int64, _ current: Site? = nil) throws -> SentLetter.Doubt? {
            try SentLetter(of: id, in: try self.store(told), current: current).doubt
        }
        #expect(try doubt(bulk) == nil)

        // Without the key only what shows a token is another letter.
        try told.bed.folder.remove("vestnik.db-token-key")
        #expect(try doubt(bulk) == .noKey)
        #expect(try doubt(other) == nil)

        // Another program that makes the same bytes makes the same letter.
        let editions = "UPDATE editions SET settings = json_set(settings, '$.program', '0.0.9')"
        try told.bed.database.run(editions)
        #expect(try doubt(other) == nil)
        #expect(try doubt(bulk) == .otherProgram("0.0.9"))
        try told.bed.database.run("UPDATE attempts SET checksum = checksum + 1")
        #expect(try doubt(other) == .otherProgram("0.0.9"))
        try told.bed.database.run(editions.replacing("0.0.9", with: Version.text))
        try told.bed.database.run("UPDATE attempts SET checksum = checksum - 1 WHERE message = \(other)")
        #expect(try doubt(other) == nil)

        // Without the edition today's files serve, and are the same ones as long as nobody has changed them.
        try told.bed.database.run("DELETE FROM editions")
        #expect(try doubt(other, site) == nil)
        #expect(throws: SentLetterError.self) { try SentLetter(of: other, in: store) }
        try told.bed.change { $0.templates["confirmation.en"] = "Subject: Other\n\nOther.\n" }
        let changed = try Site.load(configuration: told.bed.folder.path("vestnik.json5"))
        let letter = try SentLetter(of: other, in: store, current: changed)
        #expect(letter.doubt == .filesGone)
        #expect(LetterBodies(of: letter.bytes).text?.contains("Other.") == true)
    }

    @Test(
        "of somebody who was forgotten no letter is shown, and nothing by which one could be known again stays"
    )
    func forgotten() throws {
        let told = try bed()
        try told.register("reader@example.org")
        try told.bed.database.run(
            """
            INSERT INTO invitees (event, email, name, organization)
            VALUES ('meeting', 'reader@example.org', 'Ann Lee', 'Archive')
            """
        )
        try told.settle()
        told.bed.clock.advance(by: .seconds(3 * 3600))
        try told.settle()
        try told.bed.database.run("UPDATE invitees SET name = 'Ann Smith'")
        #expect(try told.bed.rows("SELECT count(*) FROM invitee_versions") == ["1"])
        #expect(try allAreExact(told) == 2)
        told.bed.stop()
        let writer = try MessageStore(path: told.bed.folder.path("vestnik.db"))
        _ = try writer.forget("Reader@example.org", actor: "anna", now: told.bed.clock.now)
        let store = try store(told)
        for id in try ids(told) {
            #expect {
                try SentLetter(of: id, in: store)
            } throws: { error in
                if case SentLetterError.notKept = error { true } else { false }
            }
        }
        #expect(
            try told.bed.rows(
                """
                SELECT count(*) FROM attempts WHERE coalesce(made_at, edition, checksum) IS NOT NULL
                UNION ALL SELECT count(*) FROM invitee_versions
                """
            ) == ["0", "0"]
        )
    }

    @Test("editions go with the log that names them, and not the one in force")
    func retention() throws {
        let told = try bed()
        try told.register("reader@example.org")
        try told.settle()
        try told.bed.change {
            $0.templates["confirmation.en"] = "Subject: Other\n\nOther.\n"
            $0.configuration += #"retention: { log: "30d", registrations: "30d" },"#
        }
        try told.bed.reload()
        #expect(try told.bed.rows("SELECT count(*) FROM editions") == ["2"])
        told.bed.clock.advance(by: .seconds(29 * 86_400))
        try told.bed.drain()
        #expect(try told.bed.rows("SELECT count(*) FROM editions") == ["2"])
        told.bed.clock.advance(by: .seconds(3 * 86_400))
        try told.bed.drain()
        #expect(try told.bed.rows("SELECT replaced_at FROM editions") == ["NULL"])
        #expect(
            try told.bed.rows(
                "SELECT count(*) FROM edition_files WHERE id NOT IN (SELECT p.value FROM editions e, json_each(e.files) p)"
            ) == ["0"]
        )
    }

    @Test("before anything was tried there is no letter to show")
    func nothing() throws {
        let told = try ToldBed()
        try told.register("reader@example.org")
        let store = try store(told)
        #expect(throws: SentLetterError.self) { try SentLetter(of: 1, in: store) }
    }
}
