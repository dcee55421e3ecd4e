@testable import Delivery
import Testing
import TestSupport

@Suite("The commit that the folder knows of")
struct CommitWitnessTests {
    @Test("is that of the database of this name and epoch, no other's")
    func own() throws {
        let folder = try TemporaryFolder()
        let witness = CommitWitness(databasePath: folder.path("a.db"), epoch: "e1")
        #expect(witness.sequence == nil)
        witness.note(7)
        // A file system without attributes knows nothing.
        guard witness.sequence != nil else { return }
        witness.note(.max)
        #expect(witness.sequence == .max)
        #expect(CommitWitness(databasePath: folder.path("a.db"), epoch: "e2").sequence == nil)
        #expect(CommitWitness(databasePath: folder.path("b.db"), epoch: "e1").sequence == nil)
    }

    @Test("where it cannot be noted, nothing is known and nothing fails")
    func impossible() throws {
        let long = String(repeating: "n", count: 300)
        for path in ["/nonexistent/a.db", "/proc/a.db", long] {
            let witness = CommitWitness(databasePath: path, epoch: "e")
            witness.note(1)
            #expect(witness.sequence == nil)
        }
    }
}
