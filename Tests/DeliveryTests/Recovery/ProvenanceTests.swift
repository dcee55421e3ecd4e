@testable import Delivery
import Testing
import TestSupport

@Suite("Which database this is")
struct ProvenanceTests {
    static let epoch = "0123456789abcdef0123456789abcdef"
    static let other = "fedcba9876543210fedcba9876543210"

    func judge(sequence: Int64, recorded: Int64?, of epoch: String = epoch) -> Provenance {
        let identity = JournalIdentity(epoch: Self.epoch, databasePath: "")
        let record = recorded.map {
            JournalRecord(
                identity: JournalIdentity(epoch: epoch, databasePath: ""),
                sequence: $0,
                traces: [:]
            )
        }
        return .judge(epoch: Self.epoch, sequence: sequence, record: record, identity: identity)
    }

    @Test("one that never sent is fresh, without a record or beside that of another database")
    func fresh() {
        #expect(judge(sequence: 0, recorded: nil) == .fresh)
        #expect(judge(sequence: 0, recorded: 7, of: Self.other) == .fresh)
    }

    @Test("one that stands where its record stands, or further, is the one written last")
    func continued() {
        #expect(judge(sequence: 0, recorded: 0) == .continued)
        #expect(judge(sequence: 7, recorded: 7) == .continued)
        #expect(judge(sequence: 8, recorded: 7) == .continued)
    }

    @Test("one that its record has left behind is an older copy, even one made before anything was sent")
    func restored() {
        for (sequence, recorded) in [(0, 1), (6, 7)] as [(Int64, Int64?)] {
            guard case .restored = judge(sequence: sequence, recorded: recorded) else {
                Issue.record("\(sequence) behind \(String(describing: recorded)) is not restored")
                continue
            }
        }
        guard case .restored = judge(sequence: 7, recorded: nil) else {
            Issue.record("a used database without a record is not restored")
            return
        }
    }

    @Test("one behind the last commit that its folder knows of is an older copy, with or without a record")
    func witnessed() throws {
        func judge(_ sequence: Int64, witnessed: Int64, isRecorded: Bool) -> Provenance {
            let identity = JournalIdentity(epoch: Self.epoch, databasePath: "")
            let record = JournalRecord(identity: identity, sequence: sequence, traces: [:])
            return .judge(
                epoch: Self.epoch,
                sequence: sequence,
                record: isRecorded ? record : nil,
                witnessed: witnessed,
                identity: identity
            )
        }
        for (sequence, isRecorded) in [(0, false), (0, true), (6, true)] as [(Int64, Bool)] {
            guard case .restored = judge(sequence, witnessed: 7, isRecorded: isRecorded) else {
                Issue.record("\(sequence) behind a witnessed 7 is not restored")
                continue
            }
        }
        #expect(judge(7, witnessed: 7, isRecorded: true) == .continued)
        #expect(judge(8, witnessed: 7, isRecorded: true) == .continued)
        #expect(judge(0, witnessed: 0, isRecorded: false) == .fresh)
    }

    @Test("a backup made before the first letter went is restored: what it would send again is held")
    func restoredBeforeFirst() throws {
        let bed = try Bed()
        try bed.register("reader@example.org")
        try bed.database.execute("VACUUM INTO '\(bed.folder.path("copy.db"))'")
        try bed.drain()
        bed.stop()
        #expect(bed.taken() == ["reader@example.org"])
        // The copy takes the place of the contents, as a restore in place does.
        for table in ["attempts", "messages", "registrations", "delivery_outbox", "event_facts", "meta"] {
            try bed.database.execute("DELETE FROM \(table)")
        }
        try bed.database.execute("ATTACH '\(bed.folder.path("copy.db"))' AS copy")
        try bed.database.execute("INSERT INTO main.meta SELECT * FROM copy.meta")
        try bed.drain()
        #expect(bed.taken() == ["reader@example.org"])
        #expect(try bed.states() == "held 1")
        #expect(bed.notices.contains { $0.contains("restored or copied") })
    }
}
