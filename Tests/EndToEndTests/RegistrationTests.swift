import Foundation
import TestSupport
import Testing

@Suite("From a row to a letter")
struct RegistrationTests {
    @Test("a registration written by plain SQL gets a letter that Python's email package reads")
    func confirmationIsSent() throws {
        let house = try House()
        #expect(try house.vestnik("init").status == 0)
        try house.register("director@library.example.org")
        #expect(try house.sendOnce().status == 0)
        let message = try #require(house.server.messages.first)
        #expect(message.reversePath == "bounces@example.org")
        #expect(message.recipients.map(\.path) == ["director@library.example.org"])
        #expect(!message.hasLoneLineEnds)
        #expect(try house.state(of: "director@library.example.org") == "sent")
        guard Programs.python != nil else { return }
        let told = try read(message, in: house)
        #expect(told["subject"] as? String == "Регистрация № 1 подтверждена")
        #expect(told["from"] as? String == "Библиотека <meeting@example.org>")
        #expect((told["types"] as? [String])?.contains("text/html") == true)
        #expect((told["text"] as? String)?.contains("Уважаемая Мария Петровна!") == true)
        #expect(told["defects"] as? Int == 0)
    }

    @Test(
        "what the relay refuses for now is deferred, what it refuses for good bounces, with its words in the log"
    )
    func refusals() throws {
        let house = try House(script: .demo)
        _ = try house.vestnik("init")
        for name in ["defer", "bounce", "well"] { try house.register("\(name)@example.org") }
        #expect(try house.sendOnce().status == 0)
        #expect(try house.state(of: "defer@example.org") == "deferred")
        #expect(try house.state(of: "bounce@example.org") == "bounced")
        #expect(try house.state(of: "well@example.org") == "sent")
        let rows = try house.objects(house.vestnik("log", "--to", "bounce@example.org", "--json"))
        let row = try #require(rows.first)
        #expect(row["code"] as? Int == 550)
        #expect(row["enhanced_code"] as? String == "5.1.1")
        #expect((row["reply"] as? String)?.contains("No such user here") == true)
        let next = "SELECT next_attempt_at > created_at FROM messages_view WHERE state = 'deferred'"
        #expect(try house.value(next) == "1")
    }

    @Test("a registration that is rolled back sends nothing")
    func rolledBack() throws {
        let house = try House()
        _ = try house.vestnik("init")
        try house.site(
            """
            BEGIN;
            INSERT INTO registrations (event, email, name) VALUES ('meeting', 'nobody@example.org', 'A');
            ROLLBACK;
            INSERT INTO registrations (event, email, name) VALUES ('meeting', 'some@example.org', 'B');
            """
        )
        _ = try house.sendOnce()
        #expect(house.server.messages.flatMap { $0.recipients.map(\.path) } == ["some@example.org"])
    }

    @Test("a second registration of the same address gets no second letter, however it is written")
    func duplicates() throws {
        let house = try House()
        _ = try house.vestnik("init")
        for email in ["a@example.org", "A@Example.ORG", " a@example.org"] { try house.register(email) }
        _ = try house.sendOnce()
        try house.register("a@example.org")
        _ = try house.sendOnce()
        #expect(house.server.messageCount == 1)
    }

    @Test("a name that tries to add a header or markup is held, or arrives as plain text")
    func hostileNames() throws {
        let house = try House()
        _ = try house.vestnik("init")
        try house.register("wrapped@example.org", name: "Анна\r\nBcc: everyone@example.org")
        try house.register("markup@example.org", name: "<b>Ann</b> *x* {{sender.address}}")
        _ = try house.sendOnce()
        #expect(try house.state(of: "wrapped@example.org") == "held")
        let message = try #require(house.server.messages.first)
        #expect(house.server.messageCount == 1)
        #expect(message.header("Bcc") == nil)
        guard Programs.python != nil else { return }
        let told = try read(message, in: house)
        #expect((told["html"] as? String)?.contains("&lt;b&gt;Ann") == true)
        // What looks like a host is no link to any mail program: a word joiner stands in it.
        let words = (told["text"] as? String)?.replacing("\u{2060}", with: "").split(
            whereSeparator: \.isWhitespace
        )
        .joined(separator: " ")
        #expect(words?.contains("<b>Ann</b> *x* {{sender.address}}") == true, "\(words ?? "")")
    }

    @Test("Postfix's test server takes what the daemon sends", .enabled(if: Programs.smtpSink != nil))
    func postfix() throws {
        let house = try House()
        // A port that was free a moment ago: smtp-sink cannot choose one itself.
        let port = house.server.port
        house.server.stop()
        // As root it wants to be told whom to become.
        let user = getuid() == 0 ? ["-u", "nobody"] : []
        let sink = try ChildProcess(
            try #require(Programs.smtpSink),
            user + ["-c", "127.0.0.1:\(port)", "100"]
        )
        defer { sink.kill() }
        _ = try house.vestnik("init")
        for number in 1...20 { try house.register("person\(number)@example.org") }
        #expect(waitUntil { (try? house.vestnik("check", "--relay").status) == 0 })
        #expect(try house.sendOnce().status == 0)
        #expect(try house.value("SELECT count(*) FROM messages_view WHERE state = 'sent'") == "20")
    }

    /// A message as Python's email package understands it.
    private func read(_ message: ReceivedMessage, in house: House) throws -> [String: Any] {
        let path = try house.folder.write(message.bytes, to: "letter.eml")
        let read = try ChildProcess.run(try #require(Programs.python), ["-c", Self.reader, path])
        #expect(read.status == 0, "\(read.errors)")
        return try #require(house.objects(read).first)
    }

    private static let reader = """
        import sys, json, email
        from email import policy
        with open(sys.argv[1], 'rb') as file: letter = email.message_from_binary_file(file, policy=policy.default)
        parts = list(letter.walk())
        text = [part for part in parts if part.get_content_type() == 'text/plain'][0]
        html = [part for part in parts if part.get_content_type() == 'text/html'][0]
        print(json.dumps({
            'subject': str(letter['subject']), 'from': str(letter['from']),
            'types': [part.get_content_type() for part in parts], 'text': text.get_content(),
            'html': html.get_content(),
            'defects': sum(len(part.defects) for part in parts)}))
        """
}
