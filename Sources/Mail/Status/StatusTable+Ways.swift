import Wording

extension StatusTable {
    /// Subjects 4 to 7: the way, the dialogue, the content, policy.
    static let ways = table([
        row(
            4,
            1,
            .system,
            "Сервер не отвечает",
            "No answer from host",
            do: "Проверить сеть, имя, порт, межсетевой экран",
            "Check network, host, port, firewall"
        ),
        row(
            4,
            2,
            .system,
            "Соединение прервано или превышена частота",
            "Bad connection",
            do: "Подождать; уменьшить частоту",
            "Wait; lower the rate"
        ),
        row(
            4,
            3,
            .system,
            "Сбой DNS или каталога",
            "Directory server failure",
            do: "Проверить DNS, повторить",
            "Check DNS, retry"
        ),
        row(
            4,
            4,
            .system,
            "Нет маршрута к домену",
            "Unable to route",
            do: "Проверить MX домена",
            "Check the domain's MX"
        ),
        row(
            4,
            5,
            .account,
            "Перегрузка; у Gmail — исчерпан суточный предел",
            "Mail system congestion; at Gmail the daily limit",
            do: "Остановить рассылку, продолжить через 24 часа",
            "Stop the mailing, continue after 24 hours"
        ),
        row(
            4,
            6,
            .system,
            "Петля доставки",
            "Routing loop detected",
            do: "Написать администратору получателя: проверить пересылку",
            "Write to the recipient's administrator: check forwarding"
        ),
        row(
            4,
            7,
            .system,
            "Истёк срок попыток",
            "Delivery time expired",
            do: "Связаться иначе, отправить снова вручную",
            "Use another way, send again by hand"
        ),
        row(
            5,
            1,
            .format,
            "Ошибка протокола: неверная команда",
            "Invalid command",
            do: "Выключить dsn; сообщить об ошибке",
            "Turn dsn off; report a bug"
        ),
        row(
            5,
            2,
            .format,
            "Ошибка протокола: неверный синтаксис",
            "Syntax error",
            do: "Выключить dsn; сообщить об ошибке",
            "Turn dsn off; report a bug"
        ),
        row(
            5,
            3,
            .format,
            "Слишком много получателей",
            "Too many recipients",
            do: "Писать каждому отдельно",
            "One recipient per message"
        ),
        row(
            5,
            4,
            .format,
            "Расширение не поддержано",
            "Invalid command arguments",
            do: "Выключить dsn; сообщить об ошибке",
            "Turn dsn off; report a bug"
        ),
        row(
            6,
            7,
            .address,
            "Нелатинские адреса не принимаются",
            "Non-ASCII addresses not permitted for that sender or recipient",
            do: "Узнать адрес латиницей",
            "Ask for an ASCII address"
        ),
        row(
            7,
            1,
            .policy,
            "Отказ по политике (спам, чёрный список)",
            "Delivery not authorized, message refused",
            do: "Открыть ссылку из ответа, проверить SPF, DKIM и чёрные списки, написать postmaster",
            "Read the link in the reply, check SPF, DKIM and blocklists, write to postmaster"
        ),
        row(
            7,
            8,
            .account,
            "Неверный логин или пароль",
            "Authentication credentials invalid",
            do: "Обновить пароль приложения или токен",
            "Renew the app password or token"
        ),
        row(
            7,
            9,
            .account,
            "Нужен пароль приложения или другой способ входа",
            "Authentication mechanism is too weak",
            do: "Завести пароль приложения",
            "Create an app password"
        ),
        row(
            7,
            10,
            .account,
            "Требуется шифрование",
            "Encryption needed",
            do: "Включить tls: \"starttls\" или smtps://",
            "Set tls: \"starttls\" or smtps://"
        ),
        row(
            7,
            11,
            .account,
            "Для входа требуется шифрование",
            "Encryption required for requested authentication mechanism",
            do: "Включить tls: \"starttls\" или smtps://",
            "Set tls: \"starttls\" or smtps://"
        ),
        row(
            7,
            13,
            .account,
            "Учётная запись отправителя отключена",
            "User account disabled",
            do: "Разблокировать учётную запись",
            "Unblock the account"
        ),
        row(
            7,
            20,
            .policy,
            "Нет верной подписи DKIM",
            "No passing DKIM signature found",
            do: dkim.ru,
            dkim.en
        ),
        row(
            7,
            21,
            .policy,
            "Нет приемлемой подписи DKIM",
            "No acceptable DKIM signature found",
            do: dkim.ru,
            dkim.en
        ),
        row(
            7,
            22,
            .policy,
            "Подпись DKIM не домена отправителя",
            "No valid author-matched DKIM signature found",
            do: dkim.ru,
            dkim.en
        ),
        row(
            7,
            23,
            .policy,
            "SPF не пройден",
            "SPF validation failed",
            do: "Внести релей в SPF",
            "Add the relay to SPF"
        ),
        row(
            7,
            24,
            .policy,
            "Ошибка в записи SPF",
            "SPF validation error",
            do: "Исправить SPF: не больше 10 запросов DNS",
            "Repair SPF: at most 10 DNS look-ups"
        ),
        row(
            7,
            25,
            .policy,
            "Нет верной PTR-записи",
            "Reverse DNS validation failed",
            do: "Исправить PTR и прямое имя",
            "Fix PTR and the forward name"
        ),
        row(
            7,
            26,
            .policy,
            "Не пройдены проверки подлинности",
            "Multiple authentication checks failed",
            do: "Настроить SPF, DKIM и DMARC на домен отправителя",
            "Align SPF, DKIM and DMARC with the sender's domain"
        ),
        row(
            7,
            27,
            .account,
            "Домен отправителя не принимает почту (null MX)",
            "Sender address has null MX",
            do: "Указать другой адрес отправителя",
            "Use another sender"
        ),
        row(
            7,
            28,
            .account,
            "Слишком частая отправка",
            "Mail flood detected",
            do: "Уменьшить частоту, сделать перерыв",
            "Lower the rate, pause"
        ),
        row(
            7,
            30,
            .account,
            "Exchange Online: вход по паролю отключён (в реестре: нужен REQUIRETLS)",
            "Exchange Online: basic authentication is not supported (registered: REQUIRETLS support required)",
            do: "Прочитать текст ответа; перейти на OAuth2",
            "Read the reply; move to OAuth2"
        ),
        row(
            7,
            139,
            .account,
            "Exchange: вход по паролю отключён",
            "Exchange: basic authentication disabled",
            do: "Перейти на OAuth2 или попросить администратора включить вход",
            "Move to OAuth2, or ask the administrator to enable it"
        ),
        row(
            7,
            515,
            .policy,
            "Outlook.com: домен не прошёл SPF, DKIM или DMARC",
            "Outlook.com: the domain does not meet the required authentication level",
            do: "Исправить SPF, DKIM и DMARC",
            "Repair SPF, DKIM and DMARC"
        ),
    ])

    private static let dkim = Wording(
        ru: "Проверить селектор и ключ DKIM и его домен",
        en: "Check DKIM's selector, key and domain"
    )
}
