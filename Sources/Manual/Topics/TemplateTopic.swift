internal import Letters
internal import Wording

/// What drafts of letters consist of.
enum TemplateTopic {
    static let reference = Reference(
        summary: Wording(
            ru: "Шаблоны писем: строки заголовка, имена, Mustache",
            en: "Templates of letters: header lines, names, Mustache"
        ),
        sections: [draft, mustache, names, layout, details]
    )

    private static let draft = Reference.Section(
        Wording(ru: "Письмо", en: "A draft"),
        paragraphs: [
            Wording(
                ru:
                    "templates/УВЕДОМЛЕНИЕ.ЯЗЫК.md: строки заголовка, пустая строка, текст в Markdown; всё это — с именами в Mustache. Ссылка отдельным абзацем становится кнопкой, строки «**Название:** значение» подряд — таблицей, а то, что стоит после последней черты ---, — мелким текстом под письмом. Посмотреть письмо: `vestnik preview`.",
                en:
                    "templates/NOTIFICATION.LANGUAGE.md: header lines, an empty line, Markdown; all of it with names in Mustache. A link that is a paragraph of its own becomes a button, lines of “**Label:** value” in a row a table, and what follows the last --- small print. `vestnik preview` shows the letter."
            )
        ],
        example: """
            Subject: {{event.name}}
            Preheader: {{event.dates}}

            {{salutation}}

            {{#event.url}}[{{event.name}}]({{event.url}}){{/event.url}}
            """,
        entries: entries(KnownVariables.headers)
    )

    private static let mustache = Reference.Section(
        Wording(ru: "Mustache", en: "Mustache"),
        paragraphs: [
            Wording(
                ru:
                    "Значение {{имя}} обезвреживается там, где стоит: в заголовке, в Markdown, на странице, внутри ссылки. Что бы ни написал человек в заявке, оно не станет ни разметкой, ни ссылкой. Имени, которого нет в данных, вне секции быть не может: об этом говорит `vestnik check`, а письмо становится rejected.",
                en:
                    "{{name}} is escaped for where it stands: in a header, in Markdown, on the page, within a link. Nothing that a registrant types becomes markup or a link. A name that the data lack may stand within a section alone: `vestnik check` tells it, and the letter is rejected."
            )
        ],
        entries: [
            tag("{{name}}", Wording(ru: "Значение.", en: "The value.")),
            tag(
                "{{{name}}}, {{&name}}",
                Wording(
                    ru: "Значение как есть: только для собственных текстов.",
                    en: "The value as it is: for texts of your own alone."
                )
            ),
            tag(
                "{{#name}} … {{/name}}",
                Wording(
                    ru: "Секция: если значение есть и это не false; для списка — на каждый пункт.",
                    en: "A section: where the value is there and not false; for a list once for each item."
                )
            ),
            tag(
                "{{^name}} … {{/name}}",
                Wording(
                    ru: "Наоборот: если значения нет, это false или пустой список.",
                    en: "The inverse: where it is absent, false or an empty list."
                )
            ),
            tag(
                "{{.}}",
                Wording(
                    ru: "Сам пункт списка внутри его секции.",
                    en: "The item itself within a list's section."
                )
            ),
            tag(
                "{{>piece}}",
                Wording(
                    ru: "Часть из templates/_piece.ЯЗЫК.md.",
                    en: "The piece in templates/_piece.LANGUAGE.md."
                )
            ),
            tag("{{! … }}", Wording(ru: "Примечание; в письмо не попадает.", en: "A remark, in no letter.")),
            tag(
                "{{=<% %>=}}",
                Wording(ru: "Другие скобки с этого места.", en: "Other brackets from here on.")
            ),
        ]
    )

    private static let names = Reference.Section(
        Wording(ru: "Имена", en: "Names"),
        paragraphs: [
            Wording(
                ru:
                    "Того, что помечено «не всегда», в письме может не быть: вокруг такого имени нужна секция. Звёздочка — любое имя на этом месте.",
                en:
                    "What is marked “not always” a letter may lack: put a section around such a name. An asterisk is any name in that place."
            )
        ],
        entries: entries(KnownVariables.all)
    )

    private static let layout = Reference.Section(
        Wording(ru: "Только в layout.html", en: "In layout.html alone"),
        entries: entries(KnownVariables.layout)
    )

    private static let details = Reference.Section(
        Wording(
            ru: "Ключи details, от которых зависит обращение",
            en: "Keys of details that the salutation goes by"
        ),
        entries: entries(KnownVariables.salutationDetails)
    )

    private static func entries(_ names: [KnownVariable]) -> [Reference.Entry] {
        names.map { name in
            Reference.Entry(
                term: name.path,
                sentence: name.isOptional
                    ? name.meaning + Wording(ru: " (не всегда)", en: " (not always)") : name.meaning,
                kind: .nothing
            )
        }
    }

    private static func tag(_ term: String, _ sentence: Wording) -> Reference.Entry {
        Reference.Entry(term: term, sentence: sentence, kind: .nothing)
    }
}
