import CLinux
import Glibc
import Service
import Store

extension Engine {
    /// What wakes an engine that waits, and how long it may wait.
    public struct Wakers {
        /// Descriptors that become readable when something outside has happened (signals, changes in the folder).
        public var descriptors: [Int32]
        /// The longest wait in microseconds.
        public var longest: Int64

        /// Waits for these descriptors, at most `longest` microseconds.
        public init(descriptors: [Int32], longest: Int64) {
            self.descriptors = descriptors
            self.longest = longest
        }
    }

    /// One turn: collect what came of transfers, record it, plan, claim, and see that sessions are open.
    ///
    /// - Returns: whether anything was done, so that another turn may find more at once.
    @discardableResult
    public func turn() -> Bool {
        _ = hasForeignChange()
        if sessionStall() >= Self.longInHand { journal.noteStall() }
        collect()
        hearIntake()
        hearReturns()
        if let loss = databaseFile.loss() {
            suspend(loss)
            hasLostDatabase = true
            return false
        }
        if let loss = databaseFile.logLoss() {
            // What stands in it goes into the file, where the next start finds it.
            if databaseFile.hasNoLog { store.giveRoom() }
            suspend(loss)
            hasLostDatabase = true
            return false
        }
        let before = (figures.planned, unrecorded.count)
        state.turnedAway = 0
        var tookChanges = false
        var claimed: [ClaimedMessage] = []
        var forgave = false
        if lacksRoom { store.giveRoom() }
        do throws(StoreError) {
            let deliveries = unrecorded
            let turn = try transaction { () throws(StoreError) in
                turnTime.begin()
                try heedClock()
                try record(deliveries)
                try recordReturns()
                var budget = try budget()
                claimed = try plan(&budget)
                try prepareDeliveries()
                try followImports()
                try noteCoverage()
                try prepareErasures()
                try noteIntake()
                try stopRefusedMailings()
                try noteRelays()
                try tidy(now: clock.now())
                claimed += try claim(budget)
            }
            tookChanges = tellIntake()
            tellReturns()
            countCoverage()
            recovered()
            forgave = turn.forgives
        } catch {
            // Nothing more is claimed until what is known can be written down.
            stumbled(error)
            // What made the rest fail need not keep outcomes from being recorded.
            if !unrecorded.isEmpty { recordPending() }
            return false
        }
        dispatch(claimed)
        observer.turn(figures)
        // While sessions have enough to do, outcomes gather for a larger commit: another turn at once would find a few.
        if readyQueue.waitingCount >= Self.plenty { return false }
        return !claimed.isEmpty || state.turnedAway > 0 || store.hasMoreToClaim || forgave || tookChanges
            || returnsInHand.isPartial
            || before != (figures.planned, 0)
    }

    /// What ended a wait.
    public enum Woken: Sendable, Hashable {
        /// The sessions have something to tell.
        case outcome
        /// The intake has something to tell.
        case intake
        /// One of the wakers is ready.
        case waker
        /// The time is up.
        case time
    }

    /// Waits until an outcome comes in, one of the wakers is ready, or the time is up.
    @discardableResult
    public func wait(for wakers: Wakers) -> Woken {
        var timeout = wakers.longest
        // With plenty to transfer, outcomes are gathered into larger commits.
        let hasPlenty = readyQueue.willWait(plenty: Self.plenty, many: Self.together)
        // While nothing can be recorded nothing goes, and nothing is gathered: to look again and again mends no disk.
        let busy = hasPlenty && figures.trouble == nil
        if busy { timeout = min(timeout, Self.gathering) }
        // Where there is no descriptor, ppoll passes over the -1.
        var polled = ([readyQueue.descriptor, intake.descriptor] + wakers.descriptors).map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        var time = timespec(
            tv_sec: Int(max(0, timeout) / 1_000_000),
            tv_nsec: Int(max(0, timeout) % 1_000_000) * 1000
        )
        let ready = ppoll(&polled, nfds_t(polled.count), &time, nil)
        if readyQueue.hasRung() { return .outcome }
        if polled[1].revents != 0 { return .intake }
        if ready > 0 { return .waker }
        return busy ? .outcome : .time
    }

    /// Whether another process has committed to the database since this was last asked.
    public func hasForeignChange() -> Bool {
        guard let version = try? store.dataVersion(), version != seenDataVersion else { return false }
        seenDataVersion = version
        mailings.isStale = true
        store.forgetQueues()
        // Whoever sends a letter again may not know that it is not true any more.
        hasLooks = true
        // `vestnik forget` leaves what the intake is to erase.
        erasing.isPending = true
        importing.isPending = true
        identifying.isPending = true
        return true
    }

    /// When there will be something to do though nobody wakes the engine: engine milliseconds, nil for never.
    public func nextInstant() -> Int64? {
        let now = clock.now()
        if figures.trouble == nil, let partAt { return now + max(0, partAt - Uptime.now()) }
        let look = mailings.isStale ? mailings.lookedAt + mailings.restBetweenLooks : nil
        let delivery = publishing.isPending ? now + publishing.rest : nil
        let belief = clockGuard.remaining(at: clock.uptime()).map { now + $0 }
        let silence = readyQueue.silence(at: Uptime.now()).map { now + $0 }
        let emptying = erasing.mustEmptyLog ? now + max(0, erasing.emptyLogAt - Uptime.now()) : nil
        let sweeping = erasing.isSweeping ? now + max(0, erasing.sweepAt - Uptime.now()) : nil
        let importing = importing.isPending ? now + max(0, importing.at - Uptime.now()) : nil
        let counting = covering.isPending ? now + max(0, covering.at - Uptime.now()) : nil
        let tidying = state.purge == nil ? nil : now + max(0, state.purgeAt - Uptime.now())
        return [
            emptying, nextSending(now), mailings.nextInstant, look, delivery, belief, silence, tidying,
            sweeping, importing, counting,
        ].compactMap(\.self).min()
    }

    /// When the next part is due of what is done in parts; nil: nothing is under way.
    var partAt: Uptime? {
        [
            mailings.partAt, walking.isPending ? walking.at : nil,
            identifying.isPending ? identifying.at : nil, state.hasLooksLeft ? .now() : nil,
            state.parking.walks.isEmpty ? nil : state.parking.at,
        ].compactMap(\.self).min()
    }

    /// When there will be something to send, or to be given back to the queue.
    private func nextSending(_ now: Int64) -> Int64? {
        if let rest = relayRest() {
            // What is ready while every relay rests waits for them.
            return nextReady(after: .min).map { max($0, now + rest) }
        }
        switch state.claimStop {
        case .none: return nextReady(after: .min)
        case .rest: return now
        case .room:
            // What is ready and was not claimed waits for a result, which rings, or for its domain.
            let opening = readyQueue.domainRest(at: Uptime.now()).map { now + $0 }
            return [nextReady(after: state.claimedAt.milliseconds), opening].compactMap(\.self).min()
        }
    }

    /// When the next message after a moment is ready; nil when none waits, or when nobody can tell now.
    func nextReady(after moment: Int64) -> Int64? {
        (try? store.nextReady(after: moment, endingAfter: leastEnd)) ?? nil
    }

    /// How long until a relay may be used again, in milliseconds; nil when one may be now.
    func relayRest() -> Int64? { readyQueue.relayRest(at: Uptime.now()) }

    /// A letter that takes longer to make is suspicious, should the program die meanwhile.
    private static let longInHand = Duration.milliseconds(500)

    /// So many messages that wait for a session keep the sessions busy for a while.
    static let plenty = 64
    /// For so many microseconds, at most, outcomes are gathered then.
    private static let gathering: Int64 = 50_000
    /// So many outcomes are recorded together then, unless that time passes before.
    static let together = 320

    /// How the last claim ended.
    enum ClaimStop {
        /// Everything that was ready was claimed.
        case none
        /// There was no room for more, or none for some domain.
        case room
        /// No relay could be used.
        case rest
    }
}
