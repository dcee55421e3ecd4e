import Store

/// Finds out who the people are whose rows the owner of the database has written with plain SQL, some at a time.
extension Engine {
    /// Goes on while the turn has time; part of the turn's transaction.
    ///
    /// No audience is asked before all of them are known: two rows may be one person's.
    func identifyOn() throws(StoreError) {
        guard identifying.isPending, Uptime.now() >= identifying.at, turnTime.mayBegin(.identifying) else {
            return
        }
        repeat {
            let count = try store.identifyInvitees(most: Self.identifiedRows)
            if count > 0 { turnTime.begin(.identifying) }
            guard count == Self.identifiedRows else {
                identifying.isPending = false
                return
            }
        } while turnTime.isLeft()
        identifying.at = Uptime.now() + gatheringRest
    }

    /// How many rows one part finds out about.
    static let identifiedRows = 100
}

/// When it is found out who people are.
struct Identifying {
    /// Whether there may be rows of people who are not known.
    var isPending = true
    /// Before this moment nothing is found out.
    var at = Uptime.zero
}
