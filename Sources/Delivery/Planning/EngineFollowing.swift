import Store

/// Lets messages follow the acts of people on whole mailings, in parts: a turn never keeps everyone else waiting for
/// long.
///
/// Of a mailing that was stopped or withdrawn nothing goes meanwhile, for claims go by its own state.
extension Engine {
    /// Lets the next messages follow while the turn has time; part of the turn's transaction.
    func followOn(now: Int64) throws(StoreError) {
        turnTime.begin(.mailings)
        if mailings.isFresh { mailings.lateEnds = nil }
        var endsStep = false
        defer { mailings.followAt = Uptime.now() + gatheringRest }
        repeat {
            guard let next = try store.nextFollowing() else {
                mailings.isFollowing = false
                break
            }
            guard let part = try store.follow(now: now, lateEnd: lateEnd(next, now: now)) else { break }
            if part.endsStep { endsStep = true }
        } while turnTime.isLeft()
        if endsStep || !mailings.isFollowing { try heedActs() }
        // What came back from a session meanwhile, behind those that were looked at, is to follow as well.
        if !mailings.isFollowing { mailings.lookAtOnce() }
    }

    /// By the rules of the mailing; nil where these are gone, or nothing moves.
    private func lateEnd(_ following: Following, now: Int64) throws(StoreError) -> MessageStore.LateEnd? {
        guard following.start != nil else { return nil }
        if let known = mailings.lateEnds, known.mailing == following.mailing {
            return { known.ends.end(of: $1, $0) }
        }
        guard let mailing = try store.mailing(id: following.mailing),
            let event = site.events[mailing.event]?.event,
            let notification = event.notification(named: mailing.notification)
        else { return nil }
        let planner = MailingPlanner(
            event: event,
            notification: notification,
            calendar: site.calendar,
            mailing: mailing,
            now: now
        )
        let ends = LateEnds(planner)
        mailings.lateEnds = (mailing.id, ends)
        return { ends.end(of: $1, $0) }
    }
}
