import Testing
import TestSupport

@testable import SMTPServer

@Suite struct DemoScriptTests {
    @Test(
        "a recipient's local part decides what becomes of it",
        arguments: [
            ("bounce-1", "550 5.1.1", "550"), ("Disabled", "550 5.2.1", "550"), ("defer", "451 4.7.1", "451"),
            ("full.box", "452 4.2.2", "452"), ("greylist", "450 4.2.0", "250"), ("spam", "554 5.7.1", "554"),
            ("anna", "250 2.0.0", "250"),
        ]
    )
    func tricks(local: String, first: String, second: String) throws {
        let client = try Client(try SMTPServer(script: .demo))
        client.hello()
        #expect(client.mail(to: "\(local)@example.org")?.hasPrefix(first) == true)
        #expect(client.mail(to: "\(local)@example.org")?.hasPrefix(second) == true)
    }

    @Test("a connection broken off the first time holds the second", arguments: [("drop", 0), ("lost", 1)])
    func breaksOff(local: String, kept: Int) throws {
        let server = try SMTPServer(script: .demo)
        let first = try Client(server)
        first.hello()
        #expect(first.mail(to: "\(local)@example.org") == nil)
        #expect(server.messageCount == kept)
        let second = try Client(server)
        second.hello()
        #expect(second.mail(to: "\(local)@example.org")?.hasPrefix("250") == true)
    }

    @Test("a busy server says so before it closes")
    func busy() throws {
        let client = try Client(try SMTPServer(script: .demo))
        client.hello()
        client.say("MAIL FROM:<>")
        #expect(client.say("RCPT TO:<busy@example.org>")?.hasPrefix("421 4.3.2") == true)
        #expect(client.reply() == nil)
    }

    @Test("every trick is listed with its meaning")
    func listed() {
        #expect(Set(Script.tricks.map(\.localPart)).count == Script.tricks.count)
        #expect(Script.tricks.allSatisfy { !$0.meaning.isEmpty && $0.localPart == $0.localPart.lowercased() })
    }
}
