import Letters
import SMTP
import Store

/// What has come down since it was last asked.
struct Collected: Sendable {
    /// Connections that could not be opened while the relay had no session.
    var failures: [(relay: RelayID, failure: ConnectFailure)] = []
    /// What became of transfers, to be recorded.
    var results: [DeliveryResult] = []
    /// How many messages wait for a session or are on their way.
    var unfinished = 0
}

/// The way of a message through the ready queue.
extension ReadyQueue.State {
    /// Puts claimed messages behind those that wait.
    mutating func offer(_ messages: [ClaimedMessage]) {
        for message in messages {
            guard let slot = freeSlots.popLast() else { return }
            transfers[slot] = Transfer(message: message, slot: slot)
            let priority = message.priority.rawValue
            waiting[priority].append(slot)
            soonestExpiry[priority] = min(soonestExpiry[priority], message.expires)
        }
    }

    /// The next message for a session, which is on its way from here on.
    mutating func next(
        for session: SessionInfo,
        now: WallTime,
        at moment: Uptime
    ) -> (transfer: Transfer?, letters: LetterSource?) {
        // Without anything to make letters of, they wait.
        guard hasLetters else { return (nil, nil) }
        return (nextTransfer(for: session, now: now, at: moment), letters.take())
    }

    private mutating func nextTransfer(
        for session: SessionInfo,
        now: WallTime,
        at moment: Uptime
    ) -> Transfer? {
        // A relay further down the list is used only while those before it cannot be, or for what they cannot take.
        let preferred = relays.preferred(at: moment)
        guard !isSuspended, preferred == session.relayID || !ineligible.isEmpty else { return nil }
        for priority in waiting.indices {
            returnExpired(priority, now: now)
            for place in waiting[priority].indices {
                let slot = waiting[priority][place]
                guard let transfer = transfers[slot],
                    transfer.message.mailing.map({ alarms[$0] == nil }) ?? true,
                    ineligible.isEmpty || may(session.relayID, take: transfer.message, preferred: preferred),
                    destinations.start(transfer.message.domain, on: session.id, at: moment)
                else { continue }
                waiting[priority].remove(at: place)
                relays.began(session.relayID, at: moment)
                inFlight += 1
                return transfer
            }
        }
        return nil
    }

    /// What waited too long for a session goes back, to expire in the queue.
    mutating func returnExpired(_ priority: Int, now: WallTime) {
        guard soonestExpiry[priority] <= now.milliseconds else { return }
        soonestExpiry[priority] = .max
        waiting[priority].removeAll { slot in
            guard let transfer = transfers[slot] else { return true }
            guard transfer.message.expires <= now.milliseconds else {
                soonestExpiry[priority] = min(soonestExpiry[priority], transfer.message.expires)
                return false
            }
            deliveries.append(DeliveryResult(transfer: transfer, result: .returned, relay: nil, at: now))
            return true
        }
    }

    /// A transfer has ended; true when a person must look at more than its message.
    mutating func land(_ delivery: DeliveryResult, session: SessionInfo, at moment: Uptime) -> Bool {
        var delivery = delivery
        inFlight -= 1
        destinations.finished(
            delivery.transfer.message.domain,
            on: session.id,
            slowDown: delivery.disposition.destination == .slowDown
        )
        if case .answered(let outcome) = delivery.result {
            note(session, delivery.disposition.relay, outcome, at: moment)
        } else {
            relays.undecided(session.relayID, at: moment)
        }
        let isAlarmed = take(&delivery, at: moment)
        deliveries.append(delivery)
        return isAlarmed
    }

    /// Takes back what waits for a session and passes `filter`, at most `limit` of it, as results.
    mutating func takeBack(
        _ result: DeliveryResult.Result,
        relay: RelayID? = nil,
        limit: Int = .max,
        now: WallTime,
        where filter: (ClaimedMessage) -> Bool = { _ in true }
    ) {
        var left = limit
        for priority in waiting.indices {
            waiting[priority].removeAll { slot in
                guard left > 0, let transfer = transfers[slot], filter(transfer.message) else { return false }
                left -= 1
                deliveries.append(DeliveryResult(transfer: transfer, result: result, relay: relay, at: now))
                return true
            }
        }
    }

    /// Hands over what has come down; what can go nowhere now comes down with it.
    mutating func collect(now: WallTime, at moment: Uptime) -> Collected {
        var collected = Collected(failures: connectFailures)
        connectFailures = []
        if relays.nextUse(after: moment) != nil {
            // Those that a session was to be opened for have had their try; the others go back unharmed.
            if let (relay, failure) = collected.failures.last {
                takeBack(.noConnection(failure), relay: relay, limit: collected.failures.count, now: now)
            }
            takeBack(.returned, now: now)
        }
        takeBackIneligible(now: now, at: moment)
        // What waits for a domain that has had its share stands in the way of others.
        let spent = destinations.spent(at: moment)
        if !spent.isEmpty { takeBack(.returned, now: now) { spent.contains($0.domain) } }
        swap(&collected.results, &deliveries)
        collected.unfinished = inFlight + waitingCount
        return collected
    }

    /// Frees the slots of results that are recorded.
    mutating func free(_ deliveries: [DeliveryResult]) {
        for delivery in deliveries where delivery.transfer.slot >= 0 {
            transfers[delivery.transfer.slot] = nil
            if !ineligible.isEmpty { ineligible[delivery.transfer.message.id] = nil }
            freeSlots.append(delivery.transfer.slot)
        }
    }

    /// Whether the engine is to be woken now.
    mutating func signals(always: Bool) -> Bool {
        guard !signalled else { return false }
        let isDue = deliveries.count >= signalAt || (inFlight == 0 && !deliveries.isEmpty)
        signalled = always || isDue
        return signalled
    }
}
