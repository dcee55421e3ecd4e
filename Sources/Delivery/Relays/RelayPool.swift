import Wording

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
        /// How many messages may go in a minute.
        var rate: MinuteRate
        /// At most this many messages in a rolling day; 0 for no limit.
        var perDay: Int
        /// Not before this time does anyone connect to it again.
        var restsUntil = Uptime.zero
        /// Until then the relay itself has said that it takes nothing: no success of a moment before ends that.
        var blockedUntil = Uptime.zero
        /// Why it rests.
        var problem: Wording?
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
        var pace = RelayPace()
        /// When the first session was asked for that is still being opened while there is no other; nil while none is.
        var connectingSince: Uptime?
        /// Whether it accepted a connection and did not greet in time, and has not been reached since.
        var isSilent = false
        var day = RollingWindow.day

        init(name: String, connections: Int, perMinute: Int, perDay: Int) {
            self.name = name
            self.connections = connections
            rate = MinuteRate(most: perMinute)
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
    mutating func preferred(at now: Uptime) -> RelayID? {
        var last: RelayID?
        for id in relays.relayIDs where mayUse(id, at: now) {
            if !relays[id].isOnProbation { return id }
            last = last ?? id
        }
        return last
    }

    /// A relay before `id` whose rest is over: one session tells whether it is back.
    mutating func toProbe(before id: RelayID, at now: Uptime) -> RelayID? {
        relays.relayIDs.prefix(id.index).first { relays[$0].isOnProbation && mayUse($0, at: now) }
    }

    /// Whether the relay neither rests nor has used up its limits.
    mutating func mayUse(_ id: RelayID, at now: Uptime) -> Bool {
        relays.indices.contains(id.index) && restEnds(id) <= now && room(id, at: now) > 0
    }

    /// How many messages the relay's limits still allow at `now`.
    mutating func room(_ id: RelayID, at now: Uptime) -> Int {
        var room = min(relays[id].pace.room(at: now), relays[id].rate.room(at: now))
        if relays[id].perDay > 0 {
            room = min(room, relays[id].perDay - relays[id].day.total(at: now))
        }
        return max(0, room)
    }

    /// How many sessions it may have at `now`: a relay on probation is tried with one.
    func sessions(_ id: RelayID, at now: Uptime) -> Int {
        let relay = relays[id]
        if relay.isOnProbation || relay.mustProve { return 1 }
        return relay.limit.allowed(of: relay.connections, at: now)
    }

    /// A message begins its way to the relay.
    mutating func began(_ id: RelayID, at now: Uptime) {
        relays[id].rate.began(at: now)
        if relays[id].perDay > 0 { relays[id].day.add(at: now) }
        relays[id].pace.started(at: now)
    }

    /// Counts messages that the relay was handed at `then`, before this run.
    mutating func remember(_ id: RelayID, _ amount: Int, at then: Uptime) {
        relays[id].rate.remember(amount, at: then)
        if relays[id].perDay > 0 { relays[id].day.add(amount, at: then) }
    }

    /// A session was opened.
    mutating func reached(_ id: RelayID) {
        relays[id].isReached = true
        relays[id].isSilent = false
        relays[id].connectingSince = nil
    }

    /// A session is being opened while there is none.
    mutating func connecting(_ id: RelayID, at now: Uptime) {
        if relays[id].connectingSince == nil { relays[id].connectingSince = now }
    }

    /// No session came of it; `isSilent` where the relay accepted the connection and did not greet in time.
    mutating func notConnected(_ id: RelayID, isSilent: Bool) {
        relays[id].connectingSince = nil
        if isSilent { relays[id].isSilent = true }
    }

    /// When the next relay will have been silent for so long that it is told; nil for never.
    func nextSilence(after now: Uptime) -> Uptime? {
        relays.compactMap { $0.connectingSince.map { $0 + Self.silence } }.filter { $0 > now }.min()
    }

    /// The relay took a message, or refused it for its own sake: it is well.
    ///
    /// What was in flight when it asked for patience does not end its rest.
    mutating func succeeded(_ id: RelayID, at now: Uptime) {
        relays[id].losses = 0
        guard relays[id].failures > 0, restEnds(id) <= now else { return }
        relays[id].failures = 0
        relays[id].mustProve = false
        relays[id].problem = nil
        relays[id].needsPerson = false
    }

    /// The relay cannot be reached or sent us away: it rests, longer each time, from one second to five minutes;
    /// where only a person can help, from one minute to fifteen.
    mutating func failed(_ id: RelayID, problem: Wording, needsPerson: Bool, at now: Uptime) {
        // Many sessions meet one trouble.
        if restEnds(id) > now, relays[id].needsPerson || !needsPerson { return }
        let first: Int64 = needsPerson ? 60_000 : 1000
        let longest: Int64 = needsPerson ? 900_000 : 300_000
        if restEnds(id) <= now { relays[id].failures += 1 }
        let shift = min(max(relays[id].failures, 1) - 1, 20)
        relays[id].isReached = false
        relays[id].restsUntil = now + min(longest, first << Int64(shift))
        relays[id].problem = problem
        relays[id].needsPerson = needsPerson
    }

    /// A session was lost after a good greeting: that is about the letter, or the session.
    ///
    /// The relay rests only after a row of them, or where it has not shown since the last row that it is well.
    mutating func lost(_ id: RelayID, problem: Wording, at now: Uptime) {
        relays[id].losses += 1
        let most = max(Self.mostLosses, relays[id].limit.allowed(of: relays[id].connections, at: now))
        guard relays[id].losses >= most || relays[id].failures > 0 else { return }
        relays[id].losses = 0
        failed(id, problem: problem, needsPerson: false, at: now)
        relays[id].mustProve = true
    }

    /// The relay refused one more session than the `served` ones: so many it is, for a while.
    mutating func crowded(_ id: RelayID, served: Int, problem: Wording, at now: Uptime) {
        relays[id].limit.refused(served: served, at: now)
        relays[id].problem = problem
    }

    /// So many sessions are open, and the relay has just taken something on one of them.
    mutating func serves(_ id: RelayID, sessions: Int, at now: Uptime) {
        relays[id].limit.served(sessions, of: relays[id].connections, at: now)
    }

    // MARK: pace

    /// The relay has taken a letter, or refused it for something else than its number.
    mutating func took(_ id: RelayID, at now: Uptime) { relays[id].pace.took(at: now) }

    /// The relay takes no more letters for now; `hint` is the wait that it states, in milliseconds.
    mutating func paced(_ id: RelayID, hint: Int64?, problem: Wording, at now: Uptime) {
        relays[id].pace.refused(hint: hint, at: now)
        relays[id].problem = problem
    }

    /// A letter came back of which the relay has said nothing.
    mutating func undecided(_ id: RelayID, at now: Uptime) { relays[id].pace.undecided(at: now) }

    /// The relay stated how long it will refuse everything (a daily limit): nobody knocks before.
    mutating func block(_ id: RelayID, until: Uptime, problem: Wording) {
        relays[id].blockedUntil = max(relays[id].blockedUntil, until)
        relays[id].problem = problem
    }

    /// A person has mended something, or thinks so: relays are tried again at once.
    ///
    /// None rests any longer for having said that only a person can help, or for how long it wants to be left alone.
    /// One that failed is tried with one session.
    mutating func forgive(at now: Uptime) {
        for id in relays.relayIDs {
            if relays[id].needsPerson || relays[id].blockedUntil > now {
                relays[id].restsUntil = now
            }
            relays[id].blockedUntil = .zero
            relays[id].needsPerson = false
            relays[id].pace.forgive(at: now)
        }
    }

    /// Whether every relay has failed and not been reached since; one that is only at a limit is none of them.
    var areUnreachable: Bool { relays.allSatisfy(\.isOnProbation) }

    /// The earliest time at which a relay that cannot be used now can be used; nil when one can.
    mutating func nextUse(after now: Uptime) -> Uptime? {
        var earliest: Uptime?
        for id in relays.relayIDs {
            if mayUse(id, at: now) { return nil }
            var when = max(restEnds(id), relays[id].pace.nextUse(after: now))
            when = max(when, relays[id].rate.free(at: now))
            if relays[id].perDay > 0 {
                when = max(when, relays[id].day.free(below: relays[id].perDay, at: now))
            }
            earliest = min(earliest ?? when, when)
        }
        return earliest
    }

    /// Whether a relay is well, and only its messages of a minute are spent, or its own pace is kept.
    func isMerelyPaced(at now: Uptime) -> Bool {
        relays.relayIDs.contains {
            restEnds($0) <= now && (relays[$0].rate.isLimited || relays[$0].pace.isKept)
        }
    }

    private func restEnds(_ id: RelayID) -> Uptime {
        max(relays[id].restsUntil, relays[id].blockedUntil)
    }
}
