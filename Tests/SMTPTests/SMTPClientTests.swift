import Curl
import Mail
import SMTP
import TestSupport
import Testing

@Suite("One exchange on the calling thread")
struct SMTPClientTests {
    private let envelope = Envelope(reversePath: "a@example.org", forwardPath: "b@example.org")
    private let message = Array("Subject: x\r\n\r\nhello\r\n".utf8)

    /// The failure to open a session; nil if it opened.
    private func failure(_ relay: RelayEndpoint, _ timeouts: Timeouts = Timeouts()) -> ConnectFailure? {
        do {
            _ = try SMTPClient.probe(relay, timeouts: timeouts)
            return nil
        } catch {
            return error
        }
    }

    @Test("a probe tells what the relay offers and says QUIT")
    func probe() throws {
        let server = try SMTPServer()
        let greeting = try SMTPClient.probe(RelayEndpoint(server))
        #expect(greeting.capabilities.pipelining && greeting.capabilities.dsn)
        #expect(greeting.capabilities.size == 52_428_800)
        #expect(greeting.tls == nil && greeting.mechanism == nil)
        #expect(greeting.remoteAddress == "127.0.0.1")
        #expect(greeting.transcript.first?.hasPrefix("220 ") == true)
        #expect(server.commands() == ["EHLO client.example.org", "QUIT"])
    }

    @Test("one message goes and QUIT follows its reply", arguments: [true, false])
    func send(pipelines: Bool) throws {
        let server = try SMTPServer()
        var relay = RelayEndpoint(server)
        relay.usesPipelining = pipelines
        let result = try SMTPClient.send(message, envelope: envelope, to: relay)
        #expect(result.outcome.kind == .sent)
        #expect(server.messages.first?.bytes == message)
        #expect(server.commands().last == "QUIT")
    }

    @Test("a refusal and an impossible address are outcomes")
    func refusals() throws {
        let server = try SMTPServer(script: Script().on(.rcpt, .reply("550 5.1.1 nobody")))
        let refused = try SMTPClient.send(message, envelope: envelope, to: RelayEndpoint(server)).outcome
        #expect(refused.kind == .bounced && refused.enhanced == EnhancedStatus(5, 1, 1))
        let smuggled = Envelope(reversePath: "a@example.org", forwardPath: "b@example.org>\r\nDATA")
        let local = try SMTPClient.send(message, envelope: smuggled, to: RelayEndpoint(server)).outcome
        #expect(local.kind == .bounced && local.stage == .local)
        #expect(!server.commands(session: 2).contains { $0.hasPrefix("MAIL") })
    }

    @Test("a refused connection, a greeting with 421, 554 and none at all are told apart")
    func greetings() throws {
        let gone = try SMTPServer()
        let port = Int(gone.port)
        gone.stop()
        let refused = try #require(failure(RelayEndpoint(host: "127.0.0.1", port: port)))
        #expect(refused.stage == .connect && !refused.isPermanent && refused.reply == nil)

        let busy = try SMTPServer(script: Script().on(.connect, Answer.reply("421 4.3.2 busy").then(.close)))
        let later = try #require(failure(RelayEndpoint(busy)))
        #expect(later.stage == .greeting && !later.isPermanent && later.reply?.code == 421)
        #expect(later.reply?.text == "4.3.2 busy")

        let closed = try SMTPServer(
            script: Script().on(.connect, Answer.reply("554 5.7.1 not you").then(.close))
        )
        let never = try #require(failure(RelayEndpoint(closed)))
        #expect(never.stage == .greeting && never.isPermanent && never.reply?.code == 554)

        let mute = try SMTPServer(script: Script().on(.connect, .close))
        let lost = try #require(failure(RelayEndpoint(mute)))
        #expect(lost.stage == .greeting && !lost.isPermanent && lost.reply == nil)
    }

    @Test("EHLO refused falls back to HELO, and both refused is a failure")
    func helo() throws {
        let old = try SMTPServer(script: Script().on(.ehlo, .reply("502 what")))
        #expect(try SMTPClient.probe(RelayEndpoint(old)).capabilities == Capabilities())
        let strict = try SMTPServer(script: Script().on(.ehlo, .reply("550 no")).on(.helo, .reply("550 no")))
        let refused = try #require(failure(RelayEndpoint(strict)))
        #expect(refused.stage == .ehlo && refused.isPermanent && refused.reply?.code == 550)
    }

    @Test("a relay that never greets is given up in time")
    func silentGreeting() throws {
        let server = try SMTPServer(script: Script().on(.connect, .stall))
        var timeouts = Timeouts()
        timeouts.connect = .milliseconds(100)
        timeouts.greeting = .milliseconds(200)
        let silent = try #require(failure(RelayEndpoint(server), timeouts))
        #expect(silent.stage == .greeting && !silent.isPermanent)
    }

    @Test("STARTTLS that is not offered, or refused, is never passed over")
    func noEncryption() throws {
        let server = try SMTPServer()
        var relay = RelayEndpoint(server)
        relay.security = .startTLS
        let missing = try #require(failure(relay))
        #expect(missing.stage == .starttls && missing.isPermanent)
        #expect(!server.commands().contains { $0.hasPrefix("MAIL") })
        var options = SMTPServer.Options()
        options.extensions += ["STARTTLS"]
        options.script = Script().on(.starttls, .reply("454 4.7.0 not now"))
        let busy = try SMTPServer(options)
        relay.port = Int(busy.port)
        let refused = try #require(failure(relay))
        #expect(refused.stage == .starttls && !refused.isPermanent && refused.reply?.code == 454)
    }
}
