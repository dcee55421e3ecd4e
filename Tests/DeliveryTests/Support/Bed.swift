import Site
@testable import Delivery
import Glibc
import Intake
import Service
import Store
import Synchronization
import TestSupport

/// An engine on a database of its own, an event, scripted relays on loopback and a clock that stands still.
///
/// It stands in 2035: what plain SQL writes now lies in the engine's past.
final class Bed {
    let folder: TemporaryFolder
    let clock: FixedClock
    let disk: FaultyDisk
    private let hook = ClockHook()
    let relays: [SMTPServer]
    /// Where the session thread may be stopped.
    let gate: SessionGate
    /// Gives the intake of an engine that starts, by the file's path.
    var makeIntake: (String) -> any IntakeSource = { LocalIntake(path: $0) }
    /// The web site's connection to the intake.
    private(set) var webSite: Connection
    /// The owner's connection to the database.
    private(set) var database: Connection
    private(set) var engine: Engine?
    private let heard = Heard()
    private var settings: Settings

    /// What a test says of the configuration and the event.
    struct Settings {
        var now = "2035-03-12T09:00:00Z"
        /// Keys of `vestnik.json5` besides the required ones.
        var configuration = ""
        /// Keys of each relay.
        var relay = "connections: 2,"
        /// Who may log in at the relays; with nobody they offer no login.
        var users: [String: String] = [:]
        /// Keys of `event.json5` besides the required ones.
        var event = ""
        /// Keys of its `sender`.
        var sender = "address: \"meeting@example.org\""
        var starts = "2035-03-28T10:00"
        var ends = "2035-03-29T18:00"
        var notifications = #"{ name: "confirmation", on: "registered" },"#
        /// The templates there are, by file name without `.md`; a notification without one gets some letter.
        var templates = ["confirmation.en": "Subject: Welcome\n\nHello, {{person.email}}!\n"]
    }

    init(_ script: Script..., settings change: (inout Settings) -> Void = { _ in }) throws {
        folder = try TemporaryFolder()
        var settings = Settings()
        change(&settings)
        self.settings = settings
        clock = try FixedClock(settings.now)
        // Before any connection is opened: those that are there already meet no faults.
        disk = try FaultyDisk(folder.path("vestnik.db"))
        gate = SessionGate(flightRecord: folder.path("vestnik.db-flight"))
        relays = try (script.isEmpty ? [.friendly] : script).map { script in
            var options = SMTPServer.Options()
            options.script = script
            options.users = settings.users
            return try SMTPServer(options)
        }
        _ = try MessageStore(path: folder.path("vestnik.db"), access: .create)
        database = try Connection(path: folder.path("vestnik.db"), mode: .readWrite)
        try LocalIntake.prepare(path: folder.path("registrations.db"))
        webSite = try Connection(path: folder.path("registrations.db"), mode: .readWrite)
        try database.refuseIllegalChanges(of: MessageState.successorWords)
        try write()
    }

    deinit {
        gate.open()
        engine?.close(within: .seconds(20))
        for relay in relays { relay.stop() }
    }

    /// What the engine said, which it may still do while all this is taken down.
    private final class Heard {
        var notices: [String] = []
        var journal: [String] = []
    }

    /// The sentences that the engine found worth knowing.
    var notices: [String] { heard.notices }
    /// The lines of the journal.
    var journal: [String] { heard.journal }

    /// The first relay.
    var relay: SMTPServer { relays[0] }

    // MARK: files

    /// Makes a second event of the first one's files as they are now.
    func copyEvent(to name: String) throws {
        let source = folder.path("events/meeting"), copy = folder.path("events/\(name)")
        guard try ChildProcess.run("/bin/cp", ["-r", source, copy]).status == 0 else {
            throw TestSupportError("the event cannot be copied")
        }
    }

    /// Changes configuration or event; the engine learns of it by `reload`.
    func change(_ change: (inout Settings) -> Void) throws {
        change(&settings)
        try write()
    }

    private func write() throws {
        let list = relays.map { relay in
            """
            { url: "smtp://127.0.0.1:\(relay.port)", tls: "none", \(settings.relay) }
            """
        }
        try folder.write(
            """
            { database: "vestnik.db", intake: "registrations.db", events: "events", language: "en", relays: [\(list.joined(separator: ", "))],
              \(settings.configuration) }
            """,
            to: "vestnik.json5"
        )
        try folder.write(
            """
            { name: { en: "Meeting" }, starts: "\(settings.starts)", ends: "\(settings.ends)",
              registrationCloses: "2035-03-20T18:00", timeZone: "Europe/Moscow", language: "en",
              sender: { name: { en: "Library" }, \(settings.sender) }, \(settings.event)
              notifications: [\(settings.notifications)] }
            """,
            to: "events/meeting/event.json5"
        )
        var templates = settings.templates
        for match in settings.notifications.matches(of: /name: "([^"]+)"/)
        where !templates.keys.contains(where: { $0.hasPrefix(match.1 + ".") }) {
            templates["\(match.1).en"] = "Subject: \(match.1)\n\nSome letter.\n"
        }
        for (name, text) in templates {
            try folder.write(text, to: "events/meeting/templates/\(name).md")
        }
    }

    // MARK: the engine

    /// Starts the engine, or starts it anew after `stop` or `crash`.
    @discardableResult
    func start() throws -> Engine {
        if let engine { return engine }
        var observer = Engine.Observer()
        observer.notice = { [heard] level, text in heard.notices.append("\(level): \(text)") }
        observer.attempts = { [heard] lines in heard.journal += lines.map(\.line.description) }
        gate.takeEngineThread()
        let engine = try Engine(
            site: Site.load(configuration: folder.path("vestnik.json5")),
            intake: makeIntake(folder.path("registrations.db")),
            clock: TestClock(clock, gate, hook: hook),
            environment: [:],
            observer: observer
        )
        self.engine = engine
        return engine
    }

    /// Lets what is in flight finish and ends the engine.
    func stop() {
        engine?.close(within: .seconds(20))
        engine = nil
    }

    /// The engine vanishes without a word to the database, as after `kill -9`: its connections are gone when this
    /// returns, and what they had come to is not recorded.
    ///
    /// Its sessions cannot be killed without a last word; the delivery journal stands as it stood before that.
    func crash() {
        guard let loop = engine?.loop else { return }
        let path = folder.path("vestnik.db-flight")
        let record = try? folder.bytes(of: "vestnik.db-flight")
        loop.shutdown(finishing: .zero)
        loop.join()
        engine = nil
        guard let record else { return }
        // In its place: a file that is another would tell of a copy.
        let descriptor = open(path, O_WRONLY)
        guard descriptor >= 0, pwrite(descriptor, record, record.count, 0) == record.count else { return }
        close(descriptor)
    }

    /// Sends what is due now.
    func drain() throws { try start().drain() }

    /// Turns the engine until something holds, at most for ten seconds; whether it came to hold.
    func run(until condition: () throws -> Bool) throws -> Bool {
        let engine = try start()
        return try waitUntil(within: .seconds(10)) {
            engine.turn()
            engine.wait(for: Engine.Wakers(descriptors: [], longest: 2000))
            return try condition()
        }
    }

    /// One turn of the engine, and then the sessions alone, until so many outcomes have come down: nothing of them is
    /// recorded.
    func hear(_ count: Int = 1) throws -> Bool {
        let engine = try start()
        engine.turn()
        return waitUntil { engine.readyQueue.uncollectedCount >= count }
    }

    /// Does something in the next turn's transaction, before anything is recorded: after the turn has collected what
    /// came down.
    func inNextTurn(_ body: @escaping () -> Void) { hook.body = body }

    /// Records what came of transfers, and nothing else happens.
    func record() throws {
        try start().collect()
        try start().recordPending()
    }

    /// Reads configuration and events again.
    func reload() throws {
        try start().reload(Site.load(configuration: folder.path("vestnik.json5")))
    }

    /// Puts a copy in the database's place, as an administrator restores a backup.
    func restore(_ copy: String) throws {
        for tail in ["-wal", "-shm"] { try? folder.remove("vestnik.db" + tail) }
        guard rename(folder.path(copy), folder.path("vestnik.db")) == 0 else {
            throw TestSupportError("the copy cannot be moved")
        }
        database = try Connection(path: folder.path("vestnik.db"), mode: .readWrite)
    }

    /// Runs a command of the shell in the folder while nobody has the database open; the engine must have been stopped.
    func whileClosed(_ command: String) throws {
        // The last to close the database takes its log away: afterwards it would be that of another file.
        database = try Connection(path: folder.path("meanwhile.sqlite"), mode: .create)
        let ended = try ChildProcess.run("/bin/sh", ["-ec", "cd '\(folder.path)'; \(command)"])
        guard ended.status == 0 else { throw TestSupportError("\(command): \(ended)") }
        database = try Connection(path: folder.path("vestnik.db"), mode: .readWrite)
    }

    // MARK: rows

    /// Registers by plain SQL, as the web site does.
    @discardableResult
    func register(_ email: String, event: String = "meeting", more: String? = nil) throws -> Int64 {
        try webSite.run("INSERT INTO registrations (event, email) VALUES (?, ?)", event, email)
        let id = webSite.lastInsertedID
        if let more { try webSite.run("UPDATE registrations SET \(more) WHERE id = ?", id) }
        return id
    }

    /// Takes over what the intake has, as a running engine would, without planning any letter.
    func readIntake() throws {
        let intake = LocalIntake(path: folder.path("registrations.db"))
        let store = try MessageStore(path: folder.path("vestnik.db"))
        for change in intake.take() {
            guard let row = change.row else { continue }
            _ = try store.see(PersonRow(row), now: clock.now)
        }
        intake.close()
    }

    /// Puts `count` people on the invitation list: `p0@example.org` and so on.
    func invite(
        _ count: Int,
        domain: String = "example.org",
        columns: String = "",
        values: String = ""
    ) throws {
        try database.transaction { () throws(SQLiteError) in
            for index in 0..<count {
                let padded = String(repeating: "0", count: 3 - min(3, String(index).count)) + String(index)
                try database.run(
                    "INSERT INTO invitees (event, email\(columns)) VALUES ('meeting', ?\(values))",
                    "p\(padded)@\(domain)"
                )
            }
        }
    }

    /// The first column of each row, as text.
    func rows(_ sql: String) throws -> [String] {
        var found: [String] = []
        try database.rows(sql) { row throws(SQLiteError) in
            found.append(row.optionalText(0) ?? "NULL")
            return true
        }
        return found
    }

    /// How many messages are in each state, `bounced 1, sent 2`.
    func states(_ condition: String = "1") throws -> String {
        try rows(
            """
            SELECT state || ' ' || count(*) FROM messages_view WHERE \(condition) GROUP BY state ORDER BY state
            """
        ).joined(separator: ", ")
    }

    /// The outcomes of the log, oldest first.
    func log(_ condition: String = "1") throws -> [String] {
        try rows("SELECT outcome FROM delivery_log WHERE kind = 'attempt' AND \(condition) ORDER BY id")
    }

    /// Addresses that the first relay took a message for, in order.
    func taken(by relay: Int = 0) -> [String] { relays[relay].messages.flatMap { $0.recipients.map(\.path) } }
}

/// The engine's clock, moved by the test.
struct TestClock: EngineClock {
    let clock: FixedClock
    private let gate: SessionGate?
    private let hook: ClockHook

    init(_ clock: FixedClock, _ gate: SessionGate? = nil, hook: ClockHook = ClockHook()) {
        self.clock = clock
        self.gate = gate
        self.hook = hook
    }

    func now() -> Int64 {
        gate?.pass()
        return clock.now
    }

    /// A turn asks for it once, when its transaction has begun: it watches over the wall clock.
    func uptime() -> Int64 {
        if let body = hook.body {
            hook.body = nil
            body()
        }
        return clock.uptime
    }
}

/// Stops the session thread when it asks for the time while it makes a letter.
final class SessionGate: Sendable {
    private let flightRecord: String
    private let isShut = Atomic<Bool>(false)
    private let engineThread = Atomic<UInt>(0)

    init(flightRecord: String) { self.flightRecord = flightRecord }

    /// The thread that calls this passes always.
    func takeEngineThread() { engineThread.store(UInt(pthread_self()), ordering: .relaxed) }

    func shut() { isShut.store(true, ordering: .relaxed) }
    func open() { isShut.store(false, ordering: .relaxed) }

    func pass() {
        guard engineThread.load(ordering: .relaxed) != UInt(pthread_self()) else { return }
        while isShut.load(ordering: .relaxed), (DeliveryJournal.read(path: flightRecord)?.inHand ?? 0) != 0 {
            usleep(500)
        }
    }
}

/// Something that happens when the engine looks at the uptime next, once: the way into the middle of a turn.
///
/// Sendable: set and taken by the test's thread alone, in tests in which no session runs.
final class ClockHook: @unchecked Sendable {
    var body: (() -> Void)?
}
