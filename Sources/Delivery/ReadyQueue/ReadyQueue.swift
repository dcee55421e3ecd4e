import Glibc
import Letters
import Locks
import Service
import SMTP
import Store

/// The ready queue: between the queue manager, which claims and records, and the session loop, which transfers: hands
/// each session the next letter and collects what became of it.
///
/// Everything here is shared by two threads, under one lock.
final class ReadyQueue: SessionLoopDelegate, Sendable {
    private let state: Locked<State>
    private let journal: DeliveryJournal
    /// How the delivery journal names the relays.
    private let relayMarks: [RelayMark]
    private let clock: any EngineClock
    /// Readable when the queue manager has something to do.
    let bell: EventFD
    private let composer = LetterComposer()

    init(
        relays: RelayPool,
        destinations: DestinationThrottle,
        journal: DeliveryJournal,
        clock: any EngineClock
    ) throws(EngineError) {
        self.journal = journal
        relayMarks = relays.relays.map { RelayMark(relay: $0.name) }
        self.clock = clock
        do { bell = try EventFD() } catch { throw .database("no event descriptor: \(error)") }
        state = Locked(
            State(
                relays: relays,
                destinations: destinations,
                transfers: [Transfer?](repeating: nil, count: DeliveryJournal.slotCount),
                freeSlots: Array((0..<DeliveryJournal.slotCount).reversed()),
                waiting: [[Int]](repeating: [], count: Priority.allCases.count),
                open: [Int](repeating: 0, count: relays.relays.count)
            )
        )
    }

    /// Runs `body` with the shared state, for the queue manager.
    func with<Result>(_ body: (inout State) -> Result) -> Result { state.withLock(body) }

    /// Takes over claimed messages; there must be room for them.
    func offer(_ messages: [ClaimedMessage]) {
        state.withLock { state in
            for message in messages {
                guard let slot = state.freeSlots.popLast() else { return }
                state.transfers[slot] = Transfer(message: message, slot: slot)
                let priority = message.priority.rawValue
                state.waiting[priority].append(slot)
                state.soonestExpiry[priority] = min(state.soonestExpiry[priority], message.expires)
            }
        }
    }

    /// Keeps slots free that hold outcomes which an earlier ready queue left to be recorded.
    func reserve(_ slots: Set<Int>) {
        state.withLock { $0.freeSlots.removeAll(where: slots.contains) }
    }

    /// From the next letter on, letters are made by `letters`.
    func use(_ letters: LetterSource) {
        state.withLock { $0.letters = letters }
    }

    /// Frees the slots of results that now stand in the database.
    func recorded(_ deliveries: [DeliveryResult]) {
        for delivery in deliveries where delivery.transfer.slot >= 0 {
            journal.clear(slot: delivery.transfer.slot)
        }
        state.withLock { state in
            for delivery in deliveries where delivery.transfer.slot >= 0 {
                state.transfers[delivery.transfer.slot] = nil
                if !state.ineligible.isEmpty { state.ineligible[delivery.transfer.message.id] = nil }
                state.freeSlots.append(delivery.transfer.slot)
            }
        }
    }

    /// Takes to heart what an earlier run heard of relays and refusals, and had not recorded.
    func heed(_ deliveries: [DeliveryResult]) {
        let moment = Self.uptime()
        state.withLock { state in
            for var delivery in deliveries { _ = state.take(&delivery, at: moment) }
        }
    }

    /// Takes back what waits for a session and passes `filter`, at most `limit` of it, as results.
    func takeBack(
        _ result: DeliveryResult.Result,
        relay: Int? = nil,
        limit: Int = .max,
        where filter: (ClaimedMessage) -> Bool = { _ in true }
    ) {
        let now = clock.now()
        state.withLock { state in
            var left = limit
            for priority in state.waiting.indices {
                state.waiting[priority].removeAll { slot in
                    guard left > 0, let transfer = state.transfers[slot], filter(transfer.message) else {
                        return false
                    }
                    left -= 1
                    state.deliveries.append(
                        DeliveryResult(transfer: transfer, result: result, relay: relay, at: now)
                    )
                    return true
                }
            }
        }
    }

    // MARK: on the session loop's thread

    func nextTransaction(for session: SessionInfo, into body: inout [UInt8]) -> Transaction? {
        defer { journal.inHand = 0 }
        while let transfer = take(for: session) {
            // What is the same for all letters of the event is no message's fault.
            composer.prepare(transfer.message.event)
            journal.inHand = transfer.message.id
            do throws(LetterError) {
                let envelope = try composer.compose(transfer.message, now: clock.now(), into: &body)
                return Transaction(tag: Int64(transfer.slot), envelope: envelope)
            } catch {
                body.removeAll(keepingCapacity: true)
                land(transfer, .unmakable(error), session: session)
            }
        }
        return nil
    }

    func willSendEndOfData(tag: Int64, session: SessionInfo) {
        guard let transfer = transfer(tag) else { return }
        journal.endOfDataGoes(
            slot: transfer.slot,
            message: transfer.message.id,
            claim: transfer.message.claim,
            relay: relayMarks[session.relay]
        )
    }

    func finished(tag: Int64, outcome: Outcome, session: SessionInfo) {
        guard let transfer = transfer(tag) else { return }
        journal.inHand = transfer.message.id
        defer { journal.inHand = 0 }
        guard let outcome = settleIneligible(transfer, outcome, session: session) else {
            // It waits for another relay: this one has not taken it.
            journal.clear(slot: transfer.slot)
            ring(always: true)
            return
        }
        let isFirst = session.served <= 1
        if outcome.kind != .notTried {
            journal.answered(
                slot: transfer.slot,
                message: transfer.message.id,
                claim: transfer.message.claim,
                relay: relayMarks[session.relay],
                reply: JournalReply(outcome, isFirst: isFirst)
            )
        }
        land(transfer, .answered(outcome), session: session, isFirst: isFirst)
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
        let moment = Self.uptime()
        let isReplaced = state.withLock { state -> Bool in
            state.closed(info, reason, at: moment)
            // The loop opens another by itself.
            return reason.isLoss && state.sessionsWanted(info.relay, at: moment) > 0
        }
        if !isReplaced { ring(always: true) }
    }

    func sessionsWanted(relay: Int) -> Int {
        let moment = Self.uptime()
        return state.withLock { $0.sessionsWanted(relay, at: moment) }
    }

    func overlapLost(relay: Int) {
        state.withLock { _ = $0.overlapLosers.insert(relay) }
        ring(always: true)
    }

    func connectFailed(relay: Int, problem: ConnectFailure) {
        // We broke it off ourselves, at shutdown: that says nothing of the relay.
        if problem.isInterrupted { return }
        let moment = Self.uptime()
        state.withLock { $0.notOpened(relay, problem, at: moment) }
        ring(always: true)
    }

    func roundEnded(now: Moment) { ring(always: false) }

    /// The uptime: monotonic milliseconds, which no one sets.
    static func uptime() -> Int64 { MonotonicClock.nanoseconds / 1_000_000 }

    // MARK: -

    private func transfer(_ tag: Int64) -> Transfer? {
        state.withLock { state in
            guard let slot = Int(exactly: tag), state.transfers.indices.contains(slot) else { return nil }
            return state.transfers[slot]
        }
    }

    private func take(for session: SessionInfo) -> Transfer? {
        let moment = Self.uptime()
        let now = clock.now()
        return state.withLock { state in
            if let letters = state.letters {
                composer.source = letters
                state.letters = nil
            }
            // Without anything to make letters of, they wait.
            guard composer.source != nil else { return nil }
            // A relay further down the list is used only while those before it cannot be, or for what they cannot take.
            let preferred = state.relays.preferred(at: moment)
            guard !state.isSuspended, preferred == session.relay || !state.ineligible.isEmpty else {
                return nil
            }
            for priority in state.waiting.indices {
                state.returnExpired(priority, now: now)
                for place in state.waiting[priority].indices {
                    let slot = state.waiting[priority][place]
                    guard let transfer = state.transfers[slot],
                        transfer.message.mailing.map({ state.alarms[$0] == nil }) ?? true,
                        state.ineligible.isEmpty
                            || state.may(session.relay, take: transfer.message, preferred: preferred),
                        state.destinations.start(transfer.message.domain, on: session.id, at: moment)
                    else { continue }
                    state.waiting[priority].remove(at: place)
                    state.relays.began(session.relay, at: moment)
                    state.inFlight += 1
                    return transfer
                }
            }
            return nil
        }
    }

    private func land(
        _ transfer: Transfer,
        _ result: DeliveryResult.Result,
        session: SessionInfo,
        isFirst: Bool = false
    ) {
        // A letter that cannot be made never met the relay.
        let relay: Int? = if case .unmakable = result { nil } else { session.relay }
        var delivery = DeliveryResult(
            transfer: transfer,
            result: result,
            relay: relay,
            remoteAddress: relay == nil ? nil : session.remoteAddress,
            at: clock.now(),
            isFirst: isFirst
        )
        let moment = Self.uptime()
        let isAlarmed = state.withLock { state -> Bool in
            state.inFlight -= 1
            state.destinations.finished(
                transfer.message.domain,
                on: session.id,
                slowDown: delivery.disposition.destination == .slowDown
            )
            if case .answered(let outcome) = result {
                state.note(session, delivery.disposition.relay, outcome, at: moment)
            } else {
                state.relays.undecided(session.relay, at: moment)
            }
            let isAlarmed = state.take(&delivery, at: moment)
            state.deliveries.append(delivery)
            return isAlarmed
        }
        if isAlarmed { ring(always: true) }
    }

    private func ring(always: Bool) {
        let rings = state.withLock { state -> Bool in
            guard !state.signalled else { return false }
            let due =
                state.deliveries.count >= state.signalAt || (state.inFlight == 0 && !state.deliveries.isEmpty)
            state.signalled = always || due
            return state.signalled
        }
        if rings { bell.signal() }
    }
}
