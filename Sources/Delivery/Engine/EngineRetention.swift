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
        let isDue = moment >= state.nextTidying || moment < state.nextTidying - Self.tidyingInterval
        guard state.purge == nil ? isDue : Uptime.now() >= state.purgeAt else { return }
        guard turnTime.mayBegin(.retention) else { return }
        turnTime.begin(.retention)
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
        repeat { try store.purge(&walk, keeping, now: now) } while !walk.isDone && turnTime.isLeft()
        if walk.count > before { erasing.isPending = true }
        var hasSpace = false
        if walk.isDone {
            // Where something went, space may be given back, and more may go soon.
            repeat {
                hasSpace = try store.giveSpaceBack(pages: Self.pages)
            } while hasSpace && turnTime.isLeft()
        }
        guard walk.isDone, !hasSpace else {
            state.purge = walk
            state.purgeAt = Uptime.now() + Self.restBetweenParts
            return
        }
        state.purge = nil
        try store.noteBelievedMoment(now)
        state.nextTidying = moment + (walk.count > 0 ? 1000 : Self.tidyingInterval)
    }

    /// Milliseconds between two parts.
    private static let restBetweenParts: Int64 = 20
    /// How many pages are given back before the time is asked.
    private static let pages = 50

    /// How often it is looked for what is too old, in milliseconds.
    private static let tidyingInterval: Int64 = 3_600_000
}
