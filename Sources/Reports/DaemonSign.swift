package import Service

/// How the daemon is, by the sign of life that it leaves, not how the web server is.
package struct DaemonSign: Sendable {
    /// In a word.
    package enum Condition: String, Sendable {
        case running, stuck, silent, troubled, stopping, stopped, failed, gone
    }

    package let condition: Condition
    /// Its process id, 0 where it is not known; nil: it is not there.
    package let process: Int32?
    /// What it left last; nil where it never left any.
    package let pulse: Pulse?
    /// How old a sign of life may be, in milliseconds.
    package let longestSilence: Int64
    private let now: Int64

    /// Whether mail goes.
    package var isHealthy: Bool { condition == .running }

    /// When it gave the last sign, in milliseconds since 1970 UTC.
    package var heartbeat: Int64? { pulse?.at }

    /// Whether its process is there.
    package var isThere: Bool { process != nil }

    /// Whether it has given no sign for too long: while it begins, there is only that of an earlier one.
    package var isOverdue: Bool { pulse.map { now - $0.at > longestSilence } ?? false }

    /// Looks at the daemon of a database.
    ///
    /// - Parameters:
    ///   - database: the path of the database.
    ///   - longestSilence: in milliseconds: how old a sign of life may be.
    ///   - asDaemon: the daemon's own process id, where it is the daemon that looks: by looking it would lose its lock.
    ///   - now: milliseconds since 1970 UTC.
    package init(database: String, longestSilence: Int64, asDaemon: Int32? = nil, now: Int64) {
        self.longestSilence = longestSilence
        self.now = now
        process = asDaemon ?? LockFile.holder(of: LockFile.path(besides: database))
        pulse = PulseFile.read(PulseFile.path(besides: database))
        condition = Self.condition(pulse, isThere: process != nil, longestSilence, now)
    }

    /// How old a sign of life may be, in milliseconds: ten seconds or three times `poll`.
    package static func longestSilence(poll: Int64) -> Int64 { max(10_000, 3 * poll) }

    package static func condition(
        _ pulse: Pulse?,
        isThere: Bool,
        _ longestSilence: Int64,
        _ now: Int64
    ) -> Condition {
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
