import Foundation
import Testing

@testable import Mail

/// What we write, read by Python's icalendar package (Debian: python3-icalendar).
@Suite(
    "Calendar read back by another implementation",
    .enabled(if: Python.has("icalendar"), "python3-icalendar is not installed")
)
struct CalendarReadBackTests {
    private let body = """
        import icalendar
        c = icalendar.Calendar.from_ical(raw)
        e = c.walk('VEVENT')[0]
        start = e.decoded('DTSTART')
        offset = start.utcoffset().total_seconds() if hasattr(start, 'utcoffset') else 0
        people = [str(e['ORGANIZER']), str(e['ORGANIZER'].params.get('CN', ''))]
        if 'ATTENDEE' in e: people += [str(e['ATTENDEE']), e['ATTENDEE'].params['PARTSTAT'], e['ATTENDEE'].params['RSVP']]
        answer = {'method': str(c['METHOD']), 'start': start.isoformat(), 'end': e.decoded('DTEND').isoformat(),
            'summary': str(e['SUMMARY']), 'place': str(e['LOCATION']), 'sequence': int(e['SEQUENCE']),
            'people': people, 'zones': len(c.walk('VTIMEZONE')), 'errors': len(e.errors) + len(c.errors), 'offset': int(offset)}
        """

    private struct Answer: Decodable {
        let method: String, start: String, end: String, summary: String, place: String
        let sequence: Int, people: [String], zones: Int, errors: Int, offset: Int
    }

    private func read(_ objects: [CalendarObject]) throws -> [Answer] {
        let bytes = objects.map { object in
            var out: [UInt8] = []
            object.serialize(into: &out)
            return out
        }
        return try Python.read(bytes, as: Answer.self, body)
    }

    private func object(
        _ method: CalendarObject.Method,
        _ span: CalendarObject.Span,
        _ text: String
    ) throws -> CalendarObject {
        CalendarObject(
            method: method,
            uid: "a@example.org",
            sequence: 2,
            stamp: 0,
            span: span,
            summary: text,
            location: text,
            organizer: Mailbox(name: "Библиотека; «РГБ», Москва", address: try address("meeting@example.org"))
        )
    }

    @Test("an entry with hours in any zone of Russia is read with its clock and its people")
    func hours() throws {
        let first = CivilDate(year: 2026, month: 11, day: 28)
        let person = Mailbox(name: "Иванова: Мария", address: try address("\"a b\"@example.org"))
        let zones = ["Europe/Moscow", "Europe/Kaliningrad", "Asia/Kamchatka", "Asia/Omsk", "Europe/Berlin"]
        let objects = try zones.map { identifier in
            let zone = CalendarZone(
                try #require(TimeZone(identifier: identifier)),
                from: .now(2026),
                to: .now(2026)
            )
            let span = CalendarObject.Span.hours(
                start: CivilTime(first, hour: 10, minute: 0),
                end: CivilTime(first.adding(days: 1), hour: 18, minute: 0),
                zone: zone
            )
            return try object(.request(attendee: person), span, "Тема; зал, \\ 2\nи ещё")
        }
        for (answer, identifier) in zip(try read(objects), zones) {
            let zone = try #require(TimeZone(identifier: identifier))
            #expect(answer.start.hasPrefix("2026-11-28T10:00:00"))
            #expect(answer.end.hasPrefix("2026-11-29T18:00:00"))
            #expect(answer.offset == zone.secondsFromGMT(for: .now(2026)))
            #expect(answer.summary == "Тема; зал, \\ 2\nи ещё" && answer.place == answer.summary)
            #expect(
                answer.method == "REQUEST" && answer.sequence == 2 && answer.zones == 1 && answer.errors == 0
            )
            #expect(
                answer.people == [
                    "mailto:meeting@example.org", "Библиотека; «РГБ», Москва",
                    "mailto:%22a%20b%22@example.org", "ACCEPTED",
                    "FALSE",
                ]
            )
        }
    }

    @Test("an entry of whole days is read as days, with any text")
    func days() throws {
        var random = SeededGenerator(seed: 6047)
        // Debian's icalendar takes a backslash before another escape wrongly; CalendarTests has that case.
        let texts = (0..<200).map { _ in
            "x" + HeaderText.safe(random.text(upTo: 120)).replacing("\\", with: "/") + "x"
        }
        let day = CivilDate(year: 2026, month: 11, day: 28)
        let answers = try read(
            texts.map { try object(.publish, .days(first: day, last: day.adding(days: 1)), $0) }
        )
        for (answer, text) in zip(answers, texts) {
            #expect(answer.start == "2026-11-28" && answer.end == "2026-11-30")
            #expect(Array(answer.summary.unicodeScalars) == Array(text.unicodeScalars))
            #expect(answer.zones == 0 && answer.errors == 0 && answer.people.count == 2)
        }
    }
}
