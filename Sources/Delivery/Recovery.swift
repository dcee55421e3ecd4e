import Settings
import SMTP
import Store

/// The recovery of messages that were being sent when the last run ended: their replies are judged and recorded as they would
/// have been then.
struct Recovery {
    private let store: Store
    private let configuration: Configuration
    private let now: Int64
    /// What is to be told of it, and what became of each.
    private(set) var turn = Turn()
    /// What the log should say.
    private(set) var remarks: [String] = []
    /// The message that the program has died with too often; nil for none.
    var suspect: Int64?

    init(store: Store, configuration: Configuration, now: Int64) {
        self.store = store
        self.configuration = configuration
        self.now = now
    }

    /// Decides for each of them, in one transaction.
    ///
    /// `record` is what the flight record kept of them, nil where it cannot know. Those of a restored copy have come down long
    /// ago: they count against no limit.
    mutating func run(_ record: FlightRecord?, isRestored: Bool) throws(StoreError) {
        let boot = FlightIdentity.currentBoot()
        let landings = try store.orphans().map { landing($0, record, boot) }
        guard !landings.isEmpty else { return }
        var outcomes = OutcomeRecorder(store: store, configuration: configuration)
        var turn = Turn()
        var changes: [MessageChange] = []
        try store.transaction { () throws(StoreError) in
            changes = try outcomes.record(
                landings,
                countsUsage: !isRestored,
                into: &turn,
                now: now
            )
        }
        self.turn = turn
        var counts: [String: Int] = [:]
        for change in changes { counts[Self.told(change.state), default: 0] += 1 }
        let told = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        remarks.append("messages in flight when the last run ended: \(told)")
    }

    private func landing(_ message: Claimed, _ record: FlightRecord?, _ boot: [UInt8]) -> Landing {
        let flight = Flight(message: message, slot: -1)
        let relay = relay(of: message, record)
        var landing: Landing
        switch record?.trace(message: message.id, claim: message.claim, boot: boot) {
        case .untouched: landing = Landing(flight: flight, result: .returned, relay: nil, at: now)
        case .answered(let reply):
            landing = Landing(
                flight: flight,
                result: .answered(reply.outcome),
                relay: relay,
                at: now,
                isFirst: reply.isFirst
            )
            if configuration.relays.count > 1 { landing.disposition.passToOther() }
        case .endOfDataSent, nil:
            let outcome = Outcome(
                kind: .inDoubt,
                stage: .endOfData,
                problem: "the program ended during the transfer",
                endOfDataSent: true,
                startedAt: now
            )
            landing = Landing(flight: flight, result: .answered(outcome), relay: relay, at: now)
            // No relay was slow to answer.
            landing.disposition = Disposition(.inDoubt(atOnce: true), relay: .unchanged)
        }
        landing.isRecovered = true
        if message.id == suspect { suspected(&landing) }
        return landing
    }

    /// What the program died with twice waits for a person, unless a relay has said what becomes of it.
    private func suspected(_ landing: inout Landing) {
        switch landing.disposition.message {
        case .requeued: landing.disposition = Disposition(.held(.crashedTwice), relay: .unchanged)
        default: break
        }
    }

    /// Where a flight was going; where that was not noted, to the relay that is tried first.
    private func relay(of message: Claimed, _ record: FlightRecord?) -> Int? {
        let key = FlightKey(message: message.id, claim: message.claim)
        let mark = record?.relays[key] ?? .unknown
        // One that is no longer configured has no limits to keep.
        if mark == .unknown { return configuration.relays.indices.first }
        return configuration.relays.firstIndex { RelayMark(relay: $0.name) == mark }
    }

    private static func told(_ state: MessageState) -> String {
        switch state {
        case .queued: "not gone: queued again"
        case .sent: "accepted: recorded as sent"
        case .bounced: "refused: recorded as bounced"
        case .deferred: "refused for now: deferred"
        case .inDoubt: "in doubt"
        default: "refused: \(state.rawValue)"
        }
    }
}
