import SMTP
import Locks
import TestSupport
import Testing

@Suite("Logging in")
struct LoginTests {
    private func server(_ mechanisms: [String], script: Script = .friendly) throws -> SMTPServer {
        var options = SMTPServer.Options()
        options.users = ["user": "secret"]
        options.mechanisms = mechanisms
        options.requiresAuthentication = true
        options.script = script
        return try SMTPServer(options)
    }

    private func relay(
        _ server: SMTPServer,
        secret: String = "secret",
        isToken: Bool = false,
        mechanism: Login.Mechanism? = nil
    ) -> RelayEndpoint {
        var relay = RelayEndpoint(server)
        relay.login = Login(username: "user", isToken: isToken, mechanism: mechanism) { Array(secret.utf8) }
        return relay
    }

    private func failure(_ relay: RelayEndpoint) -> ConnectFailure? {
        do {
            _ = try SMTPClient.probe(relay)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "of what the relay offers we take the best we know",
        arguments: [
            (["PLAIN", "LOGIN"], Login.Mechanism.plain), (["LOGIN"], .login),
            (["GSSAPI", "NTLM", "PLAIN"], .plain),
            (["DIGEST-MD5", "LOGIN"], .login),
        ]
    )
    func choice(offer: [String], expected: Login.Mechanism) throws {
        let server = try server(offer)
        let greeting = try SMTPClient.probe(relay(server))
        #expect(greeting.mechanism == expected)
        #expect(server.commands().contains { $0.hasPrefix("AUTH \(expected.rawValue)") })
        #expect(!greeting.transcript.contains { $0.contains("secret") })
    }

    @Test("a token goes by XOAUTH2")
    func token() throws {
        let server = try server(["PLAIN", "XOAUTH2"])
        #expect(try SMTPClient.probe(relay(server, isToken: true)).mechanism == .xoauth2)
    }

    @Test("CRAM-MD5 is spoken where nothing else is offered, and does not show the password")
    func challenge() throws {
        // "<1@relay>" in base64; the answer is not checked, only looked at.
        let script = Script().on(.auth, .reply("334 PDFAcmVsYXk+")).on(.authResponse, .reply("235 in"))
        let server = try server(["CRAM-MD5"], script: script)
        #expect(try SMTPClient.probe(relay(server)).mechanism == .cramMD5)
        let said = server.commands()
        #expect(said.contains("AUTH CRAM-MD5"))
        // "secret" in base64, wherever it might begin.
        #expect(
            !said.contains { $0.contains("c2VjcmV0") || $0.contains("NlY3JldA") || $0.contains("zZWNyZX") }
        )
    }

    @Test("OAUTHBEARER is spoken where it is the form of token offered")
    func bearer() throws {
        let script = Script().on(.auth, .reply("235 in"))
        let server = try server(["PLAIN", "OAUTHBEARER"], script: script)
        #expect(try SMTPClient.probe(relay(server, isToken: true)).mechanism == .oauthBearer)
    }

    @Test("a refused token is not for good: a helper brings a new one")
    func staleToken() throws {
        let server = try server(["XOAUTH2"])
        let stale = try #require(failure(relay(server, secret: "old", isToken: true)))
        #expect(stale.stage == .auth && !stale.isPermanent)
        let fresh = try SMTPClient.probe(relay(server, isToken: true))
        #expect(fresh.mechanism == .xoauth2)
    }

    @Test(
        "a refused token is offered once a connection, also where the refusal is a challenge that tells why",
        arguments: [["XOAUTH2"], ["PLAIN", "XOAUTH2", "OAUTHBEARER"]]
    )
    func tokenOnce(_ offer: [String]) throws {
        // {"status":"400"} in base64.
        let script = Script().on(.auth, .reply("334 eyJzdGF0dXMiOiI0MDAifQ=="))
            .on(.authResponse, .reply("535 5.7.8 refused"))
        let server = try server(offer, script: script)
        let refused = try #require(failure(relay(server, secret: "old", isToken: true)))
        #expect(refused.stage == .auth && !refused.isPermanent)
        #expect(server.commands().count { $0.hasPrefix("AUTH") } == 1)
        #expect(server.sessionCount == 1)
    }

    @Test("the password is read anew for each session")
    func rotation() throws {
        let server = try server(["PLAIN"])
        let current = Locked("old")
        var relay = RelayEndpoint(server)
        relay.login = Login(username: "user") { current.withLock { Array($0.utf8) } }
        #expect(failure(relay)?.reply?.code == 535)
        current.withLock { $0 = "secret" }
        #expect(failure(relay) == nil)
    }

    @Test("a wrong password is for a person to mend, a temporary refusal is not")
    func wrongPassword() throws {
        let server = try server(["PLAIN"])
        let wrong = try #require(failure(relay(server, secret: "guess")))
        #expect(wrong.stage == .auth && wrong.isPermanent && wrong.reply?.code == 535)
        #expect(!wrong.description.contains("guess"))
        let busy = try self.server(["PLAIN"], script: Script().on(.auth, .reply("454 4.7.0 later")))
        let later = try #require(failure(relay(busy)))
        #expect(later.stage == .auth && !later.isPermanent && later.reply?.code == 454)
    }

    @Test("a user where no login is offered is an error, not mail without one")
    func noOffer() throws {
        let server = try SMTPServer()
        let refused = try #require(failure(relay(server)))
        #expect(refused.stage == .auth && refused.isPermanent)
        #expect(!server.commands().contains { $0.hasPrefix("MAIL") })
    }

    @Test("mechanisms that we do not know, or not the configured one, are an error that names them")
    func unknownOffer() throws {
        let modern = try server(["SCRAM-SHA-256"])
        let strange = try #require(failure(relay(modern)))
        #expect(strange.stage == .auth && strange.isPermanent)
        #expect(strange.problem.en.contains("SCRAM-SHA-256"))
        let plain = try server(["PLAIN"])
        let other = try #require(failure(relay(plain, mechanism: .cramMD5)))
        #expect(other.isPermanent && other.problem.en.contains("PLAIN"))
    }

    @Test("a password does not cross a network in plain text unless that is allowed")
    func plainText() throws {
        var remote = RelayEndpoint(host: "relay.invalid", port: 25)
        remote.login = Login(username: "user") { [1] }
        // CRAM-MD5 shows no secret and may be tried; PLAIN pinned may not.
        remote.login?.mechanism = .plain
        let refused = try #require(failure(remote))
        #expect(refused.stage == .auth && refused.isPermanent)
        remote.login?.allowsPlainText = true
        let tried = try #require(failure(remote))
        #expect(tried.stage == .connect)
    }

    @Test("a password that cannot be read is said before anything is sent")
    func noPassword() throws {
        struct Missing: Error {}
        let server = try SMTPServer()
        var relay = RelayEndpoint(server)
        relay.login = Login(username: "user") { throw Missing() }
        #expect(try #require(failure(relay)).stage == .auth)
        #expect(server.sessionCount == 0)
    }

    @Test("the loop remembers what worked: the second session needs no second try")
    func memory() throws {
        let server = try server(["LOGIN"])
        let feeder = Feeder()
        let loop = try SessionLoop(relays: [relay(server)], timeouts: Timeouts(), delegate: feeder)
        loop.open(relay: 0)
        #expect(waitUntil(within: .seconds(10)) { loop.counts(relay: 0).open == 1 })
        let before = server.sessionCount
        loop.open(relay: 0)
        #expect(waitUntil(within: .seconds(10)) { loop.counts(relay: 0).open == 2 })
        #expect(before == 2 && server.sessionCount == 3)
        loop.shutdown(finishing: .seconds(5))
        loop.join()
    }

    @Test(
        "a session whose login is refused ends with QUIT, and so does one that is refused at the greeting or EHLO"
    )
    func quit() throws {
        for (stage, reply) in [
            (ServerStage.auth, "535 5.7.8 no"), (.ehlo, "554 5.7.1 not you"), (.connect, "554 no service"),
        ] {
            var options = SMTPServer.Options()
            options.users = ["user": "right"]
            options.script = Script.friendly.on(stage, .reply(reply))
            let server = try SMTPServer(options)
            var relay = RelayEndpoint(server)
            relay.login = Login(username: "user") { Array("wrong".utf8) }
            #expect(throws: ConnectFailure.self) { try SMTPClient.probe(relay) }
            #expect(waitUntil(within: .seconds(10)) { server.openSessionCount == 0 })
            #expect(server.commands().last == "QUIT", "\(stage)")
            server.stop()
        }
    }
}
