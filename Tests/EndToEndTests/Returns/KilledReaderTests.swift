import Foundation
import TestSupport
import Testing

@Suite("A daemon that is killed while it reads returned mail")
struct KilledReaderTests {
    private let house: House

    init() throws {
        house = try House()
        _ = try house.vestnik("init")
    }

    private func report(_ address: String, _ id: String) -> String {
        """
        From: MAILER-DAEMON@mx.example.net
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: message/delivery-status

        Final-Recipient: rfc822; \(address)
        Action: failed
        Status: 5.1.1

        --b
        Content-Type: text/rfc822-headers

        Message-ID: \(id)

        --b--

        """
    }

    /// Sends a letter to each of so many people; gives what shows it, by its address.
    private func letters(_ count: Int) throws -> [(address: String, id: String)] {
        for number in 0..<count { try house.register("person\(number)@example.org") }
        #expect(try house.sendOnce().status == 0)
        return try (0..<count).map { number in
            let address = "person\(number)@example.org"
            return (
                address, try house.value("SELECT message_id FROM messages WHERE email = '\(address)'") ?? ""
            )
        }
    }

    private var counted: Int {
        Int((try? house.value("SELECT coalesce(sum(count), 0) FROM returned_counts")) ?? "0") ?? 0
    }

    @Test(
        "again and again, at moments of chance, out of a mailbox of thousands: nothing is counted twice, nothing is lost",
        .enabled(if: MailboxServer.obstacle == nil, "needs root, dovecot-imapd and openssl")
    )
    func atRandom() throws {
        let server = try MailboxServer()
        try house.folder.write(MailboxServer.password, to: "mailbox.password")
        try house.configure(
            port: house.server.port,
            more: "mailbox: { \(server.setting), password: { file: \"mailbox.password\" } },"
        )
        let letters = try letters(30)
        let count = 3000
        try server.deliver(count) { number in
            number % 100 == 50
                ? report(letters[number / 100].address, letters[number / 100].id)
                : "From: Somebody <a\(number)@example.net>\nSubject: Hello \(number)\n\nText.\n"
        }
        var random = SplitMix64(seed: UInt64(count))
        var kills = 0
        while counted < count {
            let daemon = try house.startDaemon()
            // A batch is fifty: the next few are somewhere on their way when it dies.
            let limit = counted + Int.random(in: 1...700, using: &random)
            #expect(waitUntil { counted >= min(limit, count) })
            daemon.kill()
            _ = try daemon.wait()
            kills += 1
        }
        let last = try house.startDaemon()
        #expect(waitUntil { server.seenCount == count })
        last.terminate()
        #expect(try last.wait().status == 0)
        #expect(kills >= 5)
        #expect(counted == count)
        #expect(try house.value("SELECT count FROM returned_counts WHERE kind = 'dsn'") == "30")
        #expect(
            try house.value(
                "SELECT count(*) || ' ' || count(DISTINCT message) FROM attempts WHERE kind = 'dsn'"
            ) == "30 30"
        )
        #expect(try house.value("SELECT count(*) FROM messages WHERE state = 'bounced'") == "30")
    }

    @Test("over one mail twice: it is passed over and told of, and all others are read")
    func deadly() throws {
        try house.readMaildir()
        let letter = try letters(1)[0]
        // Reading it takes long enough for a kill to come in between: recipients upon recipients, each with much to say.
        let said = String(repeating: "said something ", count: 60)
        let many = (0..<140).map {
            "Final-Recipient: rfc822; x\($0)@example.net\nAction: failed\nDiagnostic-Code: smtp; 550 \(said)\n\n"
        }
        let long =
            "From: MAILER-DAEMON@mx.example.net\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
            + (0..<4000).map { "<a\($0)@example.net>: undeliverable\n" }.joined()
            + "\n--b\nContent-Type: message/delivery-status\n\n\(many.joined())--b--\n"
        try house.folder.write(long, to: "returned/new/1.deadly")
        try house.folder.write(report(letter.address, letter.id), to: "returned/new/2.other")
        let note = house.folder.path("vestnik.db-returned")
        func inHand() -> Bool {
            (try? String(contentsOfFile: note, encoding: .utf8))?.hasPrefix("file:1.deadly\n") ?? false
        }
        for _ in 0..<2 {
            let daemon = try house.startDaemon()
            #expect(wait(atMost: .seconds(120)) { inHand() })
            daemon.kill()
            _ = try daemon.wait()
            try #require(inHand(), "it was read before the kill came")
        }
        #expect(counted == 0)
        let daemon = try house.startDaemon()
        #expect(waitUntil { (try? house.state(of: letter.address)) == "bounced" })
        #expect(counted == 2)
        let status = try house.vestnik("status")
        #expect(status.status == 75 && status.output.contains("file:1.deadly"), "\(status.output)")
        #expect(try house.value("SELECT count(*) FROM attempts WHERE kind = 'dsn'") == "1")
        // A person looks after it, and nothing is to be told any more.
        let read = try house.vestnik("bounce", "--record", house.folder.path("returned/cur/1.deadly:2,S"))
        #expect([0, 66].contains(read.status), "\(read.errors)")
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }
}
