internal import Store
internal import Wording

/// The tables and views that others read and write.
enum DatabaseTopic {
    static let reference = Reference(
        summary: Wording(
            ru: "Базы: таблицы для сайта, представления, состояния и причины",
            en: "The databases: the site's tables, views, states and causes"
        ),
        sections: sections
    )

    /// A table or view that others use.
    struct Relation {
        let name: String
        /// It is in the intake, else in the database.
        let isOfIntake: Bool
        let title: Wording
        let paragraphs: [Wording]
        let columns: [(column: String, sentence: Wording)]
    }

    static let relations = [
        Relation(
            name: "registrations",
            isOfIntake: true,
            title: Wording(ru: "registrations — пишет сайт", en: "registrations, written by the web site"),
            paragraphs: [
                Wording(
                    ru:
                        "Таблица в базе intake. Сайт пишет в неё обычными INSERT и UPDATE; письма назначаются в той же транзакции. Нужна SQLite 3.37 или новее и PRAGMA busy_timeout = 5000.",
                    en:
                        "A table of the intake. The web site writes it by plain INSERT and UPDATE; letters are queued in the same transaction. It needs SQLite 3.37 or newer, and PRAGMA busy_timeout = 5000."
                )
            ],
            columns: TableSentences.registrations
        ),
        Relation(
            name: "registration_delivery",
            isOfIntake: true,
            title: Wording(
                ru: "registration_delivery — читает сайт",
                en: "registration_delivery, read by the web site"
            ),
            paragraphs: [
                Wording(
                    ru:
                        "Таблица в базе intake: строка на каждую заявку и уведомление, не позже чем через секунду.",
                    en:
                        "A table of the intake: a row for each registration and notification, a second later at most."
                )
            ],
            columns: TableSentences.delivery
        ),
        Relation(
            name: "invitees",
            isOfIntake: false,
            title: Wording(ru: "invitees — пишет vestnik import", en: "invitees, written by vestnik import"),
            paragraphs: [],
            columns: TableSentences.invitees
        ),
        Relation(
            name: "messages_view",
            isOfIntake: false,
            title: Wording(ru: "messages_view — письма", en: "messages_view: messages"),
            paragraphs: [
                Wording(
                    ru: "Строка на каждое письмо. Моменты — RFC 3339, UTC.",
                    en: "A row for each message. Moments are RFC 3339 in UTC."
                )
            ],
            columns: ViewSentences.messages
        ),
        Relation(
            name: "delivery_log",
            isOfIntake: false,
            title: Wording(ru: "delivery_log — журнал", en: "delivery_log: the log"),
            paragraphs: [
                Wording(
                    ru: "Строка на каждую попытку, ответ и действие.",
                    en: "A row for each attempt, answer and act."
                )
            ],
            columns: ViewSentences.log
        ),
        Relation(
            name: "mailings_view",
            isOfIntake: false,
            title: Wording(ru: "mailings_view — рассылки", en: "mailings_view: mailings"),
            paragraphs: [],
            columns: ViewSentences.mailings
        ),
        Relation(
            name: "coverage",
            isOfIntake: false,
            title: Wording(ru: "coverage — регионы", en: "coverage: regions"),
            paragraphs: [],
            columns: ViewSentences.coverage
        ),
    ]

    private static let sections =
        relations.map { relation in
            Reference.Section(
                relation.title,
                paragraphs: relation.paragraphs,
                entries: relation.columns.map {
                    Reference.Entry(term: $0.column, sentence: $0.sentence, kind: .nothing)
                }
            )
        } + [
            words(
                Wording(ru: "Состояния письма", en: "States of a message"),
                MessageState.allCases.map { ($0.rawValue, $0.sentence) }
            ),
            words(
                Wording(ru: "Причины состояний", en: "Causes of states"),
                MessageCause.allCases.map { ($0.rawValue, $0.sentence) }
            ),
            words(
                Wording(ru: "Состояния рассылки", en: "States of a mailing"),
                MailingState.allCases.map { ($0.rawValue, $0.sentence) }
            ),
        ]

    private static func words(_ title: Wording, _ words: [(String, Wording)]) -> Reference.Section {
        Reference.Section(
            title,
            entries: words.map { Reference.Entry(term: $0.0, sentence: $0.1, kind: .nothing) }
        )
    }
}
