extension Sample {
    private static let deliveryStatus = """
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.net

        Final-Recipient: rfc822; director@library.example.net
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 User unknown
        """

    /// Reports whose form is broken, or wrapped, or says little: what strangers send.
    static let strangers: [Sample] = [
        // The sentence about one's own text announces no letter, though it ends in the words for one.
        Sample(
            name: "a delay of Postfix without any MIME",
            says: ["director@library.example.net delayed 4.4.1 unknown"],
            text: plain(
                subject: "Delayed Mail (still being retried)",
                """
                This is the mail system at host mx.example.net.

                # THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #

                Your message could not be delivered for more than 2 hour(s).
                It will be retried until it is 4 day(s) old.

                If you do so, please include this problem report. You can
                delete your own text from the attached returned message.

                <director@library.example.net>: connect to mx.library.example.net[192.0.2.2]:25:
                    No route to host

                Reporting-MTA: dns; mx.example.net
                Arrival-Date: Tue, 24 Nov 2026 10:00:00 +0300 (MSK)

                Final-Recipient: rfc822; director@library.example.net
                Action: delayed
                Status: 4.4.1
                Diagnostic-Code: X-Postfix; connect to mx.library.example.net[192.0.2.2]:25: No route to host

                \(letterHeader)

                Text.
                """
            )
        ),
        // The fields that it quotes at first are not the letter; two recipients stand where MIME was lost.
        Sample(
            name: "PMDF, which names the letter before it says anything",
            says: [
                "director@library.example.net failed 5.0.0 no_such_mailbox",
                "guests@library.example.net failed 5.2.2 full",
            ],
            text: plain(
                from: "PMDF e-Mail Interconnect <postmaster@mx.example.net>",
                subject: "Delivery Notification: Delivery has failed",
                type: "multipart/report; report-type=delivery-status; boundary=\"lost\"",
                """
                This report relates to a message you sent with the following header fields:

                  Message-id: <17.annual-meeting@example.org>
                  Date: Tue, 24 Nov 2026 10:00:00 +0300
                  From: meeting@example.org
                  To: meeting-guests@example.org
                  Subject: Meeting

                Your message cannot be delivered to the following recipients:

                  Recipient address: director@library.example.net
                  Reason: Remote SMTP server has rejected address
                  Recipient address: guests@library.example.net
                  Reason: Remote SMTP server has rejected address

                Reporting-MTA: dns; mx.example.net

                Action: failed
                Status: 5.0.0 (Remote SMTP server has rejected address)
                Final-recipient: rfc822;director@library.example.net
                Diagnostic-code: smtp; 550 User Unknown: director@library.example.net

                Action: failed
                Status: 5.2.2 (Remote SMTP server has rejected address)
                Final-recipient: rfc822;guests@library.example.net
                Diagnostic-code: smtp; 552 5.2.2 over quota: guests@library.example.net

                \(letterHeader)

                Text.
                """
            )
        ),
        Sample(
            name: "a report that a guard against viruses passes on within its own",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            text: parts(
                from: "postmaster@guard.example.net",
                subject: "Delivery Status Notification (Failure)",
                [
                    """
                    Content-Type: message/rfc822

                    Return-Path: <>
                    From: MAILER-DAEMON@mx.example.net
                    To: bounces@example.org
                    Subject: Undelivered Mail Returned to Sender
                    Message-ID: <inner.1@mx.example.net>
                    MIME-Version: 1.0
                    Content-Type: multipart/report; report-type=delivery-status; boundary="in"

                    --in
                    Content-Type: text/plain

                    I'm sorry to have to inform you that your message could not be delivered.
                    --in
                    \(deliveryStatus)

                    --in
                    \(letterPart)
                    --in--
                    """,
                    "Content-Type: text/plain\n\nThis e-mail is confidential. Ask help@guard.example.net.\n",
                ]
            )
        ),
        Sample(
            name: "a provider of Japan that says it from an address of nobody",
            says: ["director@library.example.net failed 5.2.2 full"],
            text: parts(
                from: "no-reply@provider.example.net",
                subject: "メールエラー通知",
                more: "X-Provider: none",
                [
                    """
                    Content-Type: text/plain; charset=utf-8
                    Content-Transfer-Encoding: 8bit

                    送信先のメールボックスが一杯のため、送信できませんでした。

                    Your mail sent on: Tue, 24 Nov 2026 10:00:00 +0300
                         Could not be delivered to: <director@library.example.net>
                         As their mailbox is full.
                    """, letterPart,
                ]
            )
        ),
        // It may not exist, or may be closed to us: nobody is taken from the lists for that.
        Sample(
            name: "a group of Google, in German",
            says: ["director@library.example.net failed 5.7.1 policy"],
            text: plain(
                from: "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
                subject: "Delivery Status Notification (Failure)",
                more: "Return-Path: <>\nX-Failed-Recipients: director@library.example.net",
                """
                Hallo meeting@example.org,

                Sie erhalten diese E-Mail, weil die Gruppe, die Sie kontaktieren möchten, möglicherweise nicht vorhanden ist.

                Hilfe gibt es unter https://groups.google.com/support/.

                ----- Original message -----

                \(letterHeader)
                """
            )
        ),
        // Whom to ask is not whom the letter was for.
        Sample(
            name: "a report that names nobody but its help desk",
            says: ["director@library.example.net failed - unknown"],
            text: plain(
                subject: "Undelivered Mail Returned to Sender",
                """
                I'm sorry to have to inform you that the message returned
                below could not be delivered to one or more destinations.

                For further assistance, please contact <support@provider.example.com>

                Other questions are answered by support@provider.example.com as well.

                ---------------------------------
                \(letterHeader)
                """
            )
        ),
        Sample(
            name: "sendmail whose part for programs became text and says nothing",
            says: ["director@library.example.net failed 5.5.0 no_such_mailbox"],
            text: plain(
                subject: "Returned mail: Service unavailable",
                """
                The original message was received at Tue, 24 Nov 2026 10:00:00 +0300

                   ----- The following addresses had permanent fatal errors -----
                <director@library.example.net>

                   ----- Transcript of session follows -----
                mail.local: unknown user: director
                554 <director@library.example.net>... Service unavailable

                Reporting-MTA: dns; mx.example.net

                Final-Recipient: RFC822; <director@library.example.net>
                Action: failed
                Status: 5.5.0

                \(letterHeader)
                """
            )
        ),
    ]
}
