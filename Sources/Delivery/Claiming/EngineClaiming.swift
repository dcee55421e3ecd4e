import Letters
import Mail
import Store

extension Engine {
    /// What this turn may claim; part of the turn's transaction.
    func budget() throws(StoreError) -> ClaimBudget {
        let moment = Uptime.now()
        state.claimStop = .rest
        state.claimedAt = clock.wall
        guard let snapshot = readyQueue.snapshot(at: moment) else { return ClaimBudget() }
        state.claimStop = .room
        var budget = ClaimBudget(isFlowing: snapshot.isFlowing, allowances: snapshot.allowances)
        guard snapshot.most > 0 else { return budget }
        let horizon = prefetch.horizon(sessions: snapshot.sessions, most: Self.horizon)
        // Refill in pieces, for a claim costs a commit, but small ones: while one is made the sessions live on the
        // rest.
        let piece = min(Self.together, horizon / 2)
        let isLow = snapshot.taken <= horizon - piece || snapshot.taken < snapshot.sessions
        // Prompted mail passes bulk that has been claimed already, however slowly that goes.
        guard isLow || !snapshot.isPromptedWaiting else { return budget }
        let reserved = min(snapshot.most, horizon + Self.promptedReserve - snapshot.taken)
        guard reserved > 0 else { return budget }
        budget.isOpen = true
        budget.room = isLow ? min(reserved, horizon) : reserved
        budget.others = isLow ? min(snapshot.most, horizon - snapshot.taken) : 0
        // What waits in the queue goes before what is only being planned.
        budget.ready = try store.readyCount(.prompted, now: state.claimedAt.milliseconds, limit: budget.room)
        return budget
    }

    /// Claims what is due, prompted mail first, the mailings in turn; part of the turn's transaction.
    func claim(_ budget: ClaimBudget) throws(StoreError) -> [ClaimedMessage] {
        store.hasMoreToClaim = false
        guard budget.isOpen else { return [] }
        let now = state.claimedAt.milliseconds
        var budget = budget
        var claimed = try claim(.priority(.prompted), budget.room, now, &budget.allowances)
        var room = budget.others - claimed.count
        if room > 0 {
            let timed = try claim(.priority(.timed), room, now, &budget.allowances)
            room -= timed.count
            claimed += timed
        }
        var mailingsInTurn = runningMailings()
        while room > 0, !mailingsInTurn.isEmpty {
            let share = max(1, room / mailingsInTurn.count)
            var still: [Int64] = []
            for mailing in mailingsInTurn where room > 0 {
                let some = try claim(.mailing(mailing), min(share, room), now, &budget.allowances)
                room -= some.count
                claimed += some
                if some.count == share { still.append(mailing) }
            }
            mailingsInTurn = still
        }
        if room > 0 {
            let bulk = try claim(.priority(.bulk), room, now, &budget.allowances)
            room -= bulk.count
            claimed += bulk
        }
        if room > 0, !budget.allowances.values.contains(0) { state.claimStop = .none }
        // Behind what waits for full destinations there may be more: the next turn goes on from there.
        if room > 0, store.hasMoreToClaim { state.claimStop = .rest }
        return claimed.isEmpty ? [] : try admitted(claimed, now: now)
    }

    /// Claims from one source; of domains with limits, only what those allow.
    func claim(
        _ source: ClaimSource,
        _ limit: Int,
        _ now: Int64,
        _ allowances: inout [String: Int]
    ) throws(StoreError) -> [ClaimedMessage] {
        var admitted: [ClaimedMessage] = []
        while admitted.count < limit {
            nextClaim += 1
            let full = Set(allowances.filter { $0.value <= 0 }.keys)
            let wanted = limit - admitted.count
            // What a domain's limit does not allow stays where it is, and costs no writing.
            let found = try store.claim(
                source,
                limit: wanted,
                now: now,
                excluding: full,
                endingAfter: leastEnd,
                token: nextClaim
            ) { message in
                guard let left = allowances[message.domain] else { return true }
                allowances[message.domain] = max(0, left - 1)
                return left > 0
            }
            admitted += found.claimed
            // Each round excludes one more domain at least.
            guard found.claimed.count < found.ready, found.ready == wanted else { break }
        }
        return admitted
    }

    /// Leaves out what must not go now: suppressed addresses, letters past their time, hours outside the window.
    func admitted(_ claimed: [ClaimedMessage], now: Int64) throws(StoreError) -> [ClaimedMessage] {
        var refused: [AttemptRecord] = []
        var admitted: [ClaimedMessage] = []
        admitted.reserveCapacity(claimed.count)
        var parked: [Int64] = []
        var redirected = 0
        for message in claimed {
            if waitingEvents.contains(message.event) { parked.append(message.id) }
            if try isRedirected(message, now: now) {
                redirected += 1
                continue
            }
            guard let change = try objection(to: message, now: now) else {
                admitted.append(message)
                continue
            }
            if change.cause == .registrationCancelled, message.priority == .prompted {
                // Another registration of the person may stand, whose letter this one seemed to be: it may have gone once
                // and be in doubt.
                try store.askForLook(message.personKey, event: message.event, now: now)
                hasLooks = true
            }
            refused.append(
                AttemptRecord(message: message.id, claim: message.claim, change: change, at: now)
            )
        }
        try store.record(refused, now: now)
        if !parked.isEmpty { try store.park(parked) }
        state.turnedAway += refused.count + redirected
        return try tellingFacts(admitted, now: now)
    }

    private func objection(
        to message: ClaimedMessage,
        now: Int64
    ) throws(StoreError) -> MessageChange? {
        // Someone has let it go while its event cannot be used.
        if waitingEvents.contains(message.event) {
            return .requeued(ready: message.due)
        }
        let language = site.configuration.language.rawValue
        let isKept = try isListed(message)
        if isKept || isSecondAddressSuppressed(message) {
            return .suppressed(reason: Reasons.suppressed.text(in: language))
        }
        if isOfCalledOff(message) {
            return .withdrawn(.eventCancelled, reason: Reasons.eventCancelled.text(in: language))
        }
        if isAnnouncementOfNothing(message) {
            return .withdrawn(.eventCancelled, reason: Reasons.eventTakesPlace.text(in: language))
        }
        if message.expires <= now || isPastItsMoment(message, now: now) {
            if clockGuard.isInDoubt { return .requeued(ready: message.due) }
            let reason = message.attempts > 0 ? Reasons.giveUp : Reasons.missed
            return .expired(message.attempts > 0 ? .givenUp : .missed, reason: reason.text(in: language))
        }
        if AdministratorLetter.isOne(message) { return nil }
        // Deleted meanwhile: its prompt is still to be planned.
        let isGone = message.registration == nil && message.invitee == nil
        if isGone || message.registration?.status == "cancelled" && !isForCancelled(message) {
            return .withdrawn(
                .registrationCancelled,
                reason: Reasons.registrationCancelled.text(in: language)
            )
        }
        if !isOfAudience(message) {
            return .withdrawn(.leftAudience, reason: Reasons.noLongerInAudience.text(in: language))
        }
        if try hasDeclined(message) {
            return .withdrawn(.declined, reason: ReturnWords.declined.text(in: language))
        }
        if message.priority != .prompted,
            let opening = mailings.opening(message, now: now, site: site)
        {
            return .requeued(ready: opening)
        }
        return try secondThoughts(about: message, now: now)
    }

    /// What was asked when the message was planned is asked again where its person's row has changed since.
    ///
    /// A person who lets the message go has looked at the row as it was then.
    private func secondThoughts(
        about message: ClaimedMessage,
        now: Int64
    ) throws(StoreError) -> MessageChange? {
        guard let row = message.registration ?? message.invitee, let changed = row.updatedAt,
            changed != row.createdAt, changed > Timestamp.text(message.created)
        else { return nil }
        let language = site.configuration.language.rawValue
        var cause = MessageCause.suspicious
        var reason = Suspicion.reason(Person(row), language: language)
        let perDay = site.configuration.limits.perAddressPerDay
        if reason == nil, perDay > 0 {
            let mailbox = Address.limitKey(of: message.personKey)
            if try store.sentCount(to: mailbox, since: now - 86_400_000) >= perDay {
                (cause, reason) = (.tooMany, Reasons.tooMany.text(in: language))
            }
        }
        guard let reason else { return nil }
        // Asked last, for few are.
        let looked = try store.lastAct(on: message.id).map(Timestamp.text)
        return looked.map { $0 >= changed } ?? false ? nil : .held(cause, reason: reason)
    }

    /// Whether it is a letter to those who have cancelled.
    ///
    /// Their other letters are withdrawn when the cancellation is planned, but that may wait behind many prompts.
    private func isForCancelled(_ message: ClaimedMessage) -> Bool {
        let notifications = site.events[message.event]?.event.notifications ?? []
        guard let notification = notifications.first(where: { $0.name == message.notification }) else {
            return true
        }
        return notification.trigger == .on(.cancelled) || notification.trigger == .on(.eventCancelled)
            || notification.audience?.statuses.contains("cancelled") == true
    }

    /// Whether the list keeps a letter from its person.
    ///
    /// That letters to the first address come back is no reason to keep one from the second: that is what it is for.
    private func isListed(_ message: ClaimedMessage) throws(StoreError) -> Bool {
        guard message.isSuppressed, isToSecondAddress(message) else { return message.isSuppressed }
        return try !store.isListedForFailures(message.personKey, by: Returns.ownName)
    }

    /// Whether a letter that the list keeps from the first address, for what came back from there, was sent on its way to
    /// the second one instead.
    private func isRedirected(_ message: ClaimedMessage, now: Int64) throws(StoreError) -> Bool {
        guard message.isSuppressed, !isToSecondAddress(message), let invitee = message.invitee,
            invitee.secondEmail != nil,
            try store.isListedForFailures(message.personKey, by: Returns.ownName)
        else { return false }
        return try outcomes.escalate(
            message.id,
            from: .sending,
            of: invitee,
            message.priority,
            code: nil,
            expires: .min,
            into: &state.turn,
            now: now
        )
    }

    private func isToSecondAddress(_ message: ClaimedMessage) -> Bool {
        guard let invitee = message.invitee else { return false }
        return message.email == invitee.secondEmail && message.email != invitee.email
    }

    /// Messages are counted by the first address of an invitee; the second may be on the list by itself.
    private func isSecondAddressSuppressed(_ message: ClaimedMessage) -> Bool {
        guard isToSecondAddress(message), let key = (try? Address(message.email))?.key else { return false }
        return (try? store.isSuppressed(key, priority: message.priority)) ?? true
    }

    /// Gives claimed messages to the sessions, and sees that there are sessions.
    func dispatch(_ claimed: [ClaimedMessage]) {
        if !claimed.isEmpty { readyQueue.offer(claimed) }
        for relay in readyQueue.sessionsToOpen() { loop.open(relay: relay.index) }
        if !claimed.isEmpty { loop.wake() }
    }
}
