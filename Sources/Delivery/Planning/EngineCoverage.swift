import Store

/// How far regions are reached is counted along: what letters and people change is counted anew when there is time.
extension Engine {
    /// Counts a part of the lists anew; part of the turn's transaction.
    ///
    /// A turn with something to do for people leaves it for later, so that their letters do not wait for it, and while
    /// letters go it is done seldom; whoever asks meanwhile counts the rest himself.
    func countCoverage() throws(StoreError) {
        let moment = Uptime.now()
        if consumedChanges > 0 || !unrecorded.isEmpty, moment - covering.countedAt < Covering.longestPause {
            covering.isPending = true
            covering.at = max(covering.at, moment + Covering.restWhileSending)
            return
        }
        guard moment >= covering.at else { return }
        covering.isPending = try store.recountCoverage()
        covering.countedAt = Uptime.now()
        covering.at =
            covering.countedAt + (readyQueue.waitingCount > 0 ? Covering.restWhileSending : gatheringRest)
    }
}

/// How far the counting of regions has come.
struct Covering {
    /// Milliseconds between two parts while letters go: at five a part they take the fiftieth part of the time.
    static let restWhileSending: Int64 = 250
    /// After so many milliseconds a part is counted, whatever else there is to do.
    static let longestPause: Int64 = 2000

    /// Whether there may be more to count.
    var isPending = true
    /// Before this moment nothing is counted.
    var at = Uptime.zero
    /// When a part was counted last.
    var countedAt = Uptime.zero
}
