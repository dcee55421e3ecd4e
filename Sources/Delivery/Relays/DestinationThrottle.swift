/// The throttle of recipient domains: how many transfers may go to one at once, and how many a minute.
///
/// A pure value.
///
/// The window shrinks when the domain answers "slow down" and grows by one for each window of successes, as Postfix's
/// destination concurrency feedback does (qmgr, SCHEDULER_README).
struct DestinationThrottle: Sendable {
    /// Limits of one recipient domain; 0 for no limit.
    struct Limit: Sendable, Equatable {
        var connections = 0
        var perMinute = 0
        var perDay = 0

        var hasRate: Bool { perMinute > 0 || perDay > 0 }
    }

    private struct Destination: Sendable {
        var limit: Limit
        /// The session of each transfer under way.
        ///
        /// One that is queued behind another on its session takes no connection more.
        var sessions: [UInt64] = []
        var window: Double
        /// Counted only where they are limited: most domains are not.
        var rate: MinuteRate?
        var day: RollingWindow?

        /// Whether it is as new, and need not be remembered.
        var isIdle: Bool { sessions.isEmpty && limit == Limit() }

        /// How many connections carry mail for it.
        var connections: Int { Set(sessions).count }

        /// When the limits of a minute and a day leave room again; `now` when they do.
        mutating func free(at now: Uptime) -> Uptime {
            var when = now
            if let opening = rate?.free(at: now) { when = max(when, opening) }
            if let opening = day?.free(below: limit.perDay, at: now) { when = max(when, opening) }
            return when
        }

        /// How many messages the limits of a minute and a day leave now.
        mutating func room(at now: Uptime) -> Int {
            var room = rate?.room(at: now) ?? .max
            if limit.perDay > 0 { room = min(room, limit.perDay - (day?.total(at: now) ?? 0)) }
            return max(0, room)
        }

        /// Counts messages that went at `then`, before this run.
        mutating func remember(_ amount: Int, at then: Uptime) {
            rate?.remember(amount, at: then)
            day?.add(amount, at: then)
        }

        mutating func mayStart(on session: UInt64, most: Int, at now: Uptime) -> Bool {
            // With room for every connection there is nothing to count.
            guard Int(window) >= most || sessions.contains(session) || connections < Int(window) else {
                return false
            }
            return !limit.hasRate || free(at: now) <= now
        }

        mutating func start(on session: UInt64, at now: Uptime) {
            sessions.append(session)
            rate?.began(at: now)
            day?.add(at: now)
        }
    }

    private let limits: [String: Limit]
    private let most: Int
    private var destinations: [String: Destination] = [:]

    /// - Parameters:
    ///   - limits: by ASCII domain, lower case.
    ///   - most: the number of connections in all: no window is larger.
    init(limits: [String: Limit], most: Int) {
        self.limits = limits
        self.most = max(1, most)
    }

    /// How many domains are remembered that have nothing in flight and no limits of their own.
    private static let mostIdle = 512

    /// A transfer to `domain` begins on a session, if it may.
    ///
    /// - Returns: whether it does.
    mutating func start(_ domain: String, on session: UInt64, at now: Uptime) -> Bool {
        if let index = destinations.index(forKey: domain) {
            guard destinations.values[index].mayStart(on: session, most: most, at: now) else { return false }
            destinations.values[index].start(on: session, at: now)
            return true
        }
        if destinations.count >= Self.mostIdle {
            destinations = destinations.filter { !$0.value.isIdle || Int($0.value.window) < most }
        }
        let new = fresh(domain)
        destinations[domain, default: new].start(on: session, at: now)
        return true
    }

    /// A transfer ended; `slowDown` when the reply asked for fewer connections or less mail.
    mutating func finished(_ domain: String, on session: UInt64, slowDown: Bool) {
        guard let index = destinations.index(forKey: domain) else { return }
        let (limit, window) = (destinations.values[index].limit, destinations.values[index].window)
        if let place = destinations.values[index].sessions.firstIndex(of: session) {
            destinations.values[index].sessions.remove(at: place)
        }
        if slowDown {
            destinations.values[index].window = max(1, window / 2)
        } else if limit.connections > 0 || window < Double(most) {
            let ceiling = Double(limit.connections > 0 ? limit.connections : most)
            destinations.values[index].window = min(ceiling, window + 1 / max(1, window))
        }
    }

    /// Counts what went to a domain before a restart, at `then` on this board's clock.
    mutating func restore(_ domain: String, _ amount: Int, at then: Uptime) {
        guard limits[domain]?.hasRate == true else { return }
        var destination = destinations[domain] ?? fresh(domain)
        destination.remember(amount, at: then)
        destinations[domain] = destination
    }

    /// The domains of which nothing more should be claimed: their limits are spent, or they take fewer connections than
    /// there are and have as many.
    mutating func full(at now: Uptime) -> Set<String> {
        var full = spent(at: now)
        for (domain, destination) in destinations
        where Int(destination.window) < most && destination.connections >= Int(destination.window) {
            full.insert(domain)
        }
        return full
    }

    /// The domains that have had all the messages that a minute or a day allows.
    mutating func spent(at now: Uptime) -> Set<String> {
        var spent: Set<String> = []
        for (domain, var destination) in destinations where destination.limit.hasRate {
            if destination.free(at: now) > now { spent.insert(domain) }
            destinations[domain] = destination
        }
        return spent
    }

    /// How many messages for each restricted domain are worth claiming: no more than its limits allow now, and a few
    /// for each transfer that may go at once.
    ///
    /// Others would only stand in the way of other domains' mail. A domain that is not named may have any number.
    mutating func allowances(at now: Uptime) -> [String: Int] {
        var allowances: [String: Int] = [:]
        for index in destinations.indices {
            allowances[destinations.keys[index]] = Self.allowance(
                &destinations.values[index],
                most: most,
                at: now
            )
        }
        for domain in limits.keys where destinations[domain] == nil {
            var destination = fresh(domain)
            allowances[domain] = Self.allowance(&destination, most: most, at: now)
        }
        return allowances
    }

    private static func allowance(_ destination: inout Destination, most: Int, at now: Uptime) -> Int? {
        let isNarrow = destination.limit.connections > 0 || Int(destination.window) < most
        guard isNarrow || destination.limit.hasRate else { return nil }
        return min(isNarrow ? Int(destination.window) * atHand : Int.max, destination.room(at: now))
    }

    /// How many messages for a domain may be at hand for each transfer that may go to it at once.
    private static let atHand = 8

    /// When a domain that is held back by its messages a minute opens again; nil when none is.
    mutating func nextOpening(after now: Uptime) -> Uptime? {
        var earliest: Uptime?
        for (domain, var destination) in destinations where destination.limit.hasRate {
            let when = destination.free(at: now)
            destinations[domain] = destination
            if when > now { earliest = min(earliest ?? when, when) }
        }
        return earliest
    }

    private func fresh(_ domain: String) -> Destination {
        let limit = limits[domain] ?? Limit()
        let window = limit.connections > 0 ? min(limit.connections, most) : most
        return Destination(
            limit: limit,
            window: Double(window),
            rate: limit.perMinute > 0 ? MinuteRate(most: limit.perMinute) : nil,
            day: limit.perDay > 0 ? .day : nil
        )
    }
}
