import Foundation
import Mail
import Mustache
import Regions
import Testing

@testable import Letters

@Suite("Names of the person")
struct PersonVariablesTests {
    private func names(
        _ change: (inout Person) -> Void = { _ in },
        _ language: LetterLanguage = "ru"
    ) throws -> Value {
        var person = Sample.maria
        change(&person)
        let event = try Sample.event()
        let details = PersonVariables.details(of: person)
        let names = PersonVariables(
            person: person,
            language: language,
            event: event.id,
            place: ReaderPlace(
                region: person.region.flatMap(Regions.find),
                clock: ReaderClock(event.timeZone),
                lastReminder: nil
            ),
            moments: MomentVariables(zone: event.timeZone)
        )
        return .object(names.value(details: details))
    }

    @Test("the region is named in full, in the nominative and the genitive, in the reader's language")
    func region() throws {
        #expect(try names()[path: "person.region"] == "Новосибирская область")
        #expect(try names()[path: "person.region_genitive"] == "Новосибирской области")
        #expect(try names({ _ in }, "en")[path: "person.region"] == "Novosibirsk Oblast")
        let other = try names { $0.region = "Зарубежье" }
        #expect(other[path: "person.region"] == "Зарубежье")
        #expect(other[path: "person.region_genitive"] == nil)
    }

    @Test("the row's columns stand as they are, the other table is absent")
    func columns() throws {
        let names = try names()
        #expect(names[path: "registration.id"] == 17)
        #expect(names[path: "registration.status"] == "registered")
        #expect(names[path: "registration.region"] == "54")
        #expect(names[path: "registration.created_at"] == "2023-10-16T05:00:00.000Z")
        #expect(names[path: "registration.created"] == "16\u{A0}октября 2023\u{A0}г. в\u{A0}08:00 (МСК)")
        #expect(names["invitee"] == nil)
        #expect(try self.names { $0.kind = .invitee }[path: "invitee.id"] == 17)
        #expect(try self.names { $0.kind = .invitee }["registration"] == nil)
    }

    @Test("columns that are NULL or blank are absent from person")
    func absent() throws {
        let names = try names {
            $0.position = nil
            $0.organization = "  "
        }
        #expect(names[path: "person.position"] == nil)
        #expect(names[path: "person.organization"] == nil)
        #expect(names[path: "registration.position"] == nil)
    }

    @Test("details of any depth are there; what is no object counts as none")
    func details() throws {
        #expect(try names()[path: "details.hotel"] == true)
        #expect(try names { $0.details = "{\"a\":{\"b\":[1,2]}}" }[path: "details.a.b"] == [1, 2])
        for text in ["", "{}", "[1]", "nonsense", "{\"a\":"] {
            #expect(try names { $0.details = text }["details"] == [:], "\(text)")
        }
    }

    @Test("a name that carries a link is shown so that no mail client makes it one")
    func disarmed() throws {
        let names = try names { $0.name = "https://spam.example.com/x" }
        #expect(names[path: "person.name"] != "https://spam.example.com/x")
        guard case .string(let shown)? = names[path: "registration.name"] else { return }
        #expect(
            !shown.contains("://") && shown.replacing("\u{2060}", with: "") == "https://spam.example.com/x"
        )
        #expect(InertText.of("ГБУК «ЦБС» им. И.О. Фамилия") == "ГБУК «ЦБС» им. И.О. Фамилия")
    }

    @Test(
        "one's own address stays as it is written, unless a part of it may be taken for another one",
        arguments: [
            ("director@library.example.org", true), ("ivan.petrov@example.org", true),
            ("ivan+tag@example.org", true),
            ("ivan+evil.com@example.org", false), ("evil.com/x@example.org", false),
            ("иван@example.org", false),
        ]
    )
    func ownAddress(_ email: String, _ stays: Bool) throws {
        let names = try names { $0.email = email }
        #expect((names[path: "person.email"] == .string(email)) == stays)
        #expect(names[path: "registration.email"] == names[path: "person.email"])
    }

    @Test("suspicious are links, ends of line and great length, and nothing else")
    func suspicion() {
        func reason(_ name: String) -> String? {
            var person = Sample.maria
            person.name = name
            return Suspicion.reason(person)
        }
        #expect(reason("Иванова Мария Петровна") == nil)
        #expect(reason("http://spam.example") != nil)
        #expect(reason("Иванова\r\nBcc: a@b") != nil)
        #expect(reason(String(repeating: "я", count: 201)) != nil)
        #expect(reason(String(repeating: "я", count: 200)) == nil)
        var person = Sample.maria
        person.organization = "www.spam.example"
        #expect(Suspicion.reason(person, language: "en")?.contains("link") == true)
    }

    @Test("one change and several are found under both names")
    func changes() {
        let one = ChangeVariables.completed(
            ["change": ["what": "Зал", "old": "А", "new": .null]],
            language: "ru"
        )
        #expect(one[path: "change.items"] == [["what": "Зал", "old": "А", "new": "не указано"]])
        #expect(one[path: "change.new"] == "не указано")
        let two = ChangeVariables.completed(
            [
                "change": [
                    "items": [
                        ["what": "Зал", "old": "А", "new": "Б"], ["what": "День", "old": "1", "new": "2"],
                    ]
                ]
            ],
            language: "ru"
        )
        #expect(two[path: "change.what"] == "Зал; День")
        #expect(two[path: "change.new"] == "Б; 2")
        #expect(ChangeVariables.completed(.null, language: "ru") == .null)
    }
}
