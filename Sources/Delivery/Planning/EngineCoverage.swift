import Store

/// How far regions are reached is counted along: what letters and people change is counted anew when there is time.
extension Engine {
    /// Counts a part of the lists anew; part of the turn's transaction.
    ///
    /// While letters go, so seldom that these hardly notice; whoever asks meanwhile counts the rest himself.
    func countCoverage() throws(StoreError) {
        guard Uptime.now() >= covering.at else { return }
        covering.isPending = try store.recountCoverage()
        covering.at = Uptime.now() + (readyQueue.waitingCount > 0 ? Covering.restWhileSending : gatheringRest)
    }
}

/// How far the counting of regions has come.
struct Covering {
    /// Milliseconds between two parts while letters go: at five a part they take the fiftieth part of the time.
    static let restWhileSending: Int64 = 250

    /// Whether there may be more to count.
    var isPending = true
    /// Before this moment nothing is counted.
    var at = Uptime.zero
}
