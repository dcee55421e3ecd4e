/// Which relay takes mail now: their health, their limits, and whose turn it is.
///
/// A pure value; time is a parameter.
struct RelayBoard: Sendable {
    /// Limits and health of one relay.
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
        /// Until then the relay itself has said that it takes nothing: no success of a moment before ends that.
        var blockedUntil: Int64 = 0
        /// Why it rests.
        var problem: String?
        /// Whether only a person can mend it (login refused, certificate, sender not allowed).
        var needsPerson = false
        /// Failures in a row; those of one rest count once, however many sessions met them.
        var failures = 0
        /// Whether a session was opened since the last failure.
        var isReached = false
        /// How many sessions it allowed when it refused one more, and until when that is believed.
        var crowd = (sessions: Int.max, until: Int64.min)
        var minute = RollingCount.minute
        var day = RollingCount.day

        init(name: String, connections: Int, perMinute: Int, perDay: Int) {
            self.name = name
            self.connections = connections
            self.perMinute = perMinute
            self.perDay = perDay
        }

        /// Whether it has failed and not yet shown that it is back.
        var isOnProbation: Bool { failures > 0 && !isReached }
    }

    private(set) var relays: [Relay]

    /// For how long a relay that refused one more session is not asked for more than it has.
    static let crowdMemory: Int64 = 60_000

    init(_ relays: [Relay]) { self.relays = relays }

    /// The first relay that may be used at `now`; nil when all rest.
    ///
    /// One that failed and has not been reached since comes after those that work.
    mutating func preferred(at now: Int64) -> Int? {
        var last: Int?
        for index in relays.indices where mayUse(index, at: now) {
            if !relays[index].isOnProbation { return index }
            last = last ?? index
        }
        return last
    }

    /// A relay before `index` whose rest is over: one session tells whether it is back.
    mutating func toProbe(before index: Int, at now: Int64) -> Int? {
        relays.indices.prefix(index).first { relays[$0].isOnProbation && mayUse($0, at: now) }
    }

    /// Whether the relay neither rests nor has used up its limits.
    mutating func mayUse(_ index: Int, at now: Int64) -> Bool {
        relays.indices.contains(index) && restEnds(index) <= now && room(index, at: now) > 0
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

    /// How many sessions it may have at `now`: a relay on probation is tried with one.
    func sessions(_ index: Int, at now: Int64) -> Int {
        let relay = relays[index]
        if relay.isOnProbation { return 1 }
        return now < relay.crowd.until ? min(relay.connections, relay.crowd.sessions) : relay.connections
    }

    /// Counts messages handed to the relay.
    mutating func used(_ index: Int, _ amount: Int = 1, at now: Int64) {
        relays[index].minute.add(amount, at: now)
        relays[index].day.add(amount, at: now)
    }

    /// A session was opened.
    mutating func reached(_ index: Int) { relays[index].isReached = true }

    /// The relay took a message, or refused it for its own sake: it is well.
    ///
    /// What was in flight when it asked for patience does not end its rest.
    mutating func succeeded(_ index: Int, at now: Int64) {
        guard relays[index].failures > 0, restEnds(index) <= now else { return }
        relays[index].failures = 0
        relays[index].problem = nil
        relays[index].needsPerson = false
    }

    /// The relay cannot be reached or sent us away: it rests, longer each time, from one second to five minutes;
    /// where only a person can help, from one minute to fifteen.
    mutating func failed(_ index: Int, problem: String, needsPerson: Bool, at now: Int64) {
        // Many sessions meet one trouble.
        if restEnds(index) > now, relays[index].needsPerson || !needsPerson { return }
        let first: Int64 = needsPerson ? 60_000 : 1000
        let longest: Int64 = needsPerson ? 900_000 : 300_000
        if restEnds(index) <= now { relays[index].failures += 1 }
        let shift = min(max(relays[index].failures, 1) - 1, 20)
        relays[index].isReached = false
        relays[index].restsUntil = now + min(longest, first << Int64(shift))
        relays[index].problem = problem
        relays[index].needsPerson = needsPerson
    }

    /// The relay refused one more session than the `open` ones that it serves: so many it is, for a while.
    mutating func crowded(_ index: Int, open: Int, problem: String, at now: Int64) {
        relays[index].crowd = (max(1, open), now + Self.crowdMemory)
        relays[index].problem = problem
    }

    /// The relay stated how long it will refuse everything (a daily limit): nobody knocks before.
    mutating func block(_ index: Int, until: Int64, problem: String) {
        relays[index].blockedUntil = max(relays[index].blockedUntil, until)
        relays[index].problem = problem
    }

    /// A person has mended something, or thinks so: relays are tried again at once.
    ///
    /// None rests any longer for having said that only a person can help, or for how long it wants to be left alone. One that
    /// failed is tried with one session.
    mutating func forgive(at now: Int64) {
        for index in relays.indices {
            if relays[index].needsPerson || relays[index].blockedUntil > now {
                relays[index].restsUntil = now
            }
            relays[index].blockedUntil = 0
            relays[index].needsPerson = false
        }
    }

    /// Whether every relay has failed and not been reached since; one that is only at a limit is none of them.
    var areUnreachable: Bool { relays.allSatisfy(\.isOnProbation) }

    /// The earliest time at which a relay that cannot be used now can be used; nil when one can.
    mutating func nextUse(after now: Int64) -> Int64? {
        var earliest: Int64?
        for index in relays.indices {
            if mayUse(index, at: now) { return nil }
            var when = max(now, restEnds(index))
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

    /// Whether a relay is well, and only its messages of a minute are spent.
    func isMerelyPaced(at now: Int64) -> Bool {
        relays.indices.contains { restEnds($0) <= now && relays[$0].perMinute > 0 }
    }

    private func restEnds(_ index: Int) -> Int64 {
        max(relays[index].restsUntil, relays[index].blockedUntil)
    }
}
