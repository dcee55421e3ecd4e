@testable import Delivery
import Mail
import Site
import Store
import Testing
import TestSupport

@Suite("Return paths that tell letters apart")
struct ReturnPathTests {
    private static let report = """
        From: postmaster@example.net
        To: <TO>
        Subject: failure notice
        Return-Path: <>

        Hi. This is the qmail-send program at example.net.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <another@example.net>:
        Sorry, no mailbox here by that name. (#5.1.1)

        """

    private func bed(_ verp: String) throws -> Bed {
        let bed = try Bed { settings in
            settings.configuration = "mailbox: { url: \"maildir:returned\", \(verp) },"
            settings.sender = #"address: "meeting@example.org", returnPath: "returns@example.org""#
        }
        try bed.register("maria@example.org")
        try bed.register("peter@example.org")
        try bed.drain()
        return bed
    }

    private func record(_ mail: String, in bed: Bed) throws -> [ReturnEffect] {
        let site = try Site.load(configuration: bed.folder.path("vestnik.json5"))
        let store = try MessageStore(path: bed.folder.path("vestnik.db"), access: .readWrite)
        return try Returns(store: store, configuration: site.configuration)
            .record(ReturnedMail(reading: Array(mail.utf8)), at: bed.clock.now, now: bed.clock.now)
    }

    @Test(
        "each letter goes with a path of its own, by which a report that names nobody we know is recognised"
    )
    func marked() throws {
        let bed = try bed(#"verp: "bounces+{token}@example.org""#)
        let paths = bed.relay.messages.map(\.reversePath)
        #expect(Set(paths).count == 2)
        #expect(paths.allSatisfy { $0.hasPrefix("bounces+") && $0.hasSuffix("@example.org") })
        let path = try #require(
            bed.relay.messages.first { $0.recipients.first?.path == "peter@example.org" }?.reversePath
        )
        // Some server on the way may write it in upper case.
        let mail = Self.report.replacing("TO", with: path.uppercased())
        let effects = try record(mail, in: bed)
        #expect(effects == [.bounced(2)])
        #expect(
            try bed.rows("SELECT email || ' ' || state FROM messages ORDER BY id") == [
                "maria@example.org sent", "peter@example.org bounced",
            ]
        )
    }

    @Test("a forged mark shows no letter, and neither does a token that was made for unsubscribing")
    func forged() throws {
        let bed = try bed(#"verp: "bounces+{token}@example.org""#)
        let store = try MessageStore(path: bed.folder.path("vestnik.db"))
        let key = try store.tokenKey()
        for mark in [
            ReturnPathToken(message: 1, personKey: "maria@example.org", key: SecretKey([1])).text,
            ReturnPathToken(message: 1, personKey: "peter@example.org", key: key).text,
            UnsubscribeToken(message: 1, personKey: "maria@example.org", key: key).text,
        ] {
            #expect(
                try record(Self.report.replacing("TO", with: "bounces+\(mark)@example.org"), in: bed) == [
                    .unmatched
                ]
            )
        }
        #expect(try bed.states() == "sent 2")
    }

    @Test("without the key every letter goes with the event's own path, and DSN's mark is what it was")
    func plain() throws {
        let bed = try bed("")
        #expect(bed.relay.messages.map(\.reversePath) == ["returns@example.org", "returns@example.org"])
    }
}
