import Foundation
import Testing

@testable import Mail

@Suite("Calendar entries")
struct CalendarTests {
    private func object(
        _ method: CalendarObject.Method = .publish,
        summary: String = "Meeting",
        span: CalendarObject.Span? = nil,
        sequence: Int = 0,
        name: String? = nil
    ) throws -> CalendarObject {
        CalendarObject(
            method: method,
            uid: "annual-meeting.17@example.org",
            sequence: sequence,
            stamp: 1_791_806_400,
            span: span ?? .days(first: day(28), last: day(29)),
            summary: summary,
            location: "Дом Пашкова; зал, 2",
            description: "Строка 1\r\nСтрока \\ 2",
            url: "https://example.org/совещание",
            organizer: Mailbox(name: name, address: try address("meeting@example.org"))
        )
    }

    private func day(_ day: Int) -> CivilDate { CivilDate(year: 2026, month: 11, day: day) }

    private func text(_ object: CalendarObject) -> String {
        var out: [UInt8] = []
        object.serialize(into: &out)
        for line in crlfLines(out) {
            #expect(line.count <= 75 && String(validating: line, as: UTF8.self) != nil)
        }
        return unfolded(crlfLines(out)).map { string($0) + "\r\n" }.joined()
    }

    @Test("an entry of whole days ends on the day after and names no zone")
    func wholeDays() throws {
        let text = text(try object())
        #expect(text.contains("DTSTART;VALUE=DATE:20261128\r\nDTEND;VALUE=DATE:20261130\r\n"))
        #expect(!text.contains("VTIMEZONE") && !text.contains("TZID"))
        #expect(
            text.hasPrefix("BEGIN:VCALENDAR\r\nPRODID:") && text.hasSuffix("END:VEVENT\r\nEND:VCALENDAR\r\n")
        )
        #expect(
            text.contains("UID:annual-meeting.17@example.org\r\nDTSTAMP:20261012T120000Z\r\nSEQUENCE:0\r\n")
        )
    }

    @Test("the end of a month and of a year is counted right")
    func monthEnds() throws {
        let last = CivilDate(year: 2026, month: 12, day: 31)
        #expect(
            text(try object(span: .days(first: last, last: last))).contains("DTEND;VALUE=DATE:20270101\r\n")
        )
        let leap = CivilDate(year: 2028, month: 2, day: 28)
        #expect(
            text(try object(span: .days(first: leap, last: leap))).contains("DTEND;VALUE=DATE:20280229\r\n")
        )
    }

    @Test("an entry with hours carries the zone that it names")
    func hours() throws {
        let zone = CalendarZone(
            try #require(TimeZone(identifier: "Europe/Moscow")),
            from: .now(2026),
            to: .now(2026)
        )
        let span = CalendarObject.Span.hours(
            start: CivilTime(day(28), hour: 10, minute: 0),
            end: CivilTime(day(29), hour: 18, minute: 30),
            zone: zone
        )
        let text = text(try object(span: span))
        #expect(
            text.contains(
                "DTSTART;TZID=Europe/Moscow:20261128T100000\r\nDTEND;TZID=Europe/Moscow:20261129T183000\r\n"
            )
        )
        #expect(
            text.contains(
                """
                BEGIN:VTIMEZONE\r
                TZID:Europe/Moscow\r
                BEGIN:STANDARD\r
                DTSTART:20141026T020000\r
                TZOFFSETFROM:+0400\r
                TZOFFSETTO:+0300\r
                TZNAME:MSK\r
                END:STANDARD\r
                END:VTIMEZONE\r\n
                """
            )
        )
    }

    @Test("an end that does not come after the start is left out")
    func noEnd() throws {
        let start = CivilTime(day(28), hour: 10, minute: 0)
        let span = CalendarObject.Span.hours(
            start: start,
            end: start,
            zone: CalendarZone(identifier: "UTC", observances: [])
        )
        #expect(!text(try object(span: span)).contains("DTEND"))
    }

    @Test("publish names no attendee, request one who comes and need not answer, cancel one who is out")
    func methods() throws {
        let person = Mailbox(name: "Мария \"М\"; Петровна", address: try address("director+a@example.org"))
        #expect(!text(try object(.publish)).contains("ATTENDEE"))
        let request = text(try object(.request(attendee: person), sequence: 3))
        #expect(request.contains("METHOD:REQUEST\r\n") && request.contains("STATUS:CONFIRMED\r\n"))
        #expect(request.contains("SEQUENCE:3\r\n"))
        #expect(
            request.contains(
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;"
                    + "CN=\"Мария 'М'; Петровна\":mailto:director+a@example.org\r\n"
            )
        )
        let cancel = text(try object(.cancel(attendee: person)))
        #expect(cancel.contains("METHOD:CANCEL\r\n") && cancel.contains("STATUS:CANCELLED\r\n"))
        #expect(cancel.contains("ATTENDEE;CUTYPE") && !cancel.contains("RSVP"))
        #expect(!text(try object(.cancel(attendee: nil))).contains("ATTENDEE"))
    }

    @Test("texts are escaped, addresses are URIs")
    func escaping() throws {
        let text = text(try object(summary: "a;b,c\\d\ne", name: "Орг\r\nATTENDEE:x"))
        #expect(text.contains("SUMMARY:a\\;b\\,c\\\\d\\ne\r\n"))
        #expect(text.contains("LOCATION:Дом Пашкова\\; зал\\, 2\r\n"))
        #expect(text.contains("DESCRIPTION:Строка 1\\nСтрока \\\\ 2\r\n"))
        #expect(text.contains("URL:https://example.org/%D1%81"))
        #expect(text.contains("ORGANIZER;CN=\"Орг ATTENDEE:x\":mailto:meeting@example.org\r\n"))
    }

    @Test("any summary is folded between characters and comes back whole")
    func folding() throws {
        var random = SeededGenerator(seed: 5545)
        for _ in 0..<300 {
            let summary = HeaderText.safe(random.text(upTo: 200)) + "x"
            var out: [UInt8] = []
            try object(summary: summary).serialize(into: &out)
            #expect(
                crlfLines(out).allSatisfy { $0.count <= 75 && String(validating: $0, as: UTF8.self) != nil }
            )
            let line = unfolded(crlfLines(out)).first { $0.starts(with: "SUMMARY:".utf8) }
            var read: [UInt8] = []
            var escaped = false
            for byte in (line ?? []).dropFirst(8) {
                escaped = !escaped && byte == UInt8(ascii: "\\")
                if !escaped { read.append(byte) }
            }
            #expect(read == Array(summary.utf8))
        }
    }

    /// Content lines put together again: RFC 5545 §3.1.
    private func unfolded(_ lines: [[UInt8]]) -> [[UInt8]] {
        lines.reduce(into: []) { result, line in
            if line.first == UInt8(ascii: " "), !result.isEmpty {
                result[result.count - 1] += line.dropFirst()
            } else {
                result.append(line)
            }
        }
    }
}

extension Date {
    /// The first of November of a year.
    static func now(_ year: Int) -> Date {
        Date(timeIntervalSince1970: Double(MailDate.days(CivilDate(year: year, month: 11, day: 1))) * 86_400)
    }
}
