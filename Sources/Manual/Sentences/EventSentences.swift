internal import Wording

/// What each key of `event.json5` is for.
enum EventSentences {
    static let all: [(path: String, sentence: Wording)] = facts + rules + when + who + mailings

    private static let facts: [(path: String, sentence: Wording)] =
        [
            (
                "language",
                Wording(
                    ru: "Язык тех, кто своего не назвал, и текстов без указания языка.",
                    en: "The language of people who have named none, and of texts that name none."
                )
            ),
            ("name", Wording(ru: "Название мероприятия в письмах.", en: "What letters call the event.")),
            (
                "starts",
                Wording(
                    ru:
                        "Начало, по местному времени; пока час не известен — одна дата, и письма об этом говорят.",
                    en:
                        "When it begins, by local time; a date alone while the hour is open, and letters say so."
                )
            ),
            (
                "ends",
                Wording(
                    ru: "Окончание; без него — день начала.",
                    en: "When it ends; without it on the day it begins."
                )
            ),
            (
                "timeZone",
                Wording(
                    ru: "Часовой пояс места, имя из базы IANA; все часы в файле — по нему.",
                    en: "The zone of the place, an IANA name; all hours of the file are by it."
                )
            ),
            (
                "registrationCloses",
                Wording(ru: "До какого срока можно зарегистрироваться.", en: "The last moment to register.")
            ),
            (
                "venue",
                Wording(
                    ru: "Место; пока его нет, в письмах стоит «место уточняется».",
                    en: "The place; while it is left out, letters say that it is to be announced."
                )
            ),
            ("url", Wording(ru: "Страница мероприятия.", en: "The event's page.")),
            ("sender", Wording(ru: "От кого письма.", en: "Who the letters are from.")),
            (
                "sender.name",
                Wording(ru: "Имя отправителя.", en: "The sender's name.")
            ),
            (
                "sender.address",
                Wording(ru: "Адрес отправителя.", en: "The sender's address.")
            ),
            (
                "sender.replyTo",
                Wording(
                    ru: "Куда идут ответы; без него — на адрес отправителя.",
                    en: "Where answers go; without it to the sender's address."
                )
            ),
            (
                "sender.returnPath",
                Wording(
                    ru: "Куда возвращается недоставленное; без него — на адрес отправителя.",
                    en: "Where bounces go; without it to the sender's address."
                )
            ),
            (
                "facts",
                Wording(
                    ru:
                        "Всё, что ещё нужно шаблонам: {{facts.KEY}}, на любую глубину; моменты отсюда годятся для before и after.",
                    en:
                        "Anything else that templates want to say, {{facts.KEY}} at any depth; before and after may count from moments here."
                )
            ),
        ]

    private static let rules: [(path: String, sentence: Wording)] =
        window(
            "window",
            Wording(
                ru: "Часы, в которые уходят письма по времени, по часам получателя.",
                en: "The hours in which timed letters go, by the recipient's clock."
            )
        ) + [
            (
                "match",
                Wording(
                    ru: "По чему ещё, кроме адреса, узнаётся, что приглашённый ответил: организация, регион.",
                    en:
                        "By what else than the address an invitee is known to have answered: organization, region."
                )
            ),
            (
                "state",
                Wording(
                    ru:
                        "\"cancelled\" отменяет мероприятие: всё, что ждёт, отзывается, и уходит уведомление on: \"event-cancelled\".",
                    en:
                        "\"cancelled\" calls the event off: what waits is withdrawn, and the notification on: \"event-cancelled\" goes."
                )
            ),
            (
                "calendar",
                Wording(
                    ru:
                        "Свой производственный календарь; \"none\" — все дни рабочие; без него — календарь из настроек.",
                    en:
                        "A production calendar of its own; \"none\": every day is a working day; without it that of the configuration."
                )
            ),
            (
                "tell",
                Wording(
                    ru: "Об изменении каких столбцов и ключей details сообщать человеку.",
                    en: "Of which columns and keys of details a person is told the change."
                )
            ),
            (
                "labels",
                Wording(
                    ru: "Как письма называют эти столбцы, { \"details.hotel\": { ru: \"Гостиница\" } }.",
                    en: "What letters call these columns, { \"details.hotel\": { en: \"Hotel\" } }."
                )
            ),
        ]

    private static let when: [(path: String, sentence: Wording)] = [
        (
            "notifications",
            Wording(
                ru: "Письма мероприятия: по событию (on) или по времени (at, before, after).",
                en: "The event's letters: prompted (on) or timed (at, before, after)."
            )
        ),
        (
            "notifications[].name",
            Wording(
                ru: "Имя: так называются и файлы шаблонов, templates/ИМЯ.ЯЗЫК.md.",
                en: "Its name, which is also that of its templates, templates/NAME.LANGUAGE.md."
            )
        ),
        (
            "notifications[].on",
            Wording(
                ru: "Что вызывает письмо одному человеку: заявка, её состояние или изменение.",
                en: "What prompts the letter to one person: a registration, its status or a change."
            )
        ),
        (
            "notifications[].at",
            Wording(
                ru: "Когда уходит всем, по поясу мероприятия.",
                en: "When it goes to all, in the event's zone."
            )
        ),
        (
            "notifications[].before",
            Wording(
                ru: "До какого момента отсчитывать назад; вместе с by.",
                en: "The moment that it counts back from; with by."
            )
        ),
        (
            "notifications[].after",
            Wording(
                ru: "От какого момента отсчитывать вперёд; вместе с by.",
                en: "The moment that it counts on from; with by."
            )
        ),
        (
            "notifications[].by",
            Wording(
                ru: "За сколько до момента или через сколько после него.",
                en: "How long before or after the moment."
            )
        ),
        (
            "notifications[].time",
            Wording(
                ru: "В котором часу того дня, по часам получателя; только с целыми днями в by.",
                en: "The hour of that day by the recipient's clock; with whole days in by alone."
            )
        ),
        (
            "notifications[].lateBy",
            Wording(
                ru:
                    "Насколько может опоздать первая попытка, считая часы, в которые можно отправлять; потом письмо становится expired, а рассылка missed.",
                en: "How late the first attempt may be, in hours in which it may go; after that it is missed."
            )
        ),
        (
            "notifications[].settle",
            Wording(
                ru: "Сколько ждать дальнейших изменений, чтобы сообщить о них одним письмом.",
                en: "How long to wait for further changes, so that one letter tells them all."
            )
        ),
    ]

    private static let who: [(path: String, sentence: Wording)] =
        window(
            "notifications[].window",
            Wording(
                ru: "Свои часы вместо часов мероприятия.",
                en: "Hours of its own in place of the event's."
            )
        ) + [
            (
                "notifications[].audience",
                Wording(
                    ru:
                        "Кому письмо по времени: \"invitees\" — всем приглашённым, \"unanswered\" — тем из них, от кого нет заявки, или состояние заявки; обязательно без on.",
                    en:
                        "Whom a timed letter is for: \"invitees\" all who are invited, \"unanswered\" those of them without a registration, or a status; required without on."
                )
            ),
            (
                "notifications[].where",
                Wording(
                    ru: "Только строки, в столбцах или details которых стоит одно из этих значений.",
                    en: "Only rows whose columns or details have one of these values."
                )
            ),
            (
                "notifications[].bulk",
                Wording(
                    ru: "Массовое письмо: с отпиской, уступает очередь остальным.",
                    en: "Bulk mail: may be unsubscribed from, gives way to all else."
                )
            ),
            (
                "notifications[].attachments",
                Wording(
                    ru: "Имена файлов из папки attachments.",
                    en: "Names of files in the folder attachments."
                )
            ),
            (
                "notifications[].calendar",
                Wording(
                    ru:
                        "Запись для календаря получателя: с ответом (\"request\"), без ответа (\"publish\"), отзыв (\"cancel\").",
                    en:
                        "An entry for the reader's calendar: \"request\", \"publish\" without a reply, \"cancel\" withdraws it."
                )
            ),
        ]

    private static let mailings: [(path: String, sentence: Wording)] = [
        (
            "notifications[].approval",
            Wording(
                ru: "Рассылка ждёт `vestnik approve`.",
                en: "The mailing waits for `vestnik approve`."
            )
        ),
        (
            "notifications[].approvers",
            Wording(ru: "Сколько людей должны утвердить.", en: "How many people must approve.")
        ),
        (
            "notifications[].waves",
            Wording(
                ru: "Части, которыми уходит рассылка; остальные уходят последней частью.",
                en: "The parts in which the mailing goes; all the rest go last."
            )
        ),
        (
            "notifications[].pause",
            Wording(ru: "Перерыв между частями.", en: "The pause between two parts.")
        ),
        (
            "notifications[].proofs",
            Wording(
                ru: "Кто получает копию раньше остальных.",
                en: "Who gets a copy before anyone else."
            )
        ),
        (
            "notifications[].cap",
            Wording(
                ru: "Если получателей больше, рассылка ждёт решения человека.",
                en: "With more recipients the mailing waits for a person."
            )
        ),
        (
            "notifications[].undo",
            Wording(
                ru: "Время, за которое рассылку можно остановить, прежде чем уйдёт первое письмо.",
                en: "Time to take the mailing back before its first letter goes."
            )
        ),
    ]

    private static func window(_ path: String, _ sentence: Wording) -> [(path: String, sentence: Wording)] {
        [
            (path, sentence),
            (path + ".from", Wording(ru: "С которого часа.", en: "From this hour.")),
            (path + ".to", Wording(ru: "До которого часа.", en: "Up to this hour.")),
            (
                path + ".days",
                Wording(
                    ru: "\"working\" — только рабочие дни, без выходных и праздников.",
                    en: "\"working\": no weekends and public holidays."
                )
            ),
        ]
    }
}
