internal import Store
internal import Wording

/// What the views of the database hold.
enum ViewSentences {
    static let messages: [(column: String, sentence: Wording)] =
        [
            ("id", Wording(ru: "Номер письма.", en: "The message's number.")),
            ("event", Wording(ru: "Мероприятие.", en: "The event.")),
            ("notification", Wording(ru: "Уведомление.", en: "The notification.")),
            (
                "round",
                Wording(
                    ru: "Который раз это письмо этому человеку; 0 — первый.",
                    en: "The how-manieth of this letter to this person; 0 is the first."
                )
            ),
            ("email", Wording(ru: "Кому.", en: "To whom.")),
            ("name", Wording(ru: "Имя из заявки.", en: "The name of the row.")),
            ("region", Wording(ru: "Регион из заявки.", en: "The region of the row.")),
            ("organization", Wording(ru: "Организация из заявки.", en: "The organisation of the row.")),
            ("language", Wording(ru: "Язык из заявки.", en: "The language of the row.")),
            ("state", Wording(ru: "Состояние, см. ниже.", en: "The state, see below.")),
            (
                "cause",
                Wording(
                    ru: "Причина состояния, одно из слов ниже: по нему судят программы.",
                    en: "The state's cause, one of the words below: programs go by it."
                )
            ),
            ("reason", Wording(ru: "Причина словами, для людей.", en: "The cause in words, for people.")),
            ("attempts", Wording(ru: "Сколько было попыток.", en: "How many attempts there were.")),
            ("due_at", Wording(ru: "Когда должно уйти.", en: "When it is due.")),
            ("next_attempt_at", Wording(ru: "Когда уйдёт снова.", en: "When it goes again.")),
            ("sent_at", Wording(ru: "Когда ушло.", en: "When it went.")),
        ] + reply + [
            ("relay", Wording(ru: "Сервер, который ответил.", en: "The relay that replied.")),
            ("message_id", Wording(ru: "Message-ID письма.", en: "The letter's Message-ID.")),
            (
                "registration_id",
                Wording(ru: "Заявка, если письмо о ней.", en: "The registration that it is about.")
            ),
            ("invitee_id", Wording(ru: "Приглашённый, если письмо ему.", en: "The invitee that it goes to.")),
            ("created_at", Wording(ru: "Когда задумано.", en: "When it was planned.")),
            ("updated_at", Wording(ru: "Когда менялось.", en: "When it was changed.")),
        ]

    static let log: [(column: String, sentence: Wording)] =
        [
            ("id", Wording(ru: "Номер записи.", en: "The row's number.")),
            ("at", Wording(ru: "Когда.", en: "When.")),
            ("message", Wording(ru: "Письмо, messages_view.id.", en: "The message, messages_view.id.")),
            (
                "kind",
                Wording(
                    ru: "\(kinds): попытка, отчёт, автоответ, ответ, отписка, действие человека.",
                    en:
                        "\(kinds): a transfer, a report, an answer by machine or person, an unsubscription, an act."
                )
            ),
            (
                "outcome",
                Wording(
                    ru: "Что стало с письмом, или что сделано.",
                    en: "What became of the message, or what was done."
                )
            ),
            ("relay", Wording(ru: "Сервер.", en: "The relay.")),
        ] + reply + [
            ("tls", Wording(ru: "Чем защищено соединение.", en: "How the connection was protected.")),
            (
                "duration_ms",
                Wording(ru: "Сколько длилась попытка, мс.", en: "How long the attempt took, in ms.")
            ),
            ("actor", Wording(ru: "Кто это сделал.", en: "Who did it.")),
            ("note", Wording(ru: "Примечание.", en: "A remark.")),
            ("event", Wording(ru: "Мероприятие.", en: "The event.")),
            ("notification", Wording(ru: "Уведомление.", en: "The notification.")),
            ("email", Wording(ru: "Адрес.", en: "The address.")),
        ]

    static let mailings: [(column: String, sentence: Wording)] =
        [
            ("event", Wording(ru: "Мероприятие.", en: "The event.")),
            ("notification", Wording(ru: "Уведомление.", en: "The notification.")),
            ("due_at", Wording(ru: "Когда должна уйти.", en: "When it is due.")),
            ("state", Wording(ru: "Состояние рассылки, см. ниже.", en: "The mailing's state, see below.")),
            (
                "audience",
                Wording(
                    ru: "Скольким людям; сумма столбцов, которые идут дальше.",
                    en: "How many people; the sum of the columns that follow."
                )
            ),
        ]
        + MessageState.allCases.map { state in
            (
                state.rawValue,
                Wording(
                    ru: "Сколько писем в состоянии \(state.rawValue).",
                    en: "How many messages are in state \(state.rawValue)."
                )
            )
        }

    static let coverage: [(column: String, sentence: Wording)] = [
        ("event", Wording(ru: "Мероприятие.", en: "The event.")),
        (
            "region",
            Wording(ru: "Код субъекта РФ или текст из строки.", en: "The subject's code, or the row's text.")
        ),
        ("region_name", Wording(ru: "Название субъекта.", en: "The subject's name.")),
        ("invited", Wording(ru: "Приглашено.", en: "Invited.")),
        ("reached", Wording(ru: "Письмо ушло и не вернулось.", en: "A letter went, and did not come back.")),
        ("answered", Wording(ru: "Ответили.", en: "Answered.")),
        ("registered", Wording(ru: "Зарегистрировались.", en: "Registered.")),
        ("bounced", Wording(ru: "Письма только возвращались.", en: "Letters only came back.")),
    ]

    private static let reply: [(column: String, sentence: Wording)] = [
        ("code", Wording(ru: "Код ответа: 250, 451, 550.", en: "The reply's code: 250, 451, 550.")),
        ("enhanced_code", Wording(ru: "Расширенный код: 5.1.1.", en: "The enhanced status code: 5.1.1.")),
        ("reply", Wording(ru: "Ответ сервера полностью.", en: "The relay's reply in full.")),
    ]

    private static let kinds = LogKind.allCases.map(\.rawValue).joined(separator: ", ")
}
