extension Sample {
    /// Programs of Unix systems, without a part for programs.
    static let unix: [Sample] = [
        Sample(
            name: "qmail",
            says: [
                "director@library.example.net failed 5.1.1 no_such_mailbox",
                "office@library.example.net failed 5.2.2 full",
            ],
            text: plain(
                subject: "failure notice",
                """
                Hi. This is the qmail-send program at mx.example.net.
                I'm afraid I wasn't able to deliver your message to the following addresses.
                This is a permanent error; I've given up. Sorry it didn't work out.

                <director@library.example.net>:
                192.0.2.10 does not like recipient.
                Remote host said: 550 5.1.1 <director@library.example.net>: user unknown
                Giving up on 192.0.2.10.

                <office@library.example.net>:
                Sorry, the mailbox is over quota. (#5.2.2)

                --- Below this line is a copy of the message.

                \(letterHeader)

                Text.
                """
            )
        ),
        Sample(
            name: "qmail, of an address within its own host",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            text: plain(
                subject: "failure notice",
                """
                Hi. This is the qmail-send program at library.example.net.
                I'm afraid I wasn't able to deliver your message to the following addresses.

                <director@library.example.net>:
                Sorry, no mailbox here by that name. (#5.1.1)

                --- Below this line is a copy of the message.

                \(letterHeader)
                """
            )
        ),
        Sample(
            name: "Exim",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            text: plain(
                from: "Mail Delivery System <Mailer-Daemon@relay.example.org>",
                subject: "Mail delivery failed: returning message to sender",
                more:
                    "Return-path: <>\nX-Failed-Recipients: director@library.example.net\nAuto-Submitted: auto-replied",
                """
                This message was created automatically by mail delivery software.

                A message that you sent could not be delivered to one or more of its
                recipients. This is a permanent error. The following address(es) failed:

                  director@library.example.net
                    host mx.example.net [192.0.2.10]
                    SMTP error from remote mail server after RCPT TO:<director@library.example.net>:
                    550 Unrouteable address

                ------ This is a copy of the message, including all the headers. ------

                \(letterHeader)

                Text.
                """
            )
        ),
        Sample(
            name: "Exim, of a domain that it does not find",
            says: ["director@library.example.net failed 5.1.2 domain_gone"],
            text: plain(
                from: "Mail Delivery System <Mailer-Daemon@relay.example.org>",
                subject: "Mail delivery failed: returning message to sender",
                """
                This message was created automatically by mail delivery software.

                A message that you sent could not be delivered to all of its recipients. The
                following address(es) failed:

                  director@library.example.net:
                    Unrouteable address

                ------ This is a copy of the message, including all the headers. ------

                \(letterHeader)
                """
            )
        ),
        Sample(
            name: "Exim, delayed",
            says: ["director@library.example.net delayed 4.7.1 greylisted"],
            letter: nil,
            text: plain(
                from: "Mail Delivery System <Mailer-Daemon@relay.example.org>",
                subject: "Warning: message 1kq2Xz-0001Ab-Cd delayed 24 hours",
                """
                This message was created automatically by mail delivery software.
                A message that you sent has not yet been delivered to one or more of its
                recipients after more than 24 hours on the queue on relay.example.org.

                The message identifier is:     1kq2Xz-0001Ab-Cd
                The subject of the message is: Meeting

                The address to which the message has not yet been delivered is:

                  director@library.example.net
                    host mx.example.net [192.0.2.10]
                    Delay reason: SMTP error from remote mail server after RCPT TO:<director@library.example.net>:
                    451 4.7.1 Greylisting in action, please come back later

                No action is required on your part. Delivery attempts will continue for
                some time, and this warning may be repeated at intervals if the message
                remains undelivered.
                """
            )
        ),
        Sample(
            name: "Postfix whose part for programs got lost",
            says: ["director@library.example.net failed 5.7.1 policy"],
            text: plain(
                from: "MAILER-DAEMON@relay.example.org (Mail Delivery System)",
                subject: "Undelivered Mail Returned to Sender",
                """
                This is the mail system at host relay.example.org.

                I'm sorry to have to inform you that your message could not
                be delivered to one or more recipients. It's attached below.

                For further assistance, please send mail to postmaster.

                                   The mail system

                <director@library.example.net>: host mx.example.net[192.0.2.10] said: 554 5.7.1
                    Service unavailable; Client host [192.0.2.1] blocked using
                    zen.spamhaus.org (in reply to RCPT TO command)

                \(letterHeader)
                """
            )
        ),
        Sample(
            name: "sendmail before there were reports",
            says: [
                "director@library.example.net failed 5.1.1 no_such_mailbox",
                "office@old.example.net failed 5.1.2 domain_gone",
            ],
            text: plain(
                from: "Mail Delivery Subsystem <MAILER-DAEMON@relay.example.org>",
                subject: "Returned mail: see transcript for details",
                """
                The original message was received at Tue, 24 Nov 2026 10:00:00 +0300
                from site.example.org [192.0.2.2]

                   ----- The following addresses had permanent fatal errors -----
                <director@library.example.net>
                    (reason: 550 5.1.1 <director@library.example.net>... User unknown)
                <office@old.example.net>
                    (reason: 550 Host unknown)

                   ----- Transcript of session follows -----
                ... while talking to mx.example.net.:
                >>> RCPT To:<director@library.example.net>
                <<< 550 5.1.1 <director@library.example.net>... User unknown
                550 5.1.2 <office@old.example.net>... Host unknown (Name server: host not found)

                   ----- Original message follows -----

                \(letterHeader)
                """
            )
        ),
        Sample(
            name: "Courier",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            text: parts(
                from: "\"Courier mail server at mx.example.net\" <@>",
                subject: "NOTICE: mail delivery status.",
                [
                    """
                    Content-Type: text/plain; charset=us-ascii

                    This is a delivery status notification from mx.example.net,
                    running the Courier mail server, version 0.65.2.

                    The original message was received on Tue, 24 Nov 2026 10:00:00 +0300

                    ---------------------------------------------------------------------------

                                               UNDELIVERABLE MAIL

                    Your message to the following recipients cannot be delivered:

                    <director@library.example.net>:
                      mx.example.net [192.0.2.10]:
                    >>> RCPT TO:<director@library.example.net>
                    <<< 550 User unknown.
                    """, letterPart,
                ]
            )
        ),
        Sample(
            name: "OpenSMTPD",
            says: ["director@library.example.net failed 5.2.2 full"],
            text: plain(
                from: "Mailer Daemon <MAILER-DAEMON@relay.example.org>",
                subject: "Delivery status notification: error",
                """
                    Hi!

                    This is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.

                    An error has occurred while attempting to deliver a message for
                    the following list of recipients:

                director@library.example.net: 552 5.2.2 <director@library.example.net>: Mailbox full

                    Below is a copy of the original message:

                \(letterHeader)
                """
            )
        ),
        Sample(
            name: "DragonFly",
            says: ["director@library.example.net failed 5.1.2 domain_gone"],
            text: plain(
                from: "MAILER-DAEMON <>",
                subject: "Mail delivery failed",
                """
                This is the DragonFly Mail Agent v0.13 at relay.example.org.

                There was an error delivering your mail to <director@library.example.net>.

                DNS lookup failure: host library.example.net not found

                Original message follows.

                \(letterHeader)
                """
            )
        ),
        Sample(
            name: "Dovecot, which refuses by a disposition",
            says: ["director@library.example.net failed 5.2.2 full"],
            text: parts(
                from: "Mail Delivery Subsystem <postmaster@library.example.net>",
                subject: "Automatically rejected mail",
                more: "Return-Path: <>\nAuto-Submitted: auto-replied (rejected)",
                type: "multipart/report; report-type=disposition-notification",
                [
                    """
                    Content-Type: text/plain; charset=utf-8

                    Your message to <director@library.example.net> was automatically rejected:
                    Quota exceeded (mailbox for user is full)
                    """,
                    """
                    Content-Type: message/disposition-notification

                    Reporting-UA: library.example.net; Dovecot Mail Delivery Agent
                    Final-Recipient: rfc822; director@library.example.net
                    Original-Message-ID: <17.annual-meeting@example.org>
                    Disposition: automatic-action/MDN-sent-automatically; deleted
                    """, letterPart,
                ]
            )
        ),
    ]
}
