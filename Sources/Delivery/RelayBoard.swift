/// Which relay takes mail now: their health, their limits, and whose turn it is.
///
/// A pure value; time is a parameter.
struct RelayBoard: Sendable {
    /// Which relay takes mail now: their health, their limits, and whose turn it is.
    ///
    struct Relay: Sendable {
        /// What the log calls it: `host:port`.
        var name: String
        /// At most this many sessions.
        var connections: Int
        /// At most this many messages in a rolling minute and day; 0 for no limit.
        var perMinute: Int
        var perDay: Int
        /// Not before this time (milliseconds) does anyone connect to it again.
        var restsUntil: Int64 = 0
        /// Why it rests.
        var problem: String?
        /// Whether only a person can mend it (login refused, certificate, sender not allowed).
        var needsPerson = false
        /// Failures in a row.
        var failures = 0
        /// As many sessions as it last put up with, until that time; nil when it has not complained.
        var crowd: (sessions: Int, until: Int64)?
        var minute = RollingCount.minute
        var day = RollingCount.day
    }

    private(set) var relays: [Relay]

    init(_ relays: [Relay]) { self.relays = relays }

    /// The first relay that may be used at `now`; nil when all rest.
    mutating func preferred(at now: Int64) -> Int? {
        relays.indices.first { mayUse($0, at: now) }
    }

    /// Whether the relay neither rests nor has used up its limits.
    mutating func mayUse(_ index: Int, at now: Int64) -> Bool {
        relays.indices.contains(index) && relays[index].restsUntil <= now && room(index, at: now) > 0
    }

    /// How many messages the relay's limits still allow at `now`.
    mutating func room(_ index: Int, at now: Int64) -> Int {
        var room = Int.max
        if relays[index].perMinute > 0 {
            room = min(room, relays[index].perMinute - relays[index].minute.total(at: now))
        }
        if relays[index].perDay > 0 {
            room = min(room, relays[index].perDay - relays[index].day.total(at: now))
        }
        return max(0, room)
    }

    /// Counts messages handed to the relay.
    mutating func used(_ index: Int, _ amount: Int = 1, at now: Int64) {
        relays[index].minute.add(amount, at: now)
        relays[index].day.add(amount, at: now)
    }

    /// The relay took a message: it is well.
    mutating func succeeded(_ index: Int) {
        relays[index].failures = 0
        relays[index].restsUntil = 0
        relays[index].problem = nil
        relays[index].needsPerson = false
    }

    /// The relay cannot be reached or sent us away: it rests, longer each time, from one second to five minutes;
    /// where only a person can help, from one minute to fifteen.
    ///
    /// Sessions that fail together count as one failure.
    mutating func failed(_ index: Int, problem: String, needsPerson: Bool, at now: Int64) {
        guard relays[index].restsUntil <= now else {
            relays[index].needsPerson = relays[index].needsPerson || needsPerson
            return
        }
        let first: Int64 = needsPerson ? 60_000 : 1000
        let longest: Int64 = needsPerson ? 900_000 : 300_000
        let shift = min(relays[index].failures, 20)
        relays[index].failures += 1
        rest(index, until: now + min(longest, first << Int64(shift)), problem: problem)
        relays[index].needsPerson = needsPerson
    }

    /// The relay refuses one more session while it serves others: for a minute it gets no more than those.
    mutating func crowded(_ index: Int, sessions: Int, at now: Int64) {
        relays[index].crowd = (max(1, sessions), now + 60_000)
    }

    /// How many sessions the relay may have at `now`.
    func sessions(_ index: Int, at now: Int64) -> Int {
        guard let crowd = relays[index].crowd, crowd.until > now else { return relays[index].connections }
        return min(crowd.sessions, relays[index].connections)
    }

    /// The relay stated how long it will refuse everything (a daily limit): nobody knocks before.
    mutating func rest(_ index: Int, until: Int64, problem: String) {
        relays[index].restsUntil = max(relays[index].restsUntil, until)
        relays[index].problem = problem
    }

    /// The earliest time at which a relay that cannot be used now can be used; nil when one can.
    mutating func nextUse(after now: Int64) -> Int64? {
        var earliest: Int64?
        for index in relays.indices {
            if mayUse(index, at: now) { return nil }
            var when = max(now, relays[index].restsUntil)
            if relays[index].perMinute > 0 {
                when = max(when, relays[index].minute.free(below: relays[index].perMinute, at: now))
            }
            if relays[index].perDay > 0 {
                when = max(when, relays[index].day.free(below: relays[index].perDay, at: now))
            }
            earliest = min(earliest ?? when, when)
        }
        return earliest
    }
}
