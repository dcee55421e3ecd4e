import SMTP
import TestSupport
import Testing

@Suite("Encryption", .enabled(if: EncryptedServer.isPossible, "python3 and openssl are needed"))
struct EncryptionTests {
    private func relay(_ server: EncryptedServer, implicit: Bool) -> RelayEndpoint {
        RelayEndpoint(
            host: "localhost",
            port: server.port,
            security: implicit ? .implicit : .startTLS,
            trustFile: server.trustFile,
            helo: "client.example.org"
        )
    }

    @Test("a login and messages of any size go inside TLS alone", arguments: [true, false])
    func messages(implicit: Bool) throws {
        let server = try EncryptedServer(implicit: implicit)
        let feeder = Feeder()
        let long = String(repeating: "0123456789\r\n", count: 150_000)
        feeder.add(["one", "two"], body: long)
        feeder.add((3...40).map { "r\($0)" })
        var relay = relay(server, implicit: implicit)
        relay.login = Login(username: "user") { Array("secret".utf8) }
        let loop = try SessionLoop(relays: [relay], timeouts: Timeouts(), delegate: feeder)
        loop.open(relay: 0)
        #expect(feeder.waitForOutcomes(40))
        loop.shutdown(finishing: .seconds(10))
        loop.join()
        #expect((1...40).allSatisfy { feeder.outcome($0)?.kind == .sent })
        #expect(feeder.outcome(1)?.tls?.hasPrefix("TLSv1") == true)
        #expect(server.commands.filter { $0 == "size \(long.utf8.count)" }.count == 2)
        #expect(
            server.commands.filter { $0.hasPrefix("plain") }.allSatisfy {
                $0.contains("EHLO") || $0.contains("STARTTLS")
            }
        )
        #expect(server.commands.contains { $0.hasPrefix("tls AUTH PLAIN") })
    }

    @Test(
        "a certificate that nobody vouches for, or of another name, ends the attempt",
        arguments: [true, false]
    )
    func certificates(implicit: Bool) throws {
        let server = try EncryptedServer(implicit: implicit)
        var stranger = relay(server, implicit: implicit)
        stranger.trustFile = nil
        let other = try EncryptedServer(implicit: implicit, name: "elsewhere.example.org")
        for relay in [stranger, relay(other, implicit: implicit)] {
            do {
                _ = try SMTPClient.probe(relay)
                Issue.record("the certificate was accepted")
            } catch {
                #expect(error.stage == .starttls && error.isPermanent)
            }
        }
    }

    @Test("a probe names the TLS version")
    func version() throws {
        let server = try EncryptedServer(implicit: false)
        let greeting = try SMTPClient.probe(relay(server, implicit: false))
        #expect(greeting.tls?.contains("TLS") == true)
        #expect(greeting.capabilities.mechanisms == ["PLAIN"])
    }
}
