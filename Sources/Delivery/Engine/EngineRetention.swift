import Events
import Settings
import Store

extension Engine {
    /// Deletes what `retention` does not allow to be kept; part of the turn's transaction.
    ///
    /// A bounded number of rows at a time: more are looked for a little later. Nothing goes while the clock is in
    /// doubt.
    func tidy(now: Int64) throws(StoreError) {
        guard !clockGuard.isInDoubt else { return }
        let moment = WallTime(milliseconds: now)
        guard moment >= state.nextTidying || moment < state.nextTidying - Self.tidyingInterval else { return }
        let retention = site.configuration.retention
        let registrationsBefore = now - retention.registrations.inMilliseconds
        let current = site.events.values.map(\.event).filter { event in
            MailingPlanner.milliseconds(event.ends.latest(in: event.timeZone)) >= registrationsBefore
        }
        let count = try store.purge(
            logBefore: now - retention.log.inMilliseconds,
            registrationsBefore: registrationsBefore,
            except: current.map(\.id),
            now: now
        )
        if count > 0 { erasing.isPending = true }
        try store.purgeUsage(before: now - 2 * 86_400_000)
        try store.thinOutbox()
        try store.noteBelievedMoment(now)
        state.nextTidying = moment + (count > 0 ? 1000 : Self.tidyingInterval)
    }

    /// How often it is looked for what is too old, in milliseconds.
    private static let tidyingInterval: Int64 = 3_600_000
}
