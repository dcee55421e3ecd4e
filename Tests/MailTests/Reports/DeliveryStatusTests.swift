import Testing

@testable import Mail

@Suite("Reports of delivery, by RFC 3464")
struct DeliveryStatusTests {
    /// A report as Postfix writes it, with the given groups.
    static func report(
        _ groups: String,
        encoding: String = "7bit",
        type: String = "message/delivery-status"
    ) -> String {
        """
        Return-Path: <>
        Delivered-To: bounces+17=a1b2@example.org
        From: MAILER-DAEMON@relay.example.org (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        To: bounces+17=a1b2@example.org
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        \tboundary="A/relay.example.org"

        This is a MIME-encapsulated message.

        --A/relay.example.org
        Content-Type: text/plain; charset=us-ascii

        This is the mail system at host relay.example.org.

        --A/relay.example.org
        Content-Type: \(type)
        Content-Transfer-Encoding: \(encoding)

        \(groups)
        --A/relay.example.org
        Content-Type: message/rfc822

        Message-ID: <17.annual-meeting@example.org>
        From: meeting@example.org
        To: director@library.example.net

        Text.
        --A/relay.example.org--
        """
    }

    static func read(_ text: String) -> ReturnedMail { ReturnedMail(reading: Array(text.utf8)) }

    @Test("a failure tells recipient, action, status, class, server, and finds its letter three ways")
    func failure() throws {
        let mail = Self.read(
            Self.report(
                """
                Reporting-MTA: dns; relay.example.org
                Original-Envelope-Id: 17+2Ba+50
                Arrival-Date: Tue, 24 Nov 2026 10:00:00 +0300

                Original-Recipient: rfc822;Director+2BLibrary@library.example.net
                Final-Recipient: rfc822; d.ivanova@mail.example.net
                Action: failed
                Status: 5.1.1
                Remote-MTA: dns; mx.example.net
                Diagnostic-Code: smtp; 550 5.1.1 <d.ivanova@mail.example.net>:
                    Recipient address rejected: User unknown
                """
            )
        )
        let report = try #require(mail.recipients.first)
        #expect(mail.kind == .dsn && mail.recipients.count == 1)
        #expect(report.recipient == "Director+Library@library.example.net")
        #expect(report.finalRecipient == "d.ivanova@mail.example.net")
        #expect(report.action == .failed && report.status == EnhancedStatus(5, 1, 1))
        #expect(report.bounceClass == .noSuchMailbox && report.remoteMTA == "mx.example.net")
        #expect(
            report.diagnostic
                == "550 5.1.1 <d.ivanova@mail.example.net>: Recipient address rejected: User unknown"
        )
        #expect(mail.traces.envelopeID == "17+a+50")
        #expect(mail.traces.messageID == "<17.annual-meeting@example.org>")
        #expect(mail.traces.envelopeRecipients == ["bounces+17=a1b2@example.org"])
        #expect(mail.traces.originalTo == ["director@library.example.net"])
    }

    @Test(
        "each action of RFC 3464 is read, with the remarks that servers put behind it",
        arguments: [
            ("failed", RecipientReport.Action.failed), ("Delayed", .delayed),
            ("delivered (to mailbox)", .delivered),
            ("relayed (to mail.example.net)", .relayed), ("expanded", .expanded),
            // No word of RFC 3464: the status says it.
            ("", .failed),
        ]
    )
    func actions(word: String, action: RecipientReport.Action) {
        let mail = Self.read(
            Self.report(
                "Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822;a@example.net\nAction: \(word)\nStatus: 5.2.2"
            )
        )
        #expect(mail.recipients.map(\.action) == [action])
        let isRefusal = action == .failed || action == .delayed
        #expect(mail.recipients.first?.bounceClass == (isRefusal ? .full : nil))
    }

    @Test("several recipients stay apart, with empty lines between them, without, and with too many")
    func several() {
        let one = "Final-Recipient: rfc822;a@example.net\nAction: failed\nStatus: 5.1.1"
        let two =
            "Final-Recipient: rfc822;b@example.net\nAction: delayed\nStatus: 4.4.1\nWill-Retry-Until: Sat, 28 Nov 2026 10:00:00 +0300"
        for groups in [
            "Reporting-MTA: dns; a\n\n\(one)\n\n\(two)", "Reporting-MTA: dns; a\n\(one)\n\(two)",
            "Reporting-MTA: dns; a\n\n\n\(one)\n\n\n\n\(two)\n\n",
            // An empty line within a group.
            "Reporting-MTA: dns; a\n\n\(one.replacing("\nAction", with: "\n\nAction"))\n\n\(two)",
        ] {
            let mail = Self.read(Self.report(groups))
            #expect(mail.recipients.map(\.recipient) == ["a@example.net", "b@example.net"])
            #expect(mail.recipients.map(\.action) == [.failed, .delayed])
            #expect(mail.recipients.map(\.status?.description) == ["5.1.1", "4.4.1"])
            #expect(mail.recipients.last?.willRetryUntil == 1_795_849_200)
        }
    }

    @Test(
        "of an address whose tag a server copied as it stood nothing is decoded",
        arguments: [
            ("ivanov+2026@example.net", "ivanov+2026@example.net"),
            ("ivanov+ab@example.net", "ivanov+ab@example.net"),
            ("ivanov+41b@example.net", "ivanov+41b@example.net"),
            ("ivanov+2Btag@example.net", "ivanov+tag@example.net"),
        ]
    )
    func tags(told: String, address: String) {
        let mail = Self.read(
            Self.report(
                "Original-Recipient: rfc822;\(told)\nFinal-Recipient: rfc822;x@y.example\nAction: failed"
            )
        )
        #expect(mail.recipients.first?.recipient == address)
    }

    @Test("an address in UTF-8 is read, in the forms of RFC 6533")
    func international() {
        for address in [
            #"utf-8;\x{438}\x{432}\x{430}\x{43D}@\x{43F}\x{440}\x{438}\x{43C}\x{435}\x{440}.example"#,
            "utf-8; иван@пример.example",
        ] {
            let mail = Self.read(
                Self.report(
                    "Reporting-MTA: dns; a\n\nOriginal-Recipient: \(address)\nFinal-Recipient: utf-8; x@y.example\nAction: failed",
                    encoding: "8bit",
                    type: "message/global-delivery-status"
                )
            )
            #expect(mail.recipients.first?.recipient == "иван@xn--e1afmkfd.example")
        }
    }

    @Test("the part for programs is read from base64 and quoted-printable, and with CRLF, LF and CR")
    func encodings() {
        let group =
            "Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822;a=b@example.net\nAction: failed\nStatus: 5.2.2\n"
        var encoded: [UInt8] = []
        Base64.encode(Array(group.utf8), into: &encoded)
        let forms = [
            Self.report(group), Self.report(String(decoding: encoded, as: UTF8.self), encoding: "base64"),
            Self.report(group.replacing("=", with: "=3D"), encoding: "quoted-printable"),
        ]
        for form in forms {
            for end in ["\n", "\r\n", "\r"] {
                let mail = Self.read(form.replacing("\n", with: end))
                #expect(mail.recipients.map(\.recipient) == ["a=b@example.net"])
                #expect(mail.recipients.first?.bounceClass == .full)
            }
        }
    }

    @Test("a code that says nothing gives way to the one that the server said")
    func vague() {
        let mail = Self.read(
            Self.report(
                "Final-Recipient: rfc822;a@example.net\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 5.7.26 Unauthenticated email is not accepted"
            )
        )
        #expect(mail.recipients.first?.status?.description == "5.7.26")
        #expect(mail.recipients.first?.bounceClass == .policy)
    }
}
