import Glibc
import SMTP
import Store

extension Engine {
    /// Plans and sends until nothing is due any more; deferred mail whose time has come included.
    ///
    /// Ends early when no relay can be reached: what is due then is deferred, for a later run. Ends early, too, when
    /// asked to: what is in flight then is left to ``close()``.
    /// - Parameters:
    ///   - descriptors: readable when `isAsked` may have a new answer.
    ///   - isAsked: whether someone wants it to end now.
    public func drain(wakers descriptors: [Int32] = [], until isAsked: () -> Bool = { false }) {
        var idleTurns = 0
        // Whether the web site was told all that there was when nothing was due any more.
        var isFlushed = false
        // An intake that does not answer costs a run some seconds, not its letters.
        let giveUp = Uptime.now() + 10_000
        while !isAsked() {
            let worked = turn()
            if figures.trouble == nil, partAt != nil {
                idleTurns = 0
                wait(for: Wakers(descriptors: descriptors, longest: max(1, gatheringRest) * 1000))
                continue
            }
            if figures.inFlight > 0 || worked {
                idleTurns = 0
                isFlushed = false
                wait(for: Wakers(descriptors: descriptors, longest: worked ? 0 : 1_000_000))
                continue
            }
            if figures.trouble != nil { return }
            if mailings.isStale {
                // What has changed meanwhile may have made something due.
                mailings.lookedAt = 0
                continue
            }
            if let rest = shortRest(), hasDue() {
                wait(for: Wakers(descriptors: descriptors, longest: max(1, rest) * 1000))
                continue
            }
            if !isFlushed { publishing.isPending = true }
            isFlushed = true
            if !intake.isCaughtUp || publishing.isPending || publishing.underway != nil
                || erasing.isPending || !erasing.underway.isEmpty,
                Uptime.now() < giveUp
            {
                publishing.next = .zero
                wait(for: Wakers(descriptors: descriptors, longest: 5000))
                continue
            }
            idleTurns += 1
            if idleTurns > 1 { return deferUntried() }
        }
    }

    /// How long until what is held back now may go, in milliseconds; nil when nothing is, or when it takes longer
    /// than a run for what is due should wait: three seconds for a relay in trouble, a minute for a limit of messages
    /// a minute.
    private func shortRest() -> Int64? {
        guard let hold = readyQueue.hold(at: Uptime.now()) else { return nil }
        return hold.rest <= (hold.isLimit ? 62_000 : 3000) ? hold.rest : nil
    }

    private func hasDue() -> Bool {
        let now = clock.now()
        guard let next = nextReady(after: .min) else { return false }
        return next <= now
    }

    /// How many messages one run writes off to a dead relay: the others wait as they are.
    static let mostUntried = 10_000

    /// No relay could be reached: what is due gets the same verdict as what a connection had been tried for.
    ///
    /// Without this, which of them is `deferred` and which `queued` would depend on how quickly the connections failed.
    private func deferUntried() {
        let now = clock.now()
        // A relay that answers, but refuses our sender, leaves the queue as it is until a person has mended that.
        guard let known = lastFailure,
            let spent = readyQueue.spentDomains(
                ofUnreachable: known.relay,
                problem: known.failure.wording,
                at: Uptime.now()
            )
        else { return }
        var left = Self.mostUntried
        do throws(StoreError) {
            while left > 0, try deferDue(known, limit: min(left, Self.horizon), now: now, spent) > 0 {
                left -= Self.horizon
            }
        } catch { stumbled(error) }
    }

    /// Defers the messages that are due first, as after a connection that failed.
    ///
    /// - Returns: how many there were.
    private func deferDue(
        _ known: (relay: RelayID, failure: ConnectFailure),
        limit: Int,
        now: Int64,
        _ spent: [String: Int]
    ) throws(StoreError) -> Int {
        var count = 0
        try transaction { () throws(StoreError) in
            var claimed: [ClaimedMessage] = []
            var spent = spent
            let mailings = runningMailings().map { ClaimSource.mailing($0) }
            for source in [.priority(.prompted), .priority(.timed)] + mailings + [.priority(.bulk)]
            where claimed.count < limit {
                claimed += try claim(source, limit - claimed.count, now, &spent)
            }
            count = claimed.count
            try record(
                try admitted(claimed, now: now).map { message in
                    DeliveryResult(
                        transfer: Transfer(message: message, slot: -1),
                        result: .noConnection(known.failure),
                        relay: known.relay,
                        at: WallTime(milliseconds: now)
                    )
                }
            )
        }
        return count
    }
}
