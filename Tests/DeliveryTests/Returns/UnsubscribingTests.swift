@testable import Delivery
import Mail
import Site
import Store
import Testing
import TestSupport

@Suite("Tokens of bulk letters, and what they stop")
struct UnsubscribingTests {
    private let bed: Bed
    private let store: MessageStore

    /// Two people with a bulk letter each.
    init() throws {
        bed = try Bed { settings in
            settings.configuration = """
                dashboard: { listen: "127.0.0.1:8025", public: "https://mail.example.org" },
                mailbox: { url: "maildir:returned" },
                """
            settings.sender = #"address: "meeting@example.org", returnPath: "bounces@example.org""#
            settings.notifications = """
                { name: "confirmation", on: "registered" },
                { name: "news", on: "waitlisted", bulk: true },
                """
            settings.templates["news.en"] =
                "Subject: News\n\n[Leave]({{unsubscribe.url}}), [by mail]({{unsubscribe.mailto}})\n"
        }
        for name in ["maria", "peter"] {
            try bed.register("\(name)@example.org", more: "status = 'waitlisted'")
        }
        try bed.drain()
        store = try MessageStore(path: bed.folder.path("vestnik.db"), access: .readWrite)
        store.language = "en"
    }

    private func token(_ message: Int64) throws -> UnsubscribeToken {
        let letter = try #require(try store.returnedLetter(message))
        return UnsubscribeToken(message: message, personKey: letter.personKey, key: try store.tokenKey())
    }

    private func record(_ mail: String, at: Int64? = nil) throws -> [ReturnEffect] {
        let site = try Site.load(configuration: bed.folder.path("vestnik.json5"))
        let bytes = Array(mail.replacing("\n", with: "\r\n").utf8)
        return try Returns(store: store, configuration: site.configuration)
            .record(ReturnedMail(reading: bytes), at: at ?? bed.clock.now, now: bed.clock.now)
    }

    private func mail(subject: String, from: String = "somebody@example.net", _ text: String = "") -> String {
        "From: \(from)\nTo: bounces@example.org\nSubject: \(subject)\n\n\(text)\n"
    }

    private var list: [String] {
        get throws { try bed.rows("SELECT person_key || ' ' || scope || ' ' || reason FROM suppressions") }
    }

    @Test(
        "each bulk letter carries its own token for one click and for a mail to the mailbox, and the database none"
    )
    func headers() throws {
        let letters = bed.relay.messages
        #expect(letters.count == 2)
        for letter in letters {
            let id = try #require(
                Int64(try bed.rows("SELECT id FROM messages WHERE email = '\(letter.recipients[0].path)'")[0])
            )
            let text = try token(id).text
            #expect(
                letter.header("List-Unsubscribe") == """
                    <https://mail.example.org/u/\(text)>, <mailto:bounces@example.org?subject=unsubscribe%20\(text)>
                    """
            )
            #expect(letter.header("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click")
            #expect(letter.header("List-Id")?.hasSuffix("<meeting.example.org>") == true)
            let isInDatabase = "SELECT count(*) FROM messages WHERE coalesce(data, '') LIKE '%\(text)%'"
            #expect(try bed.rows(isInDatabase) == ["0"])
        }
    }

    @Test("the key lies beside the database, for its owner alone, and another start goes on with it")
    func key() throws {
        let path = bed.folder.path("vestnik.db-token-key")
        let before = try bed.folder.bytes(of: "vestnik.db-token-key")
        #expect(before.count == 32)
        #expect(try ChildProcess.run("/usr/bin/stat", ["-c", "%a", path]).output == "600\n")
        bed.stop()
        try bed.start()
        #expect(try bed.folder.bytes(of: "vestnik.db-token-key") == before)
        // Without the key nothing is genuine, and nobody who only reads makes one.
        let genuine = try token(1)
        try bed.folder.remove("vestnik.db-token-key")
        let reader = try MessageStore(path: bed.folder.path("vestnik.db"), access: .readOnly)
        #expect(try Unsubscribing(reader, language: "en").letter(of: genuine) == nil)
        #expect(reader.knownTokenKey() == nil)
    }

    @Test(
        "a token stops the bulk mail that waits and all that follows, and never a confirmation; twice is once"
    )
    func stops() throws {
        let unsubscribing = Unsubscribing(store, language: "en")
        #expect(try unsubscribing.honour(token(1), by: .page, now: bed.clock.now) == .stopped(1))
        #expect(try unsubscribing.honour(token(1), by: .page, now: bed.clock.now) == .already(1))
        #expect(try list == ["maria@example.org bulk unsubscribed by the link"])
        #expect(
            try bed.rows("SELECT kind || ' ' || outcome FROM delivery_log WHERE kind = 'unsubscribe'").count
                == 1
        )
        try bed.webSite.run("UPDATE registrations SET status = 'registered'")
        try bed.drain()
        #expect(try bed.states("notification = 'confirmation'") == "sent 2")
        try bed.webSite.run("UPDATE registrations SET status = 'waitlisted'")
        try bed.drain()
        let later = "notification = 'news' AND id > 2"
        #expect(
            try bed.rows("SELECT email || ' ' || state FROM messages WHERE \(later) ORDER BY email") == [
                "maria@example.org suppressed", "peter@example.org sent",
            ]
        )
    }

    @Test(
        "by mail a token counts whoever sends it: in the subject, in the address, behind the word in the text"
    )
    func mails() throws {
        let (one, two) = (try token(1).text, try token(2).text)
        #expect(try record(mail(subject: "unsubscribe \(one.uppercased())")) == [.noted(1)])
        #expect(try record(mail(subject: "unsubscribe \(one)")) == [.known(1)])
        #expect(try record(mail(subject: "Hello", "Unsubscribe \(two)")) == [.noted(2)])
        #expect(try list.map { $0.prefix(5) } == ["maria", "peter"])
        try store.unsuppress("peter@example.org", actor: "anna", now: bed.clock.now)
        // The same mail read anew does not undo that; a new one does.
        #expect(
            try record(mail(subject: "Hello", "Unsubscribe \(two)"), at: bed.clock.now - 5) == [.known(2)]
        )
        bed.clock.advance(by: .seconds(60))
        let addressed = mail(subject: "-").replacing("bounces@", with: "bounces+unsubscribe-\(two)@")
        #expect(try record(addressed) == [.noted(2)])
        #expect(try list.count == 2)
    }

    @Test("a forged token, another person's and one that is merely quoted stop nobody's mail")
    func forged() throws {
        let genuine = try token(1).text
        let forged = UnsubscribeToken(message: 1, personKey: "maria@example.org", key: SecretKey([1])).text
        let elsewhere = UnsubscribeToken(
            message: 99,
            personKey: "maria@example.org",
            key: try store.tokenKey()
        )
        for text in [forged, elsewhere.text] {
            #expect(try record(mail(subject: "unsubscribe \(text)")) == [.unmatched])
        }
        #expect(try record(mail(subject: "Re: News", "Thank you!\n\n> unsubscribe \(genuine)")) == [])
        let report = """
            From: MAILER-DAEMON@example.net
            To: bounces@example.org
            Subject: Undelivered Mail Returned to Sender
            Return-Path: <>

            I could not deliver your mail to peter@example.org: 552 5.2.2 mailbox full

            --- Below this line is a copy of the message.

            List-Unsubscribe: <https://mail.example.org/u/\(genuine)>
            Subject: News
            Message-ID: <x@example.org>

            unsubscribe \(genuine)

            """
        _ = try record(report)
        #expect(try list.isEmpty)
    }

    @Test(
        "what the daemon had listed itself becomes the person's own wish, which no later delivery lifts; an administrator's entry stays"
    )
    func reasons() throws {
        try store.suppress(
            "maria@example.org",
            scope: .bulk,
            reason: "bounced",
            actor: Returns.ownName,
            now: 1
        )
        try store.suppress(
            "peter@example.org",
            scope: .all,
            reason: "asked by telephone",
            actor: "anna",
            now: 1
        )
        #expect(try record(mail(subject: "unsubscribe \(token(1).text)")) == [.noted(1)])
        #expect(try record(mail(subject: "unsubscribe \(token(2).text)")) == [.noted(2)])
        #expect(
            try list == [
                "maria@example.org bulk unsubscribed by mail", "peter@example.org all asked by telephone",
            ]
        )
    }
}
