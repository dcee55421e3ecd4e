import Events
import Mail
import Store

extension Engine {
    /// Looks at the rules where something may have become due; part of the turn's transaction.
    ///
    /// What makes the last look stale are rows that others have written: prompts only tell of such rows.
    func planMailings(now: Int64) throws(StoreError) {
        // Whoever has stopped a mailing since the turn began is heeded, too: nothing more of it is claimed.
        _ = hasForeignChange()
        if mailings.isStale { try heedActs() }
        if mailings.isFollowing, Uptime.now() >= mailings.followAt,
            !mailings.isLooking || !mailings.hasFollowed
        {
            guard turnTime.mayBegin(.mailings) else { return }
            mailings.hasFollowed = true
            return try followOn(now: now)
        }
        mailings.hasFollowed = false
        if !mailings.withdrawals.isEmpty, Uptime.now() >= mailings.withdrawAt {
            guard turnTime.mayBegin(.mailings) else { return }
            return try withdrawOn(now: now)
        }
        // Two rows of a list may be one person's.
        guard !identifying.isPending else { return }
        if mailings.isLooking {
            guard Uptime.now() >= mailings.gatherAt, turnTime.mayBegin(.mailings) else { return }
            if !mailings.queue.isEmpty { return try lookOn(now: now) }
            // Neither waits for all of the other.
            if let gathering = mailings.gathering, mailings.reviews.isEmpty || mailings.hasReviewed {
                mailings.hasReviewed = false
                return try gatherOn(gathering, now: now)
            }
            mailings.hasReviewed = true
            return try reviewOn(now: now)
        }
        guard mailings.isDue(now) else {
            // Nothing has changed: what was seen last is still so.
            if !mailings.isStale { mailings.lastLook = now }
            return
        }
        // Nothing may be claimed by facts or hours that hold no more: such a look waits for nobody.
        guard turnTime.mayBegin(.mailings) || mailings.isUrgent(now) else { return }
        beginLook(now: now)
        try lookOn(now: now)
    }

    /// Everyone was looked at.
    func concludeLook(now: Int64) throws(StoreError) {
        let telling = try telling().map(\.id)
        for mailing in try store.finishMailings(now: now, except: mailings.awaited.union(telling)) {
            tell(.notice, MailingNotices.finished("\(mailing.event)/\(mailing.notification)"))
        }
        try store.withdrawLeftovers(now: now)
        try heedActs()
        mailings.lookedAt = now
        // Whoever is not gathered yet is judged by what was seen before.
        if mailings.gathering == nil { mailings.lastLook = mailings.lookBegan }
    }

    /// What a person has stopped or withdrawn: its letters that wait for a session go back at once.
    func heedActs() throws(StoreError) {
        try heedPatience()
        let isFollowing = try store.isFollowing()
        if !isFollowing { mailings.lateEnds = nil }
        mailings.isFollowing = isFollowing
        let blocked = isFollowing ? try store.mailingsWithoutClaims() : []
        let telling = Set(try telling().map(\.id))
        let running = try store.mailings(in: [.running]).map(\.id).filter {
            !blocked.contains($0) && !telling.contains($0)
        }
        let stopped = Set(mailings.running).subtracting(running)
        state.turn.stopped.formUnion(stopped)
        mailings.running = running
    }

    /// The mailings that tell moved facts, and of which it is not known yet who gets them.
    private func telling() throws(StoreError) -> [Mailing] {
        let events = try walkedEvents()
        guard !events.isEmpty else { return [] }
        return try store.mailings(in: [.running]).filter { $0.facts != nil && events.contains($0.event) }
    }

    /// The mailings whose messages may be claimed now.
    func runningMailings() -> [Int64] { mailings.claimable }

    /// - Returns: the mailing, when it is on its way.
    func look(
        _ planner: inout MailingPlanner,
        _ before: Mailing?,
        now: Int64
    ) throws(StoreError) -> Int64? {
        if let before, before.lateInvitee != nil {
            mailings.reviews.append(MailingReview(late: before, planner))
        }
        guard before?.state.isFinal != true || before?.state == .missed else { return nil }
        let event = planner.event
        let key = "\(event.id)/\(planner.audience)"
        if mailings.places[key] == nil { mailings.places[key] = try planner.possiblePlaces(in: store) }
        let there = mailings.places[key] ?? []
        let asked = planner
        let found = try planner.span(of: there) { place throws(StoreError) in
            try asked.hasPeople(at: place, in: store)
        }
        guard let span = found else { return nil }
        let plan = planner.plan(for: span)
        guard let mailing = try store.plan(plan, now: now), !mailing.state.isFinal else { return nil }
        if mailing.frozenAt == nil {
            // Those who are gathered already move with the facts, too.
            if mailings.isFresh, mailing.gathering != nil {
                try moved(mailing, planner, from: before?.due ?? mailing.due, now: now)
                mailings.reviews.append(MailingReview(mailing, planner, facts: true, audience: false))
            }
            try open(mailing, &planner, span: span, now: now)
        } else {
            if mailings.isFresh { try moved(mailing, planner, from: before?.due ?? mailing.due, now: now) }
            // Once the last hour has struck nobody joins or leaves; who is demoted then is found when the letter is
            // claimed.
            let isClosed = planner.last().map { $0 + MailingPlanner.grace < mailings.lastLook } == true
            if mailings.isFresh || !isClosed {
                var review = MailingReview(mailing, planner, facts: mailings.isFresh, audience: !isClosed)
                review.holdsLetters = mailings.isHour
                mailings.reviews.append(review)
            }
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
        if instant > now { mailings.remember(instant) }
    }

    // MARK: the time comes

    private func open(
        _ mailing: Mailing,
        _ planner: inout MailingPlanner,
        span: MailingPlanner.Span,
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
        guard try !waitsForList(of: mailing.event, now: now) else { return }
        guard mailings.gathering == nil, isMissed || !span.isEmpty || mailing.gathering != nil else { return }
        try gather(OpenGathering(mailing, planner, isMissed: isMissed), mailing, now: now)
    }

    // MARK: while it runs

    /// The hour moved: waves move with it as they are, all by the same, so that they keep their distance from each other.
    private func moved(
        _ mailing: Mailing,
        _ planner: MailingPlanner,
        from oldDue: Int64,
        now: Int64
    ) throws(StoreError) {
        let shift = mailing.due - oldDue
        guard !planner.notification.waves.isEmpty, shift != 0 else { return }
        let moved = try store.move(mailing: mailing.id, by: shift, now: now)
        guard moved > 0 else { return }
        // None goes before it has moved.
        try heedActs()
        tell(.notice, MailingNotices.moved("\(mailing.event)/\(mailing.notification)", moved))
    }
}
