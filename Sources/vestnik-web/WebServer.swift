import Delivery
import Desk
import Glibc
import HTTP
import Locks
import Service
import Settings
import Site
import Terminal
import Web
import Wording

/// The web server's life: listen, answer, read the configuration again when asked, end when asked.
struct WebServer {
    private let path: String
    private let environment: [String: String]
    private let language: String
    private let log: Log

    init(configuration path: String, environment: [String: String], language: String) {
        self.path = path
        self.environment = environment
        self.language = language
        log = Log(language: language)
    }

    func run() -> ExitCode {
        do {
            if let absence = Configuration.absence(of: path) {
                log.error(absence.text(in: language))
                return .noInput
            }
            // Signals are blocked before any thread starts: threads inherit the mask.
            let signals = try Signals()
            guard let (configuration, settings) = load() else { return .badConfiguration }
            let responder = Replaceable(application(configuration, settings))
            var limits = HTTPLimits()
            // `details` at their longest, and the other columns.
            limits.bodyBytes = max(limits.bodyBytes, configuration.limits.detailsBytes + (64 << 10))
            let server = try HTTPServer(listen: place(settings), limits: limits, responder: responder)
            let manager = ServiceManager()
            let told = WebServerWords.listening(place(settings), port: server.port)
            manager?.ready(status: told.text(in: language))
            log.notice(told.text(in: language))
            while true {
                var polled = pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)
                _ = poll(&polled, 1, -1)
                guard let signal = signals.next() else { continue }
                guard signal == SIGHUP else { break }
                manager?.reloading(status: told.text(in: language))
                if let (configuration, settings) = load() {
                    responder.replace(application(configuration, settings))
                    log.notice(WebServerWords.reloaded.text(in: language))
                }
                manager?.ready(status: told.text(in: language))
            }
            manager?.stopping(status: WebServerWords.stopping.text(in: language))
            server.stop()
            log.notice(WebServerWords.stopped.text(in: language))
            return .done
        } catch {
            log.error(Wording(of: error).text(in: language))
            return error is HTTPError ? .unavailable : .software
        }
    }

    private func application(
        _ configuration: Configuration,
        _ settings: DashboardSettings
    ) -> WebApplication {
        let web = WebContext(
            configuration,
            settings,
            path: path,
            environment: environment,
            now: { SystemClock().now() }
        )
        return WebApplication(web, routes: DeskRoutes.all)
    }

    /// What the service manager hands over, else what the configuration says.
    private func place(_ settings: DashboardSettings) -> ListenAddress {
        // sd_listen_fds(3): the first descriptor is 3.
        if environment["LISTEN_PID"].flatMap({ Int32($0) }) == getpid(),
            (environment["LISTEN_FDS"].flatMap { Int($0) } ?? 0) > 0
        {
            return .inherited(3)
        }
        return switch settings.listen {
        case .tcp(let host, let port): .tcp(host: host, port: port)
        case .unix(let path): .unix(path: path, mode: 0o660)
        }
    }

    private func load() -> (Configuration, DashboardSettings)? {
        do throws(Faults) {
            let configuration = try Configuration.load(path: path)
            guard let settings = configuration.dashboard else {
                log.error("\(path): " + WebServerWords.noDashboard.text(in: language))
                return nil
            }
            return (configuration, settings)
        } catch {
            for fault in error.all { log.error(fault.wording.text(in: language)) }
            return nil
        }
    }
}

/// A responder that another takes the place of, once the configuration was read again.
private final class Replaceable: Responder {
    private let current: Locked<WebApplication>

    init(_ application: WebApplication) { current = Locked(application) }

    func replace(_ application: WebApplication) { current.withLock { $0 = application } }

    func response(to request: Request) -> Response { current.withLock { $0 }.response(to: request) }

    func refusal(_ status: Status, target: String, headers: Fields) -> Response {
        current.withLock { $0 }.refusal(status, target: target, headers: headers)
    }
}
