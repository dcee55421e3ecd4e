import Events
import Foundation
import Testing

@testable import Letters

@Suite("The calendar part")
struct LetterCalendarTests {
    /// The lines of the entry, unfolded.
    private func lines(
        _ event: Event,
        _ method: CalendarMethod,
        sequence: Int = 0,
        person: Person = Sample.maria
    ) throws -> [String] {
        var order = Sample.order("confirmation", person)
        order.sequence = sequence
        let entry = LetterCalendar(event: event).entry(
            for: order,
            method: method,
            language: "ru",
            recipient: try .init(person.email)
        )
        let bytes = try #require(entry).object.bytes
        return String(decoding: bytes, as: UTF8.self).replacing("\r\n ", with: "").split(separator: "\r\n")
            .map(String.init)
    }

    @Test("days alone make an entry of whole days, the same in every zone")
    func wholeDays() throws {
        let lines = try lines(Sample.event(), .request)
        #expect(lines.contains("DTSTART;VALUE=DATE:20231128"))
        #expect(lines.contains("DTEND;VALUE=DATE:20231130"))
        #expect(!lines.contains("BEGIN:VTIMEZONE"))
        #expect(lines.contains("METHOD:REQUEST"))
        #expect(lines.contains("UID:annual-meeting-registration-17@example.org"))
    }

    @Test("known hours come with the event's zone")
    func hours() throws {
        let lines = try lines(Sample.eventWithHours(), .request)
        #expect(lines.contains("DTSTART;TZID=Europe/Moscow:20231128T100000"))
        #expect(lines.contains("DTEND;TZID=Europe/Moscow:20231129T180000"))
        #expect(lines.contains("BEGIN:VTIMEZONE"))
    }

    @Test("an update has the same UID and the SEQUENCE of its order")
    func update() throws {
        let event = try Sample.event()
        let uid = "UID:annual-meeting-registration-17@example.org"
        #expect(try lines(event, .request, sequence: 3).contains("SEQUENCE:3"))
        #expect(try lines(event, .request, sequence: 3).contains(uid))
        #expect(try lines(event, .cancel, sequence: 4).contains(uid))
        #expect(try lines(event, .cancel, sequence: 4).contains("METHOD:CANCEL"))
    }

    @Test("a published entry is one for everyone and asks nobody")
    func published() throws {
        let lines = try lines(Sample.event(), .publish)
        #expect(lines.contains("UID:annual-meeting@example.org"))
        #expect(!lines.contains { $0.hasPrefix("ATTENDEE") })
    }

    @Test("a letter without a calendar part has none")
    func none() throws {
        let calendar = LetterCalendar(event: try Sample.event())
        let entry = calendar.entry(
            for: Sample.order(),
            method: nil,
            language: "ru",
            recipient: try .init("a@example.org")
        )
        #expect(entry == nil)
    }
}
