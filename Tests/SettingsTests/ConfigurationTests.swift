import Glibc
import Settings
import TestSupport
import Testing

@Suite("Configuration")
struct ConfigurationTests {
    @Test("the least configuration has sensible defaults for the rest")
    func defaults() throws {
        let made = try Configuration.parse(
            """
            { database: "v.db", intake: "in/r.db", events: "../ev", relays: [{ url: "smtp://relay.example.org" }] }
            """,
            file: "/etc/vestnik/vestnik.json5"
        )
        #expect(made.file == "/etc/vestnik/vestnik.json5")
        #expect(made.database == "/etc/vestnik/v.db")
        #expect(made.intake == "/etc/vestnik/in/r.db")
        #expect(made.events == "/etc/ev")
        #expect(made.language == .ru)
        #expect(made.poll == .seconds(2))
        #expect(made.relays == [Relay(host: "relay.example.org", port: 25, tls: .starttls)])
        #expect(made.relays.first?.connections == 8)
        #expect(made.retry == Retry() && made.retry.giveUpAfter == .seconds(345_600))
        #expect(made.inDoubt.default == .resend && made.inDoubt.bulk == .hold)
        #expect(made.limits.perAddressPerDay == 20)
        #expect(made.limits.detailsBytes == 65_536 && made.limits.letterBytes == 10_485_760)
        #expect(made.timeouts.endOfData == .seconds(600))
        #expect(made.dsn == DSNSettings())
        #expect(made.retention.log == .seconds(1095 * 86_400))
        #expect(made.mailbox == nil && made.dashboard == nil && made.sandbox == nil && made.calendar == nil)
        #expect(made.alerts == nil)
        #expect(made.domains.isEmpty && made.importHeadings.isEmpty && made.warnings.isEmpty)
    }

    @Test("every key is read")
    func everything() throws {
        let made = try Configuration.parse(
            """
            {
              database: "/var/lib/v.db", intake: "/srv/r.db", events: "events", language: "en", poll: "5s",
              relays: [{
                url: "smtps://Relay.Example.org", ca: "ca.pem", username: "meeting@example.org",
                password: { file: "relay.password" }, auth: "cram-md5", helo: "mailer.example.org",
                connections: 3, messagesPerConnection: 5, messagesPerMinute: 60, messagesPerDay: 1000,
              }, {
                url: "smtp://[::1]:2525/", tls: "none", username: "u", token: { credential: "t" }, auth: "xoauth2",
                helo: "[192.0.2.1]",
              }],
              domains: { "Mail.ru": { connections: 2, messagesPerMinute: 120, messagesPerDay: 9 }, "почта.рф": {} },
              retry: { first: "5m", factor: 1.5, longest: "3h", giveUpAfter: "2d" },
              inDoubt: { default: "hold", bulk: "resend" },
              limits: { perAddressPerDay: 0, detailsBytes: "2KB", letterBytes: "1MB" },
              timeouts: { connect: "1s", greeting: "2s", mail: "3s", rcpt: "4s", data: "5s", block: "6s", endOfData: "7s" },
              dsn: { notify: [] },
              mailbox: {
                url: "imap://imap.example.org", tls: "starttls", ca: "/ca.pem", username: "b",
                password: { credential: "m" }, folder: "Bounces", every: "30s", messageBytes: "1MB",
                then: { move: "Done" },
              },
              retention: { log: "10d", registrations: "20d" },
              dashboard: { listen: "unix:web.sock", public: "https://mail.example.org/" },
              calendar: "calendars/ru.json5",
              sandbox: { to: "tests@example.org" },
              import: { headings: { "Адрес": "email", "Примечание": "details.note", "№": "-" } },
            }
            """,
            file: "/etc/v.json5"
        )
        #expect(made.language == .en && made.poll == .seconds(5) && made.database == "/var/lib/v.db")
        var first = Relay(host: "relay.example.org", port: 465, tls: .implicit)
        first.ca = "/etc/ca.pem"
        first.username = "meeting@example.org"
        first.password = .file("/etc/relay.password")
        first.auth = .cramMD5
        first.helo = "mailer.example.org"
        first.connections = 3
        first.messagesPerConnection = 5
        first.messagesPerMinute = 60
        first.messagesPerDay = 1000
        var second = Relay(host: "::1", port: 2525, tls: .none)
        second.username = "u"
        second.token = .credential("t")
        second.auth = .xoauth2
        second.helo = "[192.0.2.1]"
        #expect(made.relays == [first, second])
        #expect(made.domains["mail.ru"]?.connections == 2 && made.domains["mail.ru"]?.messagesPerDay == 9)
        #expect(made.domains["почта.рф"] == DomainLimit())
        #expect(
            made.retry.first == .seconds(300) && made.retry.factor == 1.5
                && made.retry.longest == .seconds(10_800)
        )
        #expect(
            made.inDoubt.default == .hold && made.inDoubt.bulk == .resend && made.limits.perAddressPerDay == 0
        )
        #expect(made.timeouts.connect == .seconds(1) && made.timeouts.block == .seconds(6))
        #expect(made.intake == "/srv/r.db")
        #expect(made.limits.detailsBytes == 2048 && made.limits.letterBytes == 1_048_576)
        #expect(made.dsn == nil)
        #expect(made.mailbox?.url == "imap://imap.example.org:143" && made.mailbox?.every == .seconds(30))
        #expect(made.mailbox?.then == .move(folder: "Done") && made.mailbox?.messageBytes == 1 << 20)
        #expect(made.retention.registrations == .seconds(20 * 86_400))
        #expect(
            made.dashboard
                == DashboardSettings(listen: .unix(path: "/etc/web.sock"), public: "https://mail.example.org")
        )
        #expect(
            made.calendar == "/etc/calendars/ru.json5" && made.sandbox == Sandbox(to: "tests@example.org")
        )
        #expect(made.importHeadings == ["Адрес": "email", "Примечание": "details.note", "№": "-"])
    }

    @Test("what must be there is asked for, at the object that lacks it")
    func missing() {
        #expect(
            configurationFaults("\n{ }") == [
                "2:1: database: is missing: write the database file, as \"vestnik.db\"",
                "2:1: intake: is missing: write the web site's file, as \"registrations.db\"",
                "2:1: events: is missing: write the folder that holds a folder per event, as \"events\"",
                "2:1: relays: is missing: write [ { url: \"smtp://…\" } ]",
            ]
        )
        #expect(configurationFaults("[]") == ["1:1: expected an object, { … }, found a list"])
    }

    @Test("all faults of a file come in one run, syntax and content together, in their order")
    func together() {
        let text = """
            {
              database: "a.db", intake: "i.db",
              events: events,
              poll: "often",
              relays: [
                { url: "smtps://h", tls: "none", conections: 4 },
                { tls: "always" },
              ],
              poll: "2s",
            }
            """
        #expect(
            configurationFaults(text) == [
                "3:11: events: expected a value, found `events`: a text goes in quotes, \"events\"",
                "4:9: poll: expected a duration such as \"90s\", \"15m\", \"2h\" or \"4d\", found \"often\"",
                "6:30: relays[0].tls: smtps:// is TLS from the start: leave `tls` out, or write smtp:// in `url`",
                "6:38: relays[0].conections: unknown key; did you mean `connections`?",
                "7:5: relays[1].url: is missing: write \"smtp://HOST:PORT\" or \"smtps://HOST:PORT\"",
                "7:12: relays[1].tls: expected one of \"none\", \"starttls\", \"implicit\", found \"always\"",
                "9:3: poll: is given twice: first in line 4; keep one of the two",
            ]
        )
    }

    @Test("waits below a minute are allowed; those that contradict each other are only remarked on")
    func shortWaits() throws {
        let made = try Configuration.parse(
            sound("retry: { first: \"2s\", longest: \"1s\", giveUpAfter: \"1s\" }"),
            file: "/etc/v.json5"
        )
        #expect(made.retry.first == .seconds(2) && made.retry.longest == .seconds(1))
        #expect(made.retry.giveUpAfter == .seconds(1))
        #expect(made.warnings.map(\.keyPath) == ["retry.longest", "retry.giveUpAfter"])
    }

    @Test(
        "impossible values are refused",
        arguments: [
            ("relays: []", "relays: is given twice"), ("domains: { \"@x\": {} }", "is not a domain"),
            ("domains: { localhost: {} }", "is not a domain"),
            ("domains: { \"a.ru\": {}, \"A.ru\": {} }", "given twice"),
            ("dsn: { notify: [\"never\", \"delay\"] }", "dsn.notify: \"never\" stands alone"),
            ("dsn: { notify: [\"delay\", \"delay\"] }", "dsn.notify: names one occasion twice"),
            ("sandbox: {}", "sandbox.to: is missing"),
            ("sandbox: { to: \"nobody\" }", "sandbox.to: expected an address"),
            ("dashboard: { listen: \"8025\" }", "dashboard.listen: expected \"127.0.0.1:8025\""),
            ("dashboard: { listen: \"unix:\" }", "dashboard.listen: expected"),
            (
                "dashboard: { listen: \"[::1]:8025\", public: \"mail.example.org\" }",
                "dashboard.public: expected the address"
            ),
            (
                "mailbox: { url: \"imaps://h\", tls: \"none\", username: \"u\", password: { file: \"p\" } }",
                "mailbox.tls: imaps:// is TLS from the start"
            ),
            (
                "mailbox: { url: \"imaps://h\", username: \"u\", password: \"pw\" }",
                "mailbox.password: a secret is never"
            ),
            (
                "import: { headings: { A: \"mail\" } }",
                "import.headings.A: expected email, second_email, name"
            ),
            ("timeouts: { data: \"2h\" }", "timeouts.data: expected at most \"1h\""),
            ("limits: { detailsBytes: \"2MB\" }", "limits.detailsBytes: expected at most \"1MB\""),
            ("limits: { letterBytes: \"1KB\" }", "limits.letterBytes: expected at least \"16KB\""),
            ("limits: { letterBytes: 5000000 }", "limits.letterBytes: expected a size such as \"64KB\" or"),
            ("limits: { letterBytes: \"5 MB\" }", "limits.letterBytes: expected a size such as"),
        ]
    )
    func impossible(keys: String, expected: String) {
        let faults = configurationFaults(sound(keys))
        #expect(faults.count == 1 && faults.first?.contains(expected) == true, "\(faults)")
    }

    @Test("an empty list of relays is a fault")
    func noRelays() {
        #expect(
            configurationFaults("{ database: \"a\", intake: \"i\", events: \"e\", relays: [] }") == [
                "1:52: relays: expected at least one relay: mail has to be submitted somewhere"
            ]
        )
    }

    @Test(
        "the intake is never the database, nor one of the files beside it",
        arguments: [
            "a.db", "./a.db", "/etc/x/../a.db", "a.db-wal", "a.db-lock", "a.db-pulse", "a.db-key",
            "a.db-token-key",
        ]
    )
    func sameFile(intake: String) {
        let faults = configurationFaults(sound().replacing("i.db", with: intake))
        #expect(
            faults == [
                "1:29: intake: is the database itself: the web site needs a file of its own"
            ]
        )
    }

    @Test("a link to the database is the database")
    func linkedFile() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "a.db")
        #expect(symlink("a.db", folder.path("i.db")) == 0)
        let path = try folder.write(sound(), to: "vestnik.json5")
        let error = try #require(throws: Faults.self) { try Configuration.load(path: path) }
        #expect(error.all.map(\.keyPath) == ["intake"])
    }

    @Test("a file is read from disk, relative to its own folder")
    func loading() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(sound(), to: "vestnik.json5")
        #expect(
            try Configuration.load(path: path).database.hasSuffix(
                folder.path.split(separator: "/").last.map { $0 + "/a.db" } ?? "-"
            )
        )
    }

    @Test("a file that is not there is told apart from a faulty one")
    func noFile() throws {
        let error = try #require(throws: Faults.self) { try Configuration.load(path: "/nowhere/v.json5") }
        #expect(error.isUnreadable)
        #expect(error.description == "/nowhere/v.json5: there is no such file")
        let faulty = try #require(throws: Faults.self) { try Configuration.parse("{", file: "v") }
        #expect(!faulty.isUnreadable)
    }

    @Test("the configuration that is shipped is sound and says what the defaults are")
    func shipped() throws {
        let path =
            #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/config/vestnik.json5"
        let made = try Configuration.load(path: path)
        #expect(made.warnings.isEmpty)
        var relay = Relay(host: "127.0.0.1", port: 2525, tls: .none)
        #expect(made.relays == [relay])
        relay.port = 25
        let folder = made.file.dropLast("/vestnik.json5".count)
        #expect(
            made.database == folder + "/vestnik.db" && made.intake == folder + "/registrations.db"
                && made.events == folder + "/events"
        )
        #expect(made.retry == Retry() && made.inDoubt == InDoubt() && made.limits == Limits())
        #expect(made.retention == Retention() && made.timeouts == Timeouts() && made.dsn == DSNSettings())
        #expect(made.poll == .seconds(2) && made.language == .ru)
    }

    @Test("what is commented out in the shipped configuration is sound, too")
    func commented() throws {
        let path =
            #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/config/vestnik.json5"
        let keys = [
            "domains", "timeouts", "dsn", "dashboard", "calendar", "sandbox", "import", "mailbox", "  url",
            "  username", "  password", "  folder", "  every", "  then", "  messageBytes", "}",
        ]
        let text = try readText(path).split(separator: "\n").map { line in
            let bare = line.drop { $0 == " " }
            guard bare.hasPrefix("// "), line.prefix(while: { $0 == " " }).count == 2,
                keys.contains(where: { bare.dropFirst(3).hasPrefix($0 + ":") || bare.dropFirst(3) == "}," })
            else { return String(line) }
            return String(bare.dropFirst(3))
        }
        let made = try Configuration.parse(text.joined(separator: "\n"), file: "/etc/v.json5")
        #expect(made.timeouts == Timeouts() && made.dsn == DSNSettings())
        #expect(made.mailbox != nil && made.dashboard != nil && made.sandbox != nil && made.calendar != nil)
        #expect(made.domains.count == 1 && made.importHeadings.count == 2)
    }

    @Test("a fault found later has the place of its value, or the beginning of the file")
    func places() throws {
        let text = """
            { database: "v.db", intake: "r.db", events: "events",
              relays: [ { url: "smtp://127.0.0.1", tls: "none", ca: "ca.pem" } ] }
            """
        let made = try Configuration.parse(text, file: "/etc/v.json5")
        let fault = made.fault(at: "relays[0].ca", "is not there")
        #expect(fault.description == "/etc/v.json5:2:57: relays[0].ca: is not there")
        #expect(made.fault(at: "calendar", "x").description == "/etc/v.json5:1:1: calendar: x")
    }

    @Test("a faulty file still tells where its events are")
    func eventsFolder() throws {
        let folder = try TemporaryFolder()
        try folder.write("{ pol: 7, events: \"events\", }", to: "v.json5")
        #expect(Configuration.eventsFolder(path: folder.path("v.json5"))?.hasSuffix("/events") == true)
        try folder.write("{ }", to: "v.json5")
        #expect(Configuration.eventsFolder(path: folder.path("v.json5")) == nil)
    }
}
