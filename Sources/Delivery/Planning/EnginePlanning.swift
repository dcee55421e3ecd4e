import Store

extension Engine {
    /// Plans: what registrations ask for, and what the hour asks for; part of the turn's transaction.
    ///
    /// Some of the letters may be claimed at once, as `budget` allows: those are returned.
    func plan(_ budget: inout ClaimBudget) throws(StoreError) -> [ClaimedMessage] {
        let now = clock.now()
        // Before any letter is planned: it tells these facts.
        if mailings.isFresh { try noticeFacts(now: now) }
        try identifyOn()
        if mailings.isStale, !mailings.hasAnswers { mailings.hasAnswers = try store.hasCalendarAnswers() }
        let claimed = try planRegistrations(&budget, now: now)
        try planMailings(now: now)
        if !clockGuard.isInDoubt { try store.expireOverdue(now: now) }
        return claimed
    }
}
