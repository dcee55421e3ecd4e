/// How many sessions a relay serves at once, learnt from its refusing one more.
///
/// After a while one more is tried; when that is refused as well, the next is tried later. A pure value; time is a
/// parameter, in milliseconds of the monotonic clock.
struct SessionLimit: Sendable {
    /// So many at once; nil while nothing has been learnt.
    private(set) var sessions: Int?
    private var growsAt = Uptime.zero
    private var interval = SessionLimit.first

    /// After how long one more is tried, at first and at most.
    static let first: Int64 = 10_000
    static let longest: Int64 = 900_000

    /// How many there may be, of as many as are configured.
    func allowed(of configured: Int, at now: Uptime) -> Int {
        guard let sessions else { return configured }
        return min(configured, sessions + (now >= growsAt ? 1 : 0))
    }

    /// One more than `served` was refused.
    mutating func refused(served: Int, at now: Uptime) {
        if let sessions {
            // Several are refused together, before any of them is gone; one that was tried to grow is refused later.
            if now >= growsAt { interval = min(Self.longest, interval * 2) }
            self.sessions = min(sessions, max(1, served))
        } else {
            sessions = max(1, served)
        }
        growsAt = now + interval
    }

    /// So many sessions are served.
    mutating func served(_ count: Int, of configured: Int, at now: Uptime) {
        guard let sessions, count > sessions else { return }
        interval = Self.first
        self.sessions = count < configured ? count : nil
        growsAt = now + interval
    }
}
