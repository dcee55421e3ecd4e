import Events
import Foundation
import Mail
import Testing

@testable import Letters

@Suite("The calendar part")
struct CalendarPartTests {
    /// The lines of the entry, unfolded.
    private func lines(
        _ event: Event,
        _ method: CalendarMethod,
        sequence: Int = 0,
        person: Person = Sample.maria
    ) throws -> [String] {
        var request = Sample.request("confirmation", person)
        request.sequence = sequence
        request.uid = "entry-17"
        let card = CalendarPart(event: event).card(method, "ru", person.kind)
        let bytes = card.entry(for: request, try Address(person.email)).bytes
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
        #expect(lines.contains("UID:entry-17"))
    }

    @Test("known hours come with the event's zone")
    func hours() throws {
        let lines = try lines(Sample.eventWithHours(), .request)
        #expect(lines.contains("DTSTART;TZID=Europe/Moscow:20231128T100000"))
        #expect(lines.contains("DTEND;TZID=Europe/Moscow:20231129T180000"))
        #expect(lines.contains("BEGIN:VTIMEZONE"))
    }

    @Test("an hour of the start alone makes an entry that begins then, not one of whole days")
    func startAlone() throws {
        let event = try Sample.event { text in
            text.replacing("\"2023-11-28\"", with: "\"2023-11-28T10:00\"")
                .replacing("ends: \"2023-11-29\",", with: "")
        }
        let lines = try lines(event, .request)
        #expect(lines.contains("DTSTART;TZID=Europe/Moscow:20231128T100000"))
        #expect(!lines.contains { $0.hasPrefix("DTEND") })
    }

    @Test("the place has the city and the address where the event names them, each once")
    func location() throws {
        func place(_ facts: String) throws -> String? {
            let event = try Sample.event {
                $0.replacing("city: { ru: \"Москва\", en: \"Moscow\" },", with: facts)
            }
            return try lines(event, .request).first { $0.hasPrefix("LOCATION:") }
        }
        let venue = "Российская государственная библиотека\\, Дом Пашкова"
        #expect(try place("") == "LOCATION:\(venue)")
        #expect(try place("city: \"Москва\",") == "LOCATION:Москва\\, \(venue)")
        let street = "ул. Воздвиженка\\, 3/5"
        #expect(
            try place("city: \"Москва\", address: \"ул. Воздвиженка, 3/5\",")
                == "LOCATION:Москва\\, \(venue)\\, \(street)"
        )
        #expect(
            try place("city: \"Москва\", address: { ru: \"Москва, ул. Воздвиженка, 3/5\", en: \"x\" },")
                == "LOCATION:\(venue)\\, Москва\\, \(street)"
        )
    }

    @Test("a name in the entry turns and links nothing")
    func attendee() throws {
        var person = Sample.maria
        person.name = "Иванова\u{202E} evil.com"
        let lines = try lines(Sample.event(), .request, person: person)
        let attendee = try #require(lines.first { $0.hasPrefix("ATTENDEE") })
        #expect(!attendee.contains("\u{202E}") && !attendee.contains("evil.com"))
    }

    @Test("an update has the same UID and the SEQUENCE of its order")
    func update() throws {
        let event = try Sample.event()
        let uid = "UID:entry-17"
        #expect(try lines(event, .request, sequence: 3).contains("SEQUENCE:3"))
        #expect(try lines(event, .request, sequence: 3).contains(uid))
        #expect(try lines(event, .cancel, sequence: 4).contains(uid))
        #expect(try lines(event, .cancel, sequence: 4).contains("METHOD:CANCEL"))
    }

    @Test("a published entry asks nobody")
    func published() throws {
        let lines = try lines(Sample.event(), .publish)
        #expect(!lines.contains { $0.hasPrefix("ATTENDEE") })
    }

    @Test(
        "who is registered comes, who is invited has not said so; the entry says what its letter says",
        arguments: [
            (Person.Kind.registration, "PARTSTAT=ACCEPTED", "регистрация уже принята"),
            (.invitee, "PARTSTAT=NEEDS-ACTION", "чтобы участвовать\\, зарегистрируйтесь"),
        ]
    )
    func participation(_ kind: Person.Kind, _ participation: String, _ words: String) throws {
        var person = Sample.maria
        person.kind = kind
        let lines = try lines(Sample.event(), .request, person: person)
        #expect(lines.contains { $0.hasPrefix("ATTENDEE") && $0.contains(participation) })
        #expect(lines.contains { $0.hasPrefix("DESCRIPTION") && $0.contains(words) })
    }

    @Test("an entry that is taken back says so, and no longer that somebody comes")
    func withdrawn() throws {
        let lines = try lines(Sample.event(), .cancel)
        #expect(lines.contains { $0.hasPrefix("DESCRIPTION") && $0.contains("отозвана") })
        #expect(!lines.contains { $0.contains("PARTSTAT") })
    }

    @Test("the order decides which entry a letter carries, and without a word the notification does")
    func choice() throws {
        var request = Sample.request("confirmation")
        #expect(request.method(usually: .request) == .request)
        #expect(request.method(usually: nil) == nil)
        request.entry = .none
        #expect(request.method(usually: .request) == nil)
        request.entry = .method(.cancel)
        #expect(request.method(usually: nil) == .cancel)
    }
}
