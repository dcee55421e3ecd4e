import Letters
import Mail
import SMTP
import Store

extension Engine {
    /// What this turn may claim; part of the turn's transaction.
    func berth() throws(StoreError) -> Berth {
        let moment = Dispatcher.boardTime()
        claimStop = .rest
        claimedAt = clock.now()
        guard let board = dispatcher.with({ $0.board(at: moment) }) else { return Berth() }
        claimStop = .room
        var berth = Berth(isFlowing: board.isFlowing, allowances: board.allowances)
        guard board.most > 0 else { return berth }
        let horizon = pace.horizon(sessions: board.sessions, most: Self.horizon)
        // Refill in pieces, for a claim costs a commit, but small ones: while one is made the sessions live on the rest.
        let piece = min(Self.together, horizon / 2)
        let isLow = board.taken <= horizon - piece || board.taken < board.sessions
        // Prompted mail passes bulk that has been claimed already, however slowly that goes.
        guard isLow || !board.isPromptedWaiting else { return berth }
        let reserved = min(board.most, horizon + Self.promptedReserve - board.taken)
        guard reserved > 0 else { return berth }
        berth.isOpen = true
        berth.room = isLow ? min(reserved, horizon) : reserved
        berth.others = isLow ? min(board.most, horizon - board.taken) : 0
        // What waits in the queue goes before what is only being planned.
        berth.ready = try store.readyCount(.prompted, now: claimedAt, limit: berth.room)
        return berth
    }

    /// Claims what is due, prompted mail first, the mailings in turn; part of the turn's transaction.
    func claim(_ berth: Berth) throws(StoreError) -> [Claimed] {
        guard berth.isOpen else { return [] }
        let now = claimedAt
        var berth = berth
        var claimed = try claim(.lane(.prompted), berth.room, now, &berth.allowances)
        var room = berth.others - claimed.count
        if room > 0 {
            let timed = try claim(.lane(.timed), room, now, &berth.allowances)
            room -= timed.count
            claimed += timed
        }
        var mailingsInTurn = runningMailings()
        while room > 0, !mailingsInTurn.isEmpty {
            let share = max(1, room / mailingsInTurn.count)
            var still: [Int64] = []
            for mailing in mailingsInTurn where room > 0 {
                let some = try claim(.mailing(mailing), min(share, room), now, &berth.allowances)
                room -= some.count
                claimed += some
                if some.count == share { still.append(mailing) }
            }
            mailingsInTurn = still
        }
        if room > 0 {
            let bulk = try claim(.lane(.bulk), room, now, &berth.allowances)
            room -= bulk.count
            claimed += bulk
        }
        if room > 0, !berth.allowances.values.contains(0) { claimStop = .none }
        return claimed.isEmpty ? [] : try admitted(claimed, now: now)
    }

    /// Claims from one source; of domains with limits, only what those allow.
    func claim(
        _ source: ClaimSource,
        _ limit: Int,
        _ now: Int64,
        _ allowances: inout [String: Int]
    ) throws(StoreError) -> [Claimed] {
        var admitted: [Claimed] = []
        while admitted.count < limit {
            nextClaim += 1
            let full = Set(allowances.filter { $0.value <= 0 }.keys)
            let wanted = limit - admitted.count
            let claimed = try store.claim(
                source,
                limit: wanted,
                now: now,
                excluding: full,
                endingAfter: leastEnd,
                token: nextClaim
            )
            var excess: [AttemptRecord] = []
            for message in claimed {
                switch allowances[message.domain] {
                case nil: admitted.append(message)
                case let left? where left > 0:
                    allowances[message.domain] = left - 1
                    admitted.append(message)
                default:
                    let verdict = MessageChange.requeued(ready: message.due)
                    excess.append(
                        AttemptRecord(message: message.id, claim: message.claim, verdict: verdict, at: now)
                    )
                }
            }
            // Each round excludes one more domain at least.
            guard !excess.isEmpty else { break }
            try store.record(excess, now: now)
            guard claimed.count == wanted else { break }
        }
        return admitted
    }

    /// Leaves out what must not go now: suppressed addresses, letters past their time, hours outside the window.
    func admitted(_ claimed: [Claimed], now: Int64) throws(StoreError) -> [Claimed] {
        var refused: [AttemptRecord] = []
        var admitted: [Claimed] = []
        admitted.reserveCapacity(claimed.count)
        var parked: Set<String> = []
        for message in claimed {
            if waitingEvents.contains(message.event) { parked.insert(message.event) }
            guard let verdict = try objection(to: message, now: now) else {
                admitted.append(message)
                continue
            }
            refused.append(
                AttemptRecord(message: message.id, claim: message.claim, verdict: verdict, at: now)
            )
        }
        try store.record(refused, now: now)
        for event in parked { try store.park(event: event) }
        turnedAway += refused.count
        return admitted
    }

    private func objection(
        to message: Claimed,
        now: Int64
    ) throws(StoreError) -> MessageChange? {
        // Someone has let it go while its event cannot be used.
        if waitingEvents.contains(message.event) {
            return .requeued(ready: message.due)
        }
        let language = installation.configuration.language.rawValue
        if message.isSuppressed || isSecondAddressSuppressed(message) {
            return .suppressed(reason: Reasons.suppressed.text(in: language))
        }
        if isOfCalledOff(message) {
            return .withdrawn(.eventCancelled, reason: Reasons.eventCancelled.text(in: language))
        }
        if message.expires <= now || isPastItsMoment(message, now: now) {
            if clockGuard.isInDoubt { return .requeued(ready: message.due) }
            let reason = message.attempts > 0 ? Reasons.giveUp : Reasons.missed
            return .expired(message.attempts > 0 ? .givenUp : .missed, reason: reason.text(in: language))
        }
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
        if message.mailing != nil, message.lane != .prompted,
            let opening = mailings.opening(message, now: now, installation: installation)
        {
            return .requeued(ready: opening)
        }
        return try secondThoughts(about: message, now: now)
    }

    /// What was asked when the message was planned is asked again where its person's row has changed since.
    ///
    /// A person who lets the message go has looked at the row as it was then.
    private func secondThoughts(
        about message: Claimed,
        now: Int64
    ) throws(StoreError) -> MessageChange? {
        guard let row = message.registration ?? message.invitee, let changed = row.updatedAt,
            changed != row.createdAt, changed > Timestamp.text(message.created)
        else { return nil }
        let language = installation.configuration.language.rawValue
        var cause = MessageCause.suspicious
        var reason = Suspicion.reason(Person(row), language: language)
        let perDay = installation.configuration.limits.perAddressPerDay
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
    private func isForCancelled(_ message: Claimed) -> Bool {
        let notifications = installation.events[message.event]?.event.notifications ?? []
        guard let notification = notifications.first(where: { $0.name == message.notification }) else {
            return true
        }
        return notification.trigger == .on(.cancelled) || notification.trigger == .on(.eventCancelled)
            || notification.audience?.statuses.contains("cancelled") == true
    }

    /// Messages are counted by the first address of an invitee; the second may be on the list by itself.
    private func isSecondAddressSuppressed(_ message: Claimed) -> Bool {
        guard let invitee = message.invitee, message.email == invitee.secondEmail,
            message.email != invitee.email, let key = (try? Address(message.email))?.key
        else { return false }
        return (try? store.isSuppressed(key, lane: message.lane)) ?? true
    }

    /// Gives claimed messages to the sessions, and sees that there are sessions.
    func dispatch(_ claimed: [Claimed]) {
        if !claimed.isEmpty { dispatcher.offer(claimed) }
        openSessions()
        if !claimed.isEmpty { loop.wake() }
    }

    private func openSessions() {
        let moment = Dispatcher.boardTime()
        let wanted = dispatcher.with { state -> (relay: Int, count: Int, probe: Int?)? in
            guard let relay = state.relays.preferred(at: moment), state.waitingCount > 0 else { return nil }
            let probe = state.relays.toProbe(before: relay, at: moment)
            return (relay, state.sessionsWanted(relay, at: moment), probe)
        }
        guard let wanted else { return }
        if let other = dispatcher.with({ $0.relayForObstructed(at: moment) }), other != wanted.relay,
            loop.counts(relay: other) == SessionLoop.Counts()
        {
            loop.open(relay: other)
        }
        // Work goes on through this relay while one session tells whether the one before it is back.
        if let probe = wanted.probe, loop.counts(relay: probe) == SessionLoop.Counts() {
            loop.open(relay: probe)
        }
        let counts = loop.counts(relay: wanted.relay)
        let missing = wanted.count - counts.open - counts.connecting
        guard missing > 0 else { return }
        if counts.open == 0 { dispatcher.with { $0.relays.connecting(wanted.relay, at: moment) } }
        for _ in 0..<missing { loop.open(relay: wanted.relay) }
    }
}

/// What one turn may claim, and has claimed.
struct Berth {
    /// Whether a session is open to the relay that is used now.
    var isFlowing = false
    /// How many more may be claimed for each domain that has limits.
    var allowances: [String: Int] = [:]
    /// Whether anything may be claimed.
    var isOpen = false
    /// How much prompted mail is ready in the queue, as far as there is room for it.
    var ready = 0
    /// How much more prompted mail may be claimed.
    var room = 0
    /// How much other mail may be claimed, unless prompted mail takes its place.
    var others = 0

    /// Whether a domain has had its share: what is ready for it stands in the queue and takes nobody's place.
    var isSpent: Bool { allowances.values.contains { $0 <= 0 } }

    /// Whether a message that is being planned may be claimed at once: takes its place if so.
    mutating func takes(_ message: NewMessage, now: Int64) -> Bool {
        guard ready == 0, room > 0, message.state == .queued, message.lane == .prompted,
            message.mailing == nil, message.due <= now, message.expires > now
        else { return false }
        if let left = allowances[message.domain] {
            guard left > 0 else { return false }
            allowances[message.domain] = left - 1
        }
        room -= 1
        others = max(0, others - 1)
        return true
    }
}

/// What a claim must know of what is on its way.
struct ClaimBoard: Sendable {
    /// Claimed and not yet recorded.
    var taken: Int
    /// How many more may be claimed at all.
    var most: Int
    /// How many sessions there may be.
    var sessions: Int
    /// Whether one of them is open.
    var isFlowing: Bool
    /// Whether prompted mail waits that could go at once.
    var isPromptedWaiting: Bool
    /// How many more may be claimed for each domain that has limits.
    var allowances: [String: Int]
}

extension Dispatcher.State {
    /// How much may be claimed at `moment`; nil while no relay can be used.
    mutating func board(at moment: Int64) -> ClaimBoard? {
        guard let relay = relays.preferred(at: moment) else { return nil }
        let waitingCount = waitingCount
        var most = min(relays.room(relay, at: moment) - waitingCount, freeSlots.count)
        let sessions = relays.sessions(relay, at: moment)
        let taken = inFlight + waitingCount + landings.count
        // Until a connection succeeds, only as much is risked as there are connections to be tried.
        if open[relay] == 0 { most = min(most, sessions - taken) }
        let full = destinations.full(at: moment)
        var allowances = destinations.allowances(at: moment)
        if !allowances.isEmpty {
            for slot in waiting.joined() {
                guard let domain = flights[slot]?.message.domain, let left = allowances[domain] else {
                    continue
                }
                allowances[domain] = max(0, left - 1)
            }
        }
        return ClaimBoard(
            taken: taken,
            most: most,
            sessions: sessions,
            isFlowing: open[relay] > 0,
            isPromptedWaiting: waiting[Lane.prompted.rawValue].contains { slot in
                flights[slot].map { !full.contains($0.message.domain) } ?? false
            },
            allowances: allowances
        )
    }
}
