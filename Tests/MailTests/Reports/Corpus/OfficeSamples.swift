extension Sample {
    /// Programs of offices: Exchange in its ages, Notes, GroupWise, MDaemon and gateways.
    static let office: [Sample] = [
        Sample(
            name: "Exchange 5.5",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            letter: nil,
            text: plain(
                from: "System Administrator <postmaster@library.example.net>",
                subject: "Undeliverable: Meeting",
                """
                Your message

                  To:      meeting-guests@example.org
                  Subject: Meeting
                  Sent:    Tue, 24 Nov 2026 10:00:00 +0300

                did not reach the following recipient(s):

                director@library.example.net on Tue, 24 Nov 2026 10:00:03 +0300
                    The recipient name is not recognized
                    The MTS-ID of the original message is: c=ru;a= ;p=library;l=MAIL01-1
                    MSEXCH:IMS:Library:MAIN:MAIL01 0 (000C05A6) Unknown Recipient
                """
            )
        ),
        Sample(
            name: "Exchange, which names people by X.400",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            letter: nil,
            text: plain(
                from: "System Administrator <postmaster@library.example.net>",
                subject: "Undeliverable: Meeting",
                """
                Your message

                  To:      meeting-guests@example.org
                  Subject: Meeting

                did not reach the following recipient(s):

                c=RU;a= ;p=Library;o=Main;dda:SMTP=director@library.example.net; on Tue, 24 Nov
                2026 10:00:03 +0300
                    The recipient name is not recognized
                """
            )
        ),
        Sample(
            name: "Exchange 2003, whose part for programs says little",
            says: ["director@library.example.net failed 5.2.2 full"],
            text: parts(
                from: "postmaster@library.example.net",
                subject: "Delivery Status Notification (Failure)",
                type: "multipart/report; report-type=delivery-status",
                [
                    """
                    Content-Type: text/plain; charset=utf-8

                    This is an automatically generated Delivery Status Notification.

                    Delivery to the following recipients failed.

                           director@library.example.net

                    The recipient's mailbox is full and can't accept messages now.
                    """,
                    """
                    Content-Type: message/delivery-status

                    Reporting-MTA: dns;mail.library.example.net
                    Received-From-MTA: dns;relay.example.org

                    Final-Recipient: rfc822;director@library.example.net
                    Action: failed
                    Status: 5.2.2
                    """, letterPart,
                ]
            )
        ),
        Sample(
            name: "Exchange 2013 in Russian",
            says: ["director@library.example.net failed 5.1.10 no_such_mailbox"],
            text: parts(
                from: "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.net>",
                subject: "=?utf-8?B?0J3QtSDRg9C00LDQtdGC0YHRjyDQtNC+0YHRgtCw0LLQuNGC0Yw6IE1lZXRpbmc=?=",
                type: "multipart/report; report-type=delivery-status",
                [
                    """
                    Content-Type: text/html; charset=utf-8

                    <html><body><p>Сбой доставки следующим получателям или группам:</p>
                    <p><a href="mailto:director@library.example.net">director@library.example.net</a></p>
                    <p>Не удалось найти указанный адрес.</p></body></html>
                    """,
                    """
                    Content-Type: message/delivery-status

                    Reporting-MTA: dns;mail.example.net
                    X-Display-Name: director@library.example.net

                    Final-Recipient: rfc822;director@library.example.net
                    Action: failed
                    Status: 5.1.10
                    Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup
                    """, letterPart,
                ]
            )
        ),
        Sample(
            name: "Office 365 without a part for programs",
            says: ["director@library.example.net failed 5.7.1 policy"],
            text: parts(
                from: "Microsoft Outlook <postmaster@outlook.example.net>",
                subject: "Undeliverable: Meeting",
                [
                    """
                    Content-Type: text/html; charset=utf-8

                    <html><head><style>p { color: #111 } @media x { a@b.c { } }</style></head><body>
                    <h1>Your message to director@library.example.net couldn't be delivered.</h1>
                    <p>The group only accepts messages from people in its organization.</p>
                    <p>Remote Server returned '550 5.7.1 RESOLVER.RST.AuthRequired; authentication required'</p></body></html>
                    """, letterPart,
                ]
            )
        ),
        Sample(
            name: "Notes",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            letter: nil,
            text: plain(
                from: "Postmaster@library.example.net",
                subject:
                    "DELIVERY FAILURE: User director (director@library.example.net) not listed in Domino Directory",
                """
                Your message

                  Subject: Meeting

                was not delivered to:

                  director@library.example.net

                because:

                  User director (director@library.example.net) not listed in Domino Directory
                """
            )
        ),
        Sample(
            name: "GroupWise",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            letter: nil,
            text: parts(
                from: "Mailer-Daemon@library.example.net",
                subject: "Message status - undeliverable",
                [
                    """
                    Content-Type: text/plain; charset=us-ascii

                    The message that you sent was undeliverable to the following:
                        director@library.example.net (user not found)
                    """,
                    "Content-Type: message/rfc822\n\nTo: director@library.example.net\nSubject: Meeting\n\nText.\n",
                ]
            )
        ),
        Sample(
            name: "MDaemon",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            text: parts(
                from: "MDaemon at library.example.net <MDaemon@library.example.net>",
                subject: "Warning: director@library.example.net - User unknown!",
                [
                    """
                    Content-Type: text/plain; charset=us-ascii

                    The following data may contain sections which represent BASE64 encoded
                    file attachments.

                    director@library.example.net - no such user here.
                    There is no user by that name at this server.

                    : Message contains [1] file attachments
                    """, letterPart,
                ]
            )
        ),
        Sample(
            name: "IMail",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            text: plain(
                from: "\"Postmaster\" <postmaster@library.example.net>",
                subject: "Undeliverable Mail",
                more: "X-Mailer: <SMTP32 v8.15>",
                "Unknown user: director@library.example.net\n\n\nOriginal message follows.\n\n\(letterHeader)\n\nText."
            )
        ),
        Sample(
            name: "a gateway against viruses",
            says: ["director@library.example.net failed 5.7.1 policy"],
            text: parts(
                from: "Symantec_AntiVirus_for_SMTP_Gateways@library.example.net",
                subject: "Delivery failure (director@library.example.net)",
                [
                    """
                    Content-Type: text/plain; charset=us-ascii

                    Your message could not be delivered to the following recipient:

                    director@library.example.net

                    The message contained an attachment type that is not allowed here.
                    """, letterPart,
                ]
            )
        ),
        Sample(
            name: "Barracuda",
            says: ["director@library.example.net failed 5.7.1 spam"],
            text: parts(
                from: "MAILER-DAEMON@spam.library.example.net",
                subject: "**Message you sent blocked by our bulk email filter**",
                type: "multipart/report; report-type=delivery-status",
                [
                    """
                    Content-Type: text/plain; charset=UTF-8

                    Your message to: director@library.example.net
                    was blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:

                    Subject: Meeting
                    """,
                    """
                    Content-Type: message/delivery-status

                    Reporting-MTA: dns; spam.library.example.net

                    Final-Recipient: rfc822; director@library.example.net
                    Action: failed
                    Status: 5.7.1
                    Diagnostic-Code: smtp; 550 5.7.1 Message content rejected, id=123
                    """, letterPart,
                ]
            )
        ),
        Sample(
            name: "Mimecast",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            text: plain(
                from: "Mail Delivery System <postmaster@library.example.net>",
                subject: "[Postmaster] Email Delivery Failure",
                """
                This is a delivery failure notification message indicating that
                an email you addressed to email address :
                -- director@library.example.net

                could not be delivered. The problem appears to be :
                -- Recipient email address is possibly incorrect

                Additional information follows :
                -- 550 Invalid Recipient - https://community.example.com/docs/DOC-1369#550

                This condition occurred after 1 attempt(s) to deliver over
                a period of 0 hour(s).

                \(letterHeader)
                """
            )
        ),
        Sample(
            name: "X.400",
            says: ["director@library.example.net failed 5.1.1 no_such_mailbox"],
            letter: nil,
            text: plain(
                from: "X400 gateway <postmaster@x400.example.net>",
                subject: "Delivery Report (failure) for director@library.example.net",
                """
                This report relates to a message you sent with the following header fields:

                  Subject: Meeting

                Your message cannot be delivered to the following recipients:

                  Recipient address: director@library.example.net
                  Reason: Unable to transfer; unknown recipient (diagnostic 0: unrecognised-OR-name)
                """
            )
        ),
    ]
}
