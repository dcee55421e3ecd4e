import Letters
import Mail
import Service
import Settings
import SMTP
import SQLite
import Store

extension Engine {
    /// What is recorded of a flight that has come down.
    func attemptRecord(_ landing: Landing, now: Int64) -> AttemptRecord {
        let message = landing.flight.message
        var record = AttemptRecord(
            message: message.id,
            claim: message.claim,
            verdict: .requeued(ready: message.due),
            at: landing.at
        )
        record.messageID = message.messageID
        record.relay = relay(landing)?.name
        switch landing.result {
        case .returned: break  // It keeps its place in the queue.
        case .unmakable(let error):
            // No relay was asked: this is no attempt, and nobody replied.
            record.verdict = .rejected(reason: error.description)
            record.note = error.description
        case .noConnection(let failure):
            record.verdict = deferral(message, hint: Self.hint(of: failure), now: now)
            record.reply = failure.description
            record.code = failure.reply?.code
            record.enhancedCode = failure.reply?.enhanced?.description
        // Nothing was said about it: no attempt was made.
        case .answered(let outcome) where outcome.kind == .notTried: record.relay = nil
        case .answered(let outcome):
            record.duration = Int(clamping: outcome.durationMilliseconds)
            record.at = landing.at - outcome.durationMilliseconds
            record.code = outcome.reply?.code
            record.enhancedCode = outcome.enhanced?.description
            record.reply = outcome.reply?.text ?? outcome.problem
            record.tls = outcome.tls
            if outcome.reply == nil || outcome.kind != .sent { record.note = Self.note(outcome) }
            record.verdict = verdict(outcome, of: landing, now: now)
        }
        return record
    }

    /// Where in the dialogue it was decided, for the log.
    private static func note(_ outcome: Outcome) -> String {
        guard let problem = outcome.problem, outcome.reply != nil else { return outcome.stage.rawValue }
        return "\(outcome.stage.rawValue): \(problem)"
    }

    /// How long a relay that opens no session asks to wait, in milliseconds.
    private static func hint(of failure: ConnectFailure) -> Int64? {
        guard let reply = failure.reply else { return nil }
        return StatedBlock.pause(reply, at: failure.stage) ?? RetryHint.find(in: reply.text)
    }

    private func verdict(_ outcome: Outcome, of landing: Landing, now: Int64) -> AttemptRecord.Verdict {
        let message = landing.flight.message
        let language = installation.configuration.language.rawValue
        let verdict = Verdict(outcome, to: message)
        switch verdict.fate {
        case .sent: return .sent
        case .bounced:
            if let alarm = landing.alarm {
                let told = Reasons.sameRefusal(alarm.count, of: alarm.ended, reply: outcome.told)
                return .held(reason: told.text(in: language))
            }
            let told = outcome.reply?.description ?? outcome.problem
            return .bounced(reason: told.map(Reasons.brief))
        case .deferred(let hint):
            switch verdict.relay {
            // One relay's trouble is no reason to keep the message from another that works.
            case .blocked where anotherMaySend, .slowDown where anotherMaySend:
                return .deferred(nextAttempt: now)
            // A long block holds the relay, not the message: when a person has it lifted, the message is ready.
            case .blocked(let pause) where pause > Self.longBlock:
                return deferral(message, hint: nil, now: now)
            case .well, .unchanged, .refusesUs, .blocked, .slowDown: break
            }
            return deferral(message, hint: hint, now: now)
        case .requeued: return .requeued(ready: message.due)
        case .held where verdict.relay == .unchanged:
            return .held(reason: Reasons.tooLarge(Reasons.brief(outcome.told)).text(in: language))
        case .held:
            // Another relay may not mind.
            if anotherMaySend { return .deferred(nextAttempt: now) }
            return .held(
                reason: Reasons.relayRefusesUs(Reasons.brief(outcome.reply?.description ?? ""))
                    .text(in: language)
            )
        case .inDoubt:
            let settings = installation.configuration.inDoubt
            let policy = message.lane == .bulk ? settings.bulk : settings.default
            guard policy == .resend else {
                return .inDoubtHold(reason: Reasons.inDoubtHold.text(in: language))
            }
            return .inDoubtResend(at: nextAttempt(message, hint: nil, now: now))
        }
    }

    /// Whether another relay may be used now in place of one that is in trouble.
    private var anotherMaySend: Bool { installation.configuration.relays.count > 1 && relayRest() == nil }

    /// Blocks longer than this, in milliseconds, are told to a person.
    static let longBlock: Int64 = 900_000

    private func deferral(_ message: Claimed, hint: Int64?, now: Int64) -> AttemptRecord.Verdict {
        let next = nextAttempt(message, hint: hint, now: now)
        // A retry beyond the end of its time would never be made: say so when that time comes.
        return .deferred(nextAttempt: min(next, max(message.expires, now + 1)))
    }

    private func nextAttempt(_ message: Claimed, hint: Int64?, now: Int64) -> Int64 {
        let settings = installation.configuration.retry
        let policy = RetryPolicy(
            first: settings.first.inMilliseconds,
            factor: settings.factor,
            longest: settings.longest.inMilliseconds,
            giveUpAfter: settings.giveUpAfter.inMilliseconds
        )
        let jitter = Double.random(in: 0..<1, using: &random)
        return now + policy.delay(afterAttempt: message.attempts + 1, hint: hint, jitter: jitter)
    }

    /// The line of the journal for what was recorded; nil where nothing was tried.
    func journalLine(_ landing: Landing, _ record: AttemptRecord) -> (line: AttemptLine, level: LogLevel)? {
        let (status, level): (String, LogLevel)
        switch record.verdict {
        case .sent: (status, level) = ("sent", .info)
        case .deferred: (status, level) = ("deferred", .info)
        case .bounced: (status, level) = ("bounced", .warning)
        case .inDoubt, .inDoubtResend, .inDoubtHold: (status, level) = ("in_doubt", .warning)
        case .rejected: (status, level) = ("rejected", .warning)
        case .expired: (status, level) = ("expired", .warning)
        case .suppressed: (status, level) = ("suppressed", .info)
        case .held: (status, level) = ("held", .warning)
        case .withdrawn: (status, level) = ("cancelled", .info)
        case .requeued: return nil
        }
        let message = landing.flight.message
        let relay = relay(landing)
        var reason = Reasons.brief(record.reply ?? record.note ?? "")
        if let code = record.code { reason = "\(code) \(reason)" }
        return (
            AttemptLine(
                message: message.id,
                to: message.email,
                host: relay?.host,
                address: landing.remoteAddress,
                port: relay?.port,
                delay: .milliseconds(max(0, landing.at - message.due)),
                dsn: record.enhancedCode,
                status: status,
                reason: reason,
                more: [("event", message.event), ("notification", message.notification)]
            ),
            level
        )
    }

    /// The relay that a landing came from.
    private func relay(_ landing: Landing) -> Settings.Relay? {
        let relays = installation.configuration.relays
        return landing.relay.flatMap { relays.indices.contains($0) ? relays[$0] : nil }
    }

    // MARK: rolling limits that survive a restart

    func recordUsage(_ landings: [Landing], now: Int64) throws(SQLiteError) {
        var ledger = UsageLedger(limitedDomains: limitedDomains)
        for landing in landings {
            guard let relay = relay(landing), case .answered(let outcome) = landing.result,
                outcome.kind != .notTried
            else { continue }
            ledger.count(relay: relay, domain: landing.flight.message.domain)
        }
        try ledger.enter(into: store, now: now)
    }

    /// What the database remembers of the last day.
    func usage(_ configuration: Configuration) throws(EngineError) -> RememberedUsage {
        let now = clock.now()
        var usage = RememberedUsage(now: now, relays: configuration.relays.map(\.name))
        do throws(SQLiteError) {
            usage.rows = try store.usages(since: now - 86_400_000)
            for (index, name) in usage.relays.enumerated() {
                guard let until = try store.meta(Store.relayBlock + name).flatMap({ Int64($0) }), until > now
                else {
                    continue
                }
                // A clock that was wrong must not keep a relay out for longer than any block lasts.
                usage.blocks.append((index, min(until - now, StatedBlock.longest)))
            }
        } catch {
            throw EngineError(error, path: configuration.database)
        }
        return usage
    }
}

/// How much of the rolling limits was used before, as the database remembers it.
struct RememberedUsage: Sendable {
    /// When it was read, in engine milliseconds.
    let now: Int64
    /// The relays' names by their places in the list.
    let relays: [String]
    var rows: [Usage] = []
    /// Relays that have said that they take nothing, and for how much longer, in milliseconds.
    var blocks: [(index: Int, left: Int64)] = []
}

extension Dispatcher {
    /// Fills the rolling windows.
    func restore(_ usage: RememberedUsage) {
        let moment = Self.boardTime()
        with { state in
            for block in usage.blocks {
                state.relays.block(block.index, until: moment + block.left, problem: "its limit was spent")
            }
            for row in usage.rows {
                // Counted by the minute, they may have gone at its very end: sooner counted would be sooner forgotten.
                let at = min(moment, moment - (usage.now - row.minute - 60_000))
                switch row.scope {
                case .relay:
                    if let index = usage.relays.firstIndex(of: row.name) {
                        state.relays.used(index, row.count, at: at)
                    }
                case .domain: state.destinations.restore(row.name, row.count, at: at)
                }
            }
        }
    }
}

extension Outcome {
    /// The reply, or what went wrong instead of one.
    fileprivate var told: String { reply?.description ?? problem ?? "" }
}
