internal import Wording

/// What each key of `vestnik.json5` is for.
enum ConfigurationSentences {
    static let all: [(path: String, sentence: Wording)] =
        files + relays + sending + protection + surroundings

    private static let files: [(path: String, sentence: Wording)] = [
        (
            "database",
            Wording(
                ru: "База SQLite с письмами, журналом и приглашёнными; она принадлежит одному демону.",
                en: "The SQLite database of messages, log and invitees; it is the daemon's alone."
            )
        ),
        (
            "intake",
            Wording(
                ru: "База SQLite, в которую сайт пишет заявки и в которой видит, что стало с письмами.",
                en:
                    "The SQLite file into which the web site writes registrations and where it reads what became of their letters."
            )
        ),
        (
            "events",
            Wording(
                ru: "Папка, в которой у каждого мероприятия своя папка: факты, шаблоны, вложения.",
                en: "The folder with a folder for each event: its facts, templates and attachments."
            )
        ),
        (
            "language",
            Wording(
                ru:
                    "Язык всего, что читаете вы: команд, журнала, отчётов; письма пишутся на языке получателя.",
                en:
                    "The language of all that you read: commands, log, reports; letters are in their reader's language."
            )
        ),
        (
            "poll",
            Wording(
                ru:
                    "Самое долгое время, на которое новая заявка может остаться незамеченной; обычно её видно сразу.",
                en: "The longest a new registration can go unnoticed; normally it is seen at once."
            )
        ),
    ]

    private static let relays: [(path: String, sentence: Wording)] =
        [
            (
                "relays",
                Wording(
                    ru:
                        "Серверы, которым передаются письма: они пробуются по порядку, и следующий заменяет тот, что не работает.",
                    en:
                        "The hosts that mail is submitted to, tried in order: the next takes over while one is down."
                )
            ),
            (
                "relays[].url",
                Wording(
                    ru: "Сервер и порт; smtps:// — TLS с самого начала. Без порта — 25 и 465.",
                    en: "Host and port; smtps:// is TLS from the start. Without a port 25 and 465."
                )
            ),
            (
                "relays[].tls",
                Wording(
                    ru:
                        "Как защищено соединение: \"starttls\" — обязательно, без отката к открытому тексту (по умолчанию для smtp://); \"none\" — открытый текст, для сервера на этой же машине.",
                    en:
                        "How the connection is protected: \"starttls\" is required and never falls back (the default of smtp://); \"none\" is plain text, for a relay on this very machine."
                )
            ),
            (
                "relays[].ca",
                Wording(
                    ru: "Файл PEM с доверенными сертификатами; без него — системные.",
                    en: "A PEM file of trust anchors; without it those of the system."
                )
            ),
            (
                "relays[].username",
                Wording(
                    ru: "Имя, под которым демон входит на сервер; без него вход не нужен.",
                    en: "The user that the daemon logs in as; without it there is no login."
                )
            ),
            (
                "relays[].auth",
                Wording(
                    ru: "Способ входа; без него — самый надёжный из предложенных сервером.",
                    en: "How it logs in; without it by the strongest way that the relay offers."
                )
            ),
            (
                "relays[].helo",
                Wording(
                    ru: "Имя, которым демон представляется серверу; без него — имя машины.",
                    en: "The name given to the relay in EHLO; without it the machine's own."
                )
            ),
            (
                "relays[].connections",
                Wording(ru: "Сколько соединений открыто одновременно.", en: "Sessions open at once, at most.")
            ),
            (
                "relays[].messagesPerConnection",
                Wording(
                    ru: "Сколько писем идёт в одном соединении, прежде чем открывается новое.",
                    en: "Messages in one session before a new one is opened."
                )
            ),
            (
                "relays[].messagesPerMinute",
                Wording(
                    ru: "Писем в минуту: равномерно в течение минуты; 0 — без ограничения.",
                    en: "Messages a minute, spread evenly over it; 0: no limit."
                )
            ),
            (
                "relays[].messagesPerDay",
                Wording(
                    ru: "Писем за 24 часа, перезапуски не сбивают счёт; 0 — без ограничения.",
                    en: "Messages in 24 hours, counted across restarts; 0: no limit."
                )
            ),
        ]
        + secret(
            "relays[].password",
            Wording(
                ru: "Где лежит пароль; в самих настройках его не пишут.",
                en: "Where the password is kept; never the password itself."
            )
        )
        + secret(
            "relays[].token",
            Wording(
                ru:
                    "Где лежит токен для \"xoauth2\" и \"oauthbearer\"; читается заново для каждого соединения.",
                en: "Where the token for \"xoauth2\" and \"oauthbearer\" is kept; read anew for each session."
            )
        )

    private static let sending: [(path: String, sentence: Wording)] = [
        (
            "domains",
            Wording(
                ru: "Более строгие ограничения для доменов получателей, { \"mail.ru\": { … } }.",
                en: "Gentler limits for domains of recipients, { \"mail.ru\": { … } }."
            )
        ),
        (
            "domains.DOMAIN.connections",
            Wording(
                ru: "Сколько соединений одновременно передают почту этого домена.",
                en: "Sessions that may carry mail to this domain at once."
            )
        ),
        (
            "domains.DOMAIN.messagesPerMinute",
            Wording(
                ru: "Писем на этот домен в минуту: равномерно в течение минуты; 0 — без ограничения.",
                en: "Messages to this domain a minute, spread evenly over it; 0: no limit."
            )
        ),
        (
            "domains.DOMAIN.messagesPerDay",
            Wording(
                ru: "Писем на этот домен за 24 часа; 0 — без ограничения.",
                en: "Messages to this domain in 24 hours; 0: no limit."
            )
        ),
        (
            "retry",
            Wording(
                ru: "Когда снова уходит письмо, которое сервер пока не принял.",
                en: "When a message that was refused for now goes again."
            )
        ),
        (
            "retry.first",
            Wording(ru: "Ожидание после первого отказа.", en: "The wait after the first refusal.")
        ),
        (
            "retry.factor",
            Wording(
                ru: "Во сколько раз каждое ожидание длиннее предыдущего.",
                en: "By how much each wait is longer than the one before."
            )
        ),
        (
            "retry.longest",
            Wording(ru: "Самое долгое ожидание.", en: "No wait is longer.")
        ),
        (
            "retry.giveUpAfter",
            Wording(
                ru: "Через сколько после первой попытки письмо больше не отправляется и становится expired.",
                en: "How long after the first attempt a message is given up and becomes expired."
            )
        ),
        (
            "inDoubt",
            Wording(
                ru:
                    "Что делать с письмом, о котором из-за сбоя или обрыва связи неизвестно, принял ли его сервер.",
                en: "What becomes of a message whose fate a crash or a lost connection hid."
            )
        ),
        (
            "inDoubt.default",
            Wording(
                ru:
                    "Для обычных писем: \"resend\" — отправить ещё раз с тем же Message-ID, \"hold\" — ждать решения человека.",
                en:
                    "For ordinary letters: \"resend\" sends it again with the same Message-ID, \"hold\" leaves it to a person."
            )
        ),
        (
            "inDoubt.bulk",
            Wording(ru: "То же для массовых писем.", en: "The same for bulk mail.")
        ),
        (
            "timeouts",
            Wording(
                ru: "Сколько ждать сервер на каждом шаге диалога (RFC 5321 §4.5.3.2).",
                en: "How long each part of the dialogue with a relay may take (RFC 5321 §4.5.3.2)."
            )
        ),
        (
            "timeouts.connect",
            Wording(ru: "Соединение и TLS.", en: "Connecting, and TLS.")
        ),
        ("timeouts.greeting", Wording(ru: "Приветствие сервера.", en: "The relay's greeting.")),
        ("timeouts.mail", Wording(ru: "Ответ на MAIL.", en: "The reply to MAIL.")),
        ("timeouts.rcpt", Wording(ru: "Ответ на RCPT.", en: "The reply to RCPT.")),
        ("timeouts.data", Wording(ru: "Ответ на DATA.", en: "The reply to DATA.")),
        (
            "timeouts.block",
            Wording(ru: "Передача очередной части письма.", en: "One block of the message's text.")
        ),
        (
            "timeouts.endOfData",
            Wording(ru: "Ответ после конца письма.", en: "The reply after the end of data.")
        ),
        (
            "dsn",
            Wording(
                ru: "Какие отчёты о доставке просить у серверов, которые их обещают (RFC 3461).",
                en: "Which reports are asked of relays that offer DSN (RFC 3461)."
            )
        ),
        (
            "dsn.notify",
            Wording(
                ru: "О чём сообщать; [] — ни о чём не просить.",
                en: "What to report; [] asks for nothing."
            )
        ),
        (
            "dsn.ret",
            Wording(
                ru: "Что возвращать с отчётом: заголовки (\"hdrs\") или письмо целиком (\"full\").",
                en: "How much of the letter comes back: its headers (\"hdrs\") or all of it (\"full\")."
            )
        ),
    ]

    private static let protection: [(path: String, sentence: Wording)] = [
        (
            "limits",
            Wording(
                ru:
                    "Чтобы никого нельзя было завалить письмами через форму, а одна строка не остановила остальные.",
                en: "So that nobody can be mail-bombed through the form, and no row can stop the others."
            )
        ),
        (
            "limits.perAddressPerDay",
            Wording(
                ru:
                    "Писем на один ящик за 24 часа по всем мероприятиям, следующие задерживаются; 0 — без ограничения.",
                en: "Messages to one mailbox in 24 hours, all events together, more are held; 0: no limit."
            )
        ),
        (
            "limits.detailsBytes",
            Wording(
                ru: "Самый большой столбец details: письмо по строке с большим не составляется (rejected).",
                en: "The longest details of a row: letters about one with more are rejected."
            )
        ),
        (
            "limits.letterBytes",
            Wording(
                ru: "Самое большое письмо, каким его получает сервер: большее не составляется (rejected).",
                en: "The longest letter, as the relay gets it: a longer one is rejected."
            )
        ),
        (
            "sandbox",
            Wording(
                ru: "Пробный режим: людям самим ничего не уходит.",
                en: "Trial running: nothing reaches the people themselves."
            )
        ),
        (
            "sandbox.to",
            Wording(
                ru: "Ящик, на который уходят все письма, с пометкой.",
                en: "The mailbox that gets every letter, marked."
            )
        ),
        (
            "retention",
            Wording(ru: "Сколько хранятся данные.", en: "How long data are kept.")
        ),
        (
            "retention.log",
            Wording(ru: "Журнал отправки.", en: "The delivery log.")
        ),
        (
            "retention.registrations",
            Wording(
                ru: "Заявки и приглашённые, считая от конца их мероприятия.",
                en: "Registrations and invitees, from the end of their event."
            )
        ),
    ]

    static func secret(_ path: String, _ sentence: Wording) -> [(path: String, sentence: Wording)] {
        [
            (path, sentence),
            (
                path + ".file",
                Wording(
                    ru: "Файл, в первой строке которого он стоит; chmod 600.",
                    en: "The file whose first line it is; chmod 600."
                )
            ),
            (
                path + ".credential",
                Wording(
                    ru: "Имя, под которым его передаёт systemd: LoadCredential=ИМЯ:ФАЙЛ.",
                    en: "The name by which systemd hands it over: LoadCredential=NAME:FILE."
                )
            ),
        ]
    }
}
