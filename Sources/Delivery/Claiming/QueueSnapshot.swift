import Store

/// A snapshot of the ready queue: what a claim must know of what is on its way.
struct QueueSnapshot: Sendable {
    /// Claimed and not yet recorded.
    var taken: Int
    /// How many more may be claimed at all.
    var most: Int
    /// How many sessions there may be.
    var sessions: Int
    /// Whether one of them is open.
    var isFlowing: Bool
    /// Whether prompted mail waits that could go at once.
    var isPromptedWaiting: Bool
    /// How many more may be claimed for each domain that has limits.
    var allowances: [String: Int]
}

extension ReadyQueue.State {
    /// How much may be claimed at `moment`; nil while no relay can be used.
    mutating func snapshot(at moment: Uptime) -> QueueSnapshot? {
        guard let relay = relays.preferred(at: moment) else { return nil }
        let waitingCount = waitingCount
        var most = min(relays.room(relay, at: moment) - waitingCount, freeSlots.count)
        let sessions = relays.sessions(relay, at: moment)
        let taken = inFlight + waitingCount + deliveries.count
        // Until a connection succeeds, only as much is risked as there are connections to be tried.
        if open[relay] == 0 { most = min(most, sessions - taken) }
        let full = destinations.full(at: moment)
        var allowances = destinations.allowances(at: moment)
        if !allowances.isEmpty {
            for slot in waiting.joined() {
                guard let domain = transfers[slot]?.message.domain, let left = allowances[domain] else {
                    continue
                }
                allowances[domain] = max(0, left - 1)
            }
        }
        return QueueSnapshot(
            taken: taken,
            most: most,
            sessions: sessions,
            isFlowing: open[relay] > 0,
            isPromptedWaiting: waiting[Priority.prompted.rawValue].contains { slot in
                transfers[slot].map { !full.contains($0.message.domain) } ?? false
            },
            allowances: allowances
        )
    }
}
