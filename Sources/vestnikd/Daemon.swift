import Acts
import Alerts
import Site
import Delivery
import Intake
import Glibc
import Service
import Store
import Terminal
import Wording

/// The daemon's life: wake, turn, wait; reload and stop when asked.
final class Daemon {
    private let configurationPath: String
    private let environment: [String: String]
    private let log: Log
    private let manager = ServiceManager()
    private var toldStatus = ""
    private var toldAt: Int64 = 0
    /// Where signs of life go.
    private var pulseFile: PulseFile?
    private var pulse = Pulse(.running, at: 0)
    private var beatAt: Int64 = -3
    /// Rings when there is returned mail to record.
    private let bell = try? EventFD()
    /// Takes acts of the web pages.
    private var acts: ActServer?
    /// Writes to administrators what needs them.
    private var alerts: AlertThread?
    /// Reads configuration and events anew when asked.
    private let reading: SiteReading?
    /// Of the site in force.
    private var language = "ru"

    init(configurationPath: String, environment: [String: String], log: Log) {
        self.configurationPath = configurationPath
        self.environment = environment
        self.log = log
        reading = try? SiteReading { () throws(SiteError) in
            try Site.loadForService(configuration: configurationPath, environment: environment)
        }
    }

    /// An engine that tells this daemon's log what it does.
    func engine(_ site: Site) throws(EngineError) -> Engine {
        var observer = Engine.Observer()
        let log = log
        observer.attempts = { log.write($0) }
        observer.notice = { level, text in log.write(level, text) }
        observer.turn = { [unowned self] figures in beat(figures) }
        observer.finishing = { [manager] stall in
            if stall < Self.patience { manager?.watchdog() }
            manager?.extendTimeout(by: .seconds(30))
        }
        let configuration = site.configuration
        language = configuration.language.rawValue
        let intake = IntakeProcess(
            path: configuration.intake,
            detailsLimit: configuration.limits.detailsBytes
        )
        let engine = try Engine(
            site: site,
            intake: intake,
            environment: environment,
            observer: observer
        )
        do { pulseFile = try PulseFile(PulseFile.path(besides: engine.databasePath)) } catch {
            log.warning("\(error)")
        }
        beat(engine.figures)
        return engine
    }

    /// Leaves a sign of life, every three seconds: whoever looks has ten seconds' patience at least.
    private func beat(_ figures: Engine.Figures, stall: Duration = .zero) {
        let now = MonotonicClock.nanoseconds / 1_000_000_000
        let trouble = figures.trouble.map(text)
        guard now - beatAt >= 3 || pulse.trouble != trouble else { return }
        beatAt = now
        pulse.trouble = trouble
        leave(stall >= Self.patience ? .stuck : .running)
    }

    private func leave(_ state: Pulse.State) {
        (pulse.state, pulse.at) = (state, SystemClock().now())
        pulseFile?.write(pulse)
    }

    /// Notes beside the database that a start failed, for whoever looks; a daemon that runs says so itself.
    static func noteFailure(_ error: EngineError, database: String, language: String) {
        if case .alreadyRunning = error { return }
        // Nothing is made where nothing is.
        guard access(database, F_OK) == 0, LockFile.holder(of: LockFile.path(besides: database)) == nil,
            let file = try? PulseFile(PulseFile.path(besides: database))
        else { return }
        var pulse = Pulse(.failed, at: SystemClock().now())
        pulse.trouble = error.wording.text(in: language)
        file.write(pulse)
    }

    /// Takes acts that the web pages hand over, where there are such pages; without that all mail goes on.
    private func takeActs(_ site: Site) {
        let configuration = site.configuration
        let path = configuration.dashboard?.actsPath(database: configuration.database)
        guard path != acts?.path else { return }
        acts?.stop()
        acts = nil
        guard let path else { return }
        do {
            acts = try ActServer(
                path: path,
                configuration: configurationPath,
                environment: environment,
                now: { SystemClock().now() }
            )
        } catch { log.warning(text(DaemonWords.noActs + error.wording)) }
    }

    /// Watches over the site, where somebody is to be written to; without that all other mail goes on.
    private func watch(_ site: Site) {
        alerts?.stop()
        alerts = nil
        guard site.configuration.alerts != nil else { return }
        let (log, language) = (log, language)
        do {
            alerts = try AlertThread(site, environment: environment, now: { SystemClock().now() }) {
                log.warning($0.text(in: language))
            }
        } catch { log.warning(text(AlertWords.cannotLook(error.wording))) }
    }

    /// Reads the mailbox of returned mail, where there is one; without it all other mail goes on.
    private func readMailbox(_ engine: Engine) {
        guard let bell else { return }
        do throws(EngineError) { try engine.readMailbox(bell) } catch { log.error(text(error.wording)) }
    }

    private func text(_ wording: Wording) -> String { wording.text(in: language) }

    /// Runs until a signal asks to stop; transfers in flight are finished first.
    func run(_ engine: Engine, _ site: Site, signals: Signals) throws {
        takeActs(site)
        watch(site)
        defer {
            acts?.stop()
            alerts?.stop()
        }
        var waker = try DatabaseWatch(path: engine.databasePath)
        readMailbox(engine)
        manager?.ready(status: text(DaemonWords.waiting))
        log.notice(text(DaemonWords.started + engine.summary))
        // Whether there may be something to do; a turn takes the write lock, so it is not taken merely to look.
        var isDue = true
        var lastTurn = MonotonicClock.microseconds
        while true {
            if isDue { lastTurn = MonotonicClock.microseconds }
            let worked = isDue && engine.turn()
            if isDue { pulse.turns.note(microseconds: MonotonicClock.microseconds - lastTurn) }
            pulse.commits = engine.commits
            let stall = engine.sessionStall()
            beat(engine.figures, stall: stall)
            tell(engine.figures, stall: stall)
            if engine.hasLostDatabase {
                engine.close()
                throw EngineError.database(engine.figures.trouble ?? DaemonWords.databaseGone)
            }
            if let asked = asked(signals) {
                guard asked == .reload else { break }
                beginReload(engine)
            }
            if let loaded = reading?.take() {
                reload(engine, loaded)
                isDue = true
                continue
            }
            if worked { continue }
            isDue = waker.hasChange(engine)
            if isDue { continue }
            let longest = longestWait(engine)
            // While nothing can be recorded there is no hurry to learn of more.
            let look = engine.figures.trouble == nil ? waker.nextLook ?? longest : longest
            let woken = engine.wait(
                for: Engine.Wakers(
                    descriptors: [signals.descriptor, waker.descriptor, bell?.descriptor ?? -1]
                        + [reading?.descriptor ?? -1],
                    longest: min(look, longest)
                )
            )
            let hasReturns = bell?.drain() == true
            // A write that is seen but not committed yet must not be disturbed: until it is, or until something else
            // is due, the database is only looked at.
            isDue =
                hasReturns || woken == .outcome || woken == .intake || (woken == .time && longest <= look)
                || MonotonicClock.microseconds - lastTurn >= engine.pollInterval
        }
        leave(.stopping)
        manager?.stopping(status: text(DaemonWords.finishing))
        log.notice(text(DaemonWords.stopping + DaemonWords.finishing))
        engine.close()
        leave(.stopped)
        log.notice(text(DaemonWords.stopped))
    }

    /// Sends everything that is due now; a signal to stop ends it early, with what is in flight finished.
    ///
    /// - Returns: 75 while another program holds the database, 74 when nothing can be recorded for another reason.
    func runOnce(_ engine: Engine, _ site: Site, signals: Signals) -> ExitCode {
        do throws(StoreError) {
            let store = try MessageStore(path: engine.databasePath)
            try AlertWatch(site, store: store, environment: environment)?.look(now: engine.now())
        } catch { log.warning(text(AlertWords.cannotLook(error.wording))) }
        engine.drain(wakers: [signals.descriptor]) {
            // There is nothing to reload for the rest of one round.
            while let wish = asked(signals) { if wish == .stop { return true } }
            return false
        }
        engine.close()
        leave(.stopped)
        guard engine.figures.trouble != nil else { return .done }
        return engine.figures.isTroublePassing ? .temporaryFailure : .ioError
    }

    private enum Wish { case stop, reload }

    private func asked(_ signals: Signals) -> Wish? {
        switch signals.next() {
        case nil: nil
        case SIGHUP: .reload
        default: .stop
        }
    }

    /// Reads the files aside: letters are tried meanwhile, and nobody's letter waits for that.
    private func beginReload(_ engine: Engine) {
        manager?.reloading(status: text(DaemonWords.reloading))
        guard let reading else {
            let (path, environment) = (configurationPath, environment)
            return reload(
                engine,
                SiteReading.Outcome { () throws(SiteError) in
                    try Site.loadForService(configuration: path, environment: environment)
                }
            )
        }
        reading.begin()
    }

    private func reload(_ engine: Engine, _ loaded: SiteReading.Outcome) {
        do throws(SiteError) {
            let site = try loaded.get()
            for warning in site.warnings { log.warning(warning) }
            do throws(EngineError) {
                try engine.reload(site)
                language = site.configuration.language.rawValue
                pulse.refused = site.heldBack.sorted { $0.key < $1.key }.flatMap(\.value.faults)
                log.notice(text(DaemonWords.reloaded + engine.summary))
                readMailbox(engine)
                takeActs(site)
                watch(site)
            } catch {
                pulse.refused = [text(DaemonWords.oldStays + ": " + error.wording)]
                log.error(text(DaemonWords.oldStays + ": " + error.wording))
            }
        } catch {
            pulse.refused = error.faults
            for fault in error.faults { log.error(fault) }
            log.error(text(DaemonWords.oldStays))
        }
        pulse.reloads += 1
        leave(.running)
        manager?.ready(status: toldStatus)
    }

    /// The intake's reader wants to be looked after so often, in microseconds, whatever `poll` says.
    private static let tending: Int64 = 2_000_000

    /// Microseconds until something is due, `poll` has passed, or the watchdog wants to hear.
    private func longestWait(_ engine: Engine) -> Int64 {
        var longest = min(engine.pollInterval, Self.tending)
        if let instant = engine.nextInstant() {
            longest = min(longest, max(0, instant - engine.now()) * 1000)
        }
        if let interval = manager?.watchdogInterval {
            longest = min(longest, interval.components.seconds * 500_000 + 1000)
        }
        // What is due but cannot go yet (a resting relay) must not make us spin.
        return max(longest, engine.figures.trouble == nil ? 2000 : 1_000_000)
    }

    /// A session thread that makes no step for so long is stuck: the watchdog is told nothing any more, and the service
    /// manager starts the daemon anew.
    static let patience = Duration.seconds(10)
    private var isToldStuck = false

    private func tell(_ figures: Engine.Figures, stall: Duration) {
        let isStuck = stall >= Self.patience
        if isStuck != isToldStuck {
            isToldStuck = isStuck
            if isStuck {
                log.error(text(DaemonWords.stuck + DaemonWords.notFed))
            } else {
                log.notice(text(DaemonWords.goOn))
            }
        }
        guard let manager else { return }
        let now = MonotonicClock.nanoseconds / 1_000_000_000
        guard now > toldAt else { return }
        toldAt = now
        if !isStuck { manager.watchdog() }
        let status =
            text((isStuck ? DaemonWords.stuck : figures.trouble) ?? DaemonWords.figures(figures))
        guard status != toldStatus else { return }
        toldStatus = status
        manager.status(status)
    }
}
