@testable import Delivery
import Foundation
import Glibc
import Store
import Testing
import TestSupport

@Suite("A row that nobody foresaw")
struct PoisonTests {
    @Test("whose details make a letter without end is rejected with the figure, and all others go")
    func bomb() throws {
        let list = "[\((1...10_900).map { String($0) }.joined(separator: ","))]"
        let bed = try Bed {
            $0.templates["confirmation.en"] =
                "Subject: x\n\n{{#details.x}}{{details.x}}{{/details.x}}\n"
        }
        try bed.register("poison@example.org", more: "details = '{\"x\":\(list)}'")
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(bed.taken() == ["reader@example.org"])
        #expect(try bed.states("email LIKE 'poison%'") == "rejected 1")
        let reason = try bed.rows("SELECT reason FROM messages_view WHERE email LIKE 'poison%'")
        #expect(reason.first?.contains("10485760") == true, "\(reason)")
    }

    @Test("letterBytes is the limit of a letter as the relay gets it")
    func limit() throws {
        let bed = try Bed {
            $0.configuration = "limits: { letterBytes: \"16KB\" },"
            $0.templates["confirmation.en"] = "Subject: x\n\n{{details.t}}\n"
        }
        try bed.register(
            "long@example.org",
            more: "details = '{\"t\":\"\(String(repeating: "x", count: 9000))\"}'"
        )
        try bed.register("short@example.org", more: "details = '{\"t\":\"x\"}'")
        try bed.drain()
        #expect(try bed.states("email LIKE 'long%'") == "rejected 1")
        #expect(try bed.states("email LIKE 'short%'") == "sent 1")
    }

    /// How a run ends while a letter is being made.
    enum End: CaseIterable { case crash, hang, kill }

    @Test(
        "with which two runs crashed or hung is held until a person lets it go, and no other letter is",
        arguments: End.allCases
    )
    func again(_ end: End) throws {
        let bed = try Bed()
        try bed.register("poison@example.org")
        let most = end == .kill ? 4 : 2
        for death in 1...most {
            try die(bed, end)
            try bed.start()
            #expect(try bed.states() == (death < most ? "queued 1" : "held 1"))
            if death < most { bed.stop() }
        }
        bed.relay.setScript(.friendly)
        #expect(try bed.rows("SELECT reason FROM messages_view") == [Reasons.crashedTwice.text(in: "en")])
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(bed.taken() == ["reader@example.org"])
        var poison = LogFilter()
        poison.to = "poison@example.org"
        #expect(try bed.start().store.act(.release, on: poison, actor: "anna", now: bed.clock.now) == 1)
        try bed.drain()
        #expect(bed.taken() == ["reader@example.org", "poison@example.org"])
    }

    @Test("a death with a letter that waits for its relay is not that letter's fault")
    func waiting() throws {
        let bed = try Bed(Script.friendly.on(.mail, .stall))
        try bed.register("reader@example.org")
        for death in 1...3 {
            #expect(try bed.run { bed.relay.commands().count { $0.hasPrefix("MAIL") } == death })
            bed.crash()
            try bed.start()
            #expect(try bed.states() == "queued 1")
        }
    }

    /// Runs until the letter is being made, and dies; the delivery journal is left as it was at that moment.
    private func die(_ bed: Bed, _ end: End) throws {
        let path = bed.folder.path("vestnik.db-flight")
        let boot = JournalIdentity.currentBoot()
        bed.relay.setScript(Script.friendly.on(.mail, .stall))
        bed.gate.shut()
        #expect(
            try bed.run {
                let message = DeliveryJournal.read(path: path)?.messageInHand(boot: boot)
                return end == .hang ? message?.isCertain == true : message != nil
            }
        )
        var record = try Data(contentsOf: URL(fileURLWithPath: path))
        // What the handler of the signal would write.
        if end == .crash { record.replaceSubrange(76..<80, with: [0xFF, 0xFF, 0xFF, 0xFF]) }
        if end == .kill { record.replaceSubrange(76..<80, with: [0, 0, 0, 0]) }
        bed.gate.open()
        bed.crash()
        // The same file: another one would look like a copy.
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.write(contentsOf: record)
        try file.close()
    }

    @Test("a session thread that hangs in a letter is seen, while the engine goes on")
    func hangs() throws {
        let bed = try Bed()
        try bed.register("reader@example.org")
        bed.gate.shut()
        let engine = try bed.start()
        #expect(try bed.run { engine.sessionStall() > .milliseconds(20) })
        #expect(try bed.states() == "sending 1")
        bed.gate.open()
        #expect(try bed.run { try bed.states() == "sent 1" })
        #expect(try bed.run { engine.sessionStall() == .zero })
    }
}
