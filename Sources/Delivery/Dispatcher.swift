import Glibc
import Letters
import Locks
import Service
import SMTP
import Store

/// Between the conductor, which claims and records, and the session loop, which transfers: hands each
/// session the next letter and collects what became of it.
///
/// Everything here is shared by two threads, under one lock.
final class Dispatcher: SessionLoopDelegate, Sendable {
    private let state: Locked<State>
    private let recorder: FlightRecorder
    /// How the flight record names the relays.
    private let relayMarks: [RelayMark]
    private let clock: any EngineClock
    /// Readable when the conductor has something to do.
    let bell: EventFD
    private let desk = LetterDesk()

    init(
        relays: RelayBoard,
        destinations: DestinationBoard,
        recorder: FlightRecorder,
        clock: any EngineClock
    ) throws(EngineError) {
        self.recorder = recorder
        relayMarks = relays.relays.map { RelayMark(relay: $0.name) }
        self.clock = clock
        do { bell = try EventFD() } catch { throw .database("no event descriptor: \(error)") }
        state = Locked(
            State(
                relays: relays,
                destinations: destinations,
                flights: [Flight?](repeating: nil, count: FlightRecorder.slotCount),
                freeSlots: Array((0..<FlightRecorder.slotCount).reversed()),
                waiting: [[Int]](repeating: [], count: Lane.allCases.count),
                open: [Int](repeating: 0, count: relays.relays.count)
            )
        )
    }

    /// Runs `body` with the shared state, for the conductor.
    func with<Result>(_ body: (inout State) -> Result) -> Result { state.withLock(body) }

    /// Takes over claimed messages; there must be room for them.
    func offer(_ messages: [Claimed]) {
        state.withLock { state in
            for message in messages {
                guard let slot = state.freeSlots.popLast() else { return }
                state.flights[slot] = Flight(message: message, slot: slot)
                let lane = message.lane.rawValue
                state.waiting[lane].append(slot)
                state.soonestExpiry[lane] = min(state.soonestExpiry[lane], message.expires)
            }
        }
    }

    /// Keeps slots free that hold outcomes which an earlier dispatcher left to be recorded.
    func reserve(_ slots: Set<Int>) {
        state.withLock { $0.freeSlots.removeAll(where: slots.contains) }
    }

    /// From the next letter on, letters are made by `letters`.
    func use(_ letters: LetterSource) {
        state.withLock { $0.letters = letters }
    }

    /// Frees the slots of landings that now stand in the database.
    func recorded(_ landings: [Landing]) {
        for landing in landings where landing.flight.slot >= 0 {
            recorder.clear(slot: landing.flight.slot)
        }
        state.withLock { state in
            for landing in landings where landing.flight.slot >= 0 {
                state.flights[landing.flight.slot] = nil
                if !state.obstacles.isEmpty { state.obstacles[landing.flight.message.id] = nil }
                state.freeSlots.append(landing.flight.slot)
            }
        }
    }

    /// Takes to heart what an earlier run heard of relays and refusals, and had not recorded.
    func heed(_ landings: [Landing]) {
        let moment = Self.boardTime()
        state.withLock { state in
            for var landing in landings { _ = state.take(&landing, at: moment) }
        }
    }

    /// Takes back what waits for a session and passes `filter`, at most `limit` of it, as landings.
    func takeBack(
        _ result: Landing.Result,
        relay: Int? = nil,
        limit: Int = .max,
        where filter: (Claimed) -> Bool = { _ in true }
    ) {
        let now = clock.now()
        state.withLock { state in
            var left = limit
            for lane in state.waiting.indices {
                state.waiting[lane].removeAll { slot in
                    guard left > 0, let flight = state.flights[slot], filter(flight.message) else {
                        return false
                    }
                    left -= 1
                    state.landings.append(
                        Landing(flight: flight, result: result, relay: relay, at: now)
                    )
                    return true
                }
            }
        }
    }

    // MARK: on the session loop's thread

    func nextTransaction(for session: SessionInfo, into body: inout [UInt8]) -> Transaction? {
        defer { recorder.inHand = 0 }
        while let flight = take(for: session) {
            // What is the same for all letters of the event is no message's fault.
            desk.prepare(flight.message.event)
            recorder.inHand = flight.message.id
            do throws(LetterError) {
                let envelope = try desk.compose(flight.message, now: clock.now(), into: &body)
                return Transaction(tag: Int64(flight.slot), envelope: envelope)
            } catch {
                body.removeAll(keepingCapacity: true)
                land(flight, .unmakable(error), session: session)
            }
        }
        return nil
    }

    func willSendEndOfData(tag: Int64, session: SessionInfo) {
        guard let flight = flight(tag) else { return }
        recorder.endOfDataGoes(
            slot: flight.slot,
            message: flight.message.id,
            claim: flight.message.claim,
            relay: relayMarks[session.relay]
        )
    }

    func finished(tag: Int64, outcome: Outcome, session: SessionInfo) {
        guard let flight = flight(tag) else { return }
        recorder.inHand = flight.message.id
        defer { recorder.inHand = 0 }
        guard let outcome = settleObstacle(flight, outcome, session: session) else {
            // It waits for another relay: this one has not taken it.
            recorder.clear(slot: flight.slot)
            ring(always: true)
            return
        }
        let isFirst = session.served <= 1
        if outcome.kind != .notTried {
            recorder.answered(
                slot: flight.slot,
                message: flight.message.id,
                claim: flight.message.claim,
                relay: relayMarks[session.relay],
                reply: FlightReply(outcome, isFirst: isFirst)
            )
        }
        land(flight, .answered(outcome), session: session, isFirst: isFirst)
    }

    func sessionOpened(_ info: SessionInfo) {
        state.withLock { state in
            state.open[info.relay] += 1
            state.relays.reached(info.relay)
        }
        // More may be claimed now than was risked on a connection that might fail.
        ring(always: true)
    }

    func sessionClosed(_ info: SessionInfo, reason: SessionEnd) {
        let moment = Self.boardTime()
        let isReplaced = state.withLock { state -> Bool in
            state.closed(info, reason, at: moment)
            // The loop opens another by itself.
            return reason.isLoss && state.sessionsWanted(info.relay, at: moment) > 0
        }
        if !isReplaced { ring(always: true) }
    }

    func sessionsWanted(relay: Int) -> Int {
        let moment = Self.boardTime()
        return state.withLock { $0.sessionsWanted(relay, at: moment) }
    }

    func overlapLost(relay: Int) {
        state.withLock { _ = $0.overlapLosers.insert(relay) }
        ring(always: true)
    }

    func connectFailed(relay: Int, problem: ConnectFailure) {
        // We broke it off ourselves, at shutdown: that says nothing of the relay.
        if problem.isInterrupted { return }
        let moment = Self.boardTime()
        state.withLock { $0.notOpened(relay, problem, at: moment) }
        ring(always: true)
    }

    func roundEnded(now: Moment) { ring(always: false) }

    /// The clock of the boards: monotonic milliseconds, which no one sets.
    static func boardTime() -> Int64 { MonotonicClock.nanoseconds / 1_000_000 }

    // MARK: -

    private func flight(_ tag: Int64) -> Flight? {
        state.withLock { state in
            guard let slot = Int(exactly: tag), state.flights.indices.contains(slot) else { return nil }
            return state.flights[slot]
        }
    }

    private func take(for session: SessionInfo) -> Flight? {
        let moment = Self.boardTime()
        let now = clock.now()
        return state.withLock { state in
            if let letters = state.letters {
                desk.source = letters
                state.letters = nil
            }
            // Without anything to make letters of, they wait.
            guard desk.source != nil else { return nil }
            // A relay further down the list is used only while those before it cannot be, or for what they cannot take.
            let preferred = state.relays.preferred(at: moment)
            guard !state.isSuspended, preferred == session.relay || !state.obstacles.isEmpty else {
                return nil
            }
            for lane in state.waiting.indices {
                state.returnExpired(lane, now: now)
                for place in state.waiting[lane].indices {
                    let slot = state.waiting[lane][place]
                    guard let flight = state.flights[slot],
                        flight.message.mailing.map({ state.alarms[$0] == nil }) ?? true,
                        state.obstacles.isEmpty
                            || state.may(session.relay, take: flight.message, preferred: preferred),
                        state.destinations.start(flight.message.domain, on: session.id, at: moment)
                    else { continue }
                    state.waiting[lane].remove(at: place)
                    state.relays.began(session.relay, at: moment)
                    state.inFlight += 1
                    return flight
                }
            }
            return nil
        }
    }

    private func land(_ flight: Flight, _ result: Landing.Result, session: SessionInfo, isFirst: Bool = false)
    {
        // A letter that cannot be made never met the relay.
        let relay: Int? = if case .unmakable = result { nil } else { session.relay }
        var landing = Landing(
            flight: flight,
            result: result,
            relay: relay,
            remoteAddress: relay == nil ? nil : session.remoteAddress,
            at: clock.now(),
            isFirst: isFirst
        )
        let moment = Self.boardTime()
        let isAlarmed = state.withLock { state -> Bool in
            state.inFlight -= 1
            state.destinations.finished(
                flight.message.domain,
                on: session.id,
                slowDown: landing.disposition.destination == .slowDown
            )
            if case .answered(let outcome) = result {
                state.note(session, landing.disposition.relay, outcome, at: moment)
            } else {
                state.relays.undecided(session.relay, at: moment)
            }
            let isAlarmed = state.take(&landing, at: moment)
            state.landings.append(landing)
            return isAlarmed
        }
        if isAlarmed { ring(always: true) }
    }

    private func ring(always: Bool) {
        let rings = state.withLock { state -> Bool in
            guard !state.signalled else { return false }
            let due =
                state.landings.count >= state.signalAt || (state.inFlight == 0 && !state.landings.isEmpty)
            state.signalled = always || due
            return state.signalled
        }
        if rings { bell.signal() }
    }
}
