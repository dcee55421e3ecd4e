import Letters
import Service
import SMTP
import SQLite
import Store

/// What has come down is collected, recorded and told.
extension Engine {
    /// `SQLITE_CORRUPT`.
    private static let corrupt: Int32 = 11

    /// Takes what has come down from the dispatcher; connections that could not be opened come down with their letters.
    func collect() {
        let failures = dispatcher.with { state in
            let failures = state.connectFailures
            state.connectFailures = []
            return failures
        }
        if let (relay, failure) = failures.last {
            lastFailure = (relay, failure)
            let name = dispatcher.with { $0.relays.relays[relay].name }
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
                dispatcher.takeBack(.noConnection(failure), relay: relay, limit: failures.count)
            }
            dispatcher.takeBack(.returned)
        }
        dispatcher.takeBackObstructed()
        // What waits for a domain that has had its share stands in the way of others.
        let moment = Dispatcher.boardTime()
        let spent = dispatcher.with { $0.destinations.spent(at: moment) }
        if !spent.isEmpty { dispatcher.takeBack(.returned) { spent.contains($0.domain) } }
        unrecorded += dispatcher.with { state in
            let landings = state.landings
            state.landings = []
            return landings
        }
        figures.inFlight = dispatcher.with { $0.inFlight + $0.waitingCount }
    }

    /// Records everything known; false when the database cannot be written.
    @discardableResult
    func recordPending() -> Bool {
        let landings = unrecorded
        do throws(SQLiteError) {
            try transaction { () throws(SQLiteError) in try record(landings) }
            committed(landings)
            return true
        } catch {
            stumbled(error)
            return false
        }
    }

    func record(_ landings: [Landing]) throws(SQLiteError) {
        guard !landings.isEmpty else { return }
        let now = clock.now()
        pendingLines = []
        pendingNotices = []
        pausedMailings = []
        var records: [AttemptRecord] = []
        records.reserveCapacity(landings.count)
        for landing in landings { records.append(attemptRecord(landing, now: now)) }
        try store.record(records, now: now)
        try recordUsage(landings, now: now)
        try watchMailings(landings, records, now: now)
        for (landing, record) in zip(landings, records) {
            if let line = journalLine(landing, record) { pendingLines.append(line) }
        }
        pendingSequence = try store.sequence()
        if pendingSequence <= recorder.sequence {
            hasLostDatabase = true
            throw SQLiteError(
                code: Self.corrupt,
                message: "the database has gone back to an earlier commit: it was restored while in use"
            )
        }
    }

    /// After the commit: the flight record may forget, and the journal may tell.
    func committed(_ landings: [Landing]) {
        guard !landings.isEmpty else { return }
        recorder.sequence = pendingSequence
        dispatcher.recorded(landings)
        pace.add(landings.count, at: Dispatcher.boardTime())
        unrecorded.removeFirst(landings.count)
        if !pendingLines.isEmpty { observer.attempts(pendingLines) }
        for (level, text) in pendingNotices { observer.notice(level, text) }
        for landing in landings { count(landing) }
        let paused = pausedMailings
        dispatcher.with { state in
            for mailing in paused {
                state.alarms[mailing] = nil
                state.refusals[mailing] = nil
            }
        }
        pendingLines = []
        pendingNotices = []
        pausedMailings = []
    }

    private func count(_ landing: Landing) {
        switch landing.result {
        case .answered(let outcome):
            switch Verdict(outcome, to: landing.flight.message).fate {
            case .sent: figures.sent += 1
            case .deferred: figures.deferred += 1
            case .bounced: figures.bounced += 1
            case .inDoubt: figures.inDoubt += 1
            case .requeued, .held: break
            }
        case .unmakable: figures.rejected += 1
        case .noConnection: figures.deferred += 1
        case .returned: break
        }
    }
}
