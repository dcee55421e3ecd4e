import Letters
import SMTP

/// The feed of the sessions: makes each the next letter of the ready queue, and notes in the delivery journal how far it
/// has got.
///
/// Called on the session loop's thread alone.
final class SessionFeed: SessionLoopDelegate, Sendable {
    private let queue: ReadyQueue
    private let journal: DeliveryJournal
    /// How the delivery journal names the relays.
    private let relayMarks: [RelayMark]
    private let clock: any EngineClock
    private let composer = LetterComposer()

    init(_ queue: ReadyQueue, journal: DeliveryJournal, clock: any EngineClock) {
        self.queue = queue
        self.journal = journal
        self.clock = clock
        relayMarks = queue.relays.map { RelayMark(relay: $0.name) }
    }

    // MARK: letters

    func nextTransaction(for session: SessionInfo, into body: inout [UInt8]) -> Transaction? {
        defer { journal.inHand = 0 }
        while let transfer = next(for: session) {
            // What is the same for all letters of the event is no message's fault.
            composer.prepare(transfer.message.event)
            journal.inHand = transfer.message.id
            do throws(LetterError) {
                let letter = try composer.compose(transfer.message, now: clock.now(), into: &body)
                journal.made(slot: transfer.slot, letter.mark)
                return Transaction(tag: Int64(transfer.slot), envelope: letter.envelope)
            } catch {
                body.removeAll(keepingCapacity: true)
                land(transfer, .unmakable(error), session: session)
            }
        }
        return nil
    }

    private func next(for session: SessionInfo) -> Transfer? {
        let (transfer, letters) = queue.next(for: session)
        if let letters { composer.source = letters }
        return transfer
    }

    func willSendEndOfData(tag: Int64, session: SessionInfo) {
        guard let transfer = queue.transfer(tag: tag) else { return }
        journal.endOfDataGoes(
            slot: transfer.slot,
            message: transfer.message.id,
            claim: transfer.message.claim,
            relay: relayMarks[session.relayID]
        )
    }

    func finished(tag: Int64, outcome: Outcome, session: SessionInfo) {
        guard let transfer = queue.transfer(tag: tag) else { return }
        journal.inHand = transfer.message.id
        defer { journal.inHand = 0 }
        guard let outcome = settled(transfer, outcome, session: session) else {
            // It waits for another relay: this one has not taken it.
            journal.clear(slot: transfer.slot)
            queue.ring(always: true)
            return
        }
        let isFirst = session.served <= 1
        if outcome.kind != .notTried {
            journal.answered(
                slot: transfer.slot,
                message: transfer.message.id,
                claim: transfer.message.claim,
                relay: relayMarks[session.relayID],
                reply: JournalReply(outcome, isFirst: isFirst)
            )
        }
        land(transfer, .answered(outcome), session: session, isFirst: isFirst)
    }

    /// The outcome that stands; nil when the message waits for another relay instead.
    private func settled(_ transfer: Transfer, _ outcome: Outcome, session: SessionInfo) -> Outcome? {
        guard outcome.mayFareBetterElsewhere else { return outcome }
        return queue.passOn(transfer, outcome, session: session)
    }

    private func land(
        _ transfer: Transfer,
        _ result: DeliveryResult.Result,
        session: SessionInfo,
        isFirst: Bool = false
    ) {
        // A letter that cannot be made never met the relay.
        let relay: RelayID? = if case .unmakable = result { nil } else { session.relayID }
        var delivery = DeliveryResult(
            transfer: transfer,
            result: result,
            relay: relay,
            remoteAddress: relay == nil ? nil : session.remoteAddress,
            at: clock.wall,
            isFirst: isFirst
        )
        if relay != nil { delivery.letter = journal.letter(slot: transfer.slot) }
        queue.land(delivery, session: session)
    }

    // MARK: sessions

    func sessionOpened(_ info: SessionInfo) {
        queue.opened(info)
        // More may be claimed now than was risked on a connection that might fail.
        queue.ring(always: true)
    }

    func sessionClosed(_ info: SessionInfo, reason: SessionEnd) {
        if !queue.closed(info, reason) { queue.ring(always: true) }
    }

    func sessionsToOpen(relay: Int) -> Int { queue.sessionsToOpen(RelayID(relay)) }

    func overlapLost(relay: Int) {
        queue.losesOverlap(RelayID(relay))
        queue.ring(always: true)
    }

    func connectFailed(relay: Int, problem: ConnectFailure) {
        queue.notOpened(RelayID(relay), problem)
        queue.ring(always: true)
    }

    func roundEnded(now: Moment) { queue.ring(always: false) }
}
