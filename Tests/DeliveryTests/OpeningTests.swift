@testable import Delivery
import Settings
import Store
import Testing
import TestSupport

@Suite("What an earlier run left behind")
struct OpeningTests {
    /// How far a transfer had got, and what becomes of its message.
    enum Trace: String, CaseIterable, Sendable { case untouched, endOfData, taken, refused, later, otherBoot }

    @Test("each trace has its state", arguments: Trace.allCases, [InDoubt.Policy.resend, .hold])
    func recovery(_ trace: Trace, _ policy: InDoubt.Policy) throws {
        let bed = try Bed {
            $0.configuration = "inDoubt: { default: \"\(policy == .hold ? "hold" : "resend")\" },"
        }
        try bed.register("first@example.org")
        try bed.drain()
        try bed.register("reader@example.org")
        // The engine plans and claims, and dies while the relay says nothing.
        bed.relay.setScript(Script.friendly.on(.mail, .stall).on(.connect, .stall))
        #expect(try bed.run { try bed.states("email LIKE 'reader%'") == "sending 1" })
        bed.crash()
        try mark(bed, trace)
        bed.relay.setScript(.friendly)
        try bed.start()
        let expected =
            switch trace {
            case .untouched: "queued"
            case .taken: "sent"
            case .refused: "bounced"
            case .later: "deferred"
            case .endOfData, .otherBoot: "in_doubt"
            }
        #expect(try bed.states("email LIKE 'reader%'") == "\(expected) 1")
        if expected == "in_doubt" {
            let next = try bed.rows(
                "SELECT next_attempt_at IS NULL FROM messages_view WHERE email LIKE 'reader%'"
            )
            #expect(next == [policy == .hold ? "1" : "0"])
        }
        try bed.drain()
        let taken = bed.taken().count { $0 == "reader@example.org" }
        let goesAgain = expected == "queued" || (expected == "in_doubt" && policy == .resend)
        #expect(taken == (goesAgain ? 1 : 0))
    }

    /// Writes what a killed run would have written.
    private func mark(_ bed: Bed, _ trace: Trace) throws {
        let path = bed.folder.path("vestnik.db-flight")
        let record = try #require(FlightRecorder.read(path: path))
        let row = try bed.rows("SELECT id || ' ' || claim FROM messages WHERE state = 'sending'")
        let numbers = try #require(row.first).split(separator: " ").compactMap { Int64($0) }
        var identity = record.identity
        if trace == .otherBoot { identity.boot[0] ^= 1 }
        let recorder = try FlightRecorder(path: path, identity: identity, sequence: record.sequence)
        guard trace != .untouched else { return }
        recorder.endOfDataGoes(slot: 9, message: numbers[0], claim: numbers[1])
        switch trace {
        case .taken: recorder.answered(slot: 9, code: 250)
        case .refused: recorder.answered(slot: 9, code: 554)
        case .later: recorder.answered(slot: 9, code: 451)
        case .untouched, .endOfData, .otherBoot: break
        }
    }

    @Test(
        "letters whose fate a crash hid count against the limits of a day, as the relay counts them",
        arguments: ["", #"domains: { "example.org": { messagesPerDay: 2 } },"#]
    )
    func hiddenUse(_ domains: String) throws {
        let bed = try Bed(Script.friendly.on(.endOfData, .stall)) { settings in
            settings.configuration = domains
            settings.relay = domains.isEmpty ? "connections: 1, messagesPerDay: 2," : "connections: 1,"
        }
        for index in 0..<5 { try bed.register("p\(index)@example.org") }
        for crash in 1...2 {
            #expect(try bed.run { bed.relay.dialogue.count { $0.kind == .content } == crash })
            bed.crash()
        }
        bed.relay.setScript(.friendly)
        try bed.drain()
        #expect(bed.relay.messageCount == 0, "two may have gone")
        #expect(try bed.rows("SELECT sum(count) FROM relay_usage") == ["2"])
    }

    @Test("of several relays, the one that the letter was going to has its limit counted")
    func hiddenUseOfSecond() throws {
        let bed = try Bed(.friendly, .friendly) { $0.relay = "connections: 1, messagesPerDay: 3," }
        bed.relays[0].setScript(Script.friendly.on(.connect, .reply("554 no")))
        bed.relays[1].setScript(Script.friendly.on(.endOfData, .stall))
        try bed.register("reader@example.org")
        #expect(try bed.run { bed.relays[1].dialogue.contains { $0.kind == .content } })
        bed.crash()
        try bed.start()
        #expect(
            try bed.rows("SELECT name || ' ' || count FROM relay_usage")
                == ["127.0.0.1:\(bed.relays[1].port) 1"]
        )
    }

    @Test("what had not gone, and what a restored copy had in flight, counts against nothing")
    func notUsed() throws {
        let bed = try Bed(Script.friendly.on(.mail, .stall)) { $0.relay = "messagesPerDay: 3," }
        try bed.register("reader@example.org")
        #expect(try bed.run { bed.relay.commands().contains { $0.hasPrefix("MAIL") } })
        bed.crash()
        try bed.start()
        #expect(try bed.rows("SELECT count(*) FROM relay_usage") == ["0"])
        #expect(try bed.run { bed.relay.commands().count { $0.hasPrefix("MAIL") } == 2 })
        bed.crash()
        try bed.site.run("UPDATE meta SET value = '9' WHERE key = 'sequence'")
        try bed.folder.remove("vestnik.db-flight")
        try bed.start()
        #expect(bed.notices.contains { $0.contains("restored or copied") })
        #expect(try bed.rows("SELECT count(*) FROM relay_usage") == ["0"])
    }
}
