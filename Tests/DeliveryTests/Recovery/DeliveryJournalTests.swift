@testable import Delivery
import SMTP
import Testing
import TestSupport
import Wording

@Suite("The record that outlives the process")
struct DeliveryJournalTests {
    let folder: TemporaryFolder
    let identity: JournalIdentity

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("x", to: "db")
        identity = JournalIdentity(epoch: "0123456789abcdef", databasePath: folder.path("db"))
    }

    var path: String { folder.path("db-flight") }

    @Test("what we said instead of a relay comes back in both languages, at worst its beginning")
    func sentences() throws {
        let short = Wording(ru: "связь потеряна (RCPT): сброс", en: "the connection was lost at rcpt: reset")
        let long = Wording(ru: String(repeating: "ё", count: 300), en: String(repeating: "x", count: 300))
        let reply = Reply(code: 451, text: String(repeating: "y", count: 2000))
        let journal = try DeliveryJournal(path: path, identity: identity, sequence: 1)
        for (slot, problem) in [short, long].enumerated() {
            let outcome = Outcome(kind: .deferred, stage: .rcpt, reply: reply, problem: problem)
            journal.answered(
                slot: slot,
                message: Int64(slot),
                claim: 1,
                reply: JournalReply(outcome)
            )
        }
        let record = try #require(DeliveryJournal.read(path: path))
        let problems = [Int64(0), 1].map { message -> Wording? in
            let trace = record.trace(message: message, claim: 1, boot: JournalIdentity.currentBoot())
            guard case .answered(let reply) = trace else { return nil }
            return reply.outcome.problem
        }
        #expect(problems[0] == short)
        #expect(problems[1]?.ru == String(repeating: "ё", count: 64))
        #expect(problems[1]?.en == String(repeating: "x", count: 128))
    }

    @Test("what was marked is read back by the next run")
    func marks() throws {
        let journal = try DeliveryJournal(path: path, identity: identity, sequence: 41)
        journal.endOfDataGoes(slot: 0, message: 7, claim: 70)
        journal.endOfDataGoes(slot: 2047, message: 8, claim: 80)
        let reply = JournalReply(
            Outcome(
                kind: .sent,
                stage: .endOfData,
                reply: Reply(code: 250, text: "2.0.0 ok"),
                endOfDataSent: true
            )
        )
        journal.answered(slot: 2047, message: 8, claim: 80, reply: reply)
        journal.endOfDataGoes(slot: 3, message: 9, claim: 90)
        journal.clear(slot: 3)
        journal.sequence = 42
        let record = try #require(DeliveryJournal.read(path: path))
        #expect(record.sequence == 42)
        #expect(record.identity == identity)
        let boot = JournalIdentity.currentBoot()
        #expect(record.trace(message: 7, claim: 70, boot: boot) == .endOfDataSent)
        #expect(record.trace(message: 8, claim: 80, boot: boot) == .answered(reply))
        #expect(record.trace(message: 9, claim: 90, boot: boot) == .untouched)
        #expect(record.trace(message: 7, claim: 71, boot: boot) == .untouched, "another claim")
    }

    @Test("which relay a letter was going to is read back, too, under its name")
    func relays() throws {
        let journal = try DeliveryJournal(path: path, identity: identity, sequence: 1)
        journal.endOfDataGoes(slot: 0, message: 7, claim: 70, relay: RelayMark(relay: "a.example:25"))
        journal.endOfDataGoes(slot: 1, message: 8, claim: 80)
        let record = try #require(DeliveryJournal.read(path: path))
        #expect(record.relays[JournalKey(message: 7, claim: 70)] == RelayMark(relay: "a.example:25"))
        #expect(record.relays[JournalKey(message: 7, claim: 70)] != RelayMark(relay: "b.example:25"))
        #expect(record.relays[JournalKey(message: 8, claim: 80)] == .unknown)
    }

    @Test("after a restart of the machine nothing is known of what was in flight")
    func boot() throws {
        _ = try DeliveryJournal(path: path, identity: identity, sequence: 1)
        let record = try #require(DeliveryJournal.read(path: path))
        #expect(record.trace(message: 7, claim: 70, boot: [UInt8](repeating: 1, count: 36)) == nil)
    }

    @Test("where the boot has no name, nothing is known either")
    func namelessBoot() throws {
        let nameless = [UInt8](repeating: 0, count: 36)
        var record = JournalRecord(identity: identity, sequence: 1, traces: [:])
        record.identity.boot = nameless
        #expect(record.trace(message: 7, claim: 70, boot: nameless) == nil)
    }

    @Test("no file, a short one or one of something else is no record")
    func unreadable() throws {
        #expect(DeliveryJournal.read(path: path) == nil)
        try folder.write("VSTKFLP1", to: "db-flight")
        #expect(DeliveryJournal.read(path: path) == nil)
        try folder.write([UInt8](repeating: 9, count: 200_000), to: "db-flight")
        #expect(DeliveryJournal.read(path: path) == nil)
    }

    @Test("a folder that cannot be written to is told with its path")
    func unwritable() {
        #expect { try DeliveryJournal(path: "/nonexistent/x", identity: identity, sequence: 1) } throws: {
            "\($0)".contains("/nonexistent/x")
        }
    }

    /// Which database lies beside which record.
    private func judge(
        _ change: (inout JournalRecord) -> Void,
        epoch: String? = "0123456789abcdef",
        at: Int64 = 5
    ) -> Provenance {
        var record = JournalRecord(identity: identity, sequence: 5, traces: [:])
        change(&record)
        return Provenance.judge(epoch: epoch, sequence: at, record: record, identity: identity)
    }

    private func isRestored(_ provenance: Provenance) -> Bool {
        if case .restored = provenance { true } else { false }
    }

    @Test("the database that was written last goes on; any other is a restored one")
    func provenance() {
        #expect(judge { _ in } == .continued)
        #expect(judge({ _ in }, at: 6) == .continued, "killed between the commit and the note of it")
        #expect(isRestored(judge({ _ in }, at: 0)), "a copy made before the first letter")
        #expect(judge({ _ in }, epoch: nil) == .fresh)
        #expect(isRestored(judge { $0.sequence = 6 }))
        #expect(isRestored(judge { $0.identity.database.inode += 1 }))
        #expect(isRestored(judge { $0.identity.epoch[0] ^= 1 }))
        #expect(isRestored(Provenance.judge(epoch: "e", sequence: 1, record: nil, identity: identity)))
    }
}
