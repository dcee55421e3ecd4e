import Testing
import TestSupport

@testable import SMTPServer

@Suite struct ScriptTests {
    private func client(_ script: Script) throws -> (SMTPServer, Client) {
        let server = try SMTPServer(script: script)
        return (server, try Client(server))
    }

    @Test("a rule answers at its stage, the first one that has an answer wins")
    func firstRuleWins() throws {
        let script = Script().on(.mail, .reply("451 4.3.0 first")).on(.mail, .reply("550 second"))
        let (server, client) = try client(script)
        client.hello()
        #expect(client.say("MAIL FROM:<a@b.example>") == "451 4.3.0 first")
        #expect(client.say("RCPT TO:<a@b.example>")?.hasPrefix("503") == true)
        server.setScript(.friendly)
        #expect(client.say("MAIL FROM:<a@b.example>") == "250 2.1.0 Ok")
    }

    @Test("a rule may hold for one occurrence alone")
    func occurrence() throws {
        let (_, client) = try client(Script().on(.noop, occurrence: 2, .reply("450 not now")))
        client.hello()
        #expect((0..<3).map { _ in client.say("NOOP")?.prefix(3) } == ["250", "450", "250"])
    }

    @Test("a script knows what has gone before")
    func situation() throws {
        let seen = Monitor<[Situation]>([])
        let script = Script { situation in
            seen.change { $0.append(situation) }
            return nil
        }
        let (_, client) = try client(script)
        client.hello()
        _ = client.mail(to: "First@example.org")
        _ = client.mail(to: "second@example.org", "two\r\n")
        let situations = seen.read { $0 }
        try #require(situations.count == 10)
        #expect(
            situations.map(\.stage) == [
                .connect, .ehlo, .mail, .rcpt, .data, .endOfData, .mail, .rcpt, .data, .endOfData,
            ]
        )
        #expect(situations[3].reversePath == "a@example.org")
        #expect(situations[3].forwardPath == "First@example.org")
        #expect(situations[3].recipientLocalPart == "first")
        #expect(situations[4].recipients == ["First@example.org"])
        #expect(situations[9].message?.text == "two\r\n")
        #expect(situations[9].accepted == 1)
        #expect(situations[9].occurrence == 2)
        #expect(situations[9].total == 1)
    }

    @Test("a reply may have many lines, wrong bytes or no code")
    func strangeReplies() throws {
        let script = Script()
            .on(.noop, occurrence: 1, .reply(250, lines: ["one", "two", "three"]))
            .on(.noop, occurrence: 2, Answer(bytes: [0x32, 0x35, 0x30, 0x20, 0xFF, 0xFE, 0x0D, 0x0A]))
            .on(.noop, occurrence: 3, .reply("hello", "250 after all"))
        let (_, client) = try client(script)
        client.hello()
        #expect(client.say("NOOP") == "250-one|250-two|250 three")
        #expect(client.say("NOOP") == "250 \u{FFFD}\u{FFFD}")
        client.send("NOOP\r\n")
        #expect(client.line() == "hello")
        #expect(client.line() == "250 after all")
    }

    @Test("a reply can be cut at any byte and arrives whole", arguments: 1..<13)
    func splits(at cut: Int) throws {
        let (_, client) = try client(Script().on(.noop, .reply("250 2.0.0 Ok").split(at: [cut])))
        client.hello()
        #expect(client.say("NOOP") == "250 2.0.0 Ok")
    }

    @Test("a cut reply comes in pieces")
    func comesInPieces() throws {
        let answer = Answer.reply("250 2.0.0 Ok").split(at: [3], pause: .seconds(600))
        let (server, client) = try client(Script().on(.noop, answer))
        client.hello()
        client.send("NOOP\r\n")
        #expect(client.readSome() == "250")
        // A pause ends with the server.
        server.stop()
    }

    @Test("the connection can be closed before or after a reply")
    func closes() throws {
        let (_, before) = try client(Script().on(.mail, .close))
        before.hello()
        #expect(before.say("MAIL FROM:<a@b.example>") == nil)
        let (_, after) = try client(Script().on(.connect, .reply("554 5.3.2 no").then(.close)))
        #expect(after.reply() == "554 5.3.2 no")
        #expect(after.reply() == nil)
        let (_, reset) = try client(Script().on(.connect, .reset))
        #expect(reset.reply() == nil)
    }

    @Test("a stalled session ends when its client leaves")
    func stalls() throws {
        let (server, client) = try client(Script().on(.connect, .stall))
        #expect(server.wait { $0.contains { $0.kind == .opened } })
        #expect(server.openSessionCount == 1)
        client.close()
        #expect(server.waitForNoSessions())
    }

    @Test("a delay holds the reply back, not the replies before it")
    func delays() throws {
        let (server, client) = try client(
            Script().on(.noop, .reply("250 late").delayed(by: .milliseconds(200)))
        )
        client.hello()
        let begun = ContinuousClock.now
        client.send("VRFY x\r\nNOOP\r\n")
        #expect(client.reply()?.hasPrefix("252") == true)
        #expect(client.reply() == "250 late")
        #expect(ContinuousClock.now - begun >= .milliseconds(190))
        server.stop()
    }

    @Test("content can be cut off after so many bytes, with or without a reply")
    func cutsContent() throws {
        let go = Answer.reply("354 go")
        let (server, silent) = try client(Script().on(.data, go.cutting(.init(after: 5))))
        silent.hello()
        #expect(silent.mail(to: "a@b.example", "0123456789\r\n") == nil)
        #expect(server.waitForNoSessions())
        #expect(server.dialogue.last { $0.kind == .content }?.bytes == 5)
        #expect(server.messageCount == 0)

        let cut = Answer.BodyCut(after: 3, reply: "421 4.3.2 going down\r\n")
        let (_, told) = try client(Script().on(.data, go.cutting(cut)))
        told.hello()
        #expect(told.mail(to: "a@b.example", "0123456789\r\n") == "421 4.3.2 going down")
    }

    @Test("a reply in the middle of the content comes before the content is over")
    func earlyReply() throws {
        let cut = Answer.BodyCut(after: 4, reply: "451 early\r\n", ending: .goOn)
        let (server, client) = try client(Script().on(.data, Answer.reply("354 go").cutting(cut)))
        client.hello()
        for command in ["MAIL FROM:<>", "RCPT TO:<a@b.example>", "DATA"] { client.say(command) }
        client.send("0123")
        #expect(client.reply() == "451 early")
        client.send("4567\r\n.\r\n")
        #expect(client.reply()?.hasPrefix("250") == true)
        #expect(server.messages.map(\.text) == ["01234567\r\n"])
    }

    @Test("a message can be taken although its client never hears of it")
    func acceptsInSilence() throws {
        let (server, client) = try client(Script().on(.endOfData, Answer.close.accepting()))
        client.hello()
        #expect(client.mail(to: "a@b.example") == nil)
        #expect(server.messageCount == 1)
    }

    @Test("a message refused at its end is not kept, and the session goes on")
    func refusesAtEnd() throws {
        let (server, client) = try client(Script().on(.endOfData, occurrence: 1, .reply("554 5.7.1 no")))
        client.hello()
        #expect(client.mail(to: "a@b.example") == "554 5.7.1 no")
        #expect(client.mail(to: "a@b.example")?.hasPrefix("250") == true)
        #expect(server.messageCount == 1)
    }

    @Test("a DATA accepted with no recipient takes its content")
    func dataWithoutRecipients() throws {
        let (server, client) = try client(
            Script().onRecipient("no", .reply("550 5.1.1 no")).on(.data, .reply("354 go"))
        )
        client.hello()
        client.send("MAIL FROM:<>\r\nRCPT TO:<no@b.example>\r\nDATA\r\n")
        #expect((0..<3).map { _ in client.reply()?.prefix(3) } == ["250", "550", "354"])
        #expect(client.say(".")?.hasPrefix("250") == true)
        #expect(server.messages.first?.recipients.isEmpty == true)
        #expect(server.messages.first?.bytes == [])
    }
}
