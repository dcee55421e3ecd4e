import Foundation
import TestSupport
import Testing

@Suite(
    "Returned mail finds its letter by itself",
    .enabled(if: MailboxServer.obstacle == nil, "needs root, dovecot-imapd and openssl")
)
struct ReturnedMailTests {
    private let server: MailboxServer
    private let house: House

    init() throws {
        server = try MailboxServer()
        house = try House()
        try configure(password: MailboxServer.password)
        _ = try house.vestnik("init")
    }

    private func configure(password: String) throws {
        try house.folder.write(password, to: "mailbox.password")
        try house.configure(
            port: house.server.port,
            more: "mailbox: { \(server.setting), password: { file: \"mailbox.password\" } },"
        )
    }

    private func send(to address: String) throws {
        try house.register(address)
        guard waitUntil({ (try? house.state(of: address)) == "sent" }) else {
            throw TestSupportError("the letter to \(address) did not go")
        }
    }

    private func column(_ name: String, of address: String) throws -> String {
        try house.value("SELECT \(name) FROM messages WHERE email = '\(address)'") ?? ""
    }

    private func report(_ address: String) throws -> String {
        """
        From: MAILER-DAEMON@mx.example.net
        To: bounces@example.org
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.net

        Final-Recipient: rfc822; \(address)
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 User unknown

        --b
        Content-Type: text/rfc822-headers

        Message-ID: \(try column("message_id", of: address))

        --b--

        """
    }

    private func answer(_ address: String, _ word: String) throws -> String {
        """
        From: <\(address)>
        To: meeting@example.org
        Subject: Declined: Meeting
        MIME-Version: 1.0
        Content-Type: text/calendar; charset=utf-8; method=REPLY

        BEGIN:VCALENDAR
        VERSION:2.0
        METHOD:REPLY
        BEGIN:VEVENT
        UID:\(try column("uid", of: address))
        SEQUENCE:0
        DTSTAMP:20930101T000000Z
        ATTENDEE;PARTSTAT=\(word):mailto:\(address)
        END:VEVENT
        END:VCALENDAR

        """
    }

    private func needs() throws -> (needs: [String], status: Int32) {
        let result = try house.vestnik("status", "--json")
        return (try house.objects(result).first?["needs"] as? [String] ?? [result.errors], result.status)
    }

    @Test("read over IMAP with TLS: a report makes the letter bounced, once, whatever restarts")
    func bounced() throws {
        var daemon = try house.startDaemon()
        try send(to: "maria@example.org")
        try send(to: "peter@example.org")
        try server.deliver(report("maria@example.org"))
        #expect(waitUntil { (try? house.state(of: "maria@example.org")) == "bounced" })
        #expect(waitUntil { server.seenCount == 1 })
        let story = try house.vestnik("show", "maria@example.org").output
        #expect(story.contains("User unknown") && story.contains("Check the spelling"))
        daemon.kill()
        _ = try daemon.wait()
        daemon = try house.startDaemon()
        try server.deliver(report("peter@example.org"))
        #expect(waitUntil { (try? house.state(of: "peter@example.org")) == "bounced" })
        #expect(try house.value("SELECT count(*) FROM attempts WHERE kind = 'dsn'") == "2")
        #expect(try house.value("SELECT sum(count) FROM returned_counts") == "2")
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }

    @Test(
        "an answer from the calendar is written down, and status names whoever declined and is registered still"
    )
    func declined() throws {
        let daemon = try house.startDaemon()
        try send(to: "maria@example.org")
        // Nobody answers for another.
        let forged = try answer("maria@example.org", "DECLINED").replacing("maria@", with: "peter@")
        try server.deliver(forged)
        try server.deliver(answer("maria@example.org", "DECLINED"))
        #expect(waitUntil { server.seenCount == 2 })
        #expect(try house.value("SELECT outcome FROM attempts WHERE kind = 'answer'") == "declined")
        #expect(try house.value("SELECT count(*) FROM attempts WHERE kind = 'answer'") == "1")
        let found = try needs()
        #expect(found.status == 75 && found.needs.count == 1)
        #expect(
            found.needs[0].contains("maria@example.org") && found.needs[0].contains("vestnik answer meeting")
        )
        try house.site("UPDATE registrations SET status = 'cancelled'")
        #expect(waitUntil { (try? needs().status) == 0 })
        daemon.terminate()
        _ = try daemon.wait()
    }

    @Test("a refused login is told by status, without the password, and other mail goes on")
    func refused() throws {
        try configure(password: "another")
        let daemon = try house.startDaemon()
        try send(to: "maria@example.org")
        #expect(waitUntil { (try? needs().status) == 75 })
        let found = try needs().needs
        #expect(found.count == 1 && found[0].contains("mailbox of returned mail"))
        #expect(!"\(found)\(daemon.errorsSoFar)".contains("another"))
        // Mended and reloaded, it is read.
        try configure(password: MailboxServer.password)
        try server.deliver(report("maria@example.org"))
        try house.configure(
            port: house.server.port,
            more:
                "mailbox: { \(server.setting), messageBytes: \"64KB\", password: { file: \"mailbox.password\" } },"
        )
        daemon.signal(SIGHUP)
        #expect(waitUntil { (try? house.state(of: "maria@example.org")) == "bounced" })
        #expect(waitUntil { (try? needs().status) == 0 })
        daemon.terminate()
        _ = try daemon.wait()
    }

    @Test("with STARTTLS, and moved to a folder that the server did not have")
    func moved() throws {
        let server = try MailboxServer(.starttls)
        try house.configure(
            port: house.server.port,
            more: """
                mailbox: { \(server.setting), password: { file: "mailbox.password" }, then: { move: "Прочитано" } },
                """
        )
        let daemon = try house.startDaemon()
        try send(to: "maria@example.org")
        try server.deliver(report("maria@example.org"))
        #expect(waitUntil { (try? house.state(of: "maria@example.org")) == "bounced" })
        // RFC 3501 §5.1.3: «Прочитано» in modified UTF-7.
        #expect(
            waitUntil { server.count(in: ".&BB8EQAQ+BEcEOARCBDAEPQQ+-") == 1 && server.count(in: "") == 0 }
        )
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }

    @Test(
        "a Maildir of this machine is read by the daemon as well, and an unsubscription by the letter's own mailto is honoured"
    )
    func maildir() throws {
        try house.readMaildir()
        try house.folder.write(
            try house.folder.text(of: "events/meeting/event.json5")
                .replacing("calendar: \"request\"", with: "bulk: true"),
            to: "events/meeting/event.json5"
        )
        let daemon = try house.startDaemon()
        try send(to: "maria@example.org")
        // As a mail server delivers: what lies in `new` is whole.
        func deliver(_ mail: String, _ name: String) throws {
            try house.folder.write(mail, to: "returned/tmp/\(name)")
            let (from, to) = (
                house.folder.path("returned/tmp/\(name)"), house.folder.path("returned/new/\(name)")
            )
            #expect(rename(from, to) == 0)
        }
        try deliver(report("maria@example.org"), "1.test")
        #expect(waitUntil { (try? house.state(of: "maria@example.org")) == "bounced" })
        try send(to: "peter@example.org")
        let header = try #require(
            house.server.messages.first { $0.recipients.first?.path == "peter@example.org" }?.header(
                "List-Unsubscribe"
            )
        )
        let subject = try #require(header.firstMatch(of: #/<mailto:bounces@example.org\?subject=([^>]*)>/#)).1
        let asking = "From: Elsewhere <x@example.net>\nSubject: \(subject.replacing("%20", with: " "))\n\n"
        try deliver(asking, "2.test")
        #expect(
            waitUntil {
                (try? house.value("SELECT count(*) FROM suppressions WHERE person_key LIKE 'peter%'")) == "1"
            }
        )
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }

    @Test("ten thousand messages are read in bounded memory, and a kill on the way counts none twice")
    func many() throws {
        let count = 10_000
        try house.register("maria@example.org")
        _ = try house.sendOnce()
        let report = try report("maria@example.org")
        try server.deliver(count) { number in
            number == count / 2
                ? report : "From: Somebody <a\(number)@example.net>\nSubject: Hello \(number)\n\nText.\n"
        }
        let counted = "SELECT coalesce(sum(count), 0) FROM returned_counts"
        func read() -> Int { Int((try? house.value(counted)) ?? "0") ?? 0 }
        let first = try house.startDaemon()
        #expect(waitUntil(within: .seconds(120)) { read() >= 500 })
        let early = try memoryOfDaemon()
        #expect(waitUntil(within: .seconds(300)) { read() >= count / 3 })
        let later = try memoryOfDaemon()
        #expect(later - early < 16 << 10, "\(early) kB, then \(later) kB")
        first.kill()
        _ = try first.wait()
        let second = try house.startDaemon()
        #expect(waitUntil(within: .seconds(600)) { read() >= count })
        #expect(waitUntil { server.seenCount == count })
        #expect(read() == count)
        #expect(try house.state(of: "maria@example.org") == "bounced")
        #expect(try house.value("SELECT count(*) FROM attempts WHERE kind = 'dsn'") == "1")
        second.terminate()
        #expect(try second.wait().status == 0)
    }

    /// The most memory that the daemon had so far, in kilobytes.
    private func memoryOfDaemon() throws -> Int {
        let lock = try house.folder.text(of: "vestnik.db-lock")
        let daemon = lock.prefix { $0.isNumber }
        let status = try String(contentsOfFile: "/proc/\(daemon)/status", encoding: .utf8)
        return try #require(status.firstMatch(of: #/VmHWM:\s*(\d+)/#).flatMap { Int($0.1) })
    }

    @Test("in Russian, bounce explains a returned mail")
    func russian() throws {
        let house = try House(language: "ru")
        _ = try house.vestnik("init")
        try house.register("maria@example.org")
        _ = try house.sendOnce()
        let id = try house.value("SELECT message_id FROM messages") ?? ""
        let text = try report("maria@example.org").replacing(#/Message-ID: .*/#, with: "Message-ID: \(id)")
        let file = try house.folder.write(text, to: "returned.eml")
        let told = try house.vestnik("bounce", "--record", file)
        #expect(told.status == 0)
        #expect(told.output.contains("maria@example.org") && told.output.contains(#/[А-Яа-я]{4,}/#))
        #expect(!told.output.contains(#/\b(mailbox|recipient|failed|advice)\b/#), "\(told.output)")
        #expect(told.errors.contains(#/[А-Яа-я]{4,}/#), "\(told.errors)")
    }

    @Test("by hand it is the same: bounce --record writes beside the letter")
    func byHand() throws {
        try house.register("maria@example.org")
        _ = try house.sendOnce()
        let file = try house.folder.write(report("maria@example.org"), to: "returned.eml")
        let result = try house.vestnik("bounce", "--record", "--json", file)
        #expect(result.status == 0 && result.errors.contains("bounced now"), "\(result)")
        let line = try #require(try house.objects(result).first)
        #expect(
            line["recipient"] as? String == "maria@example.org"
                && line["class"] as? String == "no_such_mailbox"
        )
        #expect(line["action"] as? String == "failed" && line["status"] as? String == "5.1.1")
        #expect(line["kind"] as? String == "dsn")
        #expect(line["original_message_id"] as? String == (try column("message_id", of: "maria@example.org")))
        #expect(try house.state(of: "maria@example.org") == "bounced")
        let again = try house.vestnik("bounce", "--record", file)
        #expect(again.errors.contains("already recorded"))
        #expect(try house.vestnik("bounce", house.folder.path("nothing.eml")).status == 66)
    }
}
