extension StatusTable {
    /// Subjects 0 to 3: the address, the mailbox, the recipient's server.
    static let recipients = table([
        row(
            0,
            0,
            .unknown,
            "Причина не указана",
            "Other undefined status",
            do: "Прочитать текст ответа, спросить администратора получателя",
            "Read the reply, ask the recipient's administrator"
        ),
        row(
            1,
            1,
            .address,
            "Ящик не существует",
            "Bad destination mailbox address",
            do: "Проверить написание, найти новый адрес, старый пометить недействительным",
            "Check the spelling, find the new address, mark the old one invalid"
        ),
        row(
            1,
            2,
            .address,
            "Домен адресата не существует или не принимает почту",
            "Bad destination system address",
            do: "Проверить домен: опечатка, истёкший срок",
            "Check the domain: typing slip, expiry"
        ),
        row(
            1,
            3,
            .address,
            "Неверный формат адреса",
            "Bad destination mailbox address syntax",
            do: "Исправить адрес в источнике",
            "Correct the row in the source"
        ),
        row(
            1,
            4,
            .address,
            "Адрес неоднозначен",
            "Destination mailbox address ambiguous",
            do: "Узнать полный адрес",
            "Get the full address"
        ),
        row(
            1,
            5,
            .address,
            "Адрес верен",
            "Destination mailbox address valid",
            do: "Прочитать текст ответа",
            "Read the reply"
        ),
        row(
            1,
            6,
            .address,
            "Ящик перенесён",
            "Mailbox has moved",
            do: "Взять новый адрес из текста ответа",
            "Take the new address from the reply"
        ),
        row(
            1,
            7,
            .account,
            "Неверный адрес отправителя",
            "Bad sender's mailbox address syntax",
            do: "Исправить отправителя и returnPath в event.json5",
            "Fix the sender and returnPath in event.json5"
        ),
        row(
            1,
            8,
            .account,
            "Домен отправителя не проверяется",
            "Bad sender's system address",
            do: "Исправить DNS (MX, A) домена отправителя",
            "Fix DNS (MX, A) of the sender's domain"
        ),
        row(
            1,
            10,
            .address,
            "Домен объявил, что не принимает почту",
            "Recipient address has null MX",
            do: "Узнать другой адрес",
            "Use another address"
        ),
        row(
            2,
            1,
            .mailbox,
            "Ящик отключён",
            "Mailbox disabled, not accepting messages",
            do: "Узнать у организации рабочий адрес",
            "Ask the organisation for a working address"
        ),
        row(
            2,
            2,
            .mailbox,
            "Ящик переполнен",
            "Mailbox full",
            do: "Повторять 1–5 дней, затем позвонить",
            "Retry for 1–5 days, then phone"
        ),
        row(
            2,
            3,
            .mailbox,
            "Письмо превышает предел ящика",
            "Message length exceeds administrative limit",
            do: "Убрать вложения, дать ссылку",
            "Drop attachments, give a link"
        ),
        row(
            2,
            4,
            .mailbox,
            "Ошибка списка рассылки у получателя",
            "Mailing list expansion problem",
            do: "Узнать личные адреса",
            "Ask for personal addresses"
        ),
        row(
            3,
            1,
            .system,
            "У сервера нет места",
            "Mail system full",
            do: "Подождать: письмо уйдёт повторно само",
            "Wait: it is tried again by itself"
        ),
        row(
            3,
            2,
            .system,
            "Сервер временно не принимает почту или превышен предел соединений",
            "System not accepting network messages",
            do: "Подождать; уменьшить connections",
            "Wait; lower connections"
        ),
        row(
            3,
            3,
            .system,
            "Сервер не умеет того, что нужно письму",
            "System not capable of selected features",
            do: "Прочитать текст ответа",
            "Read the reply"
        ),
        row(
            3,
            4,
            .format,
            "Письмо слишком велико для сервера",
            "Message too big for system",
            do: "Уменьшить вложения; предел виден в SIZE ответа на EHLO",
            "Make attachments smaller; SIZE in the reply to EHLO tells the limit"
        ),
        row(
            3,
            5,
            .system,
            "Ошибка настройки сервера",
            "System incorrectly configured",
            do: "Проверить настройки релея",
            "Check the relay's settings"
        ),
    ])
}
