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

    @Test(
        "an invitation that comes back goes to the second address, and show, coverage and log tell the story"
    )
    func secondAddress() throws {
        let moment = Date(timeIntervalSinceNow: -600).ISO8601Format().prefix(16)
        try house.folder.write(
            """
            {
              name: "Meeting", starts: "2093-11-28T10:00", ends: "2093-11-29T18:00", timeZone: "UTC", language: "ru",
              window: { from: "00:00", to: "23:59" },
              sender: { name: "Library", address: "meeting@example.org", returnPath: "bounces@example.org" },
              notifications: [ { name: "invitation", audience: "invitees", at: "\(moment)", lateBy: "30d", bulk: true } ],
            }
            """,
            to: "events/meeting/event.json5"
        )
        try house.folder.write(
            "Subject: Invitation\n\nCome.\n",
            to: "events/meeting/templates/invitation.ru.md"
        )
        try configure()
        try house.folder.write(
            "email,second_email,region,name\nnobody-here@example.org,\(BouncingRelay.secretary),54,Мария\n",
            to: "list.csv"
        )
        #expect(try house.vestnik("import", "meeting", "list.csv").status == 0)
        #expect(try house.vestnik("check").status == 0)
        let daemon = try house.startDaemon()
        #expect(
            waitUntil { relay.forSecretary.contains("Subject: Invitation") },
            "\(relay.log) \(daemon.errorsSoFar)"
        )
        #expect(waitUntil { (try? house.state(of: BouncingRelay.secretary)) == "sent" })
        // In the order in which it happened: sent, returned, sent on, sent.
        let words = [
            #/\n  to +Мария <secretary@example.org>/#, #/ sent  127/#, #/ failed  dsn/#, #/unknown user/#,
            #/ redirected  admin, by vestnikd, to the other address/#, #/ sent  127/#,
        ]
        for address in ["nobody-here@example.org", BouncingRelay.secretary] {
            var rest = try house.vestnik("show", address).output[...]
            for word in words {
                let found = try #require(rest.firstMatch(of: word), "\(address): \(rest)")
                rest = rest[found.range.upperBound...]
            }
        }
        let show = try house.vestnik("show", "nobody-here@example.org").output
        #expect(show.contains("letters come back: there is no such mailbox"), "\(show)")
        let region = try house.objects(house.vestnik("coverage", "meeting", "--json")).first {
            $0["region"] as? String == "54"
        }
        #expect(
            region?["invited"] as? Int == 1 && region?["reached"] as? Int == 1
                && region?["bounced"] as? Int == 0
        )
        let log = try house.objects(house.vestnik("log", "--json")).reversed().map {
            "\($0["outcome"] ?? "")"
        }
        #expect(
            log.filter { $0 != "suppressed" && $0 != "imported" } == [
                "sent", "failed", "redirected", "sent",
            ],
            "\(log)"
        )
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }
}
