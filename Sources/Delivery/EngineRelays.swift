import SQLite
import Store

extension Engine {
    /// Keeps in the database which relays only a person can mend, so that `vestnik status` can say so.
    func noteRelays() throws(SQLiteError) {
        let troubles = dispatcher.with { state in
            state.relays.relays.map { $0.needsPerson ? Reasons.brief($0.problem ?? "") : nil }
        }
        guard troubles != notedTroubles else { return }
        if notedTroubles.isEmpty {
            // After a start or a reload: relays that are no longer configured trouble nobody.
            for old in try store.relayTroubles() { try store.setMeta(Store.relayTrouble + old.relay, nil) }
        }
        for (relay, trouble) in zip(installation.configuration.relays, troubles) {
            try store.setMeta(Store.relayTrouble + relay.name, trouble)
        }
        notedTroubles = troubles
    }
}
