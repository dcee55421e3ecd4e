import Settings
import Store

/// Counts what goes against the limits of relays and recipient domains, for the next start to know.
struct UsageLedger {
    /// The domains with limits, as messages name them.
    let limitedDomains: Set<String>
    private var relays: [String: Int] = [:]
    private var domains: [String: Int] = [:]

    init(limitedDomains: Set<String>) { self.limitedDomains = limitedDomains }

    /// Counts a message that a relay was, or may have been, handed; nil where nobody knows which one.
    mutating func count(relay: Settings.Relay?, domain: String) {
        if let relay, relay.messagesPerDay > 0 || relay.messagesPerMinute > 0 {
            relays[relay.name, default: 0] += 1
        }
        if limitedDomains.contains(domain) { domains[domain, default: 0] += 1 }
    }

    /// Writes the counts down.
    func enter(into store: MessageStore, now: Int64) throws(StoreError) {
        for (name, count) in relays { try store.addUsage(.relay, name, count: count, now: now) }
        for (name, count) in domains { try store.addUsage(.domain, name, count: count, now: now) }
    }
}
