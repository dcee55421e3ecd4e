import Store

extension Engine {
    /// Plans: what registrations ask for, and what the hour asks for; part of the turn's transaction.
    ///
    /// Some of the letters may be claimed at once, as `budget` allows: those are returned.
    func plan(_ budget: inout ClaimBudget) throws(StoreError) -> [ClaimedMessage] {
        let now = clock.now()
        // Before any letter is planned: it tells these facts.
        if mailings.isFresh { try noticeFacts(now: now) }
        try parkOn(now: now)
        try identifyOn()
        if mailings.isStale, !mailings.hasAnswers { mailings.hasAnswers = try store.hasCalendarAnswers() }
        let claimed = try planRegistrations(&budget, now: now)
        try planMailings(now: now)
        try expireOn(now: now)
        return claimed
    }

    /// Ends letters whose time ran out while the turn has time: a stop of days leaves any number of them.
    private func expireOn(now: Int64) throws(StoreError) {
        // The time of what is being put aside stands still.
        guard !clockGuard.isInDoubt, state.parking.walks.isEmpty, try store.hasOverdue(now: now),
            turnTime.mayBegin(.expiring)
        else { return }
        turnTime.begin(.expiring)
        repeat {
            guard try store.expireOverdue(now: now, limit: Self.expiredRows) == Self.expiredRows else {
                return
            }
        } while turnTime.isLeft()
    }

    /// How many letters one part ends.
    private static let expiredRows = 100
}
