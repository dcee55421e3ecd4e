import Mail
import SQLite
import Store

extension Engine {
    /// Keeps in the database which relays only a person can mend and which have said that they take nothing for some time,
    /// so that `vestnik status` can say so and the next run knows; part of the turn's transaction.
    func noteRelays() throws(SQLiteError) {
        let relays = dispatcher.with { $0.relays.relays }
        let troubles = relays.map { $0.needsPerson ? Reasons.brief($0.problem ?? "") : nil }
        let blocks = relays.map(\.blockedUntil)
        if troubles != notedTroubles {
            if notedTroubles.isEmpty {
                // After a start or a reload: relays that are no longer configured trouble nobody.
                for old in try store.relayTroubles() {
                    try store.setMeta(Store.relayTrouble + old.relay, nil)
                }
            }
            for (relay, trouble) in zip(installation.configuration.relays, troubles) {
                try store.setMeta(Store.relayTrouble + relay.name, trouble)
            }
            notedTroubles = troubles
        }
        guard blocks != notedBlocks else { return }
        let moment = Dispatcher.boardTime()
        for (index, relay) in installation.configuration.relays.enumerated() {
            let before = notedBlocks.indices.contains(index) ? notedBlocks[index] : 0
            guard relays.indices.contains(index), relays[index].blockedUntil != before else { continue }
            try note(relays[index], name: relay.name, moment: moment)
        }
        notedBlocks = blocks
    }

    private func note(_ relay: RelayBoard.Relay, name: String, moment: Int64) throws(SQLiteError) {
        guard relay.blockedUntil > moment else {
            try store.setMeta(Store.relayBlock + name, nil)
            try store.setMeta(Store.relayBlockReason + name, nil)
            return
        }
        let until = clock.now() + relay.blockedUntil - moment
        try store.setMeta(Store.relayBlock + name, String(until))
        try store.setMeta(Store.relayBlockReason + name, Reasons.brief(relay.problem ?? ""))
        let seconds = (relay.blockedUntil - moment + 999) / 1000
        observer.notice(
            .warning,
            "relay \(name) takes nothing for \(seconds) s, by its own word: \(Reasons.brief(relay.problem ?? ""))"
        )
    }

    /// Whoever releases or retries messages has mended what was wrong, or thinks so: relays are tried again at once.
    func heedPatience() throws(SQLiteError) {
        let asked = try store.meta(Store.relaysAnew) ?? ""
        defer { relaysAnew = asked }
        guard let before = relaysAnew, before != asked else { return }
        let moment = Dispatcher.boardTime()
        dispatcher.with { $0.forgive(at: moment) }
    }

    /// Mailings stop when no relay lets us in for a reason of its own (5xx, RFC 3463 X.3, X.4, X.7).
    ///
    /// It will not let in their next letters either, and their time must not run out meanwhile. Part of the turn's
    /// transaction.
    func stopRefusedMailings() throws(SQLiteError) {
        guard let (relay, failure) = lastFailure, failure.isPermanent, failure.reply?.isPermanent == true
        else { return }
        let relays = dispatcher.with { $0.relays.relays }
        guard relays.allSatisfy(\.needsPerson), relays[relay].problem == failure.description else { return }
        let reason = Reasons.relayRefusesUs(Reasons.brief(failure.description))
            .text(in: installation.configuration.language.rawValue)
        for mailing in runningMailings() { try pause(mailing, reason: reason, now: clock.now()) }
        for (level, text) in pendingNotices { observer.notice(level, text) }
        pendingNotices = []
    }
}
