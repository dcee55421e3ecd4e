internal import Events
internal import Letters
internal import Settings
internal import Wording

/// An event: `event.json5`, its folder, calendars and files of languages.
enum EventTopic {
    static let reference = Reference(
        summary: Wording(
            ru: "Мероприятие: event.json5, его папка, календари и файлы языков",
            en: "An event: event.json5, its folder, calendars and files of languages"
        ),
        sections: [
            Reference.Section(
                Wording(ru: "Папка", en: "The folder"),
                paragraphs: [
                    Wording(
                        ru:
                            "У каждого мероприятия своя папка внутри `events`; её имя — имя мероприятия в базе и в командах. Изменённые файлы действуют после `systemctl reload vestnikd`; мероприятие с ошибкой остаётся таким, каким было.",
                        en:
                            "Each event has a folder in `events`, whose name is the event's in the database and in commands. Edited files count after `systemctl reload vestnikd`; an event with a fault stays as it was."
                    )
                ],
                entries: files
            ),
            Reference.Section(
                Wording(ru: "Ключи event.json5", en: "Keys of event.json5"),
                paragraphs: [FileWords.json5, FileWords.units],
                entries: Reference.Entry.entries(of: Event.declaredKeys, EventSentences.all)
            ),
            Reference.Section(
                Wording(ru: "Производственный календарь", en: "A production calendar"),
                paragraphs: [
                    Wording(
                        ru:
                            "Файл, который называет `calendar` в настройках или в event.json5. Он решает, что такое рабочий день для window с days: \"working\". Год, которого в нём нет, идёт по обычной неделе, и `vestnik check` об этом говорит.",
                        en:
                            "The file that `calendar` names in the configuration or in event.json5. It decides what a working day is for a window with days: \"working\". A year that it lacks has the usual week, and `vestnik check` says so."
                    )
                ],
                entries: Reference.Entry.entries(
                    of: ProductionCalendar.declaredKeys,
                    CalendarSentences.all
                )
            ),
            Reference.Section(
                Wording(ru: "Файл языка", en: "A language's file"),
                paragraphs: [
                    Wording(
                        ru:
                            "languages/xx.json5 рядом с настройками, где xx — код языка: слова, которых нет в шаблонах. Русский и английский встроены, немецкий, казахский и португальский поставляются. Слова при числах пишутся в форме для каждой категории CLDR этого языка, для русского { one: …, few: …, many: … }.",
                        en:
                            "languages/xx.json5 beside the configuration, xx being the language's code: the words that no template holds. Russian and English are built in, German, Kazakh and Portuguese shipped. Words beside numbers have a form for each of CLDR's categories of the language, for English { one: …, other: … }."
                    )
                ],
                entries: Reference.Entry.entries(of: languageKeys, LanguageSentences.all)
            ),
        ]
    )

    /// Without the forms of counted words, which each language has by its own categories.
    static var languageKeys: [DeclaredKey] {
        LetterLanguage.declaredKeys.filter { key in
            let last = key.path.split(separator: ".").last.map(String.init) ?? ""
            return !key.path.contains(".") || PluralCategory(rawValue: last) == nil
        }
    }

    private static let files: [Reference.Entry] = [
        file(
            "event.json5",
            Wording(
                ru: "Факты, отправитель, уведомления.",
                en: "Facts, sender, notifications."
            )
        ),
        file(
            "templates/NAME.LANGUAGE.md",
            Wording(
                ru: "Письмо уведомления NAME на этом языке; о письмах — `vestnik help templates`.",
                en: "The letter of the notification NAME in that language; see `vestnik help templates`."
            )
        ),
        file(
            "templates/NAME.LANGUAGE.html, .txt",
            Wording(
                ru: "Вместо страницы и простого текста, которые дал бы Markdown; необязательны.",
                en: "In place of the page and the plain text that the Markdown would give; optional."
            )
        ),
        file(
            "templates/_PIECE.LANGUAGE.md",
            Wording(
                ru: "Часть, которую письма берут как {{>PIECE}}.",
                en: "A piece that letters take in with {{>PIECE}}."
            )
        ),
        file(
            "layout.html",
            Wording(
                ru: "Бланк вокруг каждой страницы; без него — встроенный.",
                en: "The letterhead around every page; without it a built-in one serves."
            )
        ),
        file("layout/", Wording(ru: "Картинки бланка.", en: "Pictures of the letterhead.")),
        file(
            "attachments/",
            Wording(ru: "Вложения и картинки писем.", en: "Attachments, and pictures of letters.")
        ),
    ]

    private static func file(_ name: String, _ sentence: Wording) -> Reference.Entry {
        Reference.Entry(term: name, sentence: sentence, kind: .nothing)
    }
}
