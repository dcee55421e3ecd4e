import Events
import Settings
import Store

extension Engine {
    /// Deletes what `retention` does not allow to be kept; part of the turn's transaction.
    ///
    /// A part a turn, so that nobody waits for it. Nothing goes while the clock is in doubt.
    func tidy(now: Int64) throws(StoreError) {
        guard !clockGuard.isInDoubt else { return }
        let moment = WallTime(milliseconds: now)
        guard moment >= state.nextTidying || moment < state.nextTidying - Self.tidyingInterval else { return }
        let retention = site.configuration.retention
        let registrationsBefore = now - retention.registrations.inMilliseconds
        let current = site.events.values.map(\.event).filter { event in
            MailingPlanner.milliseconds(event.ends.latest(in: event.timeZone)) >= registrationsBefore
        }
        let keeping = Keeping(
            logBefore: now - retention.log.inMilliseconds,
            registrationsBefore: registrationsBefore,
            except: current.map(\.id)
        )
        var walk = state.purge ?? PurgeWalk()
        let before = walk.count
        let end = Uptime.now() + gatheringTime
        repeat { try store.purge(&walk, keeping, now: now) } while !walk.isDone && Uptime.now() < end
        if walk.count > before { erasing.isPending = true }
        guard walk.isDone else {
            state.purge = walk
            state.nextTidying = moment + Self.restBetweenParts
            return
        }
        state.purge = nil
        try store.purgeEditions(replacedBefore: keeping.logBefore)
        try store.purgeUsage(before: now - 2 * 86_400_000)
        try store.purgeSentSpans(now: now)
        try store.thinOutbox()
        try store.noteBelievedMoment(now)
        // Where something went, space may be given back, and more may go soon.
        let hasSpace = try store.giveSpaceBack(pages: Self.pages)
        state.nextTidying =
            moment + (hasSpace ? Self.restBetweenParts : walk.count > 0 ? 1000 : Self.tidyingInterval)
    }

    /// Milliseconds between two parts.
    private static let restBetweenParts: Int64 = 20
    /// How many pages are given back in one turn.
    private static let pages = 200

    /// How often it is looked for what is too old, in milliseconds.
    private static let tidyingInterval: Int64 = 3_600_000
}
