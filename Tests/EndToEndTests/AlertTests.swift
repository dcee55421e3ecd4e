import Foundation
import TestSupport
import Testing

@Suite("Letters to administrators")
struct AlertTests {
    @Test("a round by hand sends the digest of its day once, as rows of the log that `show` tells of")
    func once() throws {
        let house = try House()
        _ = try house.vestnik("init")
        try house.register("a@example.org")
        try house.configure(
            port: house.server.port,
            more: #"alerts: { to: ["admin@example.org"], digest: "00:00", timeZone: "UTC" },"#
        )
        #expect(try house.vestnik("check").status == 0)
        #expect(try house.sendOnce().status == 0)
        #expect(try house.sendOnce().status == 0)
        let digests = house.server.messages.filter { $0.recipients.first?.path == "admin@example.org" }
        #expect(digests.count == 1)
        let digest = try #require(digests.first)
        #expect(digest.header("Auto-Submitted") == "auto-generated" && digest.header("List-Id") == nil)
        let log = try house.vestnik("log", "--event", "@vestnik")
        #expect(log.status == 0 && log.output.contains("digest") && log.output.contains("admin@example.org"))
        let id = try #require(try house.value("SELECT id FROM messages_view WHERE event = '@vestnik'"))
        let shown = try house.vestnik("show", id, "--letter", "eml")
        #expect(shown.status == 0 && Array(shown.output.utf8) == digest.bytes)
        let text = try house.vestnik("show", id, "--letter", "text").output
        #expect(text.contains("(UTC)") && text.contains("Needs you"))
        #expect(try house.vestnik("status").status != 74)
    }

    @Test("a daemon that runs warns of what needs a person, and a kill makes no second warning")
    func daemon() throws {
        let house = try House()
        _ = try house.vestnik("init")
        // Of this registrant the template wants more than is known.
        try house.folder.write(
            "Subject: Hello\n\n{{person.organization}}\n",
            to: "events/meeting/templates/confirmation.ru.md"
        )
        try house.register("a@example.org")
        #expect(try house.sendOnce().status == 0)
        #expect(try house.value("SELECT state FROM messages_view") == "rejected")
        try house.configure(port: house.server.port, more: #"alerts: { to: ["admin@example.org"] },"#)
        for _ in 0..<2 {
            let daemon = try house.startDaemon()
            #expect(waitUntil(within: .seconds(20)) { house.server.messageCount >= 1 })
            #expect(
                try waitUntil(within: .seconds(20)) {
                    try house.value("SELECT count(*) FROM messages_view WHERE state = 'sent'") == "1"
                }
            )
            daemon.kill()
            _ = try daemon.wait()
        }
        #expect(house.server.messageCount == 1)
        let text = try house.vestnik("show", "2", "--letter", "text").output
        #expect(text.contains("meeting confirmation: 1 message could not be made"))
    }
}
