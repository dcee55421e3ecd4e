/// The marks of mail that programs send by themselves, and that is no report of a delivery.
enum AutoReplyTable {
    /// Header fields that answering programs put there, whatever they say.
    static let fields: Set = [
        "x-autoreply", "x-autorespond", "x-auto-respond", "x-autoresponder", "x-mail-autoreply", "x-vacation",
        "x-autoreply-from",
        "x-auto-reply", "x-yandex-autoreply", "x-mailru-autoreply", "x-mdaemon-autoresponse",
        "x-ms-exchange-inbox-rules-loop",
        "x-oof", "x-away",
    ]

    /// Words of subjects that programs alone write.
    static let subjects: PhraseList = """
        out of office | out of the office | out-of-office | automatic reply | auto reply | auto-reply | autoreply | auto response
        auto-response | autoresponse | automatic response | automated response | automated reply | auto: | away from my mail
        vacation reply | vacation response | vacation notice | auto-answer | autoresponder | away notice
        автоответ | автоматический ответ | ответ автоматически | отсутствует на рабочем месте | нет на рабочем месте | вне офиса
        отсутствие на работе | автоматическое уведомление | автоматична відповідь | я в отпуске | нахожусь в отпуске
        abwesenheit | abwesend | automatische antwort | nicht im büro | réponse automatique | réponse d'absence | absence du bureau
        absent du bureau | respuesta automática | fuera de la oficina | fuera de oficina | risposta automatica | fuori ufficio | fuori sede
        resposta automática | ausência temporária | fora do escritório | autosvar | automatiskt svar | automatisk svar | frånvaro
        automatisch antwoord | afwezig | automatická odpověď | mimo kancelář | odpowiedź automatyczna | automatyczna odpowiedź | autoodpowiedź | poza biurem
        automaattinen vastaus | poissa | otomatik yanıt | automatikus válasz | 自動応答 | 自動返信 | 自动回复 | 自動回覆 | 부재중
        """

    /// Words of texts that say that somebody is away.
    static let words: PhraseList = """
        out of the office | out of office | on vacation | on holiday | on annual leave | on leave | away from the office | limited access to
        am away | will be away | be back on | will return on | return to the office | maternity leave | automatic reply | autoreply
        в отпуске | отпуск | в командировке | на больничном | отсутствую | буду отсутствовать | нет на рабочем месте | вернусь | выйду на работу
        автоматический ответ | автоответ | это сообщение создано автоматически | im urlaub | nicht im büro | abwesend | außer haus | ausser haus
        wieder erreichbar | en vacances | en congé | absent | de vacaciones | fuera de la oficina | in ferie | fuori sede | de férias
        na urlopie | thank you for your message | thank you for your email | thank you for contacting | has been received
        ваше обращение | ваше письмо получено | спасибо за обращение | зарегистрировано
        """

    /// Words of programs that want the sender to prove that they are a person.
    static let challenges: PhraseList = """
        confirm that you are a | confirm you are a person | confirm you are human | prove you are human | prove that you are | you are a real person
        human sender | to have your message delivered, | complete the verification | verify your message | verify that you sent | please confirm your message
        confirmation of your message | confirm delivery | confirmation required | requires confirmation | challenge-response | challenge/response
        click the link below to confirm that | click on the link below to deliver | release your message | your message is being held until
        add you to my guest list | added to the guest list | not on my approved | approved sender | approved senders list | sender verification
        spamarrest | spam arrest | boxbe | tmda | choicemail | spamblocker | bluebottle | mailblocks | uol antispam | antispam uol
        allowed sender list | request to be added | to verify you are | authenticate yourself | before your message can be delivered
        подтвердите, что вы не робот | подтвердите, что вы человек | докажите, что вы не | чтобы ваше письмо было доставлено, | для доставки вашего письма перейдите
        подтвердите отправку письма | bestätigen sie, dass sie | confirmez que vous | antispamu
        """

    /// Words of subjects of such mail.
    static let challengeSubjects: PhraseList = """
        please confirm | confirm your | confirmation required | verify your | verification required | action required | sender verification
        challenge | re: | your message | your email | подтвердите | подтверждение | message held | held for | [spam arrest | requires your
        """

    /// Words by which programs of mailing lists are known, in subjects.
    static let listSubjects: PhraseList = """
        awaits moderator approval | your message to | subscription | subscribe | are not member | is not a member | mailing list | confirm
        bounce action notification | moderator request | digest | welcome to the | unsubscribe request | request to mailing list
        not allowed to post | list owner
        """

    /// Words of subjects by which such programs tell somebody of their own membership.
    static let memberships: PhraseList = """
        your membership in the | you have been unsubscribed | you have been subscribed | you have been removed from | you have been added to
        unsubscribed from the | subscribed to the | welcome to the " | unsubscription confirmation | subscription confirmation
        confirm subscription | confirm unsubscription | confirm your subscription | confirm your request to join | mailing list memberships reminder
        invitation to join the | has invited you to join | vous avez été désabonné | abmeldung von | willkommen bei der mailingliste
        вы подписаны на | вы отписаны от | вас отписали от | вас подписали на | вы исключены из | вы удалены из | вы добавлены в
        подтверждение подписки | подтвердите подписку | подтверждение отписки | приостановлена подписка
        """

    /// Words that ask not to be written to, at the beginning of a subject or as the whole text.
    static let unsubscribing = [
        "unsubscribe", "отписаться", "отписка", "отпишите", "отпишите меня", "отписать", "отказ от рассылки",
        "отказаться от рассылки",
        "stop", "стоп", "remove", "remove me", "opt-out", "opt out", "abmelden", "désabonner", "desinscribir",
        "не присылайте больше писем",
    ]
}
