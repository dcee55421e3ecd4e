import Events
import Store

/// Looks at the rules of mailings, some at a time: at those alone whose moment has come, or at all where rows, facts or
/// rules have changed.
extension Engine {
    /// How many mailings are looked at before the time is asked.
    private static let lookedAtOnce = 25

    func beginLook(now: Int64) {
        // Whoever changed something may wait for the next look; an hour that has struck, or facts that moved, may not.
        mailings.isHour = mailings.isFresh || mailings.nextInstant.map { $0 <= now } == true
        let isOfAll = mailings.isFresh || mailings.isStale || now < mailings.lookedAt
        let due = mailings.due(now)
        var names: [MailingName] = []
        for (id, kit) in site.events {
            for notification in kit.event.notifications where notification.isMailing {
                let name = MailingName(event: id, notification: notification.name)
                if isOfAll || due.contains(name) { names.append(name) }
            }
        }
        mailings.forget(isOfAll ? mailings.remembered : due)
        mailings.queue = names.reversed()
        mailings.places = [:]
        mailings.lookBegan = now
        mailings.lookTook = 0
        // What changes from now on is seen at the next look.
        mailings.isStale = false
        mailings.mustHeedStates = isOfAll || !mailings.calledOff.isEmpty
    }

    /// Goes on with the look while the turn has time; concludes it with the last mailing.
    func lookOn(now: Int64) throws(StoreError) {
        let begin = Uptime.now()
        turnTime.begin(.mailings)
        if mailings.mustHeedStates {
            for kit in site.events.values { try heedState(of: kit.event, now: now) }
            mailings.mustHeedStates = false
        }
        repeat {
            for _ in 0..<Self.lookedAtOnce {
                guard let name = mailings.queue.popLast() else { break }
                try look(at: name, now: now)
            }
        } while !mailings.queue.isEmpty && turnTime.isLeft()
        mailings.looking = .none
        mailings.lookTook += Uptime.now() - begin
        guard mailings.queue.isEmpty else {
            mailings.gatherAt = Uptime.now() + gatheringRest
            return
        }
        mailings.places = [:]
        mailings.isFresh = false
        mailings.isRestored = false
        mailings.lookedAt = now
        if !mailings.reviews.isEmpty { return try reviewOn(now: now) }
        try concludeLook(now: now)
    }

    private func look(at name: MailingName, now: Int64) throws(StoreError) {
        guard let event = site.events[name.event]?.event,
            let notification = event.notification(named: name.notification)
        else { return }
        mailings.count += 1
        mailings.looking = name
        let before = try store.mailing(event.id, notification.name)
        var planner = MailingPlanner(
            event: event,
            notification: notification,
            calendar: site.calendar,
            mailing: before,
            now: now
        )
        guard try isOn(&planner, before, now: now) else { return }
        let mailing = try look(&planner, before, now: now)
        if let mailing, let last = planner.last(), last >= now {
            mailings.awaiting[name] = mailing
            remember(last + 1, now: now)
        }
    }
}
