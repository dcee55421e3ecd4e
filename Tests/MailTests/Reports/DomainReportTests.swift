import Testing

@testable import Mail

@Suite("Reports on a domain's mail, and what lists tell their members: neither bounces nor answers")
struct DomainReportTests {
    private func kind(_ text: String) -> ReturnedMail.Kind { ReturnedMail(reading: Array(text.utf8)).kind }

    private static let zip = """
        Content-Type: application/zip; name="google.com!example.org!1795000000!1795086399.zip"
        Content-Disposition: attachment; filename="google.com!example.org!1795000000!1795086399.zip"
        Content-Transfer-Encoding: base64

        UEsDBAoAAAAAAA==
        """

    /// Each as its sender makes it.
    static let reports: [(name: String, mail: String)] = [
        (
            "Google: nothing but the file",
            """
            Return-Path: <noreply-dmarc-support@google.com>
            From: noreply-dmarc-support@google.com
            To: bounces@example.org
            Subject: Report domain: example.org Submitter: google.com Report-ID: 1234567890
            MIME-Version: 1.0
            """ + "\n" + zip
        ),
        (
            "Mail.ru: words and the file, by a daemon",
            Sample.parts(
                from: "MAILER-DAEMON <dmarc_support@corp.mail.ru>",
                subject: "Report Domain: example.org; Submitter: Mail.Ru; Report-ID: 88123",
                ["Content-Type: text/plain\n\nThis is an aggregate report from Mail.Ru.\n", zip]
            )
        ),
        (
            "a subject of its own: the file's name tells",
            Sample.parts(
                from: "postmaster@example.com",
                subject: "Delivery report",
                [
                    "Content-Type: text/plain\n\nMessages that could not be delivered: 3\n",
                    """
                    Content-Type: application/gzip
                    Content-Disposition: attachment; filename="example.com!example.org!1795000000!1795086399!a1.xml.gz"

                    x
                    """,
                ]
            )
        ),
        (
            "RFC 6591: a signature that failed, with the letter itself",
            Sample.parts(
                from: "noreply-dmarc@example.net",
                subject: "Undeliverable: Meeting",
                type: "multipart/report; report-type=feedback-report",
                [
                    "Content-Type: text/plain\n\nA message did not pass DMARC: 550 5.7.1 rejected.\n",
                    "Content-Type: message/feedback-report\n\nFeedback-Type: auth-failure\nVersion: 1\nAuth-Failure: dmarc\n",
                    Sample.letterPart,
                ]
            )
        ),
        (
            "RFC 8460: TLS",
            Sample.parts(
                from: "tlsrpt@example.net",
                subject: "Report Domain: example.org Submitter: example.net",
                more: "Return-Path: <>\nTLS-Report-Domain: example.org",
                type: "multipart/report; report-type=\"tlsrpt\"",
                [
                    "Content-Type: text/plain\n\nThis is an aggregate TLS report: 5 failed deliveries\n",
                    "Content-Type: application/tlsrpt+gzip\nContent-Transfer-Encoding: base64\n\nH4sI\n",
                ]
            )
        ),
    ]

    @Test("a report on the domain is told as one, and is about nobody", arguments: reports)
    func domain(_ report: (name: String, mail: String)) {
        let mail = ReturnedMail(reading: Array(report.mail.utf8))
        #expect(mail.kind == .domainReport)
        #expect(mail.people.isEmpty && mail.recipients.isEmpty)
    }

    @Test(
        "a list's notice of one's own membership is the list's, bounces being the reason or not",
        arguments: [
            (
                "guests-bounces@lists.example.net",
                "Your membership in the mailing list guests has been disabled due to excessive bounces",
                "List-Id: <guests.lists.example.net>\nPrecedence: bulk\nX-List-Administrivia: yes"
            ),
            (
                "LISTSERV@lists.example.net", "You have been unsubscribed from the GUESTS list",
                "Return-Path: <>"
            ),
            (
                "MAILER-DAEMON@lists.example.net", "You have been removed from the list guests",
                "Return-Path: <>"
            ),
            (
                "guests-request@lists.example.net", #"Welcome to the "Guests" mailing list"#,
                "X-Mailman-Version: 2.1.39"
            ),
            ("mailer-daemon@lists.example.net", "Вы исключены из списка рассылки", "Return-Path: <>"),
        ]
    )
    func membership(from: String, subject: String, marks: String) {
        let text = """
            Recent mail to you has bounced: 550 5.1.1 user unknown.
            The last bounce was received from you: <bounces@example.org>: mailbox unavailable
            """
        #expect(kind(Sample.plain(from: from, subject: subject, more: marks, text)) == .list)
    }

    @Test("a report of a letter that speaks of these matters stays one")
    func bounce() {
        let refused = Sample.plain(
            subject: "Undelivered Mail Returned to Sender",
            """
            This is the mail system at host mx.example.net.

            <director@library.example.net>: host mx.library.example.net said: 550 5.7.26 unauthenticated mail from
                example.org is not accepted due to the domain's DMARC policy; see your DMARC aggregate report

            """
        )
        #expect(kind(refused) == .dsn)
        let person = Sample.plain(
            from: "Ann <ann@example.com>",
            subject: "Re: you have been added to the list of speakers?",
            more: "Return-Path: <ann@example.com>",
            "Am I?"
        )
        #expect(kind(person) == .message)
    }
}
