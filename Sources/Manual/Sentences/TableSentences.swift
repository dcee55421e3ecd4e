internal import Wording

/// What the intake's tables hold, and the invitees' table of the database.
enum TableSentences {
    /// Tables of the intake, in the order in which a web site meets them, and of the database.
    static let registrations: [(column: String, sentence: Wording)] =
        [
            (
                "id",
                Wording(
                    ru: "Номер заявки; его даёт база.",
                    en: "The registration's number; the database gives it."
                )
            ),
            (
                "event",
                Wording(
                    ru: "Имя папки мероприятия; обязателен.",
                    en: "The name of the event's folder; required."
                )
            ),
            (
                "key",
                Wording(
                    ru: "Ключ заявки в вашей системе, единственный в мероприятии; для INSERT … ON CONFLICT.",
                    en:
                        "The registration's key in a system of your own, unique within the event; for INSERT … ON CONFLICT."
                )
            ),
            ("email", Wording(ru: "Адрес; обязателен.", en: "The address; required.")),
        ] + person + [
            (
                "status",
                Wording(
                    ru: "registered (если не сказано иначе), confirmed, waitlisted или cancelled.",
                    en: "registered (unless something else is said), confirmed, waitlisted or cancelled."
                )
            ),
            (
                "details",
                Wording(
                    ru: "Всё остальное: объект JSON, {{details.KEY}} в письмах.",
                    en: "All else: a JSON object, {{details.KEY}} in letters."
                )
            ),
            (
                "created_at",
                Wording(
                    ru: "Когда появилась, UTC; пишет база.",
                    en: "When it came, UTC; kept by the database."
                )
            ),
            (
                "updated_at",
                Wording(
                    ru: "Когда менялась, UTC; пишет база.",
                    en: "When it was changed, UTC; kept by the database."
                )
            ),
        ]

    static let delivery: [(column: String, sentence: Wording)] = [
        (
            "registration_id",
            Wording(ru: "Заявка, registrations.id.", en: "The registration, registrations.id.")
        ),
        ("notification", Wording(ru: "Уведомление.", en: "The notification.")),
        (
            "state",
            Wording(ru: "Состояние письма, см. ниже.", en: "The letter's state, see below.")
        ),
        ("reason", Wording(ru: "Почему оно такое, для людей.", en: "Why, for people.")),
        ("sent_at", Wording(ru: "Когда ушло, UTC.", en: "When it went, UTC.")),
        ("updated_at", Wording(ru: "Когда строка менялась, UTC.", en: "When the row was changed, UTC.")),
        (
            "answer",
            Wording(
                ru:
                    "Последний ответ из календаря на запись в письме: accepted, declined, tentative; заявки он не меняет.",
                en:
                    "The last answer from the calendar to the letter's entry: accepted, declined, tentative; it changes no registration."
            )
        ),
    ]

    static let invitees: [(column: String, sentence: Wording)] =
        [
            ("id", Wording(ru: "Номер приглашённого.", en: "The invitee's number.")),
            ("event", Wording(ru: "Имя папки мероприятия.", en: "The name of the event's folder.")),
            ("email", Wording(ru: "Адрес.", en: "The address.")),
        ] + person + [
            ("details", Wording(ru: "Всё остальное: объект JSON.", en: "All else: a JSON object.")),
            (
                "second_email",
                Wording(
                    ru: "Второй адрес: заявка с него — тоже ответ.",
                    en: "A second address: a registration from it is an answer, too."
                )
            ),
            (
                "person_key",
                Wording(
                    ru: "По чему человек узнаётся; пишет демон.",
                    en: "What the person is known by; kept by the daemon."
                )
            ),
            ("second_key", Wording(ru: "То же для второго адреса.", en: "The same for the second address.")),
            ("created_at", Wording(ru: "Когда появился, UTC.", en: "When the row came, UTC.")),
            ("updated_at", Wording(ru: "Когда менялся, UTC.", en: "When it was changed, UTC.")),
        ]

    /// What rows say of a person.
    private static let person: [(column: String, sentence: Wording)] = [
        ("name", Wording(ru: "Имя, в любом порядке.", en: "The name, in any order.")),
        ("organization", Wording(ru: "Организация.", en: "The organisation.")),
        ("position", Wording(ru: "Должность.", en: "The post.")),
        (
            "region",
            Wording(
                ru: "Код субъекта РФ (01–99), код ISO 3166-2 или название; для других стран — любой текст.",
                en: "A subject's code (01–99), ISO 3166-2 or its name; for other countries any text."
            )
        ),
        ("language", Wording(ru: "Язык: ru, en, pt-BR.", en: "The language: ru, en, pt-BR.")),
        (
            "time_zone",
            Wording(
                ru: "Часовой пояс: имя IANA, +03:00, UTC+7, МСК+4; без него — по региону.",
                en: "The time zone: an IANA name, +03:00, UTC+7, МСК+4; without it by the region."
            )
        ),
    ]
}
