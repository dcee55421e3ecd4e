import HTTP
import Service
import Store
import Terminal

/// How the daemon is, by the sign of life that it leaves, not how the web server is.
struct DaemonSign: Sendable {
    /// In a word.
    enum Condition: String, Sendable {
        case running, stuck, silent, troubled, stopping, stopped, failed, gone
    }

    let condition: Condition
    let heartbeat: Int64?
    /// Whether its process is there.
    let isThere: Bool

    /// Whether mail goes.
    var isHealthy: Bool { condition == .running }

    /// Looks at the daemon of a database.
    ///
    /// - Parameters:
    ///   - database: the path of the database.
    ///   - longestSilence: in milliseconds: how old a sign of life may be.
    ///   - now: milliseconds since 1970 UTC.
    init(database: String, longestSilence: Int64, now: Int64) {
        isThere = LockFile.holder(of: LockFile.path(besides: database)) != nil
        let pulse = PulseFile.read(PulseFile.path(besides: database))
        heartbeat = pulse?.at
        condition = Self.condition(pulse, isThere: isThere, longestSilence, now)
    }

    static func condition(_ pulse: Pulse?, isThere: Bool, _ longestSilence: Int64, _ now: Int64) -> Condition
    {
        guard let pulse else { return isThere ? .silent : .gone }
        guard isThere else {
            switch pulse.state {
            case .stopped: return .stopped
            case .failed: return .failed
            case .running, .stuck, .stopping: return .gone
            }
        }
        if now - pulse.at > longestSilence { return .silent }
        switch pulse.state {
        case .stuck: return .stuck
        case .stopping: return .stopping
        case .stopped, .failed: return .silent
        case .running: return pulse.trouble == nil ? .running : .troubled
        }
    }
}

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
        // As `vestnik status` has it: ten seconds, or three times `poll`.
        let poll = configuration.poll.components
        let silence = max(10_000, 3 * (poll.seconds * 1000 + poll.attoseconds / 1_000_000_000_000_000))
        return DaemonSign(database: configuration.database, longestSilence: silence, now: now())
    }
}
