extension Sample {
    private static let person = "Мария Иванова <director@library.example.net>"
    private static let answered = """
        Return-Path: <>
        In-Reply-To: <17.annual-meeting@example.org>
        References: <17.annual-meeting@example.org>
        """

    private static func reply(_ participation: String, method: String = "REPLY") -> String {
        """
        BEGIN:VCALENDAR
        METHOD:\(method)
        PRODID:Microsoft Exchange Server 2010
        VERSION:2.0
        BEGIN:VTIMEZONE
        TZID:Russian Standard Time
        END:VTIMEZONE
        BEGIN:VEVENT
        ATTENDEE;PARTSTAT=\(participation);CN="Иванова, Мария: директор";RSVP=FALSE:mailto:direc
         tor@library.example.net
        COMMENT;LANGUAGE=ru-RU:Буду\\, но позже\\n
        UID:registration-17@example.org
        SUMMARY:Accepted: Meeting
        SEQUENCE:3
        END:VEVENT
        END:VCALENDAR
        """
    }

    /// Answers, complaints, requests: what is about a letter and reports no delivery.
    static let answers: [Sample] = [
        Sample(
            name: "an answer of Outlook's calendar",
            kind: .answer,
            says: ["director@library.example.net"],
            text: parts(
                from: person,
                subject: "Accepted: Meeting",
                more: answered,
                type: "multipart/alternative",
                [
                    "Content-Type: text/plain; charset=utf-8\n\n",
                    "Content-Type: text/calendar; charset=\"utf-8\"; method=REPLY\n\n" + reply("ACCEPTED"),
                ]
            )
        ),
        Sample(
            name: "an answer of Gmail's calendar, with its file beside",
            kind: .answer,
            says: ["director@library.example.net"],
            text: parts(
                from: person,
                subject: "Отклонено: Meeting",
                more: answered,
                [
                    "Content-Type: text/html; charset=utf-8\n\n<p>Мария Иванова отклонила приглашение.</p>",
                    "Content-Type: application/ics; name=\"invite.ics\"\n\n" + reply("DECLINED"),
                ]
            )
        ),
        Sample(
            name: "a report of abuse",
            kind: .complaint,
            says: ["director@library.example.net"],
            text: parts(
                from: "feedbackloop@mail.example.net",
                subject: "FW: Meeting",
                type: "multipart/report; report-type=feedback-report",
                [
                    "Content-Type: text/plain\n\nThis is an email abuse report for an email message received from 192.0.2.1.\n",
                    """
                    Content-Type: message/feedback-report

                    Feedback-Type: abuse
                    User-Agent: FBL/1.0
                    Version: 1
                    Original-Rcpt-To: <director@library.example.net>
                    """, letterPart,
                ]
            )
        ),
        Sample(
            name: "a report of abuse that hides who complained",
            kind: .complaint,
            says: ["director@library.example.net"],
            text: parts(
                from: "fbl@corp.mail.example.net",
                subject: "Email Feedback Report",
                type: "multipart/report; report-type=feedback-report",
                [
                    "Content-Type: text/plain\n\nAbuse.\n",
                    "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n", letterPart,
                ]
            )
        ),
        Sample(
            name: "a complaint of Hotmail",
            kind: .complaint,
            says: ["director@library.example.net"],
            text: parts(
                from: "staff@hotmail.com",
                subject: "complaint about message from 192.0.2.1",
                [
                    "Content-Type: message/rfc822\n\nX-HmXmrOriginalRecipient: director@library.example.net\n"
                        + letterHeader + "\n\nText.\n"
                ]
            )
        ),
        Sample(
            name: "a person away, by Exchange",
            kind: .autoReply,
            says: ["director@library.example.net"],
            text: plain(
                from: person,
                subject: "Automatic reply: Meeting",
                more: answered + "\nX-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated",
                "I am out of the office until 30 November 2026. Mail to me could not be delivered to anybody else."
            )
        ),
        Sample(
            name: "a person away, by Yandex, in Russian",
            kind: .autoReply,
            says: ["director@library.example.net"],
            text: plain(
                from: person,
                subject: "Автоответ: Meeting",
                more: answered + "\nPrecedence: auto_reply",
                "Здравствуйте! Я в отпуске, вернусь 7 декабря. Это письмо создано автоматически."
            )
        ),
        Sample(
            name: "a person away, by a sieve",
            kind: .autoReply,
            says: ["director@library.example.net"],
            text: plain(
                from: person,
                subject: "Re: Meeting",
                more: answered + "\nAuto-Submitted: auto-replied (vacation)",
                "Ich bin vom 24.11. bis 04.12.2026 nicht im Büro."
            )
        ),
        Sample(
            name: "a receipt that it was displayed",
            kind: .autoReply,
            says: ["director@library.example.net"],
            text: parts(
                from: person,
                subject: "Read: Meeting",
                more: answered,
                type: "multipart/report; report-type=disposition-notification",
                [
                    "Content-Type: text/plain\n\nYour message was read.\n",
                    "Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;director@library.example.net\nOriginal-Message-ID: <17.annual-meeting@example.org>\nDisposition: manual-action/MDN-sent-manually; displayed\n",
                ]
            )
        ),
        Sample(
            name: "a program that wants a person",
            kind: .challenge,
            says: ["director@library.example.net"],
            text: plain(
                from: person,
                subject: "Please confirm your message",
                more: answered,
                "Your message is being held. To have your message delivered, click the link and confirm that you are a person:\nhttps://challenge.example.net/17"
            )
        ),
        Sample(
            name: "unsubscribing by the address of our own header",
            kind: .unsubscribe,
            says: ["director@library.example.net"],
            letter: nil,
            text: plain(
                from: person,
                subject: "unsubscribe annual-meeting",
                more: "Return-Path: <director@library.example.net>",
                ""
            )
        ),
        Sample(
            name: "unsubscribing with a letter's token, from an address of the provider's own",
            kind: .unsubscribe,
            says: ["noreply@provider.example.com"],
            letter: nil,
            text: plain(
                from: "Unsubscribe <noreply@provider.example.com>",
                subject: "Unsubscribe A6VECETJCMV7UOGUTURYM",
                more: "Return-Path: <>\nAuto-Submitted: auto-generated",
                "This mail was sent by your provider."
            )
        ),
        Sample(
            name: "unsubscribing in a word of one's own",
            kind: .unsubscribe,
            says: ["director@library.example.net"],
            text: plain(
                from: person,
                subject: "Re: Приглашение",
                more: answered.replacing("<>", with: "<director@library.example.net>"),
                "Отпишите меня!\n\n> Приглашаем вас …"
            )
        ),
    ]

    /// What speaks of returned mail and is none, and what is nobody's answer.
    static let chance: [Sample] = [
        Sample(
            name: "a person who answers",
            kind: .message,
            text: plain(
                from: person,
                subject: "Re: Приглашение",
                more: answered.replacing("<>", with: "<director@library.example.net>"),
                "Добрый день! Письмо на старый адрес не доставлено: ящик переполнен. Пишите сюда.\n\n> Приглашаем вас"
            )
        ),
        Sample(
            name: "a person who quotes a report",
            kind: .message,
            letter: nil,
            text: plain(
                from: "Ann <ann@example.com>",
                subject: "Re: Undelivered Mail Returned to Sender",
                more: "Return-Path: <ann@example.com>",
                "I get this, what does it mean?\n\n<director@library.example.net>: host mx.example.net said: 550 5.1.1 User unknown\n\nAnn"
            )
        ),
        Sample(
            name: "a person whose subject begins like a report's",
            kind: .message,
            letter: nil,
            text: plain(
                from: "Ann <ann@example.com>",
                subject: "Undeliverable: what to do with bob@example.com?",
                more: "Return-Path: <ann@example.com>",
                "My letter to bob@example.com could not be delivered, user unknown. Do you know his address?"
            )
        ),
        Sample(
            name: "a fraud that promises held mail",
            kind: .message,
            letter: nil,
            text: plain(
                from: "Mail Administrator <info@fraud.example.com>",
                subject: "Undelivered messages for bounces@example.org",
                more: "Return-Path: <info@fraud.example.com>",
                "5 messages could not be delivered to your mailbox bounces@example.org. Release them: http://fraud.example.com/"
            )
        ),
        Sample(
            name: "a list that holds a letter",
            kind: .list,
            letter: nil,
            text: plain(
                from: "meeting-bounces@lists.example.net",
                subject: "Your message to Meeting awaits moderator approval",
                more:
                    "Return-Path: <meeting-bounces@lists.example.net>\nX-List-Administrivia: yes\nX-Mailman-Version: 2.1.29\nPrecedence: bulk",
                "Your mail to 'Meeting' is being held until the list moderator can review it for approval."
            )
        ),
        Sample(
            name: "a letter of a list about returned mail",
            kind: .list,
            letter: nil,
            text: plain(
                from: "Bob <bob@example.com>",
                subject: "[postfix-users] Undelivered Mail Returned to Sender",
                more:
                    "Return-Path: <owner-postfix-users@lists.example.net>\nList-Id: <postfix-users.lists.example.net>\nPrecedence: bulk",
                "Why do I get\n\n<ann@example.com>: host mx.example.net said: 550 5.1.1 User unknown"
            )
        ),
        Sample(
            name: "a report of a server to its own postmaster",
            kind: .message,
            letter: nil,
            text: plain(
                subject: "Postfix SMTP server: errors from unknown[192.0.2.10]",
                "Transcript of session follows.\n\n Out: 220 relay.example.org ESMTP\n In:  RCPT TO:<ann@example.com>\n Out: 550 5.1.1 <ann@example.com>: User unknown"
            )
        ),
        Sample(
            name: "a report of signatures",
            kind: .domainReport,
            text: parts(
                from: "noreply-dmarc@example.net",
                subject: "DMARC failure",
                type: "multipart/report; report-type=feedback-report",
                [
                    "Content-Type: text/plain\n\nAuthentication failed.\n",
                    "Content-Type: message/feedback-report\n\nFeedback-Type: auth-failure\nVersion: 1\n",
                    letterPart,
                ]
            )
        ),
    ]
}
