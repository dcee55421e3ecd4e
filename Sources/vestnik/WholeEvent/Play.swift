import Administration
import Reports
import Site
import Delivery
import Events
import Invitees
import Foundation
import Intake
import SMTPServer
import SQLite
import Store
import Locks
import Terminal
import Wording

/// A whole event played in seconds: the daemon's own engine, a real dialogue with the mail server, a clock of its own.
final class Play {
    let files: PlayFolder
    let context: CommandContext
    let server: SMTPServer
    let clock: DemoClock
    let engine: Engine
    let webSite: Connection
    private(set) var site: Site
    private let subjects: Subjects
    private let bar: ProgressBar
    private let story: Story

    /// Where the play is set.
    static let zone = TimeZone(identifier: "Europe/Moscow") ?? .gmt
    /// The clock of the play, from the first step to the last.
    static let start = "2023-10-05T12:00", end = "2023-12-02T12:00"

    init(_ files: PlayFolder, _ context: CommandContext) throws {
        self.files = files
        self.context = context
        subjects = Subjects()
        var options = SMTPServer.Options()
        options.script = .demo
        options.folder = files.folder.letters
        options.keepsMessages = false
        options.recordsDialogue = false
        let subjects = subjects
        options.onMessage = { subjects.note($0) }
        server = try SMTPServer(options)
        site = try Self.load(files, server)
        clock = DemoClock(Self.moment(Self.start))
        // Rows are stamped by SQLite itself: its triggers must live in the same time.
        try StatementClock.set(clock.now())
        let database = site.configuration.database
        _ = try MessageStore(path: database, access: .create)
        let path = site.configuration.intake
        try LocalIntake.prepare(path: path)
        webSite = try Connection(path: path, mode: .readWrite)
        let story = Story(clock)
        self.story = story
        var observer = Engine.Observer()
        observer.notice = { _, sentence in story.note("vestnikd: " + sentence) }
        engine = try Engine(
            site: site,
            intake: LocalIntake(path: path),
            clock: clock,
            environment: context.environment,
            observer: observer
        )
        bar = ProgressBar(
            context.text(Wording(ru: "Мероприятие", en: "Playing")),
            total: Self.days(Self.moment(Self.end))
        )
    }

    private static func load(_ files: PlayFolder, _ server: SMTPServer) throws -> Site {
        var site = try Site.load(configuration: files.folder.configuration).whole()
        for index in site.configuration.relays.indices {
            site.configuration.relays[index].port = Int(server.port)
        }
        return site
    }

    /// `2023-10-05T12:00` by Moscow's clock, in milliseconds since 1970 UTC.
    static func moment(_ text: String) -> Int64 {
        let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
        guard numbers.count == 5, let date = LocalDate(year: numbers[0], month: numbers[1], day: numbers[2])
        else { return 0 }
        return Int64((date.daysSince1970 * 1440 + numbers[3] * 60 + numbers[4]) * 60_000)
            - Int64(
                zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(date.daysSince1970) * 86_400))
            ) * 1000
    }

    private static func days(_ moment: Int64) -> Int { Int((moment - Self.moment(start)) / 86_400_000) }

    // MARK: time

    /// Lets time pass up to a moment: the engine acts whenever something is due.
    func pass(to moment: Int64) throws {
        while let next = engine.nextInstant(), next < moment {
            try set(max(next, clock.now() + 1000))
            engine.drain()
        }
        try set(max(moment, clock.now()))
        engine.drain()
        bar.update(Self.days(clock.now()))
    }

    private func set(_ moment: Int64) throws {
        clock.set(moment)
        try StatementClock.set(moment)
    }

    // MARK: what people do

    /// Plain SQL, as a web site sends it.
    func web(_ sql: String, _ values: (any Bindable)?...) throws {
        let statement = try webSite.statement(sql)
        statement.bind(values)
        try statement.execute()
    }

    func register(_ region: String, status: String = "registered", by mailbox: String? = nil) throws {
        try web(
            """
            INSERT INTO registrations (event, email, name, organization, region, status)
            VALUES ('\(PlayPeople.event)', ?, ?, ?, ?, ?)
            """,
            mailbox.map { "\($0)@library-\(region).example.org" } ?? PlayPeople.address(region),
            PlayPeople.name(region),
            "Центральная библиотека",
            region,
            status
        )
    }

    func change(_ region: String, _ column: String, _ value: String) throws {
        try web(
            "UPDATE registrations SET \(column) = ? WHERE email = ?",
            value,
            PlayPeople.address(region)
        )
    }

    func importInvitees() throws -> Int {
        let path = try files.writeInvitees()
        let file = InviteeFile.read(Array(try Data(contentsOf: URL(fileURLWithPath: path))))
        guard file.faults.isEmpty else {
            throw Failure(.software, lines: file.faults.map { $0.text(file: path) })
        }
        let store = try MessageStore(path: site.configuration.database)
        return try store.importInvitees(file.rows.map { InviteeRecord($0) }, event: PlayPeople.event).inserted
    }

    func approve(_ notification: String, by name: String) throws {
        let store = try MessageStore(path: site.configuration.database)
        _ = try MailingService(site: site, store: store).approve(
            event: PlayPeople.event,
            notification: notification,
            actor: name,
            now: clock.now()
        )
    }

    /// The organiser edits the event; the daemon reads it again.
    func moveToAnotherHall() throws {
        try files.moveToAnotherHall()
        site = try Self.load(files, server)
        try engine.reload(site)
    }

    // MARK: what is told

    /// Notes a step, to be told with its time.
    func note(_ sentence: Wording) { story.note(context.text(sentence)) }

    var steps: [String] { story.lines }

    func subject(_ messageID: String?) -> String { subjects.of(messageID ?? "") }

    /// Ends the engine and the mail server; SQLite's clock is the system's again.
    func close() throws {
        bar.finish()
        engine.close()
        server.stop()
        try StatementClock.set(nil)
    }
}

/// What happened when, as it is told afterwards.
private final class Story {
    private let clock: DemoClock
    private(set) var lines: [String] = []

    init(_ clock: DemoClock) { self.clock = clock }

    func note(_ sentence: String) {
        lines.append("  \(OffsetTime.shown(clock.now(), Play.zone))  \(Visible.line(sentence))")
    }
}

/// Subjects of the letters that arrived, by Message-ID.
private final class Subjects: Sendable {
    private let known = Locked<[String: String]>([:])

    func note(_ message: ReceivedMessage) {
        guard let id = message.header("Message-ID"), let subject = message.header("Subject") else { return }
        known.withLock { $0[id] = EncodedWords.decoded(subject) }
    }

    func of(_ messageID: String) -> String { known.withLock { $0[messageID] } ?? "" }
}
