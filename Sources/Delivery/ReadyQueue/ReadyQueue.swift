import Letters
import Locks
import Service
import SMTP
import Store
import Wording

/// The ready queue: claimed messages that wait for a session, those on their way, and what became of them; between the
/// queue manager, which claims and records, and the session loop, which transfers.
///
/// What the two threads share is here and nowhere else, under one lock that only these operations take. Each is one
/// step: nothing of the other thread's comes between its parts.
final class ReadyQueue: Sendable {
    private let state: Locked<State>
    private let clock: any EngineClock
    /// Readable when the queue manager has something to do.
    private let bell: EventFD

    init(
        relays: RelayPool,
        destinations: DestinationThrottle,
        clock: any EngineClock
    ) throws(EngineError) {
        self.clock = clock
        do { bell = try EventFD() } catch { throw .database(Notices.noDescriptor + error.wording) }
        state = Locked(State(relays: relays, destinations: destinations))
    }

    // MARK: claimed messages, on the engine's thread

    /// Takes over claimed messages; there must be room for them.
    func offer(_ messages: [ClaimedMessage]) {
        state.withLock { $0.offer(messages) }
    }

    /// Keeps slots free that hold outcomes which an earlier ready queue left to be recorded.
    func reserve(_ slots: Set<Int>) {
        state.withLock { $0.freeSlots.removeAll(where: slots.contains) }
    }

    /// From the next letter on, letters are made by `letters`.
    func use(_ letters: LetterSource) {
        state.withLock { state in
            state.letters = letters
            state.hasLetters = true
        }
    }

    /// Takes back what waits for a session and passes `filter`: it comes down unharmed.
    func takeBack(where filter: (ClaimedMessage) -> Bool = { _ in true }) {
        let now = clock.wall
        state.withLock { $0.takeBack(.returned, now: now, where: filter) }
    }

    /// Takes what has come down since the last time; what can go nowhere now comes down with it.
    func collect() -> Collected {
        let now = clock.wall
        let moment = Uptime.now()
        return state.withLock { $0.collect(now: now, at: moment) }
    }

    /// Frees the slots of results that now stand in the database.
    func free(_ deliveries: [DeliveryResult]) {
        state.withLock { $0.free(deliveries) }
    }

    /// Nothing more may begin: outcomes cannot be recorded.
    func suspend() { state.withLock { $0.isSuspended = true } }

    /// Letters may begin again.
    func resume() { state.withLock { $0.isSuspended = false } }

    // MARK: relays and refusals, on the engine's thread

    /// Takes to heart what an earlier run heard of relays and refusals, and had not recorded.
    func heed(_ deliveries: [DeliveryResult]) {
        let moment = Uptime.now()
        state.withLock { state in
            for var delivery in deliveries { _ = state.take(&delivery, at: moment) }
        }
    }

    /// Fills the rolling windows.
    func restore(_ usage: RememberedUsage) {
        let moment = Uptime.now()
        state.withLock { $0.restore(usage, at: moment) }
    }

    /// A person has acted: relays that rest until one does are tried again, and refusals count anew.
    func forgive() {
        let moment = Uptime.now()
        state.withLock { $0.forgive(at: moment) }
    }

    /// Mailings of which too many were refused alike.
    var alarms: [Int64: Alarm] { state.withLock { $0.alarms } }

    /// The alarms of mailings have been acted upon: their refusals count anew.
    func settleAlarms(of mailings: Set<Int64>) {
        state.withLock { state in
            for mailing in mailings {
                state.alarms[mailing] = nil
                state.refusals[mailing] = nil
            }
        }
    }

    /// The relays as they are now, in their order.
    var relays: [RelayPool.Relay] { state.withLock { $0.relays.relays } }

    /// The relays as they are now, and the places of those that lose what is pipelined behind the end of data.
    var relaysAndOverlapLosers: (relays: [RelayPool.Relay], losers: Set<RelayID>) {
        state.withLock { ($0.relays.relays, $0.overlapLosers) }
    }

    // MARK: how it stands, for the engine's thread

    /// How many messages wait for a session.
    var waitingCount: Int { state.withLock { $0.waitingCount } }

    /// How many transfers have begun and have no outcome yet.
    var inFlight: Int { state.withLock { $0.inFlight } }

    /// How many outcomes have come down and were not collected.
    var uncollectedCount: Int { state.withLock { $0.deliveries.count } }

    /// How much may be claimed at `moment`; nil while no relay can be used.
    func snapshot(at moment: Uptime) -> QueueSnapshot? { state.withLock { $0.snapshot(at: moment) } }

    /// How many more messages may be claimed at `moment` for each domain that has limits.
    func allowances(at moment: Uptime) -> [String: Int] {
        state.withLock { $0.destinations.allowances(at: moment) }
    }

    /// The domains that have had their share, where no relay can be reached, and `relay` for that very problem; nil
    /// where one can.
    func spentDomains(ofUnreachable relay: RelayID, problem: Wording, at moment: Uptime) -> [String: Int]? {
        state.withLock { state in
            guard state.relays.relays[relay].problem == problem, state.relays.areUnreachable else {
                return nil
            }
            return state.destinations.allowances(at: moment).filter { $0.value <= 0 }
        }
    }

    /// How long until a relay may be used again, in milliseconds; nil when one may be now.
    func relayRest(at moment: Uptime) -> Int64? {
        state.withLock { $0.relays.nextUse(after: moment).map { $0 - moment } }
    }

    /// How long until a domain that is held back by its limits opens again, in milliseconds; nil when none is.
    func domainRest(at moment: Uptime) -> Int64? {
        state.withLock { $0.destinations.nextOpening(after: moment).map { $0 - moment } }
    }

    /// How long until a relay will have been silent for so long that it is told, in milliseconds; nil for never.
    func silence(at moment: Uptime) -> Int64? {
        state.withLock { $0.relays.nextSilence(after: moment).map { $0 - moment } }
    }

    /// What holds all mail back now, and for how long.
    func hold(at moment: Uptime) -> Hold? { state.withLock { $0.hold(at: moment) } }

    // MARK: sessions, on the engine's thread

    /// The sessions that are missing now, by relay, once for each; whoever asks opens them.
    func sessionsToOpen() -> [RelayID] {
        let moment = Uptime.now()
        return state.withLock { $0.sessionsToOpen(at: moment) }
    }

    // MARK: the bell

    /// What becomes readable when there is something to collect.
    var descriptor: Int32 { bell.descriptor }

    /// The engine is about to wait: it wants to be woken when `many` outcomes have come down where `plenty` wait for a
    /// session, else by the first.
    ///
    /// - Returns: whether fewer have come down though plenty wait.
    func willWait(plenty: Int, many: Int) -> Bool {
        state.withLock { state in
            let hasPlenty = state.waitingCount >= plenty
            state.signalAt = hasPlenty ? many : 1
            return hasPlenty && state.deliveries.count < many
        }
    }

    /// The engine is awake; whether the bell was rung.
    func hasRung() -> Bool {
        // In this order: a ring between the two is heard at the next wait.
        let isRung = bell.drain()
        state.withLock { $0.signalled = false }
        return isRung
    }

    /// Wakes the engine where it is due: `always`, or when enough has come down.
    func ring(always: Bool) {
        if state.withLock({ $0.signals(always: always) }) { bell.signal() }
    }

    // MARK: transfers, on the session loop's thread

    /// The next message for a session, whose way begins with this; and what letters are made of from it on, where that
    /// has changed.
    func next(for session: SessionInfo) -> (transfer: Transfer?, letters: LetterSource?) {
        let moment = Uptime.now()
        let now = clock.wall
        return state.withLock { $0.next(for: session, now: now, at: moment) }
    }

    /// The transfer that a session knows by a tag; nil where it is none of ours.
    func transfer(tag: Int64) -> Transfer? {
        state.withLock { state in
            guard let slot = Int(exactly: tag), state.transfers.indices.contains(slot) else { return nil }
            return state.transfers[slot]
        }
    }

    /// What becomes of a message that its relay cannot take as it is: see ``State/passOn(_:_:session:at:)``.
    func passOn(_ transfer: Transfer, _ outcome: Outcome, session: SessionInfo) -> Outcome? {
        let moment = Uptime.now()
        return state.withLock { $0.passOn(transfer, outcome, session: session, at: moment) }
    }

    /// A transfer has ended.
    func land(_ delivery: DeliveryResult, session: SessionInfo) {
        let moment = Uptime.now()
        if state.withLock({ $0.land(delivery, session: session, at: moment) }) { ring(always: true) }
    }

    // MARK: sessions, on the session loop's thread

    /// A session is open.
    func opened(_ session: SessionInfo) {
        state.withLock { $0.opened(session) }
    }

    /// A session is over; whether the loop replaces it by itself.
    func closed(_ session: SessionInfo, _ reason: SessionEnd) -> Bool {
        let moment = Uptime.now()
        return state.withLock { state in
            state.closed(session, reason, at: moment)
            return reason.isLoss && state.sessionsWanted(session.relayID, at: moment) > 0
        }
    }

    /// No session could be opened.
    func notOpened(_ relay: RelayID, _ failure: ConnectFailure) {
        let moment = Uptime.now()
        state.withLock { $0.notOpened(relay, failure, at: moment) }
    }

    /// How many sessions to a relay are missing now; whoever asks opens them.
    func sessionsToOpen(_ relay: RelayID) -> Int {
        let moment = Uptime.now()
        return state.withLock { $0.sessionsToOpen(relay, at: moment) }
    }

    /// A relay was found to lose what is pipelined behind the end of data.
    func losesOverlap(_ relay: RelayID) {
        state.withLock { _ = $0.overlapLosers.insert(relay) }
    }
}
