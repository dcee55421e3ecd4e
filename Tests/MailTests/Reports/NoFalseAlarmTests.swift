import Testing

@testable import Mail

@Suite("What comes back and is no report of a letter that did not arrive")
struct NoFalseAlarmTests {
    private static let person = "Мария Иванова <director@library.example.net>"

    /// Subject and text of people who are away, in words that reports have as well.
    static let absences = [
        (
            "English", "Out of the office",
            "I am out of the office until 30 November 2026. Your message could not be read; it was not forwarded."
        ),
        (
            "Russian", "Я в отпуске",
            "Меня нет на рабочем месте до 30.11.2026. Ваше письмо не доставлено коллегам и не будет прочитано."
        ),
        (
            "German", "Abwesenheitsnotiz",
            "Ich bin bis 30.11.2026 nicht im Büro. Ihre Nachricht konnte nicht weitergeleitet werden."
        ),
        (
            "French", "Réponse automatique : Réunion",
            "Je suis absente jusqu'au 30/11/2026. Votre message n'a pas pu être lu et n'a pas été transféré."
        ),
        (
            "Spanish", "Respuesta automática: Reunión",
            "Estoy fuera de la oficina hasta el 30/11/2026. Su mensaje no se ha podido leer."
        ),
        (
            "Italian", "Risposta automatica: Riunione",
            "Sono fuori ufficio fino al 30/11/2026. Il messaggio non è stato inoltrato."
        ),
        (
            "Portuguese", "Resposta automática: Reunião",
            "Estou ausente até 30/11/2026. Não foi possível encaminhar a sua mensagem."
        ),
        (
            "Polish", "Automatyczna odpowiedź: Spotkanie",
            "Jestem na urlopie do 30.11.2026. Wiadomość nie została przekazana."
        ),
        (
            "Dutch", "Automatisch antwoord: Vergadering",
            "Ik ben afwezig tot 30-11-2026. Uw bericht kan niet worden bezorgd aan een collega."
        ),
        (
            "Ukrainian", "Автоматична відповідь: Нарада",
            "Мене немає на робочому місці до 30.11.2026. Лист не було доставлено колегам."
        ),
        ("Czech", "Automatická odpověď: Porada", "Jsem mimo kancelář do 30.11.2026. Zprávu nelze přeposlat."),
        ("Turkish", "Otomatik Yanıt: Toplantı", "30.11.2026 tarihine kadar izindeyim."),
        (
            "Swedish", "Autosvar: Möte",
            "Jag är på semester till 30.11.2026. Ditt meddelande kunde inte levereras vidare."
        ),
        ("Finnish", "Automaattinen vastaus: Kokous", "Olen poissa 30.11.2026 asti."),
        ("Chinese", "自动回复: 会议", "我目前不在办公室，无法处理您的邮件。"),
        ("Japanese", "自動応答: 会議", "不在のため、メールは届きません。"),
    ]

    private func kind(_ text: String) -> ReturnedMail.Kind { ReturnedMail(reading: Array(text.utf8)).kind }

    @Test(
        "somebody who is away, in sixteen languages and by every mark that programs leave, bounces nothing",
        arguments: absences
    )
    func away(language: String, subject: String, text: String) {
        let answered = "In-Reply-To: <17.annual-meeting@example.org>"
        for marks in [
            // RFC 3834, with and without a return path; Exchange; older programs; programs that leave no mark but the subject.
            "Return-Path: <>\nAuto-Submitted: auto-replied\n\(answered)",
            "Return-Path: <director@library.example.net>\nAuto-Submitted: auto-replied (vacation)",
            "Return-Path: <>\nX-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated\n\(answered)",
            "Return-Path: <>\nPrecedence: auto_reply", "Return-Path: <>\nX-Autoreply: yes\nPrecedence: bulk",
            "Return-Path: <>\nX-Autoreply: yes\nX-Loop: vacation\n\(answered)",
        ] {
            let mail = Sample.plain(from: Self.person, subject: subject, more: marks, text)
            #expect(kind(mail) == .autoReply, "\(language): \(marks)")
        }
        // Without a mark it may be a person's own mail; a report it is not.
        for path in ["<>", "<director@library.example.net>"] {
            let bare = Sample.plain(
                from: Self.person,
                subject: subject,
                more: "Return-Path: \(path)\n\(answered)",
                text
            )
            #expect([.autoReply, .message].contains(kind(bare)), "\(language)")
        }
    }

    @Test(
        "programs that want a person, acknowledge receipt, hold for a moderator or warn of quarantine bounce nothing",
        arguments: [
            (
                "challenge@guard.example.net", "Please confirm your message", "",
                "To have your message delivered, confirm that you are a person: https://guard.example.net/1"
            ),
            (
                "a@guard.example.net", "Подтвердите отправку письма", "",
                "Для доставки вашего письма перейдите по ссылке http://guard.example.net/1 и подтвердите, что вы не робот."
            ),
            (
                "Support <help@library.example.net>", "[#1024] Meeting", "Auto-Submitted: auto-replied",
                "Ваше обращение зарегистрировано. Если ответ не доставлен, напишите ещё раз."
            ),
            (
                "list-bounces@lists.example.net", "Your message to guests awaits moderator approval",
                "List-Id: <guests.lists.example.net>",
                "Your mail is being held. It was not delivered to the list."
            ),
            (
                "guests-request@lists.example.net", "The results of your email commands",
                "X-Mailman-Version: 2.1", "- Unprocessed: user unknown"
            ),
            (
                "quarantine@guard.example.net", "Quarantine summary", "Auto-Submitted: auto-generated",
                "3 messages were not delivered to you: undeliverable, spam."
            ),
            (
                "news@shop.example.net", "Undelivered parcel",
                "List-Unsubscribe: <https://shop.example.net/u>\nPrecedence: bulk",
                "Your parcel could not be delivered to the following address."
            ),
            (
                "Ann <ann@example.com>", "Re: Undelivered Mail Returned to Sender",
                "In-Reply-To: <x@example.org>",
                "The mailbox director@library.example.net is full, 552 5.2.2, she says."
            ),
            (
                "Иван <ivan@example.com>", "Не доставлено приглашение", "",
                "Письмо коллеге guests@library.example.net не было доставлено, пришлите, пожалуйста, ещё раз."
            ),
        ]
    )
    func noise(from: String, subject: String, marks: String, text: String) {
        let mail = Sample.plain(
            from: from,
            subject: subject,
            more: "Return-Path: <\(from.split(separator: "<").last?.split(separator: ">").first ?? "")>"
                + (marks.isEmpty ? "" : "\n" + marks),
            text
        )
        let read = kind(mail)
        #expect(read != .dsn && read != .complaint && read != .unsubscribe, "\(read)")
    }
}
