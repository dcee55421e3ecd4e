/// The pool of relays: which takes mail now, their health, their limits, and whose turn it is.
///
/// A pure value; time is a parameter.
struct RelayPool: Sendable {
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
        /// Sessions in a row that were lost after a good greeting, without one success between them.
        var losses = 0
        /// Whether the last failure was such a row: it is tried by one session until that has had a success.
        var mustProve = false
        /// How many sessions it serves at once, as far as it has said so.
        var limit = SessionLimit()
        /// How many letters it takes, as far as it has said so.
        var prefetch = RelayPace()
        /// When the first session was asked for that is still being opened while there is no other; nil while none is.
        var connectingSince: Int64?
        /// Whether it accepted a connection and did not greet in time, and has not been reached since.
        var isSilent = false
        var minute = RollingWindow.minute
        var day = RollingWindow.day

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

    /// So many sessions lost in a row, and at least as many as there may be at once, say more of the relay than of
    /// letters.
    static let mostLosses = 5

    /// So long without a session, in milliseconds, a relay that is being connected to is told of.
    static let silence: Int64 = 10_000

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
        var room = relays[index].prefetch.room(at: now)
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
        if relay.isOnProbation || relay.mustProve { return 1 }
        return relay.limit.allowed(of: relay.connections, at: now)
    }

    /// A message begins its way to the relay.
    mutating func began(_ index: Int, at now: Int64) {
        used(index, at: now)
        relays[index].prefetch.started(at: now)
    }

    /// Counts messages handed to the relay.
    mutating func used(_ index: Int, _ amount: Int = 1, at now: Int64) {
        relays[index].minute.add(amount, at: now)
        relays[index].day.add(amount, at: now)
    }

    /// A session was opened.
    mutating func reached(_ index: Int) {
        relays[index].isReached = true
        relays[index].isSilent = false
        relays[index].connectingSince = nil
    }

    /// A session is being opened while there is none.
    mutating func connecting(_ index: Int, at now: Int64) {
        if relays[index].connectingSince == nil { relays[index].connectingSince = now }
    }

    /// No session came of it; `isSilent` where the relay accepted the connection and did not greet in time.
    mutating func notConnected(_ index: Int, isSilent: Bool) {
        relays[index].connectingSince = nil
        if isSilent { relays[index].isSilent = true }
    }

    /// When the next relay will have been silent for so long that it is told; nil for never.
    func nextSilence(after now: Int64) -> Int64? {
        relays.compactMap { $0.connectingSince.map { $0 + Self.silence } }.filter { $0 > now }.min()
    }

    /// The relay took a message, or refused it for its own sake: it is well.
    ///
    /// What was in flight when it asked for patience does not end its rest.
    mutating func succeeded(_ index: Int, at now: Int64) {
        relays[index].losses = 0
        guard relays[index].failures > 0, restEnds(index) <= now else { return }
        relays[index].failures = 0
        relays[index].mustProve = false
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

    /// A session was lost after a good greeting: that is about the letter, or the session.
    ///
    /// The relay rests only after a row of them, or where it has not shown since the last row that it is well.
    mutating func lost(_ index: Int, problem: String, at now: Int64) {
        relays[index].losses += 1
        let most = max(Self.mostLosses, relays[index].limit.allowed(of: relays[index].connections, at: now))
        guard relays[index].losses >= most || relays[index].failures > 0 else { return }
        relays[index].losses = 0
        failed(index, problem: problem, needsPerson: false, at: now)
        relays[index].mustProve = true
    }

    /// The relay refused one more session than the `served` ones: so many it is, for a while.
    mutating func crowded(_ index: Int, served: Int, problem: String, at now: Int64) {
        relays[index].limit.refused(served: served, at: now)
        relays[index].problem = problem
    }

    /// So many sessions are open, and the relay has just taken something on one of them.
    mutating func serves(_ index: Int, sessions: Int, at now: Int64) {
        relays[index].limit.served(sessions, of: relays[index].connections, at: now)
    }

    // MARK: pace

    /// The relay has taken a letter, or refused it for something else than its number.
    mutating func took(_ index: Int, at now: Int64) { relays[index].prefetch.took(at: now) }

    /// The relay takes no more letters for now; `hint` is the wait that it states, in milliseconds.
    mutating func paced(_ index: Int, hint: Int64?, problem: String, at now: Int64) {
        relays[index].prefetch.refused(hint: hint, at: now)
        relays[index].problem = problem
    }

    /// A letter came back of which the relay has said nothing.
    mutating func undecided(_ index: Int, at now: Int64) { relays[index].prefetch.undecided(at: now) }

    /// The relay stated how long it will refuse everything (a daily limit): nobody knocks before.
    mutating func block(_ index: Int, until: Int64, problem: String) {
        relays[index].blockedUntil = max(relays[index].blockedUntil, until)
        relays[index].problem = problem
    }

    /// A person has mended something, or thinks so: relays are tried again at once.
    ///
    /// None rests any longer for having said that only a person can help, or for how long it wants to be left alone.
    /// One that failed is tried with one session.
    mutating func forgive(at now: Int64) {
        for index in relays.indices {
            if relays[index].needsPerson || relays[index].blockedUntil > now {
                relays[index].restsUntil = now
            }
            relays[index].blockedUntil = 0
            relays[index].needsPerson = false
            relays[index].prefetch.forgive(at: now)
        }
    }

    /// Whether every relay has failed and not been reached since; one that is only at a limit is none of them.
    var areUnreachable: Bool { relays.allSatisfy(\.isOnProbation) }

    /// The earliest time at which a relay that cannot be used now can be used; nil when one can.
    mutating func nextUse(after now: Int64) -> Int64? {
        var earliest: Int64?
        for index in relays.indices {
            if mayUse(index, at: now) { return nil }
            var when = max(restEnds(index), relays[index].prefetch.nextUse(after: now))
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

    /// Whether a relay is well, and only its messages of a minute are spent, or its own pace is kept.
    func isMerelyPaced(at now: Int64) -> Bool {
        relays.indices.contains {
            restEnds($0) <= now && (relays[$0].perMinute > 0 || relays[$0].prefetch.isKept)
        }
    }

    private func restEnds(_ index: Int) -> Int64 {
        max(relays[index].restsUntil, relays[index].blockedUntil)
    }
}
