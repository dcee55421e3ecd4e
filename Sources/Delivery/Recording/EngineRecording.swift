import Glibc
import Service
import Store
import Wording

/// What came of transfers is collected, recorded and told.
extension Engine {
    /// `SQLITE_CORRUPT`.
    private static let corrupt: Int32 = 11

    /// Takes what came of transfers from the ready queue; connections that could not be opened come down with their
    /// letters.
    func collect() {
        let collected = readyQueue.collect()
        if let last = collected.failures.last {
            lastFailure = last
            let name = site.configuration.relays[last.relay].name
            let told = Reasons.brief(last.failure.wording)
            if last.failure.isPermanent {
                tell(.error, Notices.relayNeedsPerson(name, told))
            } else {
                tell(.warning, Notices.relayUnreachable(name, told))
            }
        }
        unrecorded += collected.results
        figures.inFlight = collected.unfinished
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
        let alarms = readyQueue.alarms
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
                message: Notices.wentBack
            )
        }
    }

    /// Stops a mailing and calls for a person; part of the turn's transaction.
    func pause(_ mailing: Int64, _ cause: MessageCause, reason: String, now: Int64) throws(StoreError) {
        try outcomes.pause(mailing, cause, reason: reason, into: &state.turn, now: now)
        mailings.running.removeAll { $0 == mailing }
    }

    /// One transaction; what it makes the engine keep in mind, tell and hand over counts once it is committed.
    ///
    /// Whoever else wants to write gets a moment between two that took long.
    @discardableResult
    func transaction(_ body: () throws(StoreError) -> Void) throws(StoreError) -> Turn {
        let rest = turnTime.rest(at: MonotonicClock.microseconds)
        if rest > 0 { usleep(UInt32(rest)) }
        let before = state
        isInTransaction = true
        var begin: Int64?
        defer { if let begin { turnTime.hold(from: begin, to: MonotonicClock.microseconds) } }
        do throws(StoreError) {
            try store.transaction { () throws(StoreError) in
                begin = MonotonicClock.microseconds
                try body()
            }
        } catch {
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

    /// Tells something worth knowing in the configured language; of what a transaction does, once it is committed.
    func tell(_ level: LogLevel, _ wording: Wording) {
        let text = wording.text(in: site.configuration.language.rawValue)
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
            for delivery in turn.results where delivery.transfer.slot >= 0 {
                journal.clear(slot: delivery.transfer.slot)
            }
            readyQueue.free(turn.results)
            prefetch.add(turn.results.count, at: Uptime.now())
            // What no session had in hand never waited to be recorded.
            unrecorded.removeFirst(turn.results.prefix { $0.transfer.slot >= 0 }.count)
        }
        if !turn.lines.isEmpty { observer.attempts(turn.lines) }
        for (level, text) in turn.notices { observer.notice(level, text) }
        for delivery in turn.results { figures.count(delivery) }
        if turn.forgives { readyQueue.forgive() }
        let withheld = turn.paused.union(turn.stopped)
        if !withheld.isEmpty { readyQueue.takeBack { $0.mailing.map(withheld.contains) == true } }
        if !turn.paused.isEmpty { readyQueue.settleAlarms(of: turn.paused) }
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
