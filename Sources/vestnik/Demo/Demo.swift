import Reports
import Site
import Delivery
import Intake
import Service
import SMTPServer
import SQLite
import Store
import Terminal
import Wording

/// One demo: web site, daemon and mail server in one process.
final class Demo {
    private let folder: DemoFolder
    private let context: CommandContext
    private let output: Output
    private let server: SMTPServer
    private let site: Site
    /// 1 November 2023, 12:00 in Moscow: four weeks before the sample event.
    private let clock = DemoClock(1_698_829_200_000)

    init(_ folder: DemoFolder, _ context: CommandContext) throws {
        self.folder = folder
        self.context = context
        output = context.output
        var options = SMTPServer.Options()
        options.script = .demo
        options.folder = folder.letters
        options.keepsMessages = false
        options.recordsDialogue = false
        server = try SMTPServer(options)
        var site = try Site.load(configuration: folder.configuration).whole()
        for index in site.configuration.relays.indices {
            site.configuration.relays[index].port = Int(server.port)
        }
        self.site = site
        _ = try MessageStore(path: site.configuration.database, access: .create)
        try LocalIntake.prepare(path: site.configuration.intake)
    }

    /// Writes registrations as a web site does: plain SQL through a connection of its own.
    func register() throws {
        let webSite = try Connection(path: site.configuration.intake, mode: .readWrite)
        try webSite.transaction { () throws(SQLiteError) in
            for person in DemoPeople.all {
                try webSite.run(
                    """
                    INSERT INTO registrations (event, email, name, organization, position, region, language, details)
                    VALUES ('annual-meeting', ?, ?, ?, ?, ?, ?, ?)
                    """,
                    person.email,
                    person.name,
                    person.organization,
                    person.position,
                    person.region,
                    person.language,
                    person.details
                )
                guard person.isCancelled else { continue }
                let id = webSite.lastInsertedID
                try webSite.run("UPDATE registrations SET status = 'cancelled' WHERE id = ?", id)
            }
        }
        let cancelled = DemoPeople.all.filter(\.isCancelled).count
        let all = DemoPeople.all.count
        try context.tell(
            Wording(
                ru: "Регистрации    \(all) простым SQL, из них отменено \(cancelled)",
                en: "Registrations  \(all) by plain SQL, \(cancelled) of them cancelled"
            )
        )
        try context.tell(
            Wording(
                ru: "Сервер почты   127.0.0.1, некоторым получателям отказывает нарочно",
                en: "Mail server    127.0.0.1, refuses some recipients on purpose"
            )
        )
        try output.flush()
    }

    /// Invites people, for whoever looks at the regions.
    func invite() throws {
        let engine = try engine(Engine.Observer())
        defer { engine.close() }
        try DemoInvitations(site, clock).send(engine)
    }

    private func engine(_ observer: Engine.Observer) throws -> Engine {
        try Engine(
            site: site,
            intake: LocalIntake(path: site.configuration.intake),
            clock: clock,
            environment: context.environment,
            observer: observer
        )
    }

    /// Sends all that is due, and what was deferred two hours later.
    func send() throws {
        let bar = ProgressBar(
            context.text(Wording(ru: "Отправка", en: "Sending")),
            total: DemoPeople.all.count
        )
        var observer = Engine.Observer()
        observer.turn = { figures in
            bar.update(figures.sent + figures.deferred + figures.bounced + figures.rejected + figures.inDoubt)
        }
        let engine = try engine(observer)
        engine.drain()
        clock.advance(minutes: 120)
        engine.drain()
        engine.close()
        bar.finish()
        server.stop()
    }

    /// Shows everything in a browser until it is asked to end.
    func serve(port: Int, until signals: Signals) throws {
        try DemoServer(site, folder, clock, context).run(port: port, until: signals)
    }

    /// Shows the log, the figures, and where things lie.
    func tell() throws {
        let store = try MessageStore(path: site.configuration.database, access: .readOnly)
        try DemoLog(output: output, language: context.language).write(store)
        let counts = try store.counts()
        let states = MessageState.allCases.filter { counts[$0] != nil }
        try context.tell(Wording(ru: "\nПисьма по состояниям", en: "\nMessages by state"))
        for state in states {
            let number = DisplayWidth.padded(String(counts[state] ?? 0), to: 6, right: true)
            let word = context.text(state.wording)
            let name = Style.Role.of(state.rawValue).map { output.style($0, word) } ?? word
            try output.writeLine("\(number)  \(name)")
        }
        let count = server.messageCount
        try context.tell(
            Wording(
                ru: """

                    Письма         \(count), файлами .eml в \(folder.letters)
                    Всё            остаётся в \(folder.path)

                    Что посмотреть ещё
                    """,
                en: """

                    Letters        \(count) as .eml files in \(folder.letters)
                    Everything     stays in \(folder.path)

                    Look further
                    """
            )
        )
        try output.writeLine(
            """
              export VESTNIK_CONFIG=\(folder.configuration)
              vestnik log --state bounced
              vestnik show lost@example.org
              vestnik queue
              vestnik coverage annual-meeting
              vestnik demo --serve
            """
        )
    }
}
