import Testing

@testable import Mail

@Suite("Answers of calendars")
struct CalendarAnswerTests {
    private static func calendar(_ lines: String, method: String = "REPLY") -> String {
        "BEGIN:VCALENDAR\nMETHOD:\(method)\nBEGIN:VEVENT\n\(lines)\nUID:registration-17@example.org\nSEQUENCE:3\nEND:VEVENT\nEND:VCALENDAR\n"
    }

    @Test(
        "what is answered and by whom is read, as each program writes it",
        arguments: [
            (
                "ATTENDEE;PARTSTAT=ACCEPTED;CN=\"A: b; c\":mailto:a@example.net",
                CalendarAnswer.Participation.accepted
            ),
            (
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;X-NUM-GUESTS=0:mailto:a@example.net",
                .declined
            ),
            ("attendee;partstat=tentative:MAILTO:A@EXAMPLE.NET", .tentative),
            // Folded within a word.
            ("ATTENDEE;PARTST\n AT=ACCEP\n\tTED:mailto:a@exam\n ple.net", .accepted),
            // Apple names the one who answers last.
            (
                "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:b@example.net\nATTENDEE;PARTSTAT=DECLINED:mailto:a@example.net",
                .declined
            ),
            ("ATTENDEE;EMAIL=a@example.net;PARTSTAT=DELEGATED:/o=Library/cn=A", .delegated),
            ("ATTENDEE;PARTSTAT=X-LATER:mailto:a@example.net", .undecided),
        ]
    )
    func forms(lines: String, participation: CalendarAnswer.Participation) throws {
        let answer = try #require(CalendarAnswer(calendar: Self.calendar(lines), method: nil))
        #expect(answer.participation == participation)
        #expect(answer.attendee.lowercased() == "a@example.net")
        #expect(answer.uid == "registration-17@example.org" && answer.sequence == 3)
    }

    @Test("another proposal is an answer; a request, a cancellation and an entry alone are none")
    func methods() {
        let lines = "ATTENDEE;PARTSTAT=TENTATIVE:mailto:a@example.net"
        #expect(
            CalendarAnswer(calendar: Self.calendar(lines, method: "COUNTER"), method: nil)?.participation
                == .tentative
        )
        for method in ["REQUEST", "CANCEL", "PUBLISH", ""] {
            #expect(CalendarAnswer(calendar: Self.calendar(lines, method: method), method: nil) == nil)
        }
        #expect(CalendarAnswer(calendar: "METHOD:REPLY\n", method: "reply") == nil)
    }

    @Test("an answer in base64 and with what people write beside it is read")
    func encoded() throws {
        var body: [UInt8] = []
        Base64.encode(
            Array(
                Self.calendar("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.net\nCOMMENT:Буду\\, но позже\\n")
                    .utf8
            ),
            into: &body
        )
        let text =
            "From: a@example.net\nContent-Type: text/calendar; method=REPLY; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            + String(decoding: body, as: UTF8.self)
        let answer = try #require(ReturnedMail(reading: Array(text.utf8)).answer)
        #expect(answer.participation == .accepted && answer.comment == "Буду, но позже")
    }
}
