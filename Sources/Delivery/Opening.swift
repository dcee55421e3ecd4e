import Settings
import SQLite
import Store

/// What happens once at the start.
///
/// Is this the database that was written last, and what became of the messages that were in flight then?
struct Opening {
    let recorder: FlightRecorder
    /// When the database was found to be restored, in engine milliseconds; 0 for never.
    let restoredAt: Int64
    /// Whether it was found so at this start.
    let isRestored: Bool
    let firstClaim: Int64
    /// What the log should say.
    let remarks: [String]

    init(store: Store, path: String, clock: any EngineClock, configuration: Configuration) throws(EngineError)
    {
        let settled: (path: String, epoch: String, sequence: Int64)
        do throws(SQLiteError) {
            let recordPath = path + "-flight"
            var record = FlightRecorder.read(path: recordPath)
            var remarks: [String] = []
            var restoredAt = Int64(try store.meta("restored_at") ?? "") ?? 0
            var epoch = try store.meta("epoch") ?? ""
            let identity = FlightIdentity(epoch: epoch, databasePath: path)
            let sequence = try store.sequence()
            let now = clock.now()
            var restoration: String?
            switch Provenance.judge(
                epoch: epoch,
                sequence: sequence,
                record: record,
                witnessed: FolderWitness(databasePath: path, epoch: epoch).sequence,
                identity: identity
            ) {
            case .fresh, .continued: break
            case .restored(let how):
                restoration = how
                restoredAt = now
                // What was in flight when the copy was made has long come down: the record tells of other flights.
                record = nil
            }
            remarks += try Self.settleFlights(
                store,
                record: record,
                isRestored: restoration != nil,
                now: now,
                configuration: configuration
            )
            if let restoration {
                try store.holdEverything(
                    reason: Reasons.restored.text(in: configuration.language.rawValue),
                    now: now
                )
                try store.renewEpoch()
                try store.setMeta("restored_at", String(now))
                epoch = try store.epoch()
                remarks.append(
                    "this database was restored or copied: \(restoration); what it would send is held"
                )
            }
            // Claims of this run are numbered above those of all runs before: the number of the run leads.
            let run = (Int64(try store.meta("runs") ?? "") ?? 0) + 1
            try store.setMeta("runs", String(run))
            firstClaim = run << 32
            self.restoredAt = restoredAt
            isRestored = restoration != nil
            self.remarks = remarks
            settled = (recordPath, epoch, try store.sequence())
        } catch {
            throw EngineError(error, path: path)
        }
        recorder = try FlightRecorder(
            path: settled.path,
            identity: FlightIdentity(epoch: settled.epoch, databasePath: path),
            sequence: settled.sequence,
            witness: FolderWitness(databasePath: path, epoch: settled.epoch)
        )
    }

    /// Decides for each message that was being sent when the last run ended.
    private static func settleFlights(
        _ store: Store,
        record: FlightRecord?,
        isRestored: Bool,
        now: Int64,
        configuration: Configuration
    ) throws(SQLiteError) -> [String] {
        let boot = FlightIdentity.currentBoot()
        var counts: [String: Int] = [:]
        var ledger = UsageLedger(limitedDomains: Set(configuration.limitsByDomain.keys))
        let decide = { (flight: Abandoned) -> AttemptRecord.Verdict in
            let trace = record?.trace(message: flight.id, claim: flight.claim, boot: boot)
            // The relay has counted what it was handed, though nothing was recorded here; not so the flights of a copy,
            // which have come down long ago.
            if trace != .untouched, !isRestored {
                let relay = Self.relay(of: flight, record: record, configuration: configuration)
                ledger.count(relay: relay, domain: flight.domain)
            }
            switch trace {
            case .untouched:
                counts["not gone: queued again", default: 0] += 1
                return .requeued(ready: now)
            case .answered(let code) where (200...299).contains(code):
                counts["accepted: recorded as sent", default: 0] += 1
                return .sent
            case .answered(let code) where (500...599).contains(code):
                counts["refused: recorded as bounced", default: 0] += 1
                return .bounced(reason: nil)
            case .answered(let code) where (400...499).contains(code):
                counts["refused for now: deferred", default: 0] += 1
                return .deferred(nextAttempt: now + configuration.retry.first.inMilliseconds)
            case .answered, .endOfDataSent, nil:
                counts["in doubt", default: 0] += 1
                let policy = flight.lane == .bulk ? configuration.inDoubt.bulk : configuration.inDoubt.default
                return policy == .resend
                    ? .inDoubtResend(at: now)
                    : .inDoubtHold(reason: Reasons.inDoubtHold.text(in: configuration.language.rawValue))
            }
        }
        try store.transaction { () throws(SQLiteError) in
            try store.recoverSending(now: now, decide: decide)
            try ledger.enter(into: store, now: now)
        }
        guard !counts.isEmpty else { return [] }
        let told = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        return ["messages in flight when the last run ended: \(told)"]
    }

    /// Where a flight was going; where that was not noted, to the relay that is tried first.
    private static func relay(
        of flight: Abandoned,
        record: FlightRecord?,
        configuration: Configuration
    ) -> Settings.Relay? {
        let mark = record?.relays[FlightKey(message: flight.id, claim: flight.claim)] ?? .unknown
        // One that is no longer configured has no limits to keep.
        if mark != .unknown { return configuration.relays.first { RelayMark(relay: $0.name) == mark } }
        return configuration.relays.first
    }
}
