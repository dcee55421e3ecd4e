@testable import Delivery
import Glibc
import Settings
import Store
import Testing
import TestSupport

@Suite("What an earlier run left behind")
struct StartupRecoveryTests {
    /// What the relay does when a transfer gets there, and what becomes of its message after a crash.
    enum Ending: String, CaseIterable, Sendable {
        case stalledAtMail, stalledAtEndOfData, taken, refused, refusedForNow, otherBoot

        var script: Script {
            switch self {
            case .stalledAtMail: .friendly.on(.mail, .stall)
            case .stalledAtEndOfData: .friendly.on(.endOfData, .stall)
            case .taken, .otherBoot: .friendly
            case .refused: .friendly.on(.rcpt, .reply("550 5.1.1 gone"))
            case .refusedForNow: .friendly.on(.endOfData, .reply("451 4.3.0 later"))
            }
        }

        var state: String {
            switch self {
            case .stalledAtMail: "queued"
            case .taken: "sent"
            case .refused: "bounced"
            case .refusedForNow: "deferred"
            case .stalledAtEndOfData, .otherBoot: "in_doubt"
            }
        }
    }

    @Test("each ending has its state", arguments: Ending.allCases, [InDoubt.Policy.resend, .hold])
    func recovery(_ ending: Ending, _ policy: InDoubt.Policy) throws {
        let bed = try Bed {
            $0.configuration = "inDoubt: { default: \"\(policy == .hold ? "hold" : "resend")\" },"
        }
        try bed.register("first@example.org")
        try bed.drain()
        bed.relay.setScript(ending.script)
        try bed.register("reader@example.org")
        switch ending {
        case .stalledAtMail:
            #expect(try bed.run { bed.relay.commands().count { $0.hasPrefix("MAIL") } == 2 })
        case .stalledAtEndOfData:
            #expect(try bed.run { bed.relay.dialogue.count { $0.kind == .content } == 2 })
        default: #expect(try bed.hear())
        }
        #expect(try bed.states("email LIKE 'reader%'") == "sending 1")
        bed.crash()
        if ending == .otherBoot { try forgetBoot(bed) }
        bed.relay.setScript(.friendly)
        try bed.start()
        #expect(try bed.states("email LIKE 'reader%'") == "\(ending.state) 1")
        if ending.state == "in_doubt" {
            let next = try bed.rows(
                "SELECT next_attempt_at IS NULL FROM messages_view WHERE email LIKE 'reader%'"
            )
            #expect(next == [policy == .hold ? "1" : "0"])
        }
        let before = bed.taken().count { $0 == "reader@example.org" }
        try bed.drain()
        let goesAgain = ending.state == "queued" || (ending.state == "in_doubt" && policy == .resend)
        #expect(bed.taken().count { $0 == "reader@example.org" } == before + (goesAgain ? 1 : 0))
    }

    /// The machine was restarted: the record that the run has written is of another boot.
    private func forgetBoot(_ bed: Bed) throws {
        let path = bed.folder.path("vestnik.db-flight")
        let bytes = try bed.folder.bytes(of: "vestnik.db-flight")
        let boot = JournalIdentity.currentBoot()
        let place = try #require(
            (0..<(bytes.count - boot.count)).first { bytes[$0..<($0 + boot.count)].elementsEqual(boot) }
        )
        // In its place: a file that is another would tell of a copy.
        let descriptor = open(path, O_WRONLY)
        defer { close(descriptor) }
        var byte = bytes[place] ^ 1
        #expect(pwrite(descriptor, &byte, 1, off_t(place)) == 1)
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
        try bed.database.run("UPDATE meta SET value = '9' WHERE key = 'sequence'")
        try bed.folder.remove("vestnik.db-flight")
        try bed.start()
        #expect(bed.notices.contains { $0.contains("restored or copied") })
        #expect(try bed.rows("SELECT count(*) FROM relay_usage") == ["0"])
    }
}
