import Settings
import SMTP
import Store
import Wording

/// The recovery of messages that were being sent when the last run ended: their replies are judged and recorded as
/// they would have been then.
struct Recovery {
    private let store: MessageStore
    private let configuration: Configuration
    private let now: Int64
    /// What is to be told of it, and what became of each.
    private(set) var turn = Turn()
    /// What the log should say.
    private(set) var remarks: [Wording] = []
    /// The message that the program has died with too often; nil for none.
    var suspect: Int64?

    init(store: MessageStore, configuration: Configuration, now: Int64) {
        self.store = store
        self.configuration = configuration
        self.now = now
    }

    /// Decides for each of them, in one transaction.
    ///
    /// `record` is what the delivery journal kept of them, nil where it cannot know. Those of a restored copy have
    /// come down long ago: they count against no limit.
    mutating func run(_ record: JournalRecord?, isRestored: Bool) throws(StoreError) {
        let boot = JournalIdentity.currentBoot()
        let deliveries = try store.orphans().map { delivery($0, record, boot) }
        guard !deliveries.isEmpty else { return }
        var outcomes = OutcomeRecorder(store: store, configuration: configuration)
        var turn = Turn()
        var changes: [MessageChange] = []
        try store.transaction { () throws(StoreError) in
            changes = try outcomes.record(
                deliveries,
                countsUsage: !isRestored,
                into: &turn,
                now: now
            )
        }
        self.turn = turn
        var counts: [Wording: Int] = [:]
        for change in changes { counts[Self.told(change.state), default: 0] += 1 }
        let told = counts.sorted { $0.key.en < $1.key.en }.map { "\($0.value) " + $0.key }
        remarks.append(Notices.inFlight(told.joined(separator: ", ")))
    }

    private func delivery(
        _ message: ClaimedMessage,
        _ record: JournalRecord?,
        _ boot: [UInt8]
    ) -> DeliveryResult {
        let transfer = Transfer(message: message, slot: -1)
        let relay = relay(of: message, record)
        let at = WallTime(milliseconds: now)
        var delivery: DeliveryResult
        switch record?.trace(message: message.id, claim: message.claim, boot: boot) {
        case .untouched: delivery = DeliveryResult(transfer: transfer, result: .returned, relay: nil, at: at)
        case .answered(let reply):
            delivery = DeliveryResult(
                transfer: transfer,
                result: .answered(reply.outcome),
                relay: relay,
                at: at,
                isFirst: reply.isFirst
            )
            if configuration.relays.count > 1 { delivery.disposition.passToOther() }
        case .endOfDataSent, nil:
            let outcome = Outcome(
                kind: .inDoubt,
                stage: .endOfData,
                problem: Reasons.endedInTransfer,
                endOfDataSent: true,
                startedAt: now
            )
            delivery = DeliveryResult(transfer: transfer, result: .answered(outcome), relay: relay, at: at)
            // No relay was slow to answer.
            delivery.disposition = Disposition(.inDoubt(atOnce: true), relay: .unchanged)
        }
        delivery.isRecovered = true
        delivery.letter = record?.letters[JournalKey(message: message.id, claim: message.claim)]
        if message.id == suspect { suspected(&delivery) }
        return delivery
    }

    /// What the program died with twice waits for a person, unless a relay has said what becomes of it.
    private func suspected(_ delivery: inout DeliveryResult) {
        switch delivery.disposition.message {
        case .requeued: delivery.disposition = Disposition(.held(.crashedTwice), relay: .unchanged)
        default: break
        }
    }

    /// Where a flight was going; where that was not noted, to the relay that is tried first.
    private func relay(of message: ClaimedMessage, _ record: JournalRecord?) -> RelayID? {
        let key = JournalKey(message: message.id, claim: message.claim)
        let mark = record?.relays[key] ?? .unknown
        // One that is no longer configured has no limits to keep.
        if mark == .unknown { return configuration.relays.relayIDs.first }
        return configuration.relays.relayIDs.first {
            RelayMark(relay: configuration.relays[$0].name) == mark
        }
    }

    private static func told(_ state: MessageState) -> Wording {
        switch state {
        case .queued: Wording(ru: "не ушло: снова в очереди", en: "not gone: queued again")
        case .sent: Wording(ru: "принято: записано как sent", en: "accepted: recorded as sent")
        case .bounced:
            Wording(ru: "отказано: записано как bounced", en: "refused: recorded as bounced")
        case .deferred: Wording(ru: "отказано пока: deferred", en: "refused for now: deferred")
        case .inDoubt: Wording(ru: "судьба неизвестна", en: "in doubt")
        default: Wording(ru: "отказано: \(state.rawValue)", en: "refused: \(state.rawValue)")
        }
    }
}
