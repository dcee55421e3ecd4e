import Foundation
import TestSupport
import Testing

@Suite("What an administrator reads under language: \"ru\"")
struct RussianTests {
    private static let commands = [
        "init", "check", "status", "queue", "log", "show", "preview", "send-test", "hold", "release",
        "cancel",
        "retry", "resend", "import", "register", "answer", "explain", "schedule", "approve", "suppress",
        "clock",
        "coverage",
        "report", "forget",
        "export",
        "backup", "restore", "render", "sink", "demo", "completion",
    ]

    private static let helps: [[String]] = [[]] + commands.map { [$0] }

    /// A house with a letter of each fate.
    private func busyHouse() throws -> House {
        let house = try House(script: .demo, language: "ru")
        // Without a name that a row may lack: that is the letter's own fault.
        for language in ["ru", "en"] {
            try house.folder.write(
                "Subject: № {{registration.id}}\n\n{{salutation}}\n\n{{event.name}}\n",
                to: "events/meeting/templates/confirmation.\(language).md"
            )
        }
        _ = try house.vestnik("init")
        for email in ["well@example.org", "defer@example.org", "bounce@example.org", "no address"] {
            try house.register(email)
        }
        try house.register("someone@gmial.com")
        try house.site("INSERT INTO registrations (event, email) VALUES ('meetng', 'stray@example.org')")
        _ = try house.sendOnce()
        return house
    }

    /// English runs in what a person reads, but for a relay's words and the examples of help.
    private func english(_ result: ChildProcess.Result, in house: House? = nil) throws -> [String] {
        var text = result.output + "\n" + result.errors
        if let house {
            let replies = try house.value("SELECT group_concat(reply, char(1)) FROM delivery_log") ?? ""
            for reply in replies.split(separator: "\u{1}") { text = text.replacing(reply, with: "…") }
        }
        let lines = text.split(separator: "\n").filter { line in
            !["  vestnik ", "  source ", "  echo "].contains { line.hasPrefix($0) }
        }
        return EnglishRuns.all(in: lines.joined(separator: "\n"))
    }

    @Test("help of every command", arguments: helps)
    func help(_ command: [String]) throws {
        let house = try House(language: "ru")
        let result = try house.run(command + ["--help"])
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("Использование: vestnik "))
        let runs = try english(result)
        #expect(runs.isEmpty, "\(runs)")
    }

    @Test("help of the daemon")
    func daemon() throws {
        let house = try House(language: "ru")
        let help = try ChildProcess.run(
            Programs.product("vestnikd"),
            ["--config", house.configuration, "--help"]
        )
        #expect(help.output.hasPrefix("Использование: vestnikd "))
        let runs = try english(help)
        #expect(runs.isEmpty, "\(runs)")
    }

    /// Command lines, and the codes that they end with.
    private static let wrong: [([String], Int32)] = [
        ([], 64), (["stauts"], 64), (["log", "--jsn"], 64), (["--json", "log"], 64), (["log", "-n"], 64),
        (["log", "--json=1"], 64), (["log", "-n", "x"], 64), (["log", "-n", "0"], 64), (["show"], 64),
        (["log", "--since", "whenever"], 64), (["log", "--state", "lost"], 65),
        (["log", "--event", "lost"], 65),
        (["queue", "--notification", "lost"], 65), (["log", "--code", "x"], 64),
        (["show", "1", "2"], 64), (["show", "nobody"], 64), (["show", "999"], 66), (["hold"], 64),
        (["show", "nobody@example.org"], 66), (["hold", "999"], 66), (["hold", "x"], 64),
        (["cancel", "--to", "someone@gmial.com"], 64), (["hold", "1"], 65), (["suppress", "add"], 64),
        (["suppress", "add", "no address"], 65), (["suppress", "list", "x@example.org"], 64),
        (["suppress", "remove", "x@example.org"], 66), (["forget", "x@example.org"], 66),
        (["forget", "well@example.org"], 64), (["approve", "meeting", "confirmation"], 65),
        (["approve", "meeting", "nothing"], 66), (["approve", "nowhere", "nothing"], 66),
        (["preview", "nowhere", "nothing"], 66), (["preview", "meeting", "nothing"], 66),
        (["preview", "meeting", "confirmation", "-l", "de"], 66),
        (["preview", "meeting", "confirmation", "--registration", "999"], 66),
        (["preview", "meeting", "confirmation", "--registration", "1", "--invitee", "1"], 64),
        (["send-test", "meeting", "confirmation"], 64), (["schedule", "nowhere"], 66),
        (["schedule", "--notification", "nothing"], 66), (["report", "nowhere"], 66),
        (["coverage", "nowhere"], 66), (["import", "nowhere", "x.csv"], 66),
        (["import", "meeting", "x.csv"], 66), (["backup", "vestnik.db"], 73),
        (["backup", "/nowhere/x.db"], 73), (["demo", "--folder", "."], 73),
    ]

    @Test("what cannot be understood or done", arguments: wrong)
    func mistakes(_ arguments: [String], status: Int32) throws {
        let house = try busyHouse()
        let result = try house.run(arguments)
        #expect(result.status == status, "\(arguments): \(result.errors)")
        #expect(result.output.isEmpty || result.status == 65)
        #expect(result.errors.contains { ("а"..."я").contains($0) }, "\(arguments): \(result.errors)")
        let runs = try english(result)
        #expect(runs.isEmpty, "\(runs)")
    }

    @Test(
        "what the commands show of a house with letters of every fate",
        arguments: [
            ["status"], ["queue"], ["log"], ["show", "1"], ["show", "bounce@example.org"],
            ["show", "stray@example.org"], ["schedule"], ["report", "meeting"], ["coverage", "meeting"],
            ["report", "meeting", "--html"], ["preview", "meeting", "confirmation"], ["suppress", "list"],
            ["suppress", "add", "well@example.org"], ["clock"], ["hold", "--state", "deferred"],
            ["cancel", "--to", "defer@example.org", "--yes"], ["retry", "--state", "bounced", "--dry-run"],
            ["forget", "well@example.org", "--yes"], ["backup", "copy.db"], ["init"], ["check"],
            ["check", "--relay"],
            ["send-test", "meeting", "confirmation", "--to", "well@example.org"],
        ]
    )
    func reports(_ arguments: [String]) throws {
        let house = try busyHouse()
        let result = try house.run(arguments)
        #expect([0, 75].contains(result.status), "\(arguments): \(result.errors)")
        let text = result.output + result.errors
        #expect(text.contains { ("а"..."я").contains($0) || ("А"..."Я").contains($0) }, "\(text)")
        let runs = try english(result, in: house)
        #expect(runs.isEmpty, "\(runs)")
    }

    @Test("status names in Russian all that needs a person")
    func needs() throws {
        let house = try busyHouse()
        let status = try house.vestnik("status")
        #expect(status.status == 75)
        for words in [
            "Демон          не запущен", "1 held (задержано)", "1 sent (отправлено)",
            "Нужны вы       задержано: 1 письмо; vestnik queue --state held",
            "регистрации называют мероприятие «meetng», у которого нет папки",
        ] {
            #expect(status.output.contains(words), "\(words) is not in \(status.output)")
        }
    }

    @Test(
        "status tells in Russian of a relay that is down, an event that is held back and a daemon that is not there"
    )
    func troubles() throws {
        let house = try House(language: "ru")
        _ = try house.vestnik("init")
        try house.register("well@example.org")
        house.server.stop()
        _ = try house.sendOnce()
        try house.folder.write("{ name: 17 }", to: "events/meeting/event.json5")
        _ = try house.sendOnce()
        let status = try house.vestnik("status")
        #expect(status.status == 75)
        for words in ["нет связи с сервером 127.0.0.1:", "мероприятие meeting отложено, его письма ждут: "] {
            #expect(status.output.contains(words), "\(words) is not in \(status.output)")
        }
        for command in [["log"], ["show", "1"], ["queue"]] {
            let output = try house.run(command).output
            #expect(output.contains("соединиться не удалось: "), "\(command): \(output)")
        }
        try house.site(
            "DELETE FROM changes; INSERT INTO registrations (event, email) VALUES ('meeting', 'a@b.example')"
        )
        let unread = try house.vestnik("status").output
        #expect(
            unread.contains("не прочитано: 1 изменение регистраций; systemctl start vestnikd"),
            "\(unread)"
        )
    }

    @Test("a letter that cannot be made says so in Russian, in the log, in the table and beside its row")
    func unmakable() throws {
        let house = try House(language: "ru")
        _ = try house.vestnik("init")
        try house.folder.write(
            "Subject: {{person.organization}}\n\n{{salutation}}\n",
            to: Self.template
        )
        try house.register("well@example.org")
        _ = try house.sendOnce()
        let reason = "confirmation.ru.md:1:10: «person.organization»: для этого письма такого значения нет"
        for sql in [
            "SELECT reason FROM messages", "SELECT note FROM delivery_log",
        ] {
            #expect(try house.value(sql)?.hasSuffix(reason) == true, "\(sql)")
        }
        let shown = try house.vestnik("show", "1").output
        #expect(shown.contains(reason), "\(shown)")
    }

    @Test("check names the faults of templates and what they lack in Russian")
    func faultyTemplates() throws {
        let house = try House(language: "ru")
        try house.folder.write("Subject: \n\n{{persn.name}} {{>signatur}}", to: Self.template)
        let unknown = try house.vestnik("check")
        #expect(unknown.status == 78)
        #expect(
            unknown.errors.contains(
                "имени «persn.name» в письмах нет; возможно, имелось в виду «person.name»"
            )
        )
        #expect(unknown.errors.contains("нет файла templates/_signatur.ru.md"))
        #expect(unknown.errors.contains("Имена, которые можно писать в шаблоне"))
        let runs = try english(unknown)
        #expect(runs.isEmpty, "\(runs)")
        for language in ["ru", "en"] {
            try house.folder.remove("events/meeting/templates/confirmation.\(language).md")
        }
        let missing = try house.vestnik("check")
        #expect(missing.errors.contains("файла нет, а уведомлению «confirmation» он нужен"))
    }

    /// Configurations with every kind of fault, and what one of its sentences says in Russian.
    private static let faultyConfigurations: [(String, String)] = [
        ("{ language: \"ru\", relays: [ }", "ожидается `]`"),
        ("{ language: \"ru\", \"poll: 1s }\n", "до конца своей строки файла не закрыта"),
        ("{ language: \"ru\", poll: 1s, retry: { first: 15 } relays: }", "текст пишется в кавычках"),
        (
            """
            { language: "ru", database: 17, intake: "", evnts: "e", poll: "1ms", inDoubt: { bulk: "hld" },
              relays: [
                { url: "ftp://h", tls: "maybe", username: 5, password: "x" },
                { url: "smtps://u@h", connections: 0 }, { url: "smtp://h:99999", helo: "-a", token: {} },
                { url: "smtps://h.example", tls: "none", username: "u" }, { port: 25 },
              ],
              domains: { mail: {}, "mail.ru": { connections: "8" } }, retry: { factor: 1000, first: "x" },
              limits: { letterBytes: "1B", detailsBytes: "9TB" }, dsn: { notify: ["never", "delay", "delay"] },
              mailbox: { url: "imaps://h", tls: "starttls", password: { file: "a", credential: "b" } },
              dashboard: { listen: "nowhere", public: "mail" }, sandbox: { to: "me" },
              import: { headings: { "ФИО": "who" } }, retention: { log: "1s" },
            }
            """, "возможно, имелось в виду `events`?"
        ),
    ]

    @Test(
        "every fault of a configuration is told in the language that it names",
        arguments: faultyConfigurations
    )
    func faultyFile(_ text: String, _ sentence: String) throws {
        let house = try House(language: "ru")
        try house.folder.write(text, to: "other.json5")
        for program in [["check"], ["status"]] {
            let result = try house.run(program + ["-c", house.folder.path("other.json5")])
            #expect(result.errors.contains(sentence), "\(result.errors)")
            #expect(EnglishRuns.all(in: result.errors, atLeast: 2).isEmpty, "\(result.errors)")
        }
    }

    @Test("every fault of an event, its calendar and a language's file is told in Russian")
    func faultyEvent() throws {
        let house = try House(language: "ru")
        try house.folder.write(Self.faultyEvent, to: "events/meeting/event.json5")
        try house.folder.write(
            "{ years: { x: { off: [\"2026-02-30\"] } }, regions: { AA: {} } }",
            to: "c.json5"
        )
        try house.folder.write("{ dates: { months: [\"a\"], day: \"y\" } }", to: "languages/fr.json5")
        try house.folder.write("Subject: Bonjour\n\ntexte\n", to: "events/other/templates/confirmation.fr.md")
        try house.folder.write(
            """
            { name: "a", starts: "2026-11-28", timeZone: "Europe/Moscow", sender: { address: "a@example.org" },
              notifications: [{ name: "confirmation", on: "registered" }] }
            """,
            to: "events/other/event.json5"
        )
        let result = try house.vestnik("check")
        #expect(result.status == 78)
        for sentence in [
            "такого дня в календаре нет", "часового пояса \"Moscow\" нет", "ожидается объект",
            "не сказано когда", "в `facts` нет момента", "один из них, второй уберите",
            "Уважаемые коллеги!", "нужно названий: 12",
        ] {
            #expect(result.errors.contains(sentence), "\(sentence) is not in \(result.errors)")
        }
        #expect(EnglishRuns.all(in: result.errors, atLeast: 2).isEmpty, "\(result.errors)")
    }

    private static let faultyEvent = """
        { name: {}, starts: "2026-02-30T10:00", ends: "2026-01-01", timeZone: "Moscow", calendar: "../../c.json5",
          registrationCloses: 17, url: "example.org", window: { from: "20:00", to: "08:00" }, tell: ["emial", "status"],
          sender: { address: "secretary", replyTo: "почта@example.org" }, state: "clsed", labels: { hotel: "x" },
          notifications: [
            { name: "a%b", on: "registered", audience: "invitees", approval: true },
            { name: "c", at: "2026-10-12", before: "facts.workshop.starts", by: "7d" },
            { name: "c" }, { name: "d", before: "starts", by: "1h", time: "10:00", audience: "registered" },
            { name: "e", after: "registrationCloses", audience: "invitees", where: { status: "gone" } },
            { name: "f", on: "event-cancelled", calendar: "request", lateBy: "1d", attachments: ["plan.pdf", "/x"] },
            { name: "g", at: "2026-10-12T10:00", audience: "invitees", where: [], waves: ["0%"], pause: "1m" },
          ],
        }
        """

    private static let template = "events/meeting/templates/confirmation.ru.md"

    @Test("an import is told in counted forms; columns may be called «ФИО» and «Эл. почта»")
    func imports() throws {
        let house = try House(language: "ru")
        _ = try house.vestnik("init")
        try house.folder.write(
            "ФИО;Эл. почта\nИванова Мария Петровна;a@example.org\nПетров Пётр;b@example.org\n",
            to: "people.csv"
        )
        let result = try house.vestnik("import", "meeting", "people.csv")
        #expect(result.status == 0)
        #expect(result.output.contains("импортировано в meeting: новых 2, изменённых 0, прежних 0"))
        #expect(result.output.contains("2 строки в "))
        let runs = try english(result)
        #expect(runs.isEmpty, "\(runs)")
    }

    @Test("machines read the same in either language")
    func machines() throws {
        for arguments in [["log", "--json"], ["queue", "--csv"], ["schedule", "--json"]] {
            let results = try ["ru", "en"].map { language in
                let house = try House(language: language)
                _ = try house.vestnik("init")
                return try house.run(arguments).output
            }
            #expect(results[0] == results[1])
        }
        let line = try #require(
            try busyHouse().vestnik("status", "--json").output.split(separator: "\n").first
        )
        #expect(line.contains("\"messages\":{\"queued\":0,\"held\":1"))
    }

    @Test(
        "without a configuration the environment's language counts; where it says nothing, Russian",
        arguments: [
            (["LC_ALL": "ru_RU.UTF-8"], "Использование"), (["LANG": "en_US.UTF-8"], "Usage"),
            (["LANG": "C.UTF-8"], "Usage"), ([:], "Использование"),
        ]
    )
    func environment(_ variables: [String: String], _ word: String) throws {
        let variables = variables.merging(["VESTNIK_CONFIG": "/nowhere/vestnik.json5"]) { $1 }
        let help = try ChildProcess.run(Programs.product("vestnik"), ["--help"], environment: variables)
        #expect(help.output.hasPrefix(word + ": vestnik"))
    }

    @Test("the configuration's language counts before the environment's, whatever else is wrong with it")
    func faultyConfiguration() throws {
        let house = try House(language: "ru")
        try house.folder.write("{ language: \"ru\", relays: 17, }", to: "other.json5")
        let result = try house.vestnik("lgo", "-c", house.folder.path("other.json5"))
        #expect(result.errors == "vestnik: команды «lgo» нет\nвозможно, имелось в виду log?\n")
    }

    @Test(
        "the demo, and what it leaves behind, speak the language of whoever asks",
        arguments: ["ru_RU", "en_US"]
    )
    func demo(_ locale: String) throws {
        let folder = try TemporaryFolder()
        let variables = ["LANG": locale + ".UTF-8", "VESTNIK_CONFIG": "/nowhere/vestnik.json5"]
        let result = try ChildProcess.run(
            Programs.product("vestnik"),
            ["demo", "--folder", folder.path("demo")],
            environment: variables
        )
        #expect(result.status == 0)
        let isRussian = locale == "ru_RU"
        #expect(result.output.contains(isRussian ? "и ещё 342 ушли сразу" : "342 more that went at once"))
        #expect(result.output.contains(isRussian ? "похоже на опечатку" : "looks mistyped"))
        #expect(try folder.text(of: "demo/vestnik.json5").contains("language: \"\(locale.prefix(2))\""))
    }

    @Test("completions describe options in the language")
    func completions() throws {
        let house = try House(language: "ru")
        #expect(try house.vestnik("completion", "zsh").output.contains("[Вывести JSON Lines]"))
    }
}
