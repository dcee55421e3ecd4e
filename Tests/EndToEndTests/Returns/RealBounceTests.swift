import Foundation
import TestSupport
import Testing

/// The daemon, a real Postfix that returns mail, and a real Dovecot that it comes back to.
@Suite(
    "Mail that a real server returns",
    .serialized,
    .enabled(if: BouncingRelay.obstacle == nil, "needs root, postfix, dovecot-imapd and openssl")
)
struct RealBounceTests {
    private let mailbox: MailboxServer
    private let relay: BouncingRelay
    private let house: House

    init() throws {
        mailbox = try MailboxServer()
        relay = try BouncingRelay(returningTo: mailbox.maildir)
        house = try House()
        try house.folder.write(MailboxServer.password, to: "mailbox.password")
    }

    private func configure(_ more: String = "") throws {
        try house.configure(
            port: relay.port,
            more: "mailbox: { \(mailbox.setting), password: { file: \"mailbox.password\" }, \(more) },"
        )
        _ = try house.vestnik("init")
    }

    private func outcomes(_ address: String) throws -> [String] {
        let rows = try house.value(
            """
            SELECT group_concat(outcome || ' ' || coalesce(enhanced_code, '–'), ', ') FROM (
                SELECT a.outcome, a.enhanced_code FROM attempts a JOIN messages m ON m.id = a.message
                WHERE m.email = '\(address)' AND a.kind = 'dsn' ORDER BY a.id)
            """
        )
        return (rows ?? "").split(separator: ", ").map(String.init)
    }

    @Test(
        "an unknown user, a full mailbox, and a server that is silent until time is up: show tells each story"
    )
    func stories() throws {
        try configure()
        let daemon = try house.startDaemon()
        for address in ["nobody-here@example.org", BouncingRelay.full, BouncingRelay.slow] {
            try house.register(address)
        }
        #expect(waitUntil { (try? house.state(of: "nobody-here@example.org")) == "bounced" }, "\(relay.log)")
        #expect(waitUntil { (try? house.state(of: BouncingRelay.full)) == "bounced" }, "\(relay.log)")
        #expect(waitUntil { (try? house.state(of: BouncingRelay.slow)) == "bounced" }, "\(relay.log)")
        #expect(try outcomes("nobody-here@example.org") == ["failed 5.1.1"])
        #expect(try outcomes(BouncingRelay.full) == ["failed 5.2.2"])
        // Late first, and then for good, with the code of the delay.
        #expect(try outcomes(BouncingRelay.slow) == ["delayed 4.4.1", "failed 4.4.1"])
        let unknown = try house.vestnik("show", "nobody-here@example.org").output
        #expect(unknown.contains("unknown user") && unknown.contains("Check the spelling"), "\(unknown)")
        let full = try house.vestnik("show", BouncingRelay.full).output
        #expect(full.lowercased().contains("full"), "\(full)")
        let late = try house.vestnik("show", BouncingRelay.slow).output
        #expect(late.contains("delayed") && late.contains("the server does not answer"))
        // Only an address that does not exist goes on the list.
        let list = try house.objects(house.vestnik("suppress", "list", "--json"))
        #expect(list.compactMap { $0["email"] as? String } == ["nobody-here@example.org"])
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }

    @Test("with return paths of their own letters are recognised by where their reports come to")
    func variableReturnPaths() throws {
        try configure("verp: \"bounces+{token}@example.org\"")
        let daemon = try house.startDaemon()
        try house.register("nobody-here@example.org")
        #expect(waitUntil { (try? house.state(of: "nobody-here@example.org")) == "bounced" }, "\(relay.log)")
        #expect(relay.log.contains(#/from=<bounces\+[a-z2-7]{21}@example.org>/#))
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }
}
