import Testing

@testable import Letters

@Suite("What stays on one line")
struct NonbreakingTests {
    /// `~` stands for a no-break space, `=` for a non-breaking hyphen.
    @Test(
        "parts of one thing stay together",
        arguments: [
            ("№ 17", "№~17"),  // a sign and its number
            ("№ {{registration.id}} от", "№~{{registration.id}} от"),
            ("No. 17 of; No. then", "No.~17 of; No. then"),
            ("28 ноября и 28–29 ноября 2023 г.", "28~ноября и 28–29~ноября 2023~г."),
            ("on 28 November 2023", "on 28~November 2023"),
            ("ул. Воздвиженка, д. 3/5, стр. 1", "ул.~Воздвиженка, д.~3/5, стр.~1"),
            ("г. Москва", "г.~Москва"),
            ("2023 г. Москва ждёт", "2023~г. Москва ждёт"),  // there ends a sentence
            ("им. В. И. Ленина", "им.~В.~И.~Ленина"),
            ("Преподобная Н. А., Н.А. Преподобная", "Преподобная~Н.~А., Н.А.~Преподобная"),
            ("на 2 л. в 1 экз.", "на 2~л. в 1~экз."),
            ("{{facts.letter.sheets}} л.", "{{facts.letter.sheets}}~л."),
            ("тема — «мир»", "тема~— «мир»"),
            ("+7 (495) 555-01-23, доб. 2252", "+7~(495)~555=01=23,~доб.~2252"),
            ("8 800 555-35-35", "8~800~555=35=35"),
            // Neither telephone numbers nor texts.
            ("8 столов, 15-20 мест", "8 столов, 15-20 мест"),
            ("[x](tel:+7-495-555-01-23)", "[x](tel:+7-495-555-01-23)"),
            ("https://example.org/+7-495-555-01-23", "https://example.org/+7-495-555-01-23"),
            ("№ 606-01.1-39@-НП", "№~606-01.1-39@-НП"),
            ("{{#a b}} № {{/a b}}", "{{#a b}} №~{{/a b}}"),
            ("А. Дом стоит. Он", "А.~Дом стоит. Он"),
            ("", ""), ("    отступ", "    отступ"),
        ]
    )
    func table(_ text: String, _ wanted: String) {
        let kept = Nonbreaking.kept(text)
        #expect(kept.replacing("\u{A0}", with: "~").replacing("\u{2011}", with: "=") == wanted)
        #expect(kept.count == text.count)
    }

    @Test("the place of a template's fault is where it was")
    func places() throws {
        let draft = "Subject: № 5\n\n№ 17, ул. Мира {{person.nmae}}\n"
        let letter = try LetterTemplate(draft, file: "x.ru.md")
        let use = try #require(letter.body.names.first)
        #expect(use.line == 3 && use.column == 16)
    }
}
