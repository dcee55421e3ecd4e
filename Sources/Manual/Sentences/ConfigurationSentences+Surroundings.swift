internal import Wording

/// What the keys about what lies around the sending are for: returned mail, the dashboard, calendars, imports.
extension ConfigurationSentences {
    static let surroundings: [(path: String, sentence: Wording)] =
        [
            (
                "mailbox",
                Wording(
                    ru:
                        "Ящик IMAP или папка Maildir, куда возвращаются недоставленные письма и приходят ответы.",
                    en: "The IMAP mailbox, or the Maildir, where bounces and answers come back."
                )
            ),
            (
                "mailbox.url",
                Wording(
                    ru:
                        "Сервер; imaps:// — TLS с самого начала. Без порта — 993 и 143. Или maildir:ПУТЬ на этой машине.",
                    en:
                        "The host; imaps:// is TLS from the start. Without a port 993 and 143. Or maildir:PATH on this machine."
                )
            ),
            ("mailbox.username", Wording(ru: "Имя для входа.", en: "The user that logs in.")),
            (
                "mailbox.tls",
                Wording(
                    ru: "Как защищено соединение; для imap:// по умолчанию \"starttls\".",
                    en: "How the connection is protected; \"starttls\" is the default of imap://."
                )
            ),
            (
                "mailbox.ca",
                Wording(
                    ru: "Файл PEM с доверенными сертификатами; без него — системные.",
                    en: "A PEM file of trust anchors; without it those of the system."
                )
            ),
            ("mailbox.folder", Wording(ru: "Папка, которую читает демон.", en: "The folder that is read.")),
            (
                "mailbox.then",
                Wording(
                    ru: "Что делать с прочитанным письмом: отметить прочитанным или переложить в папку.",
                    en: "What becomes of a mail that was read: it is marked as seen, or moved to a folder."
                )
            ),
            (
                "mailbox.messageBytes",
                Wording(
                    ru: "Сколько читается от одного письма; от более длинного — начало.",
                    en: "How much of one mail is read; of a longer one its beginning."
                )
            ),
            (
                "mailbox.verp",
                Wording(
                    ru:
                        "Отправитель в конверте каждого письма, со своей меткой на месте {token}: по ней узнаётся любое вернувшееся письмо. Ящик должен принимать почту на такие адреса.",
                    en:
                        "The envelope's sender of every letter, with its own mark in place of {token}, by which whatever returns is recognised. The mailbox must take mail to such addresses."
                )
            ),
            ("mailbox.every", Wording(ru: "Как часто она читается.", en: "How often it is looked at.")),
            (
                "alerts",
                Wording(
                    ru: "Кому писать, когда нужен человек: предупреждение сразу и ежедневная сводка.",
                    en:
                        "Who is written to when something needs a person: a warning at once, and a daily digest."
                )
            ),
            ("alerts.to", Wording(ru: "Адреса администраторов.", en: "The administrators' addresses.")),
            (
                "alerts.digest",
                Wording(
                    ru: "Когда уходит сводка; без этого ключа её нет.",
                    en: "When the digest goes; without this key there is none."
                )
            ),
            (
                "alerts.timeZone",
                Wording(
                    ru: "По чьим часам; без этого ключа — по часам машины.",
                    en: "By whose clock; without this key by the machine's."
                )
            ),
            (
                "dashboard",
                Wording(ru: "Веб-страницы для наблюдения.", en: "The web pages to watch by.")
            ),
            (
                "dashboard.listen",
                Wording(ru: "Где они открыты.", en: "Where they listen.")
            ),
            (
                "dashboard.public",
                Wording(
                    ru: "Их адрес снаружи; нужен для отписки одним щелчком.",
                    en: "Their address outside, which one-click unsubscribe needs."
                )
            ),
            (
                "dashboard.users",
                Wording(
                    ru:
                        "Кто входит с паролем. Без users и proxy страницы открыты каждому, кто до них доберётся, но действовать нельзя; "
                        + "а где есть public, закрыты для всех.",
                    en:
                        "Who logs in with a password. Without users and proxy the pages are open to whoever reaches them, and "
                        + "nothing can be done there; with public they are closed to everybody."
                )
            ),
            (
                "dashboard.users[].name",
                Wording(ru: "Имя; так называет его и журнал.", en: "The name, in the log as well.")
            ),
            (
                "dashboard.users[].password",
                Wording(
                    ru: "Хеш пароля; его печатает vestnik-web --hash-password.",
                    en: "The password's hash, as vestnik-web --hash-password prints it."
                )
            ),
            (
                "dashboard.users[].role",
                Wording(
                    ru:
                        "reader смотрит, operator ещё и действует: утверждает, задерживает, выпускает, отзывает, повторяет.",
                    en: "A reader looks; an operator also approves, holds, releases, cancels, retries."
                )
            ),
            (
                "dashboard.proxy",
                Wording(
                    ru: "Обратный прокси, который сам узнаёт людей; только с listen: \"unix:…\".",
                    en: "A reverse proxy that knows people itself; with listen: \"unix:…\" alone."
                )
            ),
            (
                "dashboard.proxy.header",
                Wording(
                    ru: "Поле заголовка с именем человека.",
                    en: "The header field with the person's name."
                )
            ),
            (
                "dashboard.proxy.role",
                Wording(ru: "Роль тех, кого нет в users.", en: "The role of those whom users does not name.")
            ),
            (
                "dashboard.acts",
                Wording(
                    ru:
                        "Сокет, через который демон принимает действия, в папке с setgid, чья группа и может действовать; без него "
                        + "— рядом с базой, с окончанием -acts, только для её владельца.",
                    en:
                        "The socket where the daemon takes acts, in a setgid folder whose group may act; without it one beside "
                        + "the database that ends in -acts, for its owner alone."
                )
            ),
            (
                "calendar",
                Wording(
                    ru: "Файл производственного календаря; без него — встроенный.",
                    en: "A file of days off and working Saturdays; without it the calendar that is built in."
                )
            ),
            (
                "import",
                Wording(ru: "Как читаются таблицы приглашённых.", en: "How sheets of invitees are read.")
            ),
            (
                "import.headings",
                Wording(
                    ru: "Заголовки ваших таблиц и столбец, который за каждым стоит; \"-\" — не читать.",
                    en: "Headings of your sheets and the column each stands for; \"-\" leaves it out."
                )
            ),
        ]
        + secret(
            "mailbox.password",
            Wording(
                ru: "Где лежит пароль; в самих настройках его не пишут.",
                en: "Where the password is kept; never the password itself."
            )
        )
}
