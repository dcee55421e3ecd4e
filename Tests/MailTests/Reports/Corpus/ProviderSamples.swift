extension Sample {
    /// Providers of mailboxes.
    static let providers: [Sample] = [
        Sample(
            name: "Mail.ru",
            says: ["director@library.example.net failed 5.2.2 full"],
            text: plain(
                from: "mailer-daemon@corp.mail.ru",
                subject:
                    "=?UTF-8?B?0JLQsNGI0LUg0YHQvtC+0LHRidC10L3QuNC1INC90LUg0LTQvtGB0YLQsNCy0LvQtdC90L4=?=. Mail failure.",
                """
                Это письмо создано автоматически сервером Mail.Ru, отвечать на него не нужно.

                К сожалению, Ваше письмо не может быть доставлено одному или нескольким получателям:

                  director@library.example.net
                    SMTP error from remote mail server after RCPT TO:<director@library.example.net>:
                    host mx.example.net [192.0.2.10]: 550 Message was not accepted -- mailbox is full

                Рекомендуем Вам проверить корректность указания адресов получателей.

                **********************

                ------ This is a copy of the message, including all the headers. ------

                \(letterHeader)
                """
            )
        ),
        Sample(
            name: "Yandex",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            text: parts(
                from: "mailer-daemon@yandex.ru",
                subject: "=?utf-8?B?0J3QtdC00L7RgdGC0LDQstC70LXQvdC90L7QtSDRgdC+0L7QsdGJ0LXQvdC40LU=?=",
                type: "multipart/report; report-type=delivery-status",
                [
                    """
                    Content-Type: text/plain; charset=utf-8

                    Это письмо отправлено почтовым сервером yandex.ru.

                    К сожалению, мы вынуждены сообщить Вам о том, что Ваше письмо не может
                    быть отправлено одному или нескольким адресатам.

                    <director@library.example.net>: host mx.example.net[192.0.2.10] said: 550 5.7.1
                        No such user! (in reply to RCPT TO command)
                    """,
                    """
                    Content-Type: message/delivery-status

                    Reporting-MTA: dns; forward1.mail.yandex.net

                    Final-Recipient: rfc822; director@library.example.net
                    Action: failed
                    Status: 5.1.1
                    Remote-MTA: dns; mx.example.net
                    Diagnostic-Code: smtp; 550 5.7.1 No such user!
                    """, letterPart,
                ]
            )
        ),
        Sample(
            name: "Rambler",
            says: ["director@library.example.net failed 5.7.1 spam"],
            text: plain(
                from: "=?koi8-r?B?8M/e1M/XwdEgy8/NwM7JzQ==?= <postmaster@rambler.example.net>",
                subject: "Undelivered Mail Returned to Sender",
                """
                Ваше письмо не было доставлено следующим получателям:

                <director@library.example.net>: письмо признано спамом (554 5.7.1 spam message rejected)

                Копия сообщения:

                \(letterHeader)
                """
            )
        ),
        Sample(
            name: "Gmail as it was",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            text: plain(
                from: "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
                subject: "Delivery Status Notification (Failure)",
                """
                Delivery to the following recipient failed permanently:

                     director@library.example.net

                Technical details of permanent failure:
                Google tried to deliver your message, but it was rejected by the recipient domain. We recommend contacting the other email provider for further information about the cause of this error. The error that the other server returned was: 550 550 5.1.1 <director@library.example.net>: Recipient address rejected: User unknown (state 14).

                ----- Original message -----

                \(letterHeader)
                """
            )
        ),
        Sample(
            name: "Gmail as it is",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            text: parts(
                from: "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
                subject: "Delivery Status Notification (Failure)",
                more:
                    "Return-Path: <>\nX-Failed-Recipients: director@library.example.net\nAuto-Submitted: auto-replied",
                type: "multipart/report; report-type=delivery-status",
                [
                    """
                    Content-Type: text/plain; charset=utf-8

                    ** Address not found **

                    Your message wasn't delivered to director@library.example.net because the address couldn't be found, or is unable to receive mail.

                    The response was:

                    The email account that you tried to reach does not exist. Please try double-checking the recipient's email address.
                    """,
                    """
                    Content-Type: message/delivery-status

                    Reporting-MTA: dns; googlemail.com
                    Arrival-Date: Tue, 24 Nov 2026 00:00:00 -0800 (PST)

                    Final-Recipient: rfc822; director@library.example.net
                    Action: failed
                    Status: 5.1.1
                    Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try
                     550-5.1.1 double-checking the recipient's email address for typos or
                     550 5.1.1 unnecessary spaces.
                    """, letterPart,
                ]
            )
        ),
        Sample(
            name: "Gmail, delayed, in Russian",
            says: ["director@library.example.net delayed 4.4.1 unknown"],
            text: parts(
                from: "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
                subject: "Delivery Status Notification (Delay)",
                type: "multipart/report; report-type=delivery-status",
                [
                    "Content-Type: text/plain; charset=utf-8\n\n** Доставка отложена **\n\nПопытки доставки будут продолжаться ещё 46 ч.\n",
                    """
                    Content-Type: message/delivery-status

                    Reporting-MTA: dns; googlemail.com

                    Final-Recipient: rfc822; director@library.example.net
                    Action: delayed
                    Status: 4.4.1
                    Diagnostic-Code: smtp; The recipient server did not accept our requests to connect. [library.example.net 192.0.2.10: timed out]
                    Will-Retry-Until: Thu, 26 Nov 2026 02:00:00 -0800 (PST)
                    """, letterPart,
                ]
            )
        ),
        Sample(
            name: "Outlook.com",
            says: ["director@library.example.net failed 5.5.0 no_such_mailbox"],
            text: parts(
                from: "postmaster@hotmail.com",
                subject: "Delivery Status Notification (Failure)",
                type: "multipart/report; report-type=delivery-status",
                [
                    "Content-Type: text/plain; charset=unicode-1-1-utf-7\n\nThis is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed.\n\n       director@library.example.net\n",
                    """
                    Content-Type: message/delivery-status

                    Reporting-MTA: dns;BLU004-OMC3S12.hotmail.com

                    Final-Recipient: rfc822;director@library.example.net
                    Action: failed
                    Status: 5.5.0
                    Diagnostic-Code: smtp;550 Requested action not taken: mailbox unavailable (-2019901852:4030:-2147467259)
                    """, letterPart,
                ]
            )
        ),
        Sample(
            name: "Yahoo",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            text: plain(
                from: "MAILER-DAEMON@yahoo.com",
                subject: "Failure Notice",
                """
                Sorry, we were unable to deliver your message to the following address.

                <director@library.example.net>:
                This user doesn't have a library.example.net account (director@library.example.net) [0]

                --- Below this line is a copy of the message.

                \(letterHeader)
                """
            )
        ),
        Sample(
            name: "Amazon SES",
            says: ["director@library.example.net failed 5.3.0 unknown"],
            text: parts(
                from: "MAILER-DAEMON@amazonses.com",
                subject: "Delivery Status Notification (Failure)",
                type: "multipart/report; report-type=delivery-status",
                [
                    "Content-Type: text/plain\n\nAn error occurred while trying to deliver the mail to the following recipients:\ndirector@library.example.net\n",
                    """
                    Content-Type: message/delivery-status

                    Reporting-MTA: dns; a1.smtp-out.amazonses.com

                    Action: failed
                    Final-Recipient: rfc822; director@library.example.net
                    Diagnostic-Code: smtp; 550 5.3.0 Service problem
                    Status: 5.3.0
                    """, letterPart,
                ]
            )
        ),
        Sample(
            name: "a service whose part for programs became text",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            text: parts(
                from: "MAILER-DAEMON@amazonses.com",
                subject: "Delivery Status Notification (Failure)",
                [
                    """
                    Content-Type: text/plain; charset=iso-8859-15
                    Content-Transfer-Encoding: quoted-printable

                    An error occurred while trying to deliver the mail to the following recip=
                    ients:
                    director@library.example.net

                    Technical report:

                    Reporting-MTA: d=
                    sn; a1.smtp-out.amazonses.com

                    Action: failed
                    Final-Reci=
                    pient: rfc822; director@library.example.net
                    Diagnostic-Code: smtp; 550 5.1.1=
                     <director@library.example.net>... User Unknown
                    Status: 5.1.1
                    """, letterPart,
                ]
            )
        ),
        Sample(
            name: "GMX in German",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            text: plain(
                from: "GMX Mailer Daemon <mailer-daemon@gmx.example.net>",
                subject: "Mail delivery failed: returning message to sender",
                """
                This message was created automatically by mail delivery software.

                Ihre Nachricht konnte an folgende Empfänger nicht zugestellt werden:

                "director@library.example.net":
                SMTP error from remote server after RCPT command:
                host: mx.example.net
                550 Empfänger unbekannt

                --- The header of the original message is following. ---

                \(letterHeader)
                """
            )
        ),
        Sample(
            name: "iCloud",
            says: ["director@library.example.net failed 5.2.2 full"],
            text: parts(
                from: "Mail Delivery System <MAILER-DAEMON@icloud.example.net>",
                subject: "Undelivered Mail Returned to Sender",
                type: "multipart/report; report-type=delivery-status",
                [
                    "Content-Type: text/plain\n\nThis is the mail system at host icloud.example.net.\n",
                    """
                    Content-Type: message/delivery-status

                    Reporting-MTA: dns; icloud.example.net

                    Final-Recipient: rfc822; director@library.example.net
                    Action: failed
                    Status: 5.2.2
                    Diagnostic-Code: smtp; 552 5.2.2 <director@library.example.net>: user is over quota
                    """, letterPart,
                ]
            )
        ),
        Sample(
            name: "a provider that says it in GB 2312",
            says: ["director@library.example.net failed - unknown"],
            text: parts(
                from: "MAILER-DAEMON@example.net",
                subject: "=?gb2312?B?08q8/s22tc3Kp7Dc?=",
                [
                    "Content-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: base64\n\n08q8/s22tc3Kp7DcCgo8ZGlyZWN0b3JAbGlicmFyeS5leGFtcGxlLm5ldD46Cg==\n",
                    letterPart,
                ]
            )
        ),
    ]
}
