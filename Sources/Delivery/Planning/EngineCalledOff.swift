import Events
import Store

/// Events that are called off, and those that take place after all.
extension Engine {
    /// How long after an event was called off, in milliseconds, it is looked at each time whether something of it
    /// waits.
    ///
    /// What was on its way at that moment may come back; later a claim finds it.
    private static let aftermath: Int64 = 600_000

    /// Withdraws what waits of an event that is called off.
    func heedState(of event: Event, now: Int64) throws(StoreError) {
        let since = try store.calledOff(event: event.id)
        guard event.isCancelled else {
            mailings.calledOff.remove(event.id)
            mailings.withdrawals.removeAll { $0.walk.event == event.id }
            guard since != nil else { return }
            try store.setCalledOff(event: event.id, at: nil)
            try store.takePlace(event: event.id, now: now)
            // Who registered or cancelled meanwhile, or was told that it is called off, is told what is so now.
            try lookAtEveryone(of: event.id, evenCancelled: true, now: now)
            tell(.warning, Notices.takesPlace(event.id))
            return
        }
        mailings.calledOff.insert(event.id)
        guard since == nil || mailings.isFresh || now - (since ?? 0) < Self.aftermath else { return }
        let announcements = event.notifications.filter { $0.trigger == .on(.eventCancelled) }.map(\.name)
        // Besides what is found now: what is on its way at this moment, which may come back.
        let isInFlight = try store.isInFlight(event: event.id, except: announcements)
        let mayHaveLanded = mailings.inFlight.contains(event.id)
        if isInFlight { mailings.inFlight.insert(event.id) } else { mailings.inFlight.remove(event.id) }
        readyQueue.takeBack { $0.event == event.id && !announcements.contains($0.notification) }
        guard since == nil || mailings.isFresh || mayHaveLanded || isInFlight else { return }
        if !mailings.withdrawals.contains(where: { $0.walk.event == event.id }) {
            mailings.withdrawals.append((Withdrawal(event.id, except: announcements), since == nil))
            try withdrawOn(now: now)
        }
        guard since == nil else { return }
        // Called off once more: the letter that says so was withdrawn when it was to take place after all.
        try store.takePlace(event: event.id, now: now)
        for name in announcements { try store.announceAgain(event: event.id, notification: name, now: now) }
        try store.setCalledOff(event: event.id, at: now)
    }

    /// Goes on withdrawing what waits of called-off events while the turn has time; part of the turn's transaction.
    ///
    /// Nothing of these goes meanwhile: a claim finds that they are called off. Whoever dies on the way begins anew, for
    /// a start looks at everything.
    func withdrawOn(now: Int64) throws(StoreError) {
        let reason = Reasons.eventCancelled.text(in: site.configuration.language.rawValue)
        turnTime.begin(.mailings)
        defer { mailings.withdrawAt = Uptime.now() + gatheringRest }
        repeat {
            guard var (walk, isFirst) = mailings.withdrawals.first else { return }
            try store.withdraw(&walk, reason: reason, now: now)
            if walk.isDone {
                mailings.withdrawals.removeFirst()
                if isFirst { tell(.warning, Notices.calledOff(walk.event, withdrawn: walk.count)) }
                mailings.lookAtOnce()
            } else {
                mailings.withdrawals[0] = (walk, isFirst)
            }
        } while turnTime.isLeft()
    }

    /// Notes a registration for an event that is called off: nothing answers it, and `status` tells of it.
    func noteLate(_ row: PersonRow) throws(StoreError) {
        if let rules = eventRules[row.event] {
            guard rules.event.isCancelled else { return }
        } else {
            // Its folder is gone, or faulty.
            guard try store.calledOff(event: row.event) != nil else { return }
        }
        try store.noteLate(registration: row.id, event: row.event)
    }

    /// Whether a mailing is to be looked at: none of a called-off event but the one that says so, and that one alone
    /// then.
    func isOn(
        _ planner: inout MailingPlanner,
        _ before: Mailing?,
        now: Int64
    ) throws(StoreError) -> Bool {
        let isCancelled = planner.event.isCancelled
        if isCancelled, mailings.withdrawals.contains(where: { $0.walk.event == planner.event.id }) {
            // Nobody hears of it before everything else is withdrawn.
            remember(now + 1000, now: now)
            return false
        }
        if isCancelled, !planner.notification.isTimed, before?.frozenAt == nil,
            try store.isInFlight(event: planner.event.id, except: [planner.notification.name])
        {
            // Whoever is being told something else at this moment hears of it as well.
            remember(now + 1000, now: now)
            return false
        }
        if isCancelled != planner.notification.isTimed { return true }
        // A letter that an event is called off which takes place needs no row; one that waits is withdrawn.
        guard before?.state.isFinal != true, isCancelled || before != nil else { return false }
        guard let span = planner.span(of: []),
            let mailing = try store.plan(planner.plan(for: span), now: now), !mailing.state.isFinal
        else { return false }
        let language = site.configuration.language.rawValue
        let reason = isCancelled ? Reasons.eventCancelled : Reasons.eventTakesPlace
        try store.callOff(mailing: mailing.id, reason: reason.text(in: language), now: now)
        return false
    }

    /// Whether a letter says that an event is called off which takes place.
    func isAnnouncementOfNothing(_ message: ClaimedMessage) -> Bool {
        guard message.goesByTheClock, let event = site.events[message.event]?.event, !event.isCancelled
        else { return false }
        return event.notification(named: message.notification)?.trigger == .on(.eventCancelled)
    }

    /// Whether a letter is of an event that is called off, and not the one that says so.
    func isOfCalledOff(_ message: ClaimedMessage) -> Bool {
        guard !mailings.calledOff.isEmpty, mailings.calledOff.contains(message.event) else { return false }
        let event = site.events[message.event]?.event
        return event?.notification(named: message.notification)?.trigger != .on(.eventCancelled)
    }
}
