public import Terminal
internal import Wording

/// The command line of `vestnik-web`, which its manual page tells as well.
public enum WebProgram {
    /// The program, of that version.
    public static func declaration(version: String) -> Program {
        Program(
            "vestnik-web",
            version: version,
            Wording(
                ru: "Показать в браузере, что отправлено, и принять регистрации по HTTP",
                en: "Show in a browser what was sent, and take registrations over HTTP"
            ),
            discussion: Wording(
                ru: """
                    Слушает там, где велит dashboard.listen в настройках, или сокет, который передал systemd; наружу открывает его обратный \
                    прокси с TLS. База открыта только для чтения: действия выполняет демон. Работает на переднем плане до SIGTERM или \
                    SIGINT.
                    """,
                en: """
                    Listens where dashboard.listen in the configuration says, or on the socket that systemd hands over; a reverse proxy \
                    with TLS opens it to the outside. It only reads the database: the daemon does what is acted. Runs in the foreground \
                    until SIGTERM or SIGINT.
                    """
            ),
            options: [
                .value(
                    "config",
                    "FILE",
                    short: "c",
                    completion: .files,
                    Wording(
                        ru: "Файл настроек; иначе $VESTNIK_CONFIG, иначе /etc/vestnik/vestnik.json5",
                        en: "Configuration; else $VESTNIK_CONFIG, else /etc/vestnik/vestnik.json5"
                    )
                ),
                .flag(
                    "hash-password",
                    Wording(
                        ru: "Прочитать пароль из стандартного ввода и напечатать хеш для dashboard.users",
                        en: "Read a password from standard input, and print the hash for dashboard.users"
                    )
                ),
            ],
            examples: [
                Command.Example(
                    "vestnik-web --config vestnik.json5",
                    Wording(ru: "Запустить в этом терминале", en: "Run in this terminal")
                ),
                Command.Example(
                    "vestnik-web --hash-password",
                    Wording(ru: "Хеш пароля для настроек", en: "A password's hash for the configuration")
                ),
            ]
        )
    }
}
