/// How many transfers may go to one recipient domain at once, and how many a minute.
///
/// A pure value.
///
/// The window shrinks when the domain answers "slow down" and grows by one for each window of successes, as Postfix's
/// destination concurrency feedback does (qmgr, SCHEDULER_README).
struct DestinationBoard: Sendable {
    /// Limits of one recipient domain; 0 for no limit.
    struct Limit: Sendable, Equatable {
        var connections = 0
        var perMinute = 0
        var perDay = 0

        var hasRate: Bool { perMinute > 0 || perDay > 0 }
    }

    private struct Destination: Sendable {
        var limit: Limit
        var inFlight = 0
        var window: Double
        var minute = RollingCount.minute
        var day: RollingCount?

        /// When the limits of a minute and a day leave room again; `now` when they do.
        mutating func free(at now: Int64) -> Int64 {
            var when = now
            if limit.perMinute > 0 { when = max(when, minute.free(below: limit.perMinute, at: now)) }
            if limit.perDay > 0, var day {
                when = max(when, day.free(below: limit.perDay, at: now))
                self.day = day
            }
            return when
        }

        /// How many messages the limits of a minute and a day leave now.
        mutating func room(at now: Int64) -> Int {
            var room = Int.max
            if limit.perMinute > 0 { room = limit.perMinute - minute.total(at: now) }
            if limit.perDay > 0, var day {
                room = min(room, limit.perDay - day.total(at: now))
                self.day = day
            } else if limit.perDay > 0 {
                room = min(room, limit.perDay)
            }
            return max(0, room)
        }

        mutating func count(_ amount: Int, at now: Int64) {
            if limit.perMinute > 0 { minute.add(amount, at: now) }
            if limit.perDay > 0 { day = day ?? RollingCount.day; day?.add(amount, at: now) }
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

    /// Whether one more transfer to `domain` may begin.
    mutating func mayStart(_ domain: String, at now: Int64) -> Bool {
        guard var destination = destinations[domain] else { return true }
        if destination.inFlight >= Int(destination.window) { return false }
        guard destination.limit.hasRate else { return true }
        let free = destination.free(at: now)
        destinations[domain] = destination
        return free <= now
    }

    /// A transfer to `domain` begins.
    mutating func started(_ domain: String, at now: Int64) {
        var destination = destinations[domain] ?? fresh(domain)
        destination.inFlight += 1
        destination.count(1, at: now)
        destinations[domain] = destination
    }

    /// A transfer ended; `slowDown` when the reply asked for fewer connections or less mail.
    mutating func finished(_ domain: String, slowDown: Bool) {
        guard var destination = destinations[domain] else { return }
        destination.inFlight = max(0, destination.inFlight - 1)
        if slowDown {
            destination.window = max(1, destination.window / 2)
        } else {
            let ceiling = Double(destination.limit.connections > 0 ? destination.limit.connections : most)
            destination.window = min(ceiling, destination.window + 1 / max(1, destination.window))
        }
        let idle =
            destination.inFlight == 0 && destination.limit == Limit() && destination.window >= Double(most)
        destinations[domain] = idle ? nil : destination
    }

    /// Counts what went to a domain before a restart, at `then` on this board's clock.
    mutating func restore(_ domain: String, _ amount: Int, at then: Int64) {
        guard limits[domain]?.hasRate == true else { return }
        var destination = destinations[domain] ?? fresh(domain)
        destination.count(amount, at: then)
        destinations[domain] = destination
    }

    /// The domains of which nothing more should be claimed: their limits are spent, or they take fewer connections than
    /// there are and have as many.
    mutating func full(at now: Int64) -> Set<String> {
        var full = spent(at: now)
        for (domain, destination) in destinations
        where Int(destination.window) < most && destination.inFlight >= Int(destination.window) {
            full.insert(domain)
        }
        return full
    }

    /// The domains that have had all the messages that a minute or a day allows.
    mutating func spent(at now: Int64) -> Set<String> {
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
    mutating func allowances(at now: Int64) -> [String: Int] {
        var allowances: [String: Int] = [:]
        for domain in Set(limits.keys).union(destinations.keys) {
            var destination = destinations[domain] ?? fresh(domain)
            let isNarrow = destination.limit.connections > 0 || Int(destination.window) < most
            guard isNarrow || destination.limit.hasRate else { continue }
            var room = isNarrow ? Int(destination.window) * Self.atHand : Int.max
            room = min(room, destination.room(at: now))
            if destinations[domain] != nil { destinations[domain] = destination }
            allowances[domain] = room
        }
        return allowances
    }

    /// How many messages for a domain may be at hand for each transfer that may go to it at once.
    private static let atHand = 8

    /// When a domain that is held back by its messages a minute opens again; nil when none is.
    mutating func nextOpening(after now: Int64) -> Int64? {
        var earliest: Int64?
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
        return Destination(limit: limit, window: Double(window))
    }
}
