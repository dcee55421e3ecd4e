import Events
import Foundation
import Mustache
import Testing

@testable import Letters

/// What the letters of the sample event say where the event or the reader is another.
@Suite("Letters of the sample event")
struct SampleLettersTests {
    private func letter(
        _ name: String,
        _ language: String = "ru",
        at date: String = "2023-10-16T05:00:01Z",
        person change: (inout Person) -> Void = { _ in },
        request: (inout LetterRequest) -> Void = { _ in },
        event: (String) -> String = { $0 }
    ) throws -> LetterPreview {
        let writer = try Sample.writer(Sample.event(event))
        var person = Sample.maria
        person.language = language
        if ["invitation", "last-call"].contains(name) { person.kind = .invitee }
        change(&person)
        var order = Sample.request(name, person, at: date)
        request(&order)
        return try writer.preview(order)
    }

    /// The text with blanks for no-break spaces and ends of line.
    private func plain(_ letter: LetterPreview) -> String {
        letter.text.replacing("\u{A0}", with: " ").replacing("\u{2011}", with: "-").split(separator: /\s+/)
            .joined(separator: " ")
    }

    @Test(
        "tomorrow is said only the day before",
        arguments: [
            (
                "2023-11-27T07:00:00Z", "Завтра, во вторник, 28 ноября, открывается",
                "opens tomorrow, on Tuesday, 28"
            ),
            (
                "2023-11-25T07:00:00Z", "Через 3 дня, во вторник, 28 ноября,",
                "opens in 3 days, on Tuesday, 28"
            ),
            ("2023-11-28T05:00:00Z", "Сегодня, во вторник, 28 ноября,", "opens today, on Tuesday, 28"),
        ]
    )
    func tomorrow(_ at: String, _ russian: String, _ english: String) throws {
        #expect(plain(try letter("reminder-day", at: at)).contains(russian))
        #expect(plain(try letter("reminder-day", "en", at: at)).contains(english))
    }

    @Test("registration closes at the end of a day, or at an hour, by the reader's clock as well")
    func closes() throws {
        let day = { (text: String) in text.replacing("\"2023-11-20T18:00\"", with: "\"2024-03-22\"") }
        for name in ["invitation", "last-call"] {
            let whole = try letter(name, event: day)
            #expect(plain(whole).contains("Регистрация открыта по 22 марта 2024 г. включительно. "))
            let hour = plain(try letter(name))
            #expect(
                hour.contains(
                    "закрывается 20 ноября 2023 г. в 18:00 (МСК); по времени Вашего региона — 22:00"
                )
            )
            let near = plain(try letter(name, person: { $0.region = "77" }))
            #expect(near.contains("закрывается 20 ноября 2023 г. в 18:00 (МСК). "))
            let english = plain(try letter(name, "en"))
            #expect(english.contains("at 18:00 (Moscow time, UTC+3); 22:00 (UTC+7) your time."))
        }
        #expect(
            try letter("invitation", event: day).preheader.replacing("\u{A0}", with: " ")
                == "Регистрация открыта по 22 марта 2024 г. включительно."
        )
    }

    @Test("a region is called what it is, and several people are written to in lower case")
    func reader() throws {
        #expect(
            plain(try letter("confirmation")).contains("Субъект Российской Федерации: Новосибирская область")
        )
        let abroad = plain(try letter("confirmation", person: { $0.region = "Минская область" }))
        #expect(abroad.contains("Регион: Минская область") && !abroad.contains("Субъект"))
        let several = plain(try letter("last-call", person: { $0.name = nil }))
        #expect(several.contains("Уважаемые коллеги!") && several.contains("Если вы не планируете"))
        #expect(several.contains("по времени вашего региона") && several.contains("Вы получили это письмо"))
    }

    @Test("the badge, the reminder and the calendar are spoken of only where they are")
    func onlyWhere() throws {
        let usual = plain(try letter("confirmation"))
        #expect(usual.contains("на бейдже") && usual.contains("пришлём напоминание"))
        #expect(usual.contains("файл для календаря. Отвечать через календарь не нужно"))
        #expect(!plain(try letter("confirmation", person: { $0.name = nil })).contains("бейдж"))
        let none = plain(try letter("confirmation", request: { $0.entry = .none }))
        #expect(!none.contains("календар"))
        // After the hour of the last reminder in the reader's zone none comes any more.
        #expect(plain(try letter("confirmation", at: "2023-11-27T02:59:00Z")).contains("пришлём напоминание"))
        #expect(
            !plain(try letter("confirmation", at: "2023-11-27T03:01:00Z")).contains("пришлём напоминание")
        )
        let without = plain(
            try letter(
                "confirmation",
                event: { text in
                    text.replacing("{ name: \"reminder-", with: "// { name: \"reminder-")
                }
            )
        )
        #expect(!without.contains("пришлём напоминание"))
        let asked = plain(try letter("invitation", request: { $0.entry = .method(.request) }))
        #expect(asked.contains("Ответ через календарь не учитывается: чтобы участвовать, зарегистрируйтесь"))
        #expect(!plain(try letter("invitation")).contains("календар"))
        let withdrawn = plain(try letter("waitlist", request: { $0.entry = .method(.cancel) }))
        #expect(withdrawn.contains("уберёт событие из Вашего календаря"))
    }

    @Test("a change says what changed once, and repeats only what did not")
    func change() throws {
        func changed(_ fields: [Value], _ items: [Value], _ language: String = "ru") throws -> String {
            let extra: Value = ["change": ["fields": .list(fields), "items": .list(items), "what": "место"]]
            return plain(try letter("change", language, request: { $0.extra = extra }))
        }
        let venue: Value = ["what": "Место", "old": "Дом Румянцева", "new": "Дом Пашкова"]
        let dates: Value = ["what": "Даты", "old": "21–22 ноября", "new": "28–29 ноября"]
        let name: Value = ["what": "Участник", "old": "Иванова", "new": "Иванова Мария Петровна"]
        let moved = try changed(["event.venue"], [venue])
        #expect(moved.contains("Даты (без изменений): 28–29 ноября 2023 г.") && !moved.contains("Место (без"))
        let later = try changed(["event.dates"], [dates])
        #expect(later.contains("Место (без изменений): Москва") && !later.contains("Даты (без"))
        let both = try changed(["event.dates", "event.venue"], [dates, venue])
        #expect(!both.contains("без изменений") && both.contains("изменениях в мероприятии"))
        let own = try changed(["name"], [name])
        #expect(own.contains("В Вашей регистрации на мероприятие") && own.contains("Даты (без изменений)"))
        let all = try changed(["event.venue", "name"], [venue, name])
        #expect(all.contains("и в Вашей регистрации на него."))
    }

    @Test(
        "no letter has two full stops, a number or a sign that may part from its word, or е for ё",
        arguments: GoldenTests.letters.map(\.name)
    )
    func edited(_ name: String) throws {
        let hours = { (text: String) in
            text.replacing("\"2023-11-28\"", with: "\"2023-11-28T10:00\"")
                .replacing("\"2023-11-29\",\n\n", with: "\"2023-11-29T18:00\",\n\n")
                .replacing("// { name: \"event-cancelled\"", with: "{ name: \"event-cancelled\"")
        }
        let date = try #require(GoldenTests.letters.first { $0.name == name }).date
        let extra: Value = [
            "change": ["fields": ["event.venue"], "what": "место", "old": "a.", "new": "b."]
        ]
        let letter = try letter(name, at: date, request: { $0.extra = extra }, event: hours)
        for text in [letter.text, letter.subject, letter.preheader] {
            #expect(!text.contains("..") && !text.contains("?.") && !text.contains(" ,"))
            #expect(!text.contains(/\d (ноября|октября|г\.)/))
        }
        #expect(!letter.text.contains("№ "))
        let withE: Set = [
            "создаем", "придет", "пришлем", "ждем", "уберет", "займет", "ученый", "еще", "ее", "сообщенные",
        ]
        for word in letter.text.lowercased().split(whereSeparator: { !$0.isLetter }) {
            #expect(!withE.contains(String(word)))
        }
    }
}
