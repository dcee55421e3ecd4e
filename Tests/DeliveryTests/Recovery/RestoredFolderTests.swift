@testable import Delivery
import Testing
import TestSupport

@Suite("A database that is put back together with its flight record")
struct RestoredFolderTests {
    /// How a copy of the files in `../saved` comes back.
    enum Return: String, CaseIterable, Sendable {
        case over = "cp -a \"$saved\"/vestnik.db* ."
        case overPlainly = "cp \"$saved\"/vestnik.db* ."
        case instead = "rm vestnik.db*; cp -a \"$saved\"/vestnik.db* ."
        case moved = "rm vestnik.db*; mv \"$saved\"/vestnik.db* ."
        case wholeFolder = "rm -r ./*; cp -a \"$saved\"/. ."
        case wholeFolderOver = "cp -a \"$saved\"/. ."

        /// With the copy's place, for a bed.
        func command(_ saved: TemporaryFolder) -> String { "saved='\(saved.path)'; \(rawValue)" }
    }

    /// What the folder knows of the last commit, no more.
    private func silenceWitness(_ bed: Bed) {
        CommitWitness(databasePath: bed.folder.path("vestnik.db"), epoch: "another").note(0)
    }

    private func isHeard(_ bed: Bed) -> Bool { bed.notices.contains { $0.contains("restored or copied") } }

    @Test(
        "copied while the program was stopped, it starts held: what went meanwhile does not go again",
        arguments: Return.allCases,
        [false, true]
    )
    func stopped(_ way: Return, isWitnessed: Bool) throws {
        let bed = try Bed()
        let saved = try TemporaryFolder()
        try bed.register("first@example.org")
        try bed.drain()
        bed.stop()
        try bed.register("second@example.org")
        try bed.whileClosed("cp -a . '\(saved.path)'")
        try bed.drain()
        bed.stop()
        #expect(bed.taken() == ["first@example.org", "second@example.org"])
        try bed.whileClosed(way.command(saved))
        if !isWitnessed { silenceWitness(bed) }
        try bed.drain()
        #expect(bed.relay.messageCount == 2)
        #expect(try bed.states() == "held 1, sent 1")
        #expect(isHeard(bed))
    }

    @Test(
        "copied while the program ran, it starts held as well",
        arguments: [Return.over, .overPlainly, .instead, .moved, .wholeFolder]
    )
    func running(_ way: Return) throws {
        let bed = try Bed()
        let saved = try TemporaryFolder()
        try bed.register("first@example.org")
        try bed.drain()
        let witness = CommitWitness(databasePath: bed.folder.path("vestnik.db"), epoch: try epoch(bed))
        // Some file systems keep no attributes.
        guard witness.sequence != nil else { return }
        try bed.register("second@example.org")
        _ = try ChildProcess.run("/bin/sh", ["-ec", "cp -a '\(bed.folder.path)'/. '\(saved.path)'"])
        try bed.drain()
        bed.stop()
        try bed.whileClosed("rm -f vestnik.db-wal vestnik.db-shm; " + way.command(saved))
        try bed.drain()
        #expect(bed.relay.messageCount == 2)
        #expect(try bed.states() == "held 1, sent 1")
        #expect(isHeard(bed))
    }

    private func epoch(_ bed: Bed) throws -> String {
        try #require(try bed.rows("SELECT value FROM meta WHERE key = 'epoch'").first)
    }

    @Test("it is found restored once, not again at each restart, nor after a crash")
    func once() throws {
        let bed = try Bed()
        let saved = try TemporaryFolder()
        try bed.register("first@example.org")
        try bed.drain()
        bed.stop()
        try bed.whileClosed("cp -a . '\(saved.path)'")
        try bed.register("second@example.org")
        try bed.drain()
        bed.stop()
        try bed.whileClosed(Return.over.command(saved))
        for index in 0..<3 {
            bed.clock.advance(by: .seconds(60))
            try bed.drain()
            try bed.register("p\(index)@example.org")
            try bed.drain()
            if index == 1 { bed.crash() } else { bed.stop() }
        }
        #expect(bed.notices.count { $0.contains("restored or copied") } == 1)
    }

    @Test(
        "what is no restoration is taken for none",
        arguments: [
            "true", "touch vestnik.db*", "chmod 666 vestnik.db*; chmod 755 .",
            "mv vestnik.db-flight x; mv x vestnik.db-flight", "cp -a . ../copy-$$; rm -r ../copy-$$",
            "ln vestnik.db-flight y; rm y", "printf left > vestnik.db-flight-new",
        ]
    )
    func harmless(_ command: String) throws {
        let bed = try Bed()
        for index in 0..<4 {
            try bed.register("p\(index)@example.org")
            try bed.drain()
            if index == 2 { bed.crash() } else { bed.stop() }
            try bed.register("q\(index)@example.org")
            try bed.whileClosed(command)
        }
        try bed.drain()
        #expect(try bed.states() == "sent 8")
        #expect(!isHeard(bed))
    }
}
