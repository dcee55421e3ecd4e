import Events
import Mail
import Store

extension Engine {
    /// Looks at the rules where something may have become due; part of the turn's transaction.
    ///
    /// What makes the last look stale are rows that others have written: prompts only tell of such rows.
    func planMailings(now: Int64) throws(StoreError) {
        if mailings.isStale { try heedActs() }
        if let gathering = mailings.gathering {
            guard Uptime.now() >= mailings.gatherAt else { return }
            return try gatherOn(gathering, now: now)
        }
        guard mailings.isDue(now) else {
            // Nothing has changed: what was seen last is still so.
            if !mailings.isStale { mailings.lastLook = now }
            return
        }
        mailings.nextInstant = nil
        let begin = Uptime.now()
        var places: [String: [AudiencePlace]] = [:]
        // Whoever may yet register where its hour has not struck still belongs to a mailing to registrations.
        var awaited: Set<Int64> = []
        for kit in site.events.values {
            try heedState(of: kit.event, now: now)
            for notification in kit.event.notifications where notification.isMailing {
                let before = try store.mailing(kit.event.id, notification.name)
                var planner = MailingPlanner(
                    event: kit.event,
                    notification: notification,
                    calendar: site.calendar,
                    mailing: before,
                    now: now
                )
                guard try isOn(&planner, before, now: now) else { continue }
                let mailing = try look(&planner, before, places: &places, now: now)
                if let mailing, let last = planner.last(), last >= now {
                    awaited.insert(mailing)
                    remember(last + 1, now: now)
                }
            }
        }
        for mailing in try store.finishMailings(now: now, except: awaited) {
            tell(.notice, MailingNotices.finished("\(mailing.event)/\(mailing.notification)"))
        }
        try store.withdrawLeftovers(now: now)
        try heedActs()
        mailings.isStale = false
        mailings.isFresh = false
        mailings.isRestored = false
        mailings.lookedAt = now
        // Whoever is not gathered yet is judged by what was seen before.
        if mailings.gathering == nil { mailings.lastLook = now }
        mailings.lookTook = Uptime.now() - begin
    }

    /// What a person has stopped or withdrawn: its letters that wait for a session go back at once.
    func heedActs() throws(StoreError) {
        try heedPatience()
        let running = try store.mailings(in: [.running]).map(\.id)
        let stopped = Set(mailings.running).subtracting(running)
        state.turn.stopped.formUnion(stopped)
        mailings.running = running
    }

    /// The mailings whose messages may be claimed now.
    func runningMailings() -> [Int64] { mailings.running }

    /// - Returns: the mailing, when it is on its way.
    private func look(
        _ planner: inout MailingPlanner,
        _ before: Mailing?,
        places: inout [String: [AudiencePlace]],
        now: Int64
    ) throws(StoreError) -> Int64? {
        if let before, before.lateInvitee != nil { try admitLate(before, &planner, now: now) }
        guard before?.state.isFinal != true || before?.state == .missed else { return nil }
        let event = planner.event
        let key = planner.notification.conditions.isEmpty ? "\(event.id)/\(planner.audience)" : nil
        let there: [AudiencePlace]
        if let known = key.flatMap({ places[$0] }) {
            there = known
        } else if let key, before?.frozenAt == nil, planner.isFarOff(now),
            let known = mailings.counted(key, now: now)
        {
            there = known
        } else {
            there = try planner.places(in: store)
            if let key {
                places[key] = there
                mailings.counts[key] = MailingLook.Count(at: now, places: there)
            }
        }
        guard let span = planner.span(of: there), let plan = planner.plan(for: there) else {
            return nil
        }
        guard let mailing = try store.plan(plan, now: now), !mailing.state.isFinal else { return nil }
        if mailing.frozenAt == nil {
            // Those who are gathered already move with the facts, too.
            if mailings.isFresh, mailing.gathering != nil {
                try move(mailing, &planner, from: before?.due ?? mailing.due, now: now)
            }
            try open(mailing, &planner, span: span, isEmpty: there.isEmpty, now: now)
        } else {
            if mailings.isFresh { try move(mailing, &planner, from: before?.due ?? mailing.due, now: now) }
            // Once the last hour has struck nobody joins or leaves; who is demoted then is found when the letter is
            // claimed.
            let isClosed = planner.last().map { $0 + MailingPlanner.grace < mailings.lastLook } == true
            if !isClosed { try keepAudience(mailing, &planner, now: now) }
            // Each hour is looked at: who is of the audience then belongs to the mailing.
            let hours = there.compactMap { planner.due(timeZone: $0.timeZone, region: $0.region)?.at }
            if let next = hours.filter({ $0 > now }).min() { remember(next, now: now) }
            if let last = hours.filter({ $0 + MailingPlanner.grace > now }).min() {
                remember(last + MailingPlanner.grace, now: now)
            }
        }
        return mailing.id
    }

    func remember(_ instant: Int64, now: Int64) {
        guard instant > now else { return }
        mailings.nextInstant = min(mailings.nextInstant ?? instant, instant)
    }

    // MARK: the time comes

    private func open(
        _ mailing: Mailing,
        _ planner: inout MailingPlanner,
        span: (first: Int64, last: Int64, lateUntil: Int64),
        isEmpty: Bool,
        now: Int64
    ) throws(StoreError) {
        // Someone may yet arrive in a zone that is further east.
        if let earliest = planner.earliest() { remember(earliest, now: now) }
        remember(span.first, now: now)
        remember(span.lateUntil + 1, now: now)
        guard span.first <= now, mailing.state == .scheduled else { return }
        let isMissed = span.lateUntil < now
        // Too late by a clock that nobody believes: it is looked at again when somebody does.
        if isMissed, clockGuard.isInDoubt { return }
        // Another one's audience is being gathered: a look follows at once when it is whole. One that was begun is
        // completed, whoever has left it since.
        guard mailings.gathering == nil, isMissed || !isEmpty || mailing.gathering != nil else { return }
        try gather(OpenGathering(mailing, planner, isMissed: isMissed), mailing, now: now)
    }

    // MARK: while it runs

    /// Facts or rules moved: what is not yet sent moves with them.
    private func move(
        _ mailing: Mailing,
        _ planner: inout MailingPlanner,
        from oldDue: Int64,
        now: Int64
    ) throws(StoreError) {
        var local = planner
        let hasWaves = !planner.notification.waves.isEmpty
        let delay = Int64(planner.notification.undo.seconds) * 1000
        let giveUpAfter = site.configuration.retry.giveUpAfter.inMilliseconds
        let shift = mailing.due - oldDue
        let moved = try store.reschedule(mailing: mailing.id, now: now) { message in
            // Waves keep their distance from each other.
            if hasWaves { return shift == 0 ? nil : (message.due + shift, message.expires + shift) }
            guard let due = local.due(timeZone: message.timeZone, region: message.region),
                due.at + delay != message.due
            else { return nil }
            var end = due.lateUntil
            if delay > 0 {
                let late = local.lateUntil(
                    from: due.at + delay,
                    timeZone: message.timeZone,
                    region: message.region
                )
                end = min(max(end + delay, late), local.latest)
            }
            if message.attempts > 0 {
                end = max(end, local.retryUntil(from: max(now, due.at), giveUpAfter: giveUpAfter))
            }
            return (due.at + delay, end)
        }
        planner = local
        guard moved > 0 else { return }
        tell(.notice, MailingNotices.moved("\(mailing.event)/\(mailing.notification)", moved))
    }
}
