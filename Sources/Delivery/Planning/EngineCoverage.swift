import Store

/// How far regions are reached is counted along: what letters and people change is counted anew when there is time.
extension Engine {
    /// Puts the sums of the part that was counted in their place, and begins to count the next; part of the turn's
    /// transaction.
    ///
    /// A turn with something to do for people leaves it for later, so that their letters do not wait for it, and while
    /// letters go it is done seldom; whoever asks meanwhile counts the rest himself.
    func noteCoverage() throws(StoreError) {
        if let count = covering.count, count.isCounted {
            try store.concludeCoverage(count)
            covering.count = nil
        }
        let moment = Uptime.now()
        if consumedChanges > 0 || !unrecorded.isEmpty, moment - covering.countedAt < Covering.longestPause {
            covering.isPending = true
            covering.at = max(covering.at, moment + Covering.restWhileSending)
            return
        }
        guard moment >= covering.at, covering.count == nil else { return }
        covering.count = try store.beginCoverage()
        covering.isPending = covering.count != nil
        covering.countedAt = moment
        covering.at = moment + (readyQueue.waitingCount > 0 ? Covering.restWhileSending : gatheringRest)
    }

    /// Counts the part that was begun; after the turn's commit, for nobody needs to wait for the writer's lock meanwhile.
    func countCoverage() {
        guard var count = covering.count, !count.isCounted else { return }
        // What cannot be read now is counted later.
        try? store.countCoverage(&count)
        covering.count = count
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
    /// The part that is being counted, or was and is not written down yet.
    var count: CoverageCount?
    /// When a part was counted last.
    var countedAt = Uptime.zero
}
