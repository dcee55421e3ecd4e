import Service
import Store

/// What came of transfers is collected, recorded and told.
extension Engine {
    /// `SQLITE_CORRUPT`.
    private static let corrupt: Int32 = 11

    /// Takes what came of transfers from the ready queue; connections that could not be opened come down with their
    /// letters.
    func collect() {
        let failures = readyQueue.with { state in
            let failures = state.connectFailures
            state.connectFailures = []
            return failures
        }
        if let (relay, failure) = failures.last {
            lastFailure = (relay, failure)
            let name = readyQueue.with { $0.relays.relays[relay].name }
            let told = Reasons.brief(failure.description)
            if failure.isPermanent {
                observer.notice(.error, "relay \(name) needs a person: \(told)")
            } else {
                observer.notice(.warning, "relay \(name) cannot be reached: \(told)")
            }
        }
        if relayRest() != nil {
            // Those that a session was to be opened for have had their try; the others go back unharmed.
            if let (relay, failure) = failures.last {
                readyQueue.takeBack(.noConnection(failure), relay: relay, limit: failures.count)
            }
            readyQueue.takeBack(.returned)
        }
        readyQueue.takeBackIneligible()
        // What waits for a domain that has had its share stands in the way of others.
        let moment = ReadyQueue.uptime()
        let spent = readyQueue.with { $0.destinations.spent(at: moment) }
        if !spent.isEmpty { readyQueue.takeBack(.returned) { spent.contains($0.domain) } }
        unrecorded += readyQueue.with { state in
            let deliveries = state.deliveries
            state.deliveries = []
            return deliveries
        }
        figures.inFlight = readyQueue.with { $0.inFlight + $0.waitingCount }
    }

    /// Records everything known; false when the database cannot be written.
    @discardableResult
    func recordPending() -> Bool {
        let deliveries = unrecorded
        do throws(StoreError) {
            try transaction { () throws(StoreError) in try record(deliveries) }
            return true
        } catch {
            stumbled(error)
            return false
        }
    }

    /// Records what came of transfers; part of a transaction.
    func record(_ deliveries: [DeliveryResult]) throws(StoreError) {
        guard !deliveries.isEmpty else { return }
        let alarms = readyQueue.with { $0.alarms }
        try outcomes.record(deliveries, alarms: alarms, into: &state.turn, now: clock.now())
        if state.turn.touchesMailings { mailings.isStale = true }
        let paused = state.turn.paused
        if !paused.isEmpty { mailings.running.removeAll(where: paused.contains) }
        let sequence = try store.sequence()
        state.turn.sequence = sequence
        if sequence <= journal.sequence {
            hasLostDatabase = true
            throw StoreError(
                code: Self.corrupt,
                message: "the database has gone back to an earlier commit: it was restored while in use"
            )
        }
    }

    /// Stops a mailing and calls for a person; part of the turn's transaction.
    func pause(_ mailing: Int64, _ cause: MessageCause, reason: String, now: Int64) throws(StoreError) {
        try outcomes.pause(mailing, cause, reason: reason, into: &state.turn, now: now)
        mailings.running.removeAll { $0 == mailing }
    }

    /// One transaction; what it makes the engine keep in mind, tell and hand over counts once it is committed.
    @discardableResult
    func transaction(_ body: () throws(StoreError) -> Void) throws(StoreError) -> Turn {
        let before = state
        isInTransaction = true
        do throws(StoreError) { try store.transaction(body) } catch {
            isInTransaction = false
            state = before
            mailings.isStale = true
            throw error
        }
        isInTransaction = false
        let turn = state.turn
        state.turn = Turn()
        finish(turn)
        return turn
    }

    /// Tells something worth knowing; of what a transaction does, once it is committed.
    func tell(_ level: LogLevel, _ text: String) {
        if isInTransaction {
            state.turn.notices.append((level, text))
        } else {
            observer.notice(level, text)
        }
    }

    /// After the commit: the delivery journal may forget, the journal may tell, the sessions may hear.
    private func finish(_ turn: Turn) {
        if let sequence = turn.sequence { journal.sequence = sequence }
        if !turn.results.isEmpty {
            readyQueue.recorded(turn.results)
            prefetch.add(turn.results.count, at: ReadyQueue.uptime())
            // What no session had in hand never waited to be recorded.
            unrecorded.removeFirst(turn.results.prefix { $0.transfer.slot >= 0 }.count)
        }
        if !turn.lines.isEmpty { observer.attempts(turn.lines) }
        for (level, text) in turn.notices { observer.notice(level, text) }
        for delivery in turn.results { figures.count(delivery) }
        if turn.forgives {
            let moment = ReadyQueue.uptime()
            readyQueue.with { $0.forgive(at: moment) }
        }
        let withheld = turn.paused.union(turn.stopped)
        if !withheld.isEmpty { readyQueue.takeBack(.returned) { $0.mailing.map(withheld.contains) == true } }
        guard !turn.paused.isEmpty else { return }
        readyQueue.with { state in
            for mailing in turn.paused {
                state.alarms[mailing] = nil
                state.refusals[mailing] = nil
            }
        }
    }
}

extension Engine.Figures {
    /// Counts what a delivery came to.
    fileprivate mutating func count(_ delivery: DeliveryResult) {
        switch delivery.disposition.message {
        case .sent: sent += 1
        case .deferred, .elsewhere: deferred += 1
        case .bounced: bounced += 1
        case .inDoubt: inDoubt += 1
        case .rejected: rejected += 1
        case .requeued, .held: break
        }
    }
}
