import HTTP
package import Reports
package import Store
import Terminal

/// `/healthz`: 200 while mail goes, 503 while it does not; it tells whoever asks no more than that.
enum HealthRoutes {
    static let all: [Route] = [
        Route(.get, "/healthz", access: .open) { visit in
            let sign = visit.web.daemonSign()
            var line = JSONLine()
            line.add("healthy", sign.isHealthy)
            line.add("daemon", sign.condition.rawValue)
            line.add("heartbeat", sign.heartbeat.map(Timestamp.text))
            return Response(
                sign.isHealthy ? .ok : .unavailable,
                text: line.text + "\n",
                type: "application/json"
            )
        }
    ]
}

extension WebContext {
    /// How the daemon is now.
    func daemonSign() -> DaemonSign {
        DaemonSign(
            database: configuration.database,
            longestSilence: DaemonSign.longestSilence(poll: configuration.poll.inMilliseconds),
            now: now()
        )
    }

    /// How everything is, and what needs a person, as `vestnik status` has it.
    package func health(_ store: MessageStore, language: String) throws(StoreError) -> Health {
        try Health(
            store,
            intake: configuration.intake,
            now: now(),
            language: language,
            files: path.map { FilesSeen(configuration: $0, environment: environment, faults: fileFaults) },
            clock: events.clock(),
            // A process of its own that reads the web site's file is no web server's business.
            visitsIntake: false,
            knowsEvent: events.names.contains
        )
    }
}
