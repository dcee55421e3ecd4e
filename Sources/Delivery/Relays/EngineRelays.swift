import Mail
import Settings
import Store
import Wording

extension Engine {
    /// Keeps in the database which relays only a person can mend and which have said that they take nothing for some
    /// time, so that `vestnik status` can say so and the next run knows; part of the turn's transaction.
    func noteRelays() throws(StoreError) {
        let moment = Uptime.now()
        let (relays, losers) = readyQueue.relaysAndOverlapLosers
        try noteOverlap(losers, relays)
        let troubles = relays.map { trouble($0, at: moment) }
        let blocks = relays.map(\.blockedUntil)
        if troubles != state.notedTroubles {
            if state.notedTroubles.isEmpty {
                // After a start or a reload: relays that are no longer configured trouble nobody.
                for old in try store.relayTroubles() {
                    try store.setMeta(MessageStore.relayTrouble + old.relay, nil)
                }
            }
            for (relay, trouble) in zip(site.configuration.relays, troubles) {
                try store.setMeta(MessageStore.relayTrouble + relay.name, trouble)
            }
            state.notedTroubles = troubles
        }
        guard blocks != state.notedBlocks else { return }
        for (index, relay) in site.configuration.relays.enumerated() {
            let before = state.notedBlocks.indices.contains(index) ? state.notedBlocks[index] : .zero
            guard relays.indices.contains(index), relays[index].blockedUntil != before else { continue }
            try note(relays[index], name: relay.name, moment: moment)
        }
        state.notedBlocks = blocks
    }

    /// What a person should know of a relay; nil where nothing.
    private func trouble(_ relay: RelayPool.Relay, at moment: Uptime) -> String? {
        let language = site.configuration.language.rawValue
        if relay.needsPerson { return told(relay).text(in: language) }
        if relay.isSilent || relay.connectingSince.map({ moment - $0 >= RelayPool.silence }) == true {
            return Reasons.silentRelay.text(in: language)
        }
        // Nothing has been taken for long, though the relay only asked for a pace.
        if let since = relay.pace.waitingSince, moment - since > Disposition.longBlock {
            return Reasons.relayTakesNothing(told(relay)).text(in: language)
        }
        return nil
    }

    /// Why a relay rests.
    private func told(_ relay: RelayPool.Relay) -> Wording { Reasons.brief(relay.problem ?? .nothing) }

    /// Keeps which relays lose what is pipelined behind the end of data: the next run need not find it out anew.
    private func noteOverlap(_ losers: Set<RelayID>, _ relays: [RelayPool.Relay]) throws(StoreError) {
        for loser in losers {
            guard let name = relays.of(loser)?.name else { continue }
            guard try store.meta(MessageStore.relayOverlap + name) == nil else { continue }
            try store.setMeta(MessageStore.relayOverlap + name, String(clock.now()))
            tell(.notice, Notices.losesOverlap(name))
        }
    }

    /// The relays of a configuration that are known to lose what is pipelined behind the end of data.
    static func overlapLosers(
        _ configuration: Configuration,
        store: MessageStore,
        now: Int64
    ) throws(EngineError) -> Set<String> {
        var losers: Set<String> = []
        do throws(StoreError) {
            for relay in configuration.relays {
                guard
                    let since = try store.meta(MessageStore.relayOverlap + relay.name).flatMap({ Int64($0) }),
                    since <= now, now - since < overlapMemory
                else {
                    try store.setMeta(MessageStore.relayOverlap + relay.name, nil)
                    continue
                }
                losers.insert(relay.name)
            }
        } catch {
            throw EngineError(error, path: configuration.database)
        }
        return losers
    }

    /// For how long that is believed, in milliseconds: a relay may be mended or replaced.
    private static let overlapMemory: Int64 = 7 * 24 * 3600 * 1000

    private func note(_ relay: RelayPool.Relay, name: String, moment: Uptime) throws(StoreError) {
        guard relay.blockedUntil > moment else {
            try store.setMeta(MessageStore.relayBlock + name, nil)
            try store.setMeta(MessageStore.relayBlockReason + name, nil)
            return
        }
        let until = clock.now() + (relay.blockedUntil - moment)
        try store.setMeta(MessageStore.relayBlock + name, String(until))
        let told = told(relay)
        try store.setMeta(
            MessageStore.relayBlockReason + name,
            told.text(in: site.configuration.language.rawValue)
        )
        let seconds = (relay.blockedUntil - moment + 999) / 1000
        tell(.warning, Notices.relayBlocked(name, seconds: seconds, told))
    }

    /// Whoever releases or retries messages has mended what was wrong, or thinks so: relays are tried again at once.
    func heedPatience() throws(StoreError) {
        let asked = try store.meta(MessageStore.relaysAnew) ?? ""
        defer { state.relaysAnew = asked }
        guard let before = state.relaysAnew, before != asked else { return }
        state.turn.forgives = true
    }

    /// Mailings stop when no relay lets us in for a reason of its own (5xx, RFC 3463 X.3, X.4, X.7).
    ///
    /// It will not let in their next letters either, and their time must not run out meanwhile. Part of the turn's
    /// transaction.
    func stopRefusedMailings() throws(StoreError) {
        guard let (relay, failure) = lastFailure, failure.isPermanent, failure.reply?.isPermanent == true
        else { return }
        let relays = readyQueue.relays
        guard relays.allSatisfy(\.needsPerson), relays[relay].problem == failure.wording else { return }
        let reason = Reasons.relayRefusesUs(Reasons.brief(failure.wording))
            .text(in: site.configuration.language.rawValue)
        for mailing in runningMailings() {
            try pause(mailing, .relayRefuses, reason: reason, now: clock.now())
        }
    }
}
