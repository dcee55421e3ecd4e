import Glibc
import Testing
import TestSupport

@testable import SMTPServer

@Suite struct SMTPServerTests {
    @Test("a message arrives with its envelope, byte for byte")
    func takesMessage() throws {
        let server = try SMTPServer()
        let client = try Client(server)
        client.hello()
        #expect(client.say("MAIL FROM:<a@example.org> SIZE=30 BODY=8BITMIME") == "250 2.1.0 Ok")
        #expect(client.say("RCPT TO:<b@example.org> NOTIFY=FAILURE") == "250 2.1.5 Ok")
        #expect(client.say("RCPT TO:<c@example.org>") == "250 2.1.5 Ok")
        #expect(client.say("DATA")?.hasPrefix("354 ") == true)
        #expect(
            client.say("Subject: Привет\r\n\r\n..leading dot\r\nend\r\n.") == "250 2.0.0 Ok: queued as 1-1"
        )
        let message = try #require(server.messages.first)
        #expect(message.reversePath == "a@example.org")
        #expect(message.parameters == ["SIZE=30", "BODY=8BITMIME"])
        #expect(message.recipients.map(\.path) == ["b@example.org", "c@example.org"])
        #expect(message.recipients[0].parameters == ["NOTIFY=FAILURE"])
        #expect(message.text == "Subject: Привет\r\n\r\n.leading dot\r\nend\r\n")
        #expect(server.messageCount == 1)
    }

    @Test("EHLO lists the extensions and, where there are users, AUTH")
    func listsExtensions() throws {
        var options = SMTPServer.Options()
        options.name = "mx.example.org"
        options.extensions = ["PIPELINING", "SIZE 100"]
        options.users = ["u": "p"]
        let client = try Client(try SMTPServer(options))
        #expect(client.reply()?.hasPrefix("220 mx.example.org ") == true)
        #expect(
            client.say("EHLO x")
                == "250-mx.example.org|250-PIPELINING|250-SIZE 100|250 AUTH PLAIN LOGIN XOAUTH2"
        )
    }

    @Test("commands sent in one segment are answered in one segment")
    func pipelines() throws {
        let server = try SMTPServer()
        let client = try Client(server)
        client.hello()
        client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n")
        #expect(
            client.readSome() == "250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n"
        )
        let reads = server.dialogue.filter { $0.kind == .command }.map(\.read).suffix(3)
        #expect(Set(reads).count == 1)
    }

    @Test("the next transaction may stand behind the dot")
    func pipelinesAcrossMessages() throws {
        let server = try SMTPServer()
        let client = try Client(server)
        client.hello()
        let one = "MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n"
        client.send(one)
        for _ in 0..<3 { _ = client.reply() }
        client.send("first\r\n.\r\n" + one)
        #expect((0..<4).compactMap { _ in client.reply()?.prefix(3) } == ["250", "250", "250", "354"])
        client.send("second\r\n.\r\nQUIT\r\n")
        #expect(client.reply()?.hasPrefix("250") == true)
        #expect(client.reply() == "221 2.0.0 Bye")
        #expect(client.reply() == nil)
        #expect(server.messages.map(\.text) == ["first\r\n", "second\r\n"])
        #expect(server.messages[0].reversePath == "")
    }

    @Test("commands out of order, wrong syntax and unknown parameters are refused")
    func refuses() throws {
        let client = try Client(try SMTPServer())
        _ = client.reply()
        #expect(client.say("MAIL FROM:<a@b.example>")?.hasPrefix("503 5.5.1") == true)
        client.say("EHLO x")
        #expect(client.say("RCPT TO:<a@b.example>")?.hasPrefix("503 5.5.1") == true)
        #expect(client.say("MAIL FROM:a@b.example")?.hasPrefix("501 5.5.4") == true)
        #expect(client.say("MAIL FROM:<a@b.example> HOLDFOR=1")?.hasPrefix("555 5.5.4") == true)
        #expect(client.say("MAIL FROM:<a@b.example> SIZE=99999999")?.hasPrefix("552 5.3.4") == true)
        #expect(client.say("MAIL FROM:<я@b.example>")?.hasPrefix("553 5.6.7") == true)
        #expect(client.say("MAIL FROM:<a@b.example>")?.hasPrefix("250") == true)
        #expect(client.say("MAIL FROM:<a@b.example>")?.hasPrefix("503") == true)
        #expect(client.say("DATA")?.hasPrefix("554 5.5.1") == true)
        #expect(client.say("RCPT TO:<>")?.hasPrefix("501") == true)
        #expect(client.say("RCPT TO:<a@b.example> FOO")?.hasPrefix("555") == true)
        #expect(client.say("XYZZY")?.hasPrefix("500 5.5.2") == true)
        #expect(client.say("STARTTLS")?.hasPrefix("502") == true)
        #expect(client.say(String(repeating: "x", count: 20_000))?.hasPrefix("500 5.5.6") == true)
        #expect(client.say("RSET") == "250 2.0.0 Ok")
        #expect(client.say("DATA")?.hasPrefix("503") == true)
    }

    @Test("a message larger than SIZE is refused after its content and not kept")
    func refusesLarge() throws {
        var options = SMTPServer.Options()
        options.extensions = ["SIZE 100"]
        let server = try SMTPServer(options)
        let client = try Client(server)
        client.hello()
        let long = String(repeating: "x", count: 120)
        #expect(client.mail(to: "a@example.org", long + "\r\n")?.hasPrefix("552 5.3.4") == true)
        #expect(client.mail(to: "a@example.org", "short\r\n")?.hasPrefix("250") == true)
        #expect(server.messages.map(\.text) == ["short\r\n"])
    }

    @Test("stop ends every session, a stalled one included, and frees the port")
    func stops() throws {
        let server = try SMTPServer(script: Script().on(.noop, .stall))
        let idle = try Client(server)
        let stalled = try Client(server)
        idle.hello()
        stalled.hello()
        stalled.send("NOOP\r\n")
        #expect(server.wait { $0.contains { $0.text == "NOOP" } })
        server.stop()
        #expect(idle.reply() == nil)
        #expect(stalled.reply() == nil)
        #expect(server.openSessionCount == 0)
        var options = SMTPServer.Options()
        options.port = server.port
        let next = try SMTPServer(options)
        #expect(next.port == server.port)
        server.stop()
    }

    @Test("a port that is taken and an address that is none are told in words")
    func cannotListen() throws {
        let server = try SMTPServer()
        var options = SMTPServer.Options()
        options.port = server.port
        let error = #expect(throws: SMTPServerError.self) { try SMTPServer(options) }
        #expect(
            error?.description == "cannot listen on 127.0.0.1 port \(server.port): Address already in use"
        )
        options.address = "localhost"
        #expect(throws: SMTPServerError.badAddress("localhost")) { try SMTPServer(options) }
    }

    @Test("it listens on IPv6, where the machine has it")
    func listensOnIPv6() throws {
        guard let probe = try? Listener(address: "::1", port: 0) else { return }
        close(probe.descriptor)
        var options = SMTPServer.Options()
        options.address = "::1"
        #expect(try SMTPServer(options).port != 0)
    }

    @Test("sessions beyond the limit are greeted with 421")
    func limitsSessions() throws {
        var options = SMTPServer.Options()
        options.sessionLimit = 1
        let server = try SMTPServer(options)
        let first = try Client(server)
        first.hello()
        let second = try Client(server)
        #expect(second.reply()?.hasPrefix("421 ") == true)
        #expect(second.reply() == nil)
        #expect(first.say("NOOP")?.hasPrefix("250") == true)
        #expect(server.mostOpenSessions == 2)
    }

    @Test("sixteen clients at once lose nothing")
    func servesMany() throws {
        let server = try SMTPServer()
        let clients = try (0..<16).map { _ in try Client(server) }
        let each = 50
        for client in clients {
            let text = "MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n"
            client.send("EHLO x\r\n" + String(repeating: text + "hello\r\n.\r\n", count: each) + "QUIT\r\n")
        }
        #expect(server.waitForMessages(16 * each))
        #expect(server.waitForNoSessions())
        let bySession = Dictionary(grouping: server.messages, by: \.session).mapValues(\.count)
        #expect(bySession == Dictionary(uniqueKeysWithValues: (1...16).map { ($0, each) }))
        #expect(server.dialogue.filter { $0.kind == .closed }.count == 16)
    }

    @Test("the callback has the message before the client has its reply")
    func callsBack() throws {
        let box = Monitor<[String]>([])
        var options = SMTPServer.Options()
        options.keepsMessages = false
        options.recordsDialogue = false
        options.onMessage = { message in box.change { $0.append(message.text) } }
        let server = try SMTPServer(options)
        let client = try Client(server)
        client.hello()
        _ = client.mail(to: "a@example.org", "one\r\n")
        #expect(box.read { $0 } == ["one\r\n"])
        #expect(server.messages.isEmpty)
        #expect(server.messageCount == 1)
        #expect(server.dialogue.isEmpty)
    }
}
