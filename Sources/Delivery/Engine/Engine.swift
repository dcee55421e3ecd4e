public import Site
import Events
import Glibc
import Letters
import Mail
public import Intake
public import Service
import Settings
import SMTP
import Store
public import Wording

/// The queue manager: plans, claims, hands letters to the sessions and records what became of them.
///
/// An engine belongs to the thread that made it, and with it the one database connection that it writes through.
/// Sessions live on a thread of their own; the two meet in the ready queue.
public final class Engine {
    /// What a run reports while it goes on.
    public struct Observer {
        /// Called after the outcomes of attempts stand in the database.
        public var attempts: ([(line: AttemptLine, level: LogLevel)]) -> Void = { _ in }
        /// A sentence worth knowing.
        public var notice: (LogLevel, String) -> Void = { _, _ in }
        /// Called at every turn of the engine with its figures.
        public var turn: (Figures) -> Void = { _ in }

        /// Called once a second while transfers in flight finish, with how long the session thread has made no step:
        /// what else takes time is patience, not a standstill.
        public var finishing: (Duration) -> Void = { _ in }

        /// An observer that hears nothing.
        public init() {}
    }

    /// Counts since the engine was made.
    public struct Figures: Sendable, Equatable {
        /// Taken by a relay.
        public var sent = 0
        /// Refused for now.
        public var deferred = 0
        /// Refused for good.
        public var bounced = 0
        /// Broken off after the end of data.
        public var inDoubt = 0
        /// Never tried.
        public var rejected = 0
        /// Put into the queue.
        public var planned = 0
        /// Claimed and not yet recorded.
        public var inFlight = 0
        /// Why nothing can be recorded at the moment; nil when all is well.
        public var trouble: Wording?
        /// Whether that is only another program that holds the database: trying again later helps.
        public var isTroublePassing = false
    }

    var site: Site { didSet { eventRules = Self.rules(site) } }
    /// The rules of the site's events, as looks at people ask them.
    private(set) var eventRules: [String: EventRules]
    let clock: any EngineClock
    let store: MessageStore
    let journal: DeliveryJournal
    let lock: LockFile
    /// What the tokens in letters are signed with.
    let tokenKey: SecretKey
    var readyQueue: ReadyQueue
    var feed: SessionFeed
    var loop: SessionLoop
    var observer: Observer
    /// Whether the database file was deleted or replaced: only a new start can tell what the new one is.
    public internal(set) var hasLostDatabase = false
    /// Outcomes that wait for a commit; they outlive a database that cannot be written.
    var unrecorded: [DeliveryResult] = []
    var random = PooledRandom()
    let slips = KnownDomains()
    /// All that a turn may change in memory.
    var state = EngineState()
    /// Whether a transaction is being made: what it tells waits for its commit.
    var isInTransaction = false
    var outcomes: OutcomeRecorder
    /// The token of the next claim; unique over all runs.
    var nextClaim: Int64
    /// Before this moment a restored database may already have sent what it now plans; 0 for never.
    var restoredAt: Int64
    /// The recipient domains whose messages are counted: those with limits.
    var limitedDomains: Set<String>
    /// Where registrations come from.
    let intake: any IntakeSource
    /// Where mail comes back; nil: nobody reads that.
    var returns: ReturnsSource?
    /// What of it is being read and recorded.
    var returnsInHand = ReturnsInHand()
    /// Changes of the intake that are not committed yet.
    var pendingChanges: [IntakeChange] = []
    /// Events that are held back and have no version in force: their messages are not claimed.
    var waitingEvents: Set<String> = []
    /// What is seen of the session thread.
    private var pulse = PulseWatch()
    /// How long commits took since the engine was made.
    public private(set) var commits = DurationTally()
    let environment: [String: String]
    /// Which file the database was when it was opened.
    let databaseFile: DatabaseFile
    var seenDataVersion: Int64 = 0
    /// Whether the disk took nothing at the last try: it may be the database's own log that has filled it.
    var lacksRoom = false
    /// The last connection that could not be opened, and its relay.
    var lastFailure: (relay: RelayID, failure: ConnectFailure)?
    /// How fast mail goes.
    var prefetch = Prefetch()
    /// How long a turn goes on with what is done in parts.
    var turnTime = TurnTime()
    /// For how long, in milliseconds, the database is left to others between two parts.
    var gatheringRest: Int64 = 5
    /// The database's file, whatever links lead to it: what lies beside it is found under every name.
    public let databasePath: String

    /// How many messages may be between claim and recorded outcome, where they go fast.
    static let horizon = 1024
    /// How many prompted ones beyond that: they do not wait until claimed bulk mail has gone.
    static let promptedReserve = 256

    /// Opens the database, settles what an earlier run left, and starts the session loop.
    ///
    /// - Throws: ``EngineError/alreadyRunning(pid:)`` when another process sends from this database.
    public init(
        site: Site,
        intake: any IntakeSource,
        clock: any EngineClock = SystemClock(),
        environment: [String: String],
        observer: Observer = Observer()
    ) throws(EngineError) {
        self.site = site
        eventRules = Self.rules(site)
        self.intake = intake
        self.clock = clock
        self.observer = observer
        self.environment = environment
        let configured = site.configuration.database
        guard access(configured, F_OK) == 0 else { throw .noDatabase(configured) }
        let path = realPath(configured)
        databasePath = path
        do { lock = try LockFile(LockFile.path(besides: path)) } catch {
            if case .held(_, let pid) = error { throw .alreadyRunning(pid: pid.map(Int.init)) }
            throw .database("\(path)-lock: " + error.wording)
        }
        // Opening the two would spoil the database.
        guard !MessageStore.hasForeignLog(path) else { throw .foreignLog(path) }
        do throws(StoreError) {
            store = try MessageStore(path: path, access: .readWrite)
            tokenKey = try store.tokenKey()
        } catch {
            throw EngineError(error, path: path)
        }
        store.language = site.configuration.language.rawValue
        if store.isShortOfRoom { store.giveRoom() }
        databaseFile = DatabaseFile(path: configured)
        let recovery = try StartupRecovery(
            store: store,
            path: path,
            clock: clock,
            configuration: site.configuration
        )
        journal = recovery.journal
        restoredAt = recovery.restoredAt
        nextClaim = recovery.firstClaim
        limitedDomains = Set(site.configuration.limitsByDomain.keys)
        outcomes = OutcomeRecorder(
            store: store,
            configuration: site.configuration,
            retries: TimelyRetry(site: site)
        )
        state.mailings.isRestored = recovery.isRestored
        let letters = Self.letters(site, store, tokenKey: tokenKey, now: clock.now())
        readyQueue = try Self.readyQueue(site, letters: letters, clock: clock)
        let losers = try Self.overlapLosers(site.configuration, store: store, now: clock.now())
        feed = SessionFeed(readyQueue, journal: journal, clock: clock)
        loop = try Self.loop(
            site,
            feed: feed,
            environment: environment,
            overlapLosers: losers
        )
        readyQueue.restore(try usage(site.configuration))
        readyQueue.heed(recovery.results)
        if !recovery.turn.lines.isEmpty { observer.attempts(recovery.turn.lines) }
        for (level, text) in recovery.turn.notices { observer.notice(level, text) }
        // What the database has forgotten, the web site's file still knows.
        if recovery.isRestored { intake.readAgain() }
        for remark in recovery.remarks { observer.notice(.warning, said(remark)) }
        do { try holdBack(site) } catch { throw EngineError(error, path: path) }
        tellHeldBack()
        store.onCommit = { [unowned self] taken in commits.note(microseconds: Int64(taken / .microseconds(1)))
        }
    }

    /// Replaces configuration, events and templates; transfers in flight finish under the old ones.
    ///
    /// Of an event that has faults now the old version stays in force.
    public func reload(_ loaded: Site) throws(EngineError) {
        var new = loaded
        for name in loaded.heldBack.keys { new.events[name] = site.events[name] }
        guard new.configuration.database == site.configuration.database else {
            throw .configuration(Notices.databaseIsFixed)
        }
        // What is on its way was decided under the old configuration, and is recorded under it.
        collect()
        guard recordPending() else { throw .database(figures.trouble ?? Notices.unrecorded(.nothing)) }
        do { try holdBack(new) } catch { throw EngineError(error, path: databasePath) }
        let letters = Self.letters(new, store, tokenKey: tokenKey, now: clock.now())
        let relaysChanged =
            new.configuration.relays != site.configuration.relays
            || new.configuration.domains != site.configuration.domains
            || new.configuration.timeouts != site.configuration.timeouts
        if relaysChanged {
            // Whatever may fail comes first: the old sessions are whole as long as the new ones are not there.
            let before = try usage(new.configuration)
            let next = try Self.readyQueue(new, letters: letters, clock: clock)
            let losers = try Self.overlapLosers(new.configuration, store: store, now: clock.now())
            let nextFeed = SessionFeed(next, journal: journal, clock: clock)
            let nextLoop = try Self.loop(
                new,
                feed: nextFeed,
                environment: environment,
                overlapLosers: losers
            )
            finishTransfers(within: Self.patience)
            next.reserve(Set(unrecorded.map(\.transfer.slot)))
            next.restore((try? usage(new.configuration)) ?? before)
            if figures.trouble != nil { next.suspend() }
            (readyQueue, feed, loop) = (next, nextFeed, nextLoop)
            state.notedBlocks = []
        }
        // Whoever reloads has mended what was wrong, or thinks so.
        readyQueue.forgive()
        returnMoved(new)
        site = new
        outcomes = OutcomeRecorder(
            store: store,
            configuration: new.configuration,
            retries: TimelyRetry(site: new)
        )
        store.language = new.configuration.language.rawValue
        limitedDomains = Set(new.configuration.limitsByDomain.keys)
        unknownEvents = []
        hasLooks = true
        walking.isPending = true
        if relaysChanged { lastFailure = nil }
        mailings = MailingLook()
        state.notedTroubles = []
        readyQueue.use(letters)
        tellHeldBack()
    }

    /// From here on a fault of the program's own is noted as it dies, so that the next start knows of it.
    ///
    /// For programs with one engine.
    public func markCrashes() { journal.markCrashes() }

    /// For how long the session thread is known to have made no step though it has work: it is stuck, and only a new
    /// start helps.
    ///
    /// Known is what was seen when this was asked before.
    public func sessionStall() -> Duration {
        pulse.look(loop.pulse, at: .nanoseconds(MonotonicClock.nanoseconds))
    }

    /// How long transfers in flight may take to finish, when nobody says otherwise: less than the service manager waits
    /// (`TimeoutStopSec` in the unit).
    public static let patience = Duration.seconds(100)

    /// Lets transfers in flight finish, records them, and gives back what had not begun.
    ///
    /// What takes longer than `limit` is cut off, and in doubt where the end of data has gone.
    public func close(within limit: Duration = Engine.patience) {
        stopReadingReturns()
        finishTransfers(within: limit)
    }

    private func finishTransfers(within limit: Duration) {
        readyQueue.takeBack()
        loop.shutdown(finishing: limit)
        while !loop.join(within: .seconds(1)) { observer.finishing(sessionStall()) }
        collect()
        if !recordPending() {
            observer.notice(.error, said(Notices.unrecorded(figures.trouble ?? .nothing)))
        }
    }

    private static func readyQueue(
        _ site: Site,
        letters: LetterSource,
        clock: any EngineClock
    ) throws(EngineError) -> ReadyQueue {
        let configuration = site.configuration
        let relays = configuration.relays.map {
            RelayPool.Relay(
                name: $0.name,
                connections: $0.connections,
                perMinute: $0.messagesPerMinute,
                perDay: $0.messagesPerDay
            )
        }
        var limits: [String: DestinationThrottle.Limit] = [:]
        for (domain, limit) in configuration.limitsByDomain {
            limits[domain] = DestinationThrottle.Limit(
                connections: limit.connections ?? 0,
                perMinute: limit.messagesPerMinute,
                perDay: limit.messagesPerDay
            )
        }
        let most = configuration.relays.map(\.connections).max() ?? 1
        let readyQueue = try ReadyQueue(
            relays: RelayPool(relays),
            destinations: DestinationThrottle(limits: limits, most: most),
            clock: clock
        )
        readyQueue.use(letters)
        return readyQueue
    }

    private static func rules(_ site: Site) -> [String: EventRules] {
        site.events.mapValues { EventRules($0.event) }
    }

    private static func loop(
        _ site: Site,
        feed: SessionFeed,
        environment: [String: String],
        overlapLosers: Set<String>
    ) throws(EngineError) -> SessionLoop {
        let relays = site.configuration.relays.map { relay in
            var endpoint = relay.endpoint(environment: environment)
            endpoint.overlaps = !overlapLosers.contains(relay.name)
            return endpoint
        }
        do {
            return try SessionLoop(
                relays: relays,
                timeouts: site.configuration.timeouts.forSessions,
                delegate: feed
            )
        } catch {
            throw .database(Notices.noThread(error.wording))
        }
    }
}

/// A path without links; the path itself where it leads nowhere.
func realPath(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
}

extension EngineError {
    /// A trouble with the database, told with its path.
    init(_ error: StoreError, path: String) {
        switch error.category {
        case .busy: self = .busy("\(path): " + error.wording)
        case .notADatabase, .newerSchema: self = .foreign("\(path): " + error.wording)
        default: self = .database("\(path): " + error.wording)
        }
    }
}

extension Engine {
    /// The longest that a registration may go unnoticed, in microseconds.
    public var pollInterval: Int64 { site.configuration.poll.inMilliseconds * 1000 }
    /// Engine time in milliseconds since 1970 UTC.
    public func now() -> Int64 { clock.now() }

    /// What this engine works on, for the log.
    public var summary: String {
        let relays = site.configuration.relays.map(\.name).joined(separator: ", ")
        let events = site.events.keys.sorted().joined(separator: ", ")
        let held = waitingEvents.sorted().joined(separator: ", ")
        let some = Wording(
            ru: "база \(databasePath), серверы \(relays), мероприятия \(events.isEmpty ? "нет" : events)",
            en: "database \(databasePath), relays \(relays), events \(events.isEmpty ? "none" : events)"
        )
        return said(held.isEmpty ? some : some + Wording(ru: ", отложены \(held)", en: ", held back \(held)"))
    }
}
