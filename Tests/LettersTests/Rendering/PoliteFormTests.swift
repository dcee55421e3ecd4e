import Testing

@testable import Letters

@Suite("The polite form of Russian letters")
struct PoliteFormTests {
    /// To one person and to several, of whom the row names none for certain.
    private static let (one, several) = ("Иванова Мария Петровна", "Библиотека")

    private func text(_ draft: String, to name: String, _ details: String = "{}") throws -> String {
        let writer = try Sample.writer(draft: "Subject: s\n\n\(draft)\n")
        var person = Sample.maria
        person.name = name
        person.details = details
        return try writer.preview(Sample.request("letter", person)).text
    }

    @Test(
        "small to several within a sentence, with a capital where one begins",
        arguments: [
            ("Ждём Вас и Вашу делегацию.", "Ждём вас и вашу делегацию."),
            ("Вы зарегистрированы.", "Вы зарегистрированы."),
            ("Готово. Ваша заявка принята.", "Готово. Ваша заявка принята."),
            ("- Вам: письмо для Вас", "- Вам: письмо для вас"),
            ("## Ваши данные", "Ваши данные"),
            ("Мы пишем **Вам**, а не «Вам»", "Мы пишем вам, а не «вам»"),
            ("«Ваш билет» готов. «Ваш билет»", "«Ваш билет» готов. «Ваш билет»"),
            ("для\u{A0}Вас", "для\u{A0}вас"),
            ("регистрация: Ваше место", "регистрация: ваше место"),
            // Other words.
            ("на Вашингтон и Вась, иВас, Выставка", "на Вашингтон и Вась, иВас, Выставка"),
        ]
    )
    func table(_ draft: String, _ wanted: String) throws {
        let draft = "{{salutation}}\n\n\(draft)"
        #expect(try text(draft, to: Self.several) == "Уважаемые коллеги!\n\n\(wanted)\n")
        let own = try text(draft, to: Self.one)
        #expect(own.hasPrefix("Уважаемая Мария Петровна!"))
        #expect(own.contains("Вас") == draft.contains("Вас"))
    }

    @Test("what a value says stays as it is, and so does a letter that opens in its own way")
    func untouched() throws {
        let details = #"{"v":"для Вас","salutation":"Уважаемый оргкомитет"}"#
        #expect(try text("Ждём Вас. {{details.v}}", to: Self.several, details) == "Ждём Вас. для Вас\n")
        let own = try text("{{salutation}}\n\nЖдём Вас. {{details.v}}", to: Self.several, details)
        #expect(own == "Уважаемый оргкомитет!\n\nЖдём Вас. для Вас\n")
        let several = #"{"v":"для Вас","salutation":"Уважаемые члены жюри!"}"#
        #expect(
            try text("{{salutation}}\n\nЖдём Вас. {{details.v}}", to: Self.one, several)
                == "Уважаемые члены жюри!\n\nЖдём вас. для Вас\n"
        )
    }

    @Test("a letter prepared for one is not taken for several, in its header lines neither")
    func prepared() throws {
        let draft =
            "Subject: Просим Вас\nPreheader: для Вас\n\n{{salutation}}\n\nЖдём Вас, {{person.email}}.\n"
        let writer = try Sample.writer(draft: draft)
        for number in 0..<120 {
            var person = Sample.maria
            person.id = Int64(number)
            person.name = number % 2 == 0 ? Self.one : Self.several
            let letter = try writer.preview(Sample.request("letter", person))
            #expect(letter.subject == (number % 2 == 0 ? "Просим Вас" : "Просим вас"))
            #expect(letter.preheader == (number % 2 == 0 ? "для Вас" : "для вас"))
            #expect(letter.text.contains("Ждём Вас") == (number % 2 == 0))
        }
        #expect((writer.renderer.shortcut?.uses.hits ?? 0) > 60)
    }

    @Test(
        "whether a line is to several is read from its first word",
        arguments: [
            ("Уважаемые коллеги!", true), ("Уважаемая Мария Петровна!", false), ("Уважаемый коллега!", false),
            ("Дорогие друзья!", true), ("Дамы и господа!", true), ("Коллеги!", true),
            ("Мария, добрый день!", false),
        ]
    )
    func several(_ line: String, _ isToSeveral: Bool) {
        #expect(Salutation.isToSeveral(line) == isToSeveral)
    }
}
