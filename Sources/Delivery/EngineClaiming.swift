import SMTP
import SQLite
import Store

extension Engine {
    /// Claims what is due, prompted mail first, the mailings in turn; part of the turn's transaction.
    func claim() throws(SQLiteError) -> [Claimed] {
        let moment = Dispatcher.boardTime()
        let board = dispatcher.with { state -> Board in
            let relay = state.relays.preferred(at: moment)
            return Board(
                taken: state.inFlight + state.waitingCount + state.landings.count,
                relay: relay,
                room: relay.map { state.relays.room($0, at: moment) } ?? 0,
                connections: relay.map { state.relays.relays[$0].connections } ?? 0,
                isProven: relay.map { state.relays.relays[$0].failures == 0 } ?? false,
                full: state.destinations.full(at: moment)
            )
        }
        guard let relay = board.relay else { return [] }
        var room = min(Self.horizon - board.taken, board.room)
        let open = loop.counts(relay: relay).open
        // Until a connection succeeds, only as much is risked as there are connections to be tried.
        if open == 0 { room = min(room, max(0, board.connections - board.taken)) }
        // Refill in larger pieces: half-empty is soon enough, and a claim costs a commit.
        guard room > 0, board.taken < Self.horizon / 2 || board.taken < board.connections else { return [] }
        let now = clock.now()
        var claimed = try claim(.lane(.prompted), room, now, board.full)
        room -= claimed.count
        if room > 0 { claimed += try claim(.lane(.timed), room, now, board.full) }
        room = min(Self.horizon, room + claimed.count) - claimed.count
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
        return try admitted(claimed, now: now)
    }

    private struct Board: Sendable {
        var taken: Int
        var relay: Int?
        var room: Int
        var connections: Int
        var isProven: Bool
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
        let wanted = dispatcher.with { state -> (relay: Int, count: Int)? in
            guard let relay = state.relays.preferred(at: moment), state.waitingCount > 0 else { return nil }
            return (relay, min(state.relays.sessions(relay, at: moment), state.inFlight + state.waitingCount))
        }
        guard let wanted else { return }
        let counts = loop.counts(relay: wanted.relay)
        let missing = wanted.count - counts.open - counts.connecting
        for _ in 0..<max(0, missing) { loop.open(relay: wanted.relay) }
    }
}
