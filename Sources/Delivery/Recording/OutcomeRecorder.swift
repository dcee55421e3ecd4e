import Letters
import Mail
import Service
import Settings
import SMTP
import Store
import Wording

/// The recorder of outcomes: makes rows, lines of the journal and what follows from them out of dispositions.
///
/// The engine records through it what its sessions bring, and recovery what an earlier run left: by the same rules.
struct OutcomeRecorder {
    let store: MessageStore
    let configuration: Configuration
    private let retries: TimelyRetry?
    private let limitedDomains: Set<String>
    private var random = PooledRandom()

    init(store: MessageStore, configuration: Configuration, retries: TimelyRetry? = nil) {
        self.store = store
        self.retries = retries
        self.configuration = configuration
        limitedDomains = Set(configuration.limitsByDomain.keys)
    }

    var language: String { configuration.language.rawValue }

    /// Records what deliveries have come to, and tells what each message has become; part of a transaction.
    ///
    /// `alarms` names the mailings of which too many were refused alike; `countsUsage` says whether the limits of
    /// relays and domains are charged.
    @discardableResult
    mutating func record(
        _ deliveries: [DeliveryResult],
        alarms: [Int64: Alarm] = [:],
        countsUsage: Bool = true,
        into turn: inout Turn,
        now: Int64
    ) throws(StoreError) -> [MessageChange] {
        var records: [AttemptRecord] = []
        records.reserveCapacity(deliveries.count)
        for delivery in deliveries { records.append(try attempt(delivery, now: now)) }
        try store.record(records, now: now)
        if countsUsage { try charge(deliveries, now: now) }
        try watchMailings(deliveries, records, alarms: alarms, into: &turn, now: now)
        for (delivery, record) in zip(deliveries, records) {
            if let line = journalLine(delivery, record) { turn.lines.append(line) }
        }
        turn.results += deliveries
        return records.map(\.change)
    }

    /// The row of the log for a delivery.
    private mutating func attempt(_ delivery: DeliveryResult, now: Int64) throws(StoreError) -> AttemptRecord
    {
        let message = delivery.transfer.message
        var record = AttemptRecord(
            message: message.id,
            claim: message.claim,
            change: try change(delivery, now: now),
            at: delivery.at.milliseconds
        )
        record.messageID = message.messageID
        record.letter = delivery.letter
        switch record.change.state {
        case .deferred, .inDoubt: record.expires = retries?.until(message, now: now)
        default: break
        }
        switch delivery.result {
        // No relay was asked, or none has said anything about it: this is no attempt.
        case .returned: break
        case .answered where delivery.disposition.message == .requeued: break
        case .unmakable(let error): record.note = error.text(in: language)
        case .noConnection(let failure):
            record.relay = relay(delivery)?.name
            record.reply = failure.wording.text(in: language)
            record.code = failure.reply?.code
            record.enhancedCode = failure.reply?.enhanced?.description
        case .answered(let outcome):
            record.relay = relay(delivery)?.name
            // Nobody measured how long it took where the program ended first.
            record.duration = delivery.isCutShort ? nil : Int(clamping: outcome.durationMilliseconds)
            // No try began before its letter was made, whatever a clock said then.
            record.at = max(outcome.startedAt, message.created)
            if !delivery.isRecovered {
                record.at = delivery.at.milliseconds - outcome.durationMilliseconds
            }
            record.code = outcome.reply?.code
            record.enhancedCode = outcome.enhanced?.description
            record.reply = outcome.reply?.text ?? outcome.problem?.text(in: language)
            record.tls = outcome.tls
            if outcome.reply == nil || outcome.kind != .sent { record.note = note(outcome) }
            if delivery.isRecovered {
                let ended = Reasons.recordedLate.text(in: language)
                record.note = record.note.map { "\($0); \(ended)" } ?? ended
            }
        }
        return record
    }

    /// Where in the dialogue it was decided, for the log.
    private func note(_ outcome: Outcome) -> String {
        guard let problem = outcome.problem, outcome.reply != nil else { return outcome.stage.rawValue }
        return "\(outcome.stage.rawValue): \(problem.text(in: language))"
    }

    // MARK: what becomes of the message

    /// What a disposition makes of the message's row.
    private mutating func change(_ delivery: DeliveryResult, now: Int64) throws(StoreError) -> MessageChange {
        let message = delivery.transfer.message
        switch delivery.disposition.message {
        case .sent: return .sent
        case .bounced:
            var cause: MessageCause?
            if case .answered(let outcome) = delivery.result, outcome.needsInternationalMail {
                cause = .needsSMTPUTF8
            }
            return .bounced(cause, reason: delivery.told.map { Reasons.brief($0).text(in: language) })
        case .rejected:
            guard case .unmakable(let error) = delivery.result else {
                return .rejected(.template, reason: "")
            }
            let cause: MessageCause = error.kind == .tooLarge ? .letterTooLong : .template
            return .rejected(cause, reason: error.text(in: language))
        case .requeued: return .requeued(ready: message.due)
        case .elsewhere: return .deferred(nextAttempt: now)
        case .deferred(let hint):
            let wish = nextAttempt(message, hint: hint, now: now)
            let next = retries?.timely(wish, for: message, now: now) ?? wish
            let end = retries?.until(message, now: now) ?? message.expires
            // A retry beyond the end of its time would never be made: say so when that time comes.
            return .deferred(nextAttempt: min(next, max(end, now + 1)))
        case .held(let cause):
            let told = Reasons.brief(delivery.told ?? .nothing)
            return .held(cause.word, reason: cause.sentence(told).text(in: language))
        case .inDoubt(let atOnce): return try doubt(message, atOnce: atOnce, now: now)
        }
    }

    /// How often a letter goes out that no relay has acknowledged: then a person decides.
    static let mostUnacknowledged = 3

    private mutating func doubt(
        _ message: ClaimedMessage,
        atOnce: Bool,
        now: Int64
    ) throws(StoreError) -> MessageChange {
        let policy = message.priority == .bulk ? configuration.inDoubt.bulk : configuration.inDoubt.default
        guard policy == .resend else {
            return .inDoubtHold(reason: Reasons.inDoubtHold.text(in: language))
        }
        guard try store.unacknowledged(message.id) + 1 < Self.mostUnacknowledged else {
            return .inDoubtHold(
                .notAcknowledged,
                reason: Reasons.notAcknowledged(Self.mostUnacknowledged).text(in: language)
            )
        }
        return .inDoubtResend(at: atOnce ? now : nextAttempt(message, hint: nil, now: now))
    }

    private mutating func nextAttempt(_ message: ClaimedMessage, hint: Int64?, now: Int64) -> Int64 {
        let settings = configuration.retry
        let policy = RetryPolicy(
            first: settings.first.inMilliseconds,
            factor: settings.factor,
            longest: settings.longest.inMilliseconds,
            giveUpAfter: settings.giveUpAfter.inMilliseconds
        )
        let jitter = Double.random(in: 0..<1, using: &random)
        return now + policy.delay(afterAttempt: message.attempts + 1, hint: hint, jitter: jitter)
    }

    // MARK: the journal

    /// The line of the journal for what was recorded; nil where nothing was tried.
    func journalLine(
        _ delivery: DeliveryResult,
        _ record: AttemptRecord
    ) -> (line: AttemptLine, level: LogLevel)? {
        let state = record.change.state
        guard state != .queued else { return nil }
        let message = delivery.transfer.message
        let relay = relay(delivery)
        var reason = Reasons.brief(record.reply ?? record.note ?? "")
        if let code = record.code { reason = "\(code) \(reason)" }
        let line = AttemptLine(
            message: message.id,
            to: message.email,
            host: relay?.host,
            address: delivery.remoteAddress,
            port: relay?.port,
            delay: .milliseconds(max(0, delivery.at.milliseconds - message.due)),
            dsn: record.enhancedCode,
            status: record.change.outcome,
            reason: reason,
            more: [("event", message.event), ("notification", message.notification)]
        )
        let isUsual = [.sent, .deferred, .suppressed, .cancelled].contains(state)
        return (line, isUsual ? .info : .warning)
    }

    /// The relay that a result came from.
    private func relay(_ delivery: DeliveryResult) -> Settings.Relay? {
        let relays = configuration.relays
        return delivery.relay.flatMap(relays.of)
    }

    // MARK: rolling limits that survive a restart

    private func charge(_ deliveries: [DeliveryResult], now: Int64) throws(StoreError) {
        var ledger = UsageLedger(limitedDomains: limitedDomains)
        for delivery in deliveries {
            guard case .answered(let outcome) = delivery.result, outcome.kind != .notTried else { continue }
            guard delivery.isRecovered || delivery.relay != nil else { continue }
            ledger.count(relay: relay(delivery), domain: delivery.transfer.message.domain)
        }
        try ledger.enter(into: store, now: now)
    }
}

extension DeliveryResult {
    /// The reply, or what went wrong instead of one.
    fileprivate var told: Wording? {
        switch result {
        case .answered(let outcome):
            outcome.reply.map { Wording(verbatim: $0.description) } ?? outcome.problem
        case .unmakable(let error): error.wording
        case .noConnection(let failure): failure.wording
        case .returned: nil
        }
    }
}

extension HoldCause {
    /// The word for programs.
    fileprivate var word: MessageCause {
        switch self {
        case .tooLarge: .tooLarge
        case .refusesUs, .accessDenied: .relayRefuses
        case .senderNeedsSMTPUTF8: .needsSMTPUTF8
        case .sameRefusal: .sameRefusal
        case .crashedTwice: .crashedTwice
        }
    }

    /// The sentence for people, with what the relay said.
    fileprivate func sentence(_ told: Wording) -> Wording {
        switch self {
        case .tooLarge: Reasons.tooLarge(told)
        case .refusesUs: Reasons.relayRefusesUs(told)
        case .accessDenied: Reasons.accessDenied(told)
        case .senderNeedsSMTPUTF8: Reasons.senderNeedsSMTPUTF8(told)
        case .sameRefusal(let alarm): Reasons.sameRefusal(alarm.count, of: alarm.ended, reply: told)
        case .crashedTwice: Reasons.crashedTwice
        }
    }
}
