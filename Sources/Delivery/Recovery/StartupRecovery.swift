import Settings
import Store
import Wording

/// Recovery at the start: what an earlier run left, and whose database this is.
///
/// Is this the database that was written last, and what became of the messages that were in flight then?
struct StartupRecovery {
    let journal: DeliveryJournal
    /// When the database was found to be restored, in engine milliseconds; 0 for never.
    let restoredAt: Int64
    /// Whether it was found so at this start.
    let isRestored: Bool
    let firstClaim: Int64
    /// What became of the messages that were in flight, for the relays' health; nothing of a restored database.
    let results: [DeliveryResult]
    /// What is to be told of them.
    let turn: Turn
    /// What the log should say.
    let remarks: [Wording]

    init(
        store: MessageStore,
        path: String,
        clock: any EngineClock,
        configuration: Configuration
    ) throws(EngineError) {
        let settled: (path: String, epoch: String, sequence: Int64)
        do throws(StoreError) {
            let recordPath = path + "-flight"
            var record = DeliveryJournal.read(path: recordPath)
            var remarks: [Wording] = []
            var restoredAt = Int64(try store.meta("restored_at") ?? "") ?? 0
            var epoch = try store.meta("epoch") ?? ""
            let identity = JournalIdentity(epoch: epoch, databasePath: path)
            let sequence = try store.sequence()
            let now = clock.now()
            var restoration: Wording?
            switch Provenance.judge(
                epoch: epoch,
                sequence: sequence,
                record: record,
                witnessed: CommitWitness(databasePath: path, epoch: epoch).sequence,
                identity: identity
            ) {
            case .fresh, .continued: break
            case .restored(let how):
                restoration = how
                restoredAt = now
                // What was in flight when the copy was made has long come down: the record tells of other transfers.
                record = nil
            }
            var recovery = Recovery(store: store, configuration: configuration, now: now)
            recovery.suspect = try Self.suspect(store, record)
            try recovery.run(record, isRestored: restoration != nil)
            remarks += recovery.remarks
            if let restoration {
                try Restoration.takeIn(store, language: configuration.language.rawValue, now: now)
                epoch = try store.epoch()
                remarks.append(Notices.restored(restoration))
            }
            // Claims of this run are numbered above those of all runs before: the number of the run leads.
            let run = (Int64(try store.meta("runs") ?? "") ?? 0) + 1
            try store.setMeta("runs", String(run))
            firstClaim = run << 32
            self.restoredAt = restoredAt
            // Of one that `vestnik restore` took in, what follows from it is still to be done.
            isRestored = try store.meta(Restoration.mark) != nil
            try store.setMeta(Restoration.mark, nil)
            self.remarks = remarks
            results = restoration == nil ? recovery.turn.results : []
            turn = recovery.turn
            settled = (recordPath, epoch, try store.sequence())
        } catch {
            throw EngineError(error, path: path)
        }
        journal = try DeliveryJournal(
            path: settled.path,
            identity: JournalIdentity(epoch: settled.epoch, databasePath: path),
            sequence: settled.sequence,
            witness: CommitWitness(databasePath: path, epoch: settled.epoch)
        )
    }

    /// The message that the program has died with too often; nil for none.
    ///
    /// Counted before anything else is done about the last run: what is done may kill this one.
    private static func suspect(_ store: MessageStore, _ record: JournalRecord?) throws(StoreError) -> Int64?
    {
        guard let message = record?.messageInHand(boot: JournalIdentity.currentBoot()) else { return nil }
        var suspects = try CrashSuspects(store)
        let isTooOften = suspects.died(with: message.id, isCertain: message.isCertain)
        try suspects.save(in: store)
        return isTooOften ? message.id : nil
    }
}
