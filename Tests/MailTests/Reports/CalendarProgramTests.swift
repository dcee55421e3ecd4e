import Testing

@testable import Mail

@Suite("Answers of calendars, as each program forms its mail")
struct CalendarProgramTests {
    /// A program's mail: its name, the type of the part, what stands before the entry, how it writes who answers.
    struct Form: Sendable, CustomTestStringConvertible {
        let program: String
        var type = "text/calendar; charset=\"utf-8\"; method=REPLY"
        var container = "multipart/alternative"
        var more = "Return-Path: <director@library.example.net>"
        var head = "PRODID:-//Example//EN\nVERSION:2.0"
        var attendee = "ATTENDEE;PARTSTAT=%:mailto:director@library.example.net"
        var isEncoded = false
        var testDescription: String { program }
    }

    static let forms = [
        Form(
            program: "Outlook",
            more:
                "Return-Path: <director@library.example.net>\nX-MS-Has-Attach:\nContent-class: urn:content-classes:calendarmessage",
            head:
                "METHOD:REPLY\nPRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\nVERSION:2.0\nBEGIN:VTIMEZONE\nTZID:Russian Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE",
            attendee:
                "ATTENDEE;PARTSTAT=%:mailto:director@library.example.net\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY"
        ),
        Form(
            program: "Exchange",
            more: "Return-Path: <>\nX-Auto-Response-Suppress: DR, OOF, AutoReply\nThread-Topic: Meeting",
            head: "METHOD:REPLY\nPRODID:Microsoft Exchange Server 2010\nVERSION:2.0",
            attendee:
                "ATTENDEE;PARTSTAT=%;CN=\"Иванова; Мария: директор\":mailto:director\n @library.example.net\nCOMMENT;LANGUAGE=ru-RU:\\n",
            isEncoded: true
        ),
        Form(
            program: "Gmail",
            container: "multipart/mixed",
            head:
                "PRODID:-//Google Inc//Google Calendar 70.9054//EN\nVERSION:2.0\nCALSCALE:GREGORIAN\nMETHOD:REPLY",
            attendee:
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=%;CN=Мария\n  Иванова;X-NUM-GUESTS=0:mailto:director@library.example.net"
        ),
        Form(
            program: "Apple Mail",
            container: "multipart/mixed",
            head: "CALSCALE:GREGORIAN\nPRODID:-//Apple Inc.//macOS 14.5//EN\nMETHOD:REPLY\nVERSION:2.0",
            attendee:
                "ATTENDEE;CN=\"Мария Иванова\";CUTYPE=INDIVIDUAL;EMAIL=\"director@library.example.net\";PARTSTAT=%:mailto:director@library.example.net\nORGANIZER;CN=Meeting:mailto:meeting@example.org"
        ),
        Form(
            program: "Yandex",
            type: "text/calendar; charset=utf-8; method=REPLY; name=\"event.ics\"",
            container: "multipart/mixed",
            more:
                "Return-Path: <director@library.example.net>\nX-Yandex-Spam: 1\nAuto-Submitted: auto-generated",
            head: "PRODID:-//Yandex LLC//Yandex Calendar//EN\nVERSION:2.0\nCALSCALE:GREGORIAN\nMETHOD:REPLY",
            attendee:
                "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=%;CN=Мария Иванова;ROLE=REQ-PARTICIPANT:mailto:director@library.example.net",
            isEncoded: true
        ),
        Form(
            program: "Mail.ru, as a file of no type",
            type: "application/octet-stream; name=\"invite.ics\"",
            container: "multipart/mixed",
            more: "Return-Path: <director@library.example.net>\nX-Mailer: Mail.Ru Mailer 1.0",
            head: "VERSION:2.0\nPRODID:-//Mail.Ru//Calendar//RU\nMETHOD:REPLY",
            attendee: "ATTENDEE;PARTSTAT=%;RSVP=TRUE:MAILTO:director@library.example.net",
            isEncoded: true
        ),
        Form(
            program: "Thunderbird",
            type: "text/calendar; method=REPLY; charset=UTF-8",
            container: "multipart/mixed",
            more: "Return-Path: <director@library.example.net>\nUser-Agent: Mozilla Thunderbird",
            head: "PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN\nVERSION:2.0\nMETHOD:REPLY",
            attendee: "ATTENDEE;PARTSTAT=%;ROLE=REQ-PARTICIPANT;CN=Maria:mailto:director@library.example.net"
        ),
    ]

    @Test(
        "who answers what to which entry is read, and a decline is no bounce whatever its subject",
        arguments: forms,
        [
            ("ACCEPTED", CalendarAnswer.Participation.accepted), ("DECLINED", .declined),
            ("TENTATIVE", .tentative),
        ]
    )
    func answers(form: Form, answer: (String, CalendarAnswer.Participation)) throws {
        let calendar = """
            BEGIN:VCALENDAR
            \(form.head)
            BEGIN:VEVENT
            DTSTART:20261128T070000Z
            \(form.attendee.replacing("%", with: answer.0))
            UID:registration-17@example.org
            SEQUENCE:3
            DTSTAMP:20261124T090000Z
            SUMMARY:Meeting
            END:VEVENT
            END:VCALENDAR
            """.replacing("\n", with: "\r\n")
        var body = Array(calendar.utf8)
        if form.isEncoded {
            body = []
            Base64.encode(Array(calendar.utf8), into: &body)
        }
        let encoding = form.isEncoded ? "base64" : "8bit"
        let text = Sample.parts(
            from: "Мария Иванова <director@library.example.net>",
            subject: "Declined: Undeliverable meeting",
            more: form.more,
            type: form.container,
            [
                "Content-Type: text/plain; charset=utf-8\n\nМария Иванова ответила на приглашение.\n",
                "Content-Type: \(form.type)\nContent-Transfer-Encoding: \(encoding)\n\n"
                    + String(decoding: body, as: UTF8.self) + "\n",
            ]
        )
        let mail = ReturnedMail(reading: Array(text.utf8))
        #expect(mail.kind == .answer && mail.people == ["director@library.example.net"])
        let told = try #require(mail.answer)
        #expect(told.participation == answer.1 && told.attendee == "director@library.example.net")
        #expect(told.uid == "registration-17@example.org" && told.sequence == 3)
    }

    @Test("an entry that somebody attaches, a program's script and a file of another name answer nothing")
    func others() {
        let request =
            "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:x\nATTENDEE;PARTSTAT=DECLINED:mailto:a@example.net\nEND:VEVENT\nEND:VCALENDAR\n"
        for (type, body) in [
            ("application/octet-stream; name=\"meeting.ics\"", request),
            ("application/octet-stream; name=\"meeting.txt\"", request.replacing("REQUEST", with: "REPLY")),
            ("text/plain; charset=utf-8", request.replacing("REQUEST", with: "REPLY")),
        ] {
            let text = Sample.parts(
                from: "Ann <ann@example.com>",
                subject: "Meeting",
                more: "Return-Path: <ann@example.com>",
                ["Content-Type: \(type)\n\n\(body)"]
            )
            #expect(ReturnedMail(reading: Array(text.utf8)).kind == .message, "\(type)")
        }
    }
}
