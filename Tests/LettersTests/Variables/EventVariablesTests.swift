import Events
import Foundation
import Mustache
import Testing

@testable import Letters

@Suite("Names of the event")
struct EventVariablesTests {
    private func names(
        _ event: Event,
        _ language: LetterLanguage = "ru",
        zone: String = "Europe/Moscow",
        at: String = "2023-11-21T03:00:00Z"
    ) throws -> Value {
        EventVariables(
            event: event,
            language: language,
            reader: try #require(TimeZone(identifier: zone)),
            now: Sample.date(at),
            languages: ["ru", "en"],
            expectsReminder: false
        ).value
    }

    @Test("hours that are not known yet are said to be announced, and their sections do not show")
    func unknownHours() throws {
        let names = try names(Sample.event())
        #expect(names[path: "event.starts"] == "28\u{A0}ноября 2023\u{A0}г. (время уточняется)")
        #expect(names[path: "event.starts_time"] == nil)
        #expect(names[path: "event.starts_local"] == nil)
        #expect(names[path: "event.hours_known"] == false)
        #expect(names[path: "event.dates"] == "28–29\u{A0}ноября 2023\u{A0}г.")
        #expect(
            try self.names(Sample.event(), "en")[path: "event.starts"]
                == "28\u{A0}November 2023 (time to be announced)"
        )
    }

    @Test("known hours are said with their zone, and by the reader's clock where it differs")
    func knownHours() throws {
        let event = try Sample.eventWithHours()
        let moscow = try names(event)
        #expect(moscow[path: "event.starts"] == "28\u{A0}ноября 2023\u{A0}г. в\u{A0}10:00 (МСК)")
        #expect(moscow[path: "event.starts_time"] == "10:00 (МСК)")
        #expect(moscow[path: "event.starts_local"] == nil)
        #expect(moscow[path: "event.ends"] == "29\u{A0}ноября 2023\u{A0}г. в\u{A0}18:00 (МСК)")
        let siberia = try names(event, zone: "Asia/Novosibirsk")
        #expect(siberia[path: "event.starts_local"] == "14:00 (МСК+4, UTC+7)")
        #expect(siberia[path: "event.zone"] == "МСК")
    }

    @Test("a venue that is not known yet is said to be announced")
    func unknownVenue() throws {
        let event = try Sample.event { text in
            text.replacing(#/venue: \{[^}]*\},/#, with: "")
        }
        let names = try names(event)
        #expect(names[path: "event.venue"] == "место уточняется")
        #expect(names[path: "event.venue_known"] == false)
    }

    @Test(
        "days are counted by the reader's calendar",
        arguments: [
            ("2023-11-07T03:00:00Z", "Europe/Moscow", 21, "день", "остался", "через 21 день"),
            ("2023-11-21T03:00:00Z", "Europe/Moscow", 7, "дней", "осталось", "через 7 дней"),
            ("2023-11-25T03:00:00Z", "Europe/Moscow", 3, "дня", "осталось", "через 3 дня"),
            ("2023-11-26T20:30:00Z", "Europe/Moscow", 2, "дня", "осталось", "послезавтра"),
            ("2023-11-26T21:30:00Z", "Europe/Moscow", 1, "день", "остался", "завтра"),
            ("2023-11-26T20:30:00Z", "Asia/Kamchatka", 1, "день", "остался", "завтра"),
            ("2023-11-27T21:30:00Z", "Europe/Moscow", 0, "дней", "осталось", "сегодня"),
            // It has begun: there is no telling when it will.
            ("2023-11-28T21:30:00Z", "Europe/Moscow", 0, "дней", "осталось", nil),
            ("2023-12-26T20:30:00Z", "Europe/Moscow", 0, "дней", "осталось", nil),
        ]
    )
    func days(
        _ at: String,
        _ zone: String,
        _ left: Int,
        _ word: String,
        _ verb: String,
        _ when: String?
    )
        throws
    {
        let days = try names(Sample.event(), zone: zone, at: at)
        #expect(days[path: "days.left"] == .integer(left))
        #expect(days[path: "days.word"] == .string(word))
        #expect(days[path: "days.verb"] == .string(verb))
        #expect(days[path: "days.when"] == when.map(Value.string))
        #expect(
            days[path: "days.when_capitalised"]
                == when.map { .string($0.prefix(1).uppercased() + $0.dropFirst()) }
        )
    }

    @Test("registration is open until it closes")
    func open() throws {
        let event = try Sample.event()
        #expect(try names(event, at: "2023-11-20T14:59:00Z")[path: "event.registration_open"] == true)
        #expect(try names(event, at: "2023-11-20T15:01:00Z")[path: "event.registration_open"] == false)
        #expect(
            try names(event, zone: "Asia/Kamchatka")[path: "event.registration_closes_local"]
                == "21\u{A0}ноября в\u{A0}03:00 (МСК+9, UTC+12)"
        )
    }

    @Test("facts are taken in the reader's language, at any depth, lists too")
    func facts() throws {
        let english = try names(Sample.event(), "en")
        #expect(english[path: "facts.short_name"] == "Annual Meeting")
        #expect(english[path: "facts.contact.post"] == "Academic Secretary")
        guard case .list(let directions)? = english[path: "facts.directions"] else {
            Issue.record("no list")
            return
        }
        #expect(directions.count == 6)
        // English disturbs a letter in a third language less than the event's Russian.
        #expect(try names(Sample.event(), "de")[path: "facts.short_name"] == "Annual Meeting")
    }

    @Test("beside a date among the facts stands its wording")
    func factDates() throws {
        let names = try names(Sample.event())
        #expect(names[path: "facts.letter.date"] == "2023-10-10")
        #expect(names[path: "facts.letter.date_text"] == "10\u{A0}октября 2023\u{A0}г.")
        #expect(names[path: "facts.letter.number"] == "606-01.1-39@-НП")
        #expect(names[path: "facts.letter.number_text"] == nil)
        let fact = FactValue(
            language: "ru",
            fallback: "ru",
            zone: try #require(TimeZone(identifier: "Europe/Moscow")),
            languages: []
        )
        #expect(fact.wording(of: "2026-11-28T09:05") == "28\u{A0}ноября 2026\u{A0}г. в\u{A0}09:05 (МСК)")
        for text in ["2023-13-01", "2023-02-30", "20-10-2023", "2023-10-10T25:00", "2023-10-10Tx", "", "T"] {
            #expect(fact.wording(of: text) == nil, "\(text)")
        }
    }
}
