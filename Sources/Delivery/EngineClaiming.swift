import SMTP
import SQLite
import Store

extension Engine {
    /// Claims what is due, prompted mail first, the mailings in turn; part of the turn's transaction.
    func claim() throws(SQLiteError) -> [Claimed] {
        let moment = Dispatcher.boardTime()
        let board = dispatcher.with { state -> Board? in
            guard let relay = state.relays.preferred(at: moment) else { return nil }
            let waiting = state.waitingCount
            var most = min(state.relays.room(relay, at: moment) - waiting, state.freeSlots.count)
            let sessions = state.relays.sessions(relay, at: moment)
            let taken = state.inFlight + waiting + state.landings.count
            // Until a connection succeeds, only as much is risked as there are connections to be tried.
            if state.open[relay] == 0 { most = min(most, sessions - taken) }
            return Board(
                taken: taken,
                most: most,
                sessions: sessions,
                isPromptedWaiting: !state.waiting[Lane.prompted.rawValue].isEmpty,
                full: state.destinations.full(at: moment)
            )
        }
        guard let board, board.most > 0 else { return [] }
        let now = clock.now()
        // Refill in larger pieces: half-empty is soon enough, and a claim costs a commit.
        let isLow = board.taken < Self.horizon / 2 || board.taken < board.sessions
        // Prompted mail passes bulk that has been claimed already, however slowly that goes.
        guard isLow || !board.isPromptedWaiting else { return [] }
        let reserved = min(board.most, Self.horizon + Self.promptedReserve - board.taken)
        guard reserved > 0 else { return [] }
        var claimed = try claim(
            .lane(.prompted),
            isLow ? min(reserved, Self.horizon) : reserved,
            now,
            board.full
        )
        var room = isLow ? min(board.most, Self.horizon - board.taken) - claimed.count : 0
        if room > 0 {
            let timed = try claim(.lane(.timed), room, now, board.full)
            room -= timed.count
            claimed += timed
        }
        var mailingsInTurn = runningMailings()
        while room > 0, !mailingsInTurn.isEmpty {
            let share = max(1, room / mailingsInTurn.count)
            var still: [Int64] = []
            for mailing in mailingsInTurn where room > 0 {
                let some = try claim(.mailing(mailing), min(share, room), now, board.full)
                room -= some.count
                claimed += some
                if some.count == share { still.append(mailing) }
            }
            mailingsInTurn = still
        }
        if room > 0 { claimed += try claim(.lane(.bulk), room, now, board.full) }
        if claimed.isEmpty { return [] }
        return try admitted(claimed, now: now)
    }

    private struct Board: Sendable {
        /// Claimed and not yet recorded.
        var taken: Int
        /// How many more may be claimed at all.
        var most: Int
        /// How many sessions there may be.
        var sessions: Int
        var isPromptedWaiting: Bool
        var full: Set<String>
    }

    private func claim(
        _ source: ClaimSource,
        _ limit: Int,
        _ now: Int64,
        _ full: Set<String>
    ) throws(SQLiteError) -> [Claimed] {
        nextClaim += 1
        return try store.claim(source, limit: limit, now: now, excluding: full, token: nextClaim)
    }

    /// Leaves out what must not go now: suppressed addresses, letters past their time, hours outside the window.
    private func admitted(_ claimed: [Claimed], now: Int64) throws(SQLiteError) -> [Claimed] {
        var refused: [AttemptRecord] = []
        let admitted = claimed.filter { message in
            guard let verdict = objection(to: message, now: now) else { return true }
            refused.append(
                AttemptRecord(message: message.id, claim: message.claim, verdict: verdict, at: now)
            )
            return false
        }
        try store.record(refused, now: now)
        turnedAway += refused.count
        return admitted
    }

    private func objection(to message: Claimed, now: Int64) -> AttemptRecord.Verdict? {
        let language = installation.configuration.language.rawValue
        if message.isSuppressed { return .suppressed(reason: Reasons.suppressed.text(in: language)) }
        if message.expires <= now {
            let reason = message.attempts > 0 ? Reasons.giveUp : Reasons.missed
            return .expired(reason: reason.text(in: language))
        }
        if message.mailing != nil,
            let opening = mailings.opening(message, now: now, installation: installation)
        {
            return .requeued(ready: opening)
        }
        return nil
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
            return (
                relay,
                min(state.relays.sessions(relay, at: moment), state.inFlight + state.waitingCount),
                state.relays.toProbe(before: relay, at: moment)
            )
        }
        guard let wanted else { return }
        // Work goes on through this relay while one session tells whether the one before it is back.
        if let probe = wanted.probe, loop.counts(relay: probe) == SessionLoop.Counts() {
            loop.open(relay: probe)
        }
        let counts = loop.counts(relay: wanted.relay)
        // The first session goes ahead alone: if the relay cannot be reached, one try has told so.
        let missing = min(counts.open == 0 ? 1 : Int.max, wanted.count) - counts.open - counts.connecting
        for _ in 0..<max(0, missing) { loop.open(relay: wanted.relay) }
    }
}
