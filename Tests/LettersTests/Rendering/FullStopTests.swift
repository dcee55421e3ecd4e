import Testing

@testable import Letters

@Suite("A full stop behind a value")
struct FullStopTests {
    private func text(_ draft: String, _ details: String, language: String = "ru") throws -> String {
        let writer = try Sample.writer(draft: "Subject: s\n\n\(draft)\n", language: language)
        var person = Sample.maria
        person.details = details
        person.language = language
        return try writer.preview(Sample.request("letter", person)).text
    }

    @Test(
        "a value that ends a sentence takes none; any other keeps the draft's",
        arguments: [
            ("Дата: {{details.v}}.", "28 ноября 2023 г.", "Дата: 28 ноября 2023 г."),
            ("Дата: {{details.v}}.", "28 ноября", "Дата: 28 ноября."),
            ("Дата: **{{details.v}}**.", "2023 г.", "Дата: 2023 г."),
            ("Дата: *{{details.v}}*. Ещё", "2023 г.", "Дата: 2023 г. Ещё"),
            (
                "[{{details.v}}](https://example.org/a). Ещё", "ООО «Р.»",
                "ООО «Р.» (https://example.org/a). Ещё"
            ),
            ("Вопрос: {{details.v}}.", "Что? Где?", "Вопрос: Что? Где?"),
            ("Возглас: {{details.v}}.", "Ура!", "Возглас: Ура!"),
            ("Итак: {{details.v}}.", "и так далее…", "Итак: и так далее…"),
            // Brackets and quotes between: the stop closes the sentence around them.
            ("Дата ({{details.v}}).", "2023 г.", "Дата (2023 г.)."),
            ("Тема «{{details.v}}».", "А что?", "Тема «А что?»."),
            // No full stops: an ellipsis, a number, a name.
            ("Так {{details.v}}... Ещё", "и т. д.", "Так и т. д.... Ещё"),
            ("Версия {{details.v}}.5", "г.", "Версия г..5"),
            ("{{details.v}}, ещё.", "2023 г.", "2023 г., ещё."),
            ("{{#details.v}}{{details.v}}{{/details.v}}. Ещё", "2023 г.", "2023 г. Ещё"),
            ("{{details.v}}{{details.w}}.", "2023 г.", "2023 г.ж."),
        ]
    )
    func table(_ draft: String, _ value: String, _ wanted: String) throws {
        let details = "{\"v\":\"\(value)\",\"w\":\"ж\"}"
        #expect(try text(draft, details) == wanted + "\n")
    }

    @Test("in the subject as well, whatever follows it")
    func subject() throws {
        let writer = try Sample.writer(draft: "Subject: До {{details.v}}. {{person.name}}\n\nz\n")
        var person = Sample.maria
        for (value, wanted) in [("2023 г.", "До 2023 г. Иванова"), ("среды", "До среды. Иванова")] {
            person.details = "{\"v\":\"\(value)\"}"
            #expect(try writer.preview(Sample.request("letter", person)).subject.hasPrefix(wanted))
        }
    }

    @Test("a letter prepared for one value is not taken for a value that ends otherwise")
    func prepared() throws {
        let draft = "Subject: {{details.v}}.\n\nВот {{details.v}}. И **{{details.w}}**.\n"
        let writer = try Sample.writer(draft: draft)
        let plain = try Sample.writer(draft: draft)
        plain.renderer.caches = false
        for number in 0..<200 {
            var person = Sample.maria
            person.id = Int64(number)
            let (v, w) = (number % 3 == 0 ? "г." : "день", number % 5 == 0 ? "Ура!" : "то")
            person.details = "{\"v\":\"\(number) \(v)\",\"w\":\"\(number) \(w)\"}"
            let request = Sample.request("letter", person)
            let letter = try writer.preview(request)
            #expect(try letter == plain.preview(request))
            #expect(
                !letter.text.contains("..") && !letter.text.contains("!.") && !letter.subject.contains("..")
            )
        }
        #expect((writer.renderer.shortcut?.uses.hits ?? 0) > 100)
    }
}
