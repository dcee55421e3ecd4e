import Settings
import TestSupport
import Testing

@Suite("The mailbox's settings")
struct MailboxSettingsTests {
    private func configuration(_ mailbox: String) -> String {
        """
        { database: "a.db", intake: "i.db", events: "e", language: "en",
          relays: [{ url: "smtp://127.0.0.1", tls: "none" }], mailbox: { \(mailbox) } }
        """
    }

    private func mailbox(_ text: String) throws -> MailboxSettings {
        try #require(try Configuration.parse(configuration(text), file: "/etc/v.json5").mailbox)
    }

    private static let user = "username: \"u\", password: { file: \"p\" }"

    @Test("a server has its usual port, INBOX, and messages that stay there and are marked")
    func defaults() throws {
        let made = try mailbox("url: \"imaps://H.example.org\", \(Self.user)")
        var server = IMAPSettings(
            host: "h.example.org",
            port: 993,
            tls: .implicit,
            username: "u",
            password: .file("/etc/p")
        )
        #expect(made.access == .imap(server))
        #expect(made.then == .seen && made.messageBytes == 262_144 && made.every == .seconds(60))
        #expect(made.url == "imaps://h.example.org:993")
        server.port = 143
        server.tls = .starttls
        #expect(try mailbox("url: \"imap://h.example.org\", \(Self.user)").access == .imap(server))
        server.host = "::1"
        #expect(server.url == "imap://[::1]:143")
    }

    @Test("every key of a server is read")
    func server() throws {
        let made = try mailbox(
            "url: \"imap://h:1143\", tls: \"none\", ca: \"ca.pem\", folder: \"Возвраты\", then: \"seen\", \(Self.user)"
        )
        guard case .imap(let server) = made.access else {
            Issue.record("no server")
            return
        }
        #expect(server.port == 1143 && server.tls == .none && server.ca == "/etc/ca.pem")
        #expect(server.folder == "Возвраты")
    }

    @Test("a Maildir needs a path alone, relative to the file that names it")
    func maildir() throws {
        #expect(try mailbox("url: \"maildir:/var/mail/bounces\"").access == .maildir("/var/mail/bounces"))
        let made = try mailbox("url: \"maildir:Mail/\", then: { move: \"Done/2026\" }, every: \"5s\"")
        #expect(made.access == .maildir("/etc/Mail") && made.url == "maildir:/etc/Mail")
        #expect(made.then == .move(folder: "Done/2026"))
    }

    @Test("a password that crosses the network in plain text is warned of, unless it stays on this machine")
    func plainText() throws {
        func warnings(_ host: String) throws -> Int {
            let text = configuration("url: \"imap://\(host)\", tls: \"none\", \(Self.user)")
            return try Configuration.parse(text, file: "v").warnings.count
        }
        #expect(try warnings("imap.example.org") == 1)
        #expect(try warnings("127.0.0.1") == 0)
        #expect(try warnings("[::1]") == 0)
    }

    @Test(
        "an impossible value is one fault that says what was expected",
        arguments: [
            // A path is asked for, not a URL of a host.
            ("url: \"maildir:\"", "mailbox.url: expected a folder's path after `maildir:`"),
            ("url: \"maildir://host/path\"", "mailbox.url: expected a folder's path"),
            ("url: \"pop3://h\", \(user)", "mailbox.url: expected \"imaps://HOST\", \"imap://HOST\" or"),
            ("url: \"/var/mail\", \(user)", "mailbox.url: expected \"imaps://HOST\""),
            ("url: 1, \(user)", "mailbox.url: expected a URL"),
            // A password before the @ must not be repeated.
            ("url: \"imaps://u:secret@h\", \(user)", "mailbox.url: has a user in it"),
            (user, "mailbox.url: is missing"),
            ("url: \"imaps://h\", username: \"u\"", "mailbox.password: is missing"),
            ("url: \"imaps://h\", password: { file: \"p\" }", "mailbox.username: is missing"),
            ("url: \"imap://h\", tls: \"implicit\", \(user)", "mailbox.tls: TLS from the start is written"),
            ("url: \"imaps://h\", tls: \"starttls\", \(user)", "mailbox.tls: imaps:// is TLS from the start"),
            // What a Maildir has no use for was meant for something else.
            ("url: \"maildir:/m\", tls: \"none\"", "mailbox.tls: is of no use beside `maildir:`"),
            ("url: \"maildir:/m\", folder: \"INBOX\"", "mailbox.folder: is of no use"),
            ("url: \"maildir:/m\", password: \"secret\"", "mailbox.password: is of no use"),
            ("url: \"maildir:/m\", then: \"delete\"", "mailbox.then: expected \"seen\" or { move:"),
            ("url: \"maildir:/m\", then: {}", "mailbox.then.move: is missing"),
            ("url: \"maildir:/m\", then: { copy: \"x\", move: \"y\" }", "mailbox.then.copy: unknown key"),
            ("url: \"maildir:/m\", then: 1", "mailbox.then: expected \"seen\" or { move:"),
            // A name that would lead out of the Maildir.
            ("url: \"maildir:/m\", then: { move: \"../x\" }", "is no folder's name"),
            ("url: \"maildir:/m\", then: { move: \"a//b\" }", "is no folder's name"),
            ("url: \"maildir:/m\", then: { move: \"/a\" }", "is no folder's name"),
            // Moved to where it is read from, a message would come again for ever; INBOX has no case.
            ("url: \"imaps://h\", then: { move: \"Inbox\" }, \(user)", "mailbox.then: messages would go to"),
            (
                "url: \"imaps://h\", folder: \"B\", then: { move: \"B\" }, \(user)",
                "mailbox.then: messages would go to the folder"
            ),
            (
                "url: \"maildir:/m\", messageBytes: \"1KB\"",
                "mailbox.messageBytes: expected at least \"16KB\""
            ),
            ("url: \"maildir:/m\", messageBytes: \"1GB\"", "mailbox.messageBytes: expected at most \"10MB\""),
            ("url: \"maildir:/m\", every: \"1s\"", "mailbox.every: expected at least \"5s\""),
        ]
    )
    func impossible(keys: String, expected: String) throws {
        let error = try #require(throws: Faults.self) {
            try Configuration.parse(configuration(keys), file: "/etc/v.json5")
        }
        let faults = error.all.map { "\($0)" }
        #expect(faults.count == 1 && faults.first?.contains(expected) == true, "\(faults)")
        #expect(!faults.contains { $0.contains("secret") })
    }

    @Test("a return path with a place for marks is read, beside a server and beside a Maildir")
    func returnPath() throws {
        let made = try mailbox(#"url: "maildir:/m", verp: "bounces+{token}@Example.org""#)
        #expect(made.verp?.address(marked: "abc") == "bounces+abc@Example.org")
        #expect(
            try mailbox("url: \"imaps://h.example.org\", \(Self.user), verp: \"{token}@b.example.org\"").verp
                != nil
        )
        #expect(try mailbox(#"url: "maildir:/m""#).verp == nil)
    }

    @Test(
        "a return path that marks could not be told from, or that would be no address, is refused and says what is expected",
        arguments: [
            "bounces@example.org", "bounces+{token}", "bounces+{token}@", "b+{token}+{token}@example.org",
            "bounces{token}@example.org", "{token}x@example.org", "b@{token}.example.org",
            "b c+{token}@example.org",
            "b..c+{token}@example.org", "b+{token}.@example.org", "b+{token}@exam ple.org", "b+{token}@host",
            "b+{token}@a@example.org", "письма+{token}@example.org",
            "thirty-three-octets-are-too-long+{token}@example.org",
        ]
    )
    func noReturnPath(text: String) throws {
        let keys = "url: \"maildir:/m\", verp: \"\(text)\""
        let error = try #require(throws: Faults.self) {
            try Configuration.parse(configuration(keys), file: "/etc/v.json5")
        }
        #expect(error.all.map { "\($0)".contains("mailbox.verp: expected the mailbox's address") } == [true])
    }
}
