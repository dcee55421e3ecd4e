@testable import Delivery
import Mail
import Mailbox
import Site
import Store
import Synchronization
import Testing
import TestSupport

@Suite("What returned mail means for the letters that it shows")
struct ReturnsTests {
    private let bed: Bed
    private let store: MessageStore

    init() throws {
        bed = try Bed { $0.notifications = #"{ name: "confirmation", on: "registered" },"# }
        try bed.register("maria@example.org")
        try bed.register("peter@example.org")
        try bed.drain()
        store = try MessageStore(path: bed.folder.path("vestnik.db"), access: .readWrite)
    }

    private func record(_ mail: String, at: Int64? = nil) throws -> [ReturnEffect] {
        let site = try Site.load(configuration: bed.folder.path("vestnik.json5"))
        let bytes = Array(mail.replacing("\n", with: "\r\n").utf8)
        return try Returns(store: store, configuration: site.configuration)
            .record(ReturnedMail(reading: bytes), at: at ?? bed.clock.now, now: at ?? bed.clock.now)
    }

    private func messageID(_ address: String = "maria@example.org") throws -> String {
        try bed.rows("SELECT message_id FROM messages WHERE email = '\(address)'")[0]
    }

    private func report(
        _ address: String = "maria@example.org",
        action: String = "failed",
        status: String = "5.1.1",
        envelope: String? = nil,
        letter: String? = nil
    ) -> String {
        """
        From: MAILER-DAEMON@mx.example.net
        To: bounces@example.org
        Subject: Delivery report
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        About your letter.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.net
        \(envelope.map { "Original-Envelope-Id: \($0)\n" } ?? "")
        Final-Recipient: rfc822; \(address)
        Action: \(action)
        Status: \(status)
        Remote-MTA: dns; mail.example.org
        Diagnostic-Code: smtp; 550 \(status) what the server says
        \(letter.map { "\n--b\nContent-Type: message/rfc822\n\nMessage-ID: \($0)\nSubject: Welcome\n\nText.\n" } ?? "")
        --b--

        """
    }

    private var states: [String] {
        get throws {
            try bed.rows(
                "SELECT email || ' ' || state || ' ' || coalesce(cause, '–') FROM messages ORDER BY email"
            )
        }
    }

    @Test(
        "a failure that shows the letter makes it bounced, with code and advice, and lists a dead address for bulk mail"
    )
    func failed() throws {
        #expect(try record(report(letter: messageID())) == [.bounced(1)])
        #expect(try states == ["maria@example.org bounced returned", "peter@example.org sent –"])
        let row = try bed.rows(
            "SELECT enhanced_code || ' ' || relay || ' ' || (code IS NULL) FROM messages WHERE id = 1"
        )
        #expect(row == ["5.1.1 mail.example.org 1"])
        #expect(
            try bed.rows("SELECT reason FROM messages WHERE id = 1")[0].contains(
                "Bad destination mailbox address"
            )
        )
        #expect(
            try bed.rows("SELECT kind || ' ' || outcome FROM attempts WHERE message = 1 ORDER BY id") == [
                "attempt sent", "dsn failed",
            ]
        )
        #expect(
            try bed.rows("SELECT person_key || ' ' || scope FROM suppressions") == ["maria@example.org bulk"]
        )
        // The same once more counts nothing.
        #expect(try record(report(letter: messageID())) == [.known(1)])
        #expect(try bed.rows("SELECT count(*) FROM attempts WHERE kind = 'dsn'") == ["1"])
    }

    @Test("an envelope's mark shows the letter; a number that anybody can guess does not")
    func envelope() throws {
        let token = LetterToken(message: 1, messageID: try messageID()).text
        #expect(token.count > 12)
        #expect(try record(report("elsewhere@example.net", envelope: token)) == [.bounced(1)])
        let other = LetterToken(message: 2, messageID: try messageID()).text
        for guess in ["2", "2.aaaaaaaaaaaa", other] {
            #expect(try record(report("nobody@example.net", envelope: guess)) == [.unmatched])
        }
        #expect(try states[1] == "peter@example.org sent –")
    }

    @Test("the return path's mark shows the letter")
    func returnPath() throws {
        let token = LetterToken(message: 1, messageID: try messageID()).text
        let mail = "Delivered-To: bounces+\(token)@example.org\n" + report("x@example.net")
        #expect(try record(mail) == [.bounced(1)])
    }

    @Test("what shows no letter, or another person's, changes nothing: at most it is written down as a guess")
    func strangers() throws {
        #expect(try record(report()) == [.guessed(1)])
        #expect(try record(report("peter@example.org", letter: messageID())) == [.unmatched])
        #expect(try record(report("who@example.net")) == [.unmatched])
        #expect(try states.allSatisfy { $0.contains(" sent ") })
        #expect(try bed.rows("SELECT count(*) FROM suppressions") == ["0"])
        #expect(try bed.rows("SELECT message FROM attempts WHERE kind = 'dsn'") == ["1"])
    }

    @Test(
        "a delay, a relaying and a delivery are written down, and the state stays",
        arguments: ["delayed", "relayed", "delivered", "expanded"]
    )
    func noted(action: String) throws {
        let status = action == "delayed" ? "4.4.1" : "2.0.0"
        #expect(try record(report(action: action, status: status, letter: messageID())) == [.noted(1)])
        #expect(try states[0] == "maria@example.org sent –")
        #expect(try bed.rows("SELECT outcome FROM attempts WHERE kind = 'dsn'") == [action])
    }

    @Test("a full mailbox is listed after three days of it, and a delivery clears the count")
    func full() throws {
        let day: Int64 = 86_400_000
        func fail(_ number: Int64) throws {
            _ = try record(report(status: "5.2.2", letter: messageID()), at: bed.clock.now + number * day)
            // The next one is of another letter, as it were.
            try bed.database.run("UPDATE returned SET status = status || '.' || ?", number)
        }
        func isListed() throws -> Bool { try bed.rows("SELECT count(*) FROM suppressions") == ["1"] }
        try fail(0)
        try fail(1)
        #expect(try !isListed())
        _ = try record(
            report(action: "delivered", status: "2.0.0", letter: messageID()),
            at: bed.clock.now + 2 * day
        )
        try fail(3)
        try fail(4)
        #expect(try !isListed())
        try fail(5)
        #expect(try isListed())
    }

    @Test("what a policy refuses lists nobody")
    func policy() throws {
        #expect(try record(report(status: "5.7.1", letter: messageID())) == [.bounced(1)])
        #expect(try bed.rows("SELECT count(*) FROM suppressions") == ["0"])
    }

    @Test("an automatic reply to a letter is written down beside it")
    func absent() throws {
        let mail = """
            From: Maria <maria@example.org>
            To: meeting@example.org
            Subject: Automatic reply: Welcome
            Auto-Submitted: auto-replied
            In-Reply-To: \(try messageID())

            I am away.

            """
        #expect(try record(mail) == [.noted(1)])
        #expect(
            try bed.rows(
                "SELECT kind || ' ' || outcome FROM attempts WHERE id = (SELECT max(id) FROM attempts)"
            ) == ["auto_reply replied"]
        )
        #expect(try states[0] == "maria@example.org sent –")
        // Of somebody else's letter it says nothing.
        #expect(try record(mail.replacing("maria@", with: "peter@")) == [.unmatched])
    }

    @Test("the suppression of somebody who asked for it is not lifted by a delivery")
    func asked() throws {
        try store.suppress("maria@example.org", scope: .bulk, reason: nil, actor: "anna", now: 5)
        _ = try record(report(action: "delivered", status: "2.0.0", letter: messageID()))
        #expect(try bed.rows("SELECT count(*) FROM suppressions") == ["1"])
    }

    @Test("whoever declined in their calendar gets no reminder, unless they registered anew since")
    func declined() throws {
        let bed = try Bed { settings in
            settings.now = "2035-03-20T21:00:00Z"
            settings.notifications =
                #"{ name: "confirmation", on: "registered" }, \#(EngineAudienceTests.rule),"#
            settings.templates["reminder.en"] = "Subject: Soon\n\nSoon.\n"
        }
        for name in ["maria", "peter", "anna"] { try bed.register("\(name)@example.org") }
        try bed.drain()
        let store = try MessageStore(path: bed.folder.path("vestnik.db"), access: .readWrite)
        for (id, word) in [(Int64(1), "declined"), (2, "accepted"), (3, "declined")] {
            let letter = try #require(try store.returnedLetter(id))
            #expect(try store.note(ReturnRecord(letter, .answer, outcome: word, at: bed.clock.now)))
        }
        try store.countReturn("answer")
        // The site's file tells by the machine's clock when a row was written.
        try bed.database.run("UPDATE registrations SET updated_at = '2035-03-20T22:00:00.000Z' WHERE id = 3")
        bed.clock.advance(by: .seconds(10 * 3600 + 60))
        try bed.drain()
        #expect(
            try bed.rows(
                "SELECT email || ' ' || state || ' ' || coalesce(cause, '–') FROM messages WHERE notification = 'reminder' ORDER BY email"
            ) == [
                "anna@example.org sent –", "maria@example.org cancelled declined", "peter@example.org sent –",
            ]
        )
    }

    @Test("the web site reads the last answer from the calendar beside the letter that carries the entry")
    func answerForTheSite() throws {
        let bed = try Bed {
            $0.notifications = #"{ name: "confirmation", on: "registered", calendar: "request" },"#
        }
        try bed.register("maria@example.org")
        try bed.register("peter@example.org")
        try bed.drain()
        let store = try MessageStore(path: bed.folder.path("vestnik.db"), access: .readWrite)
        let letter = try #require(try store.returnedLetter(1))
        func shown() throws -> [String] {
            var found: [String] = []
            let sql =
                "SELECT state || ' ' || coalesce(answer, '–') FROM registration_delivery ORDER BY registration_id"
            try bed.webSite.rows(sql) { row in
                found.append(row.text(0))
                return true
            }
            return found
        }
        #expect(try bed.run { try shown() == ["sent –", "sent –"] })
        for (word, at) in [("accepted", Int64(1)), ("declined", 2)] {
            #expect(try store.note(ReturnRecord(letter, .answer, outcome: word, at: bed.clock.now + at)))
        }
        #expect(try bed.run { try shown() == ["sent declined", "sent –"] })
        #expect(try bed.run { try bed.rows("SELECT count(*) FROM delivery_outbox") == ["0"] })
    }

    @Test("a batch is recorded once, in the commit that remembers how far the mailbox was read")
    func batch() throws {
        let engine = try bed.start()
        let mails = [
            report(letter: try messageID()),
            report("peter@example.org", letter: try messageID("peter@example.org")),
        ]
        let box = FakeMailbox(mails)
        engine.returns = ReturnsSource(mail: box, identity: "box")
        for _ in 0..<20 where box.recordedCount == 0 { engine.turn() }
        #expect(box.recordedCount == 1)
        #expect(try states == ["maria@example.org bounced returned", "peter@example.org bounced returned"])
        #expect(try bed.rows("SELECT validity || ' ' || uid FROM mailbox") == ["7 2"])
        #expect(try store.readMailbox("box").unsettled == ["uid:7:1", "uid:7:2"])
        #expect(try store.readMailbox("another").bookmark == nil)
        box.settle()
        engine.turn()
        #expect(try store.readMailbox("box").unsettled.isEmpty)
        #expect(
            bed.journal.contains { $0.contains("to=<maria@example.org>") && $0.contains("status=bounced") }
        )
    }

    @Test("what takes more than one turn to read is read on at once, without a wait between")
    func longBatch() throws {
        let engine = try bed.start()
        let long = String(
            repeating: "To somebody@example.net it could not be delivered: no such user.\n",
            count: 2000
        )
        let box = FakeMailbox(
            (0..<20).map { "Subject: failure notice \($0)\nFrom: postmaster@example.net\n\n\(long)" }
        )
        engine.returns = ReturnsSource(mail: box, identity: "box")
        var turns = 1
        while engine.turn() { turns += 1 }
        #expect(turns > 2 && box.recordedCount == 1, "\(turns)")
    }

    @Test(
        "a mail over which two runs died is passed over, is told until a person has looked, and the others are recorded"
    )
    func deadly() throws {
        let path = bed.folder.path("note")
        let key = MessageKey.uid(validity: 7, uid: 1)
        for _ in 0..<2 {
            let note = try #require(ReadingNote(path: path))
            #expect(!note.isDeadly(key))
            note.begin(key)
        }
        let engine = try bed.start()
        let box = FakeMailbox([
            report(letter: try messageID()),
            report("peter@example.org", letter: try messageID("peter@example.org")),
        ])
        engine.returns = ReturnsSource(mail: box, identity: "box", note: ReadingNote(path: path))
        for _ in 0..<20 where box.recordedCount == 0 { engine.turn() }
        #expect(try states == ["maria@example.org sent –", "peter@example.org bounced returned"])
        #expect(try bed.rows("SELECT uid FROM mailbox") == ["2"])
        #expect(bed.notices.contains { $0.contains("killed the daemon twice") && $0.contains("uid:7:1") })
        #expect(try store.meta(MessageStore.unreadReturns)?.contains("uid:7:1") == true)
        #expect(try store.returnCounts() == ["dsn": 1, "unread": 1])
        #expect(try #require(ReadingNote(path: path)).isDeadly(key) == false)
    }

    @Test("returned mail that cannot be recorded is passed over, and keeps no other mail from going")
    func poison() throws {
        let engine = try bed.start()
        try bed.database.execute(
            "CREATE TRIGGER poison BEFORE INSERT ON returned BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        let box = FakeMailbox([report(letter: try messageID())])
        engine.returns = ReturnsSource(mail: box, identity: "box")
        try bed.register("late@example.org")
        #expect(
            try bed.run { try bed.states("email = 'late@example.org'") == "sent 1" && box.recordedCount == 1 }
        )
        #expect(try bed.states("email = 'maria@example.org'") == "sent 1")
        #expect(bed.notices.contains { $0.contains("passed over") })
        #expect(try bed.rows("SELECT uid FROM mailbox") == ["1"])
    }
}

/// A mailbox that has one batch.
private final class FakeMailbox: ReturnedMailSource {
    private let state: Mutex<(batch: MailboxBatch?, recorded: Int, settled: [MessageKey])>
    private let keys: [MessageKey]

    init(_ mails: [String]) {
        let messages = mails.enumerated().map { number, mail in
            FetchedMessage(
                key: .uid(validity: 7, uid: UInt32(number + 1)),
                bytes: Array(mail.utf8),
                isTruncated: false,
                size: mail.utf8.count,
                receivedAt: nil
            )
        }
        keys = messages.map(\.key)
        let bookmark = MailboxMemory.Bookmark(validity: 7, uid: UInt32(mails.count), inherited: 0)
        state = Mutex((MailboxBatch(messages: messages, bookmark: bookmark), 0, []))
    }

    var batch: MailboxBatch? { state.withLock { $0.batch } }
    var recordedCount: Int { state.withLock { $0.recorded } }
    func recorded(_ batch: MailboxBatch) {
        state.withLock { ($0.batch, $0.recorded) = (nil, $0.recorded + 1) }
    }
    func settle() { state.withLock { $0.settled = keys } }
    func takeSettled() -> [MessageKey] {
        state.withLock { state in
            defer { state.settled = [] }
            return state.settled
        }
    }
    var status: MailboxStatus { MailboxStatus() }
}
