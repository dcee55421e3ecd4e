public import Terminal
internal import Wording

/// The command line of `vestnikd`, which its manual page tells as well.
public enum DaemonProgram {
    /// The program, of that version.
    public static func declaration(version: String) -> Program {
        Program(
            "vestnikd",
            version: version,
            Wording(
                ru: "Отправлять письма мероприятий с регистрацией",
                en: "Send the mail of events with registration"
            ),
            discussion: Wording(
                ru: """
                    Работает на переднем плане до SIGTERM или SIGINT, заканчивает начатые передачи и завершается с кодом 0. По SIGHUP \
                    перечитывает настройки, мероприятия и шаблоны; об ошибках сообщает, и тогда действует прежняя версия.

                    Пишет в стандартный поток ошибок: для системного журнала — с приоритетами, для терминала — в цвете.
                    """,
                en: """
                    Runs in the foreground until SIGTERM or SIGINT, finishes transfers in flight and ends with 0. SIGHUP reloads \
                    configuration, events and templates; what is faulty is reported, and its old version stays in force.

                    Logs to standard error: for the journal with priorities, for a terminal in colour.
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
                    "once",
                    Wording(
                        ru: "Отправить всё, чему пора, и завершиться",
                        en: "Send everything that is due now, then end"
                    )
                ),
                .flag(
                    "reload",
                    Wording(
                        ru: "Попросить работающий демон перечитать файлы и дождаться его ответа",
                        en: "Ask the running daemon to read its files again, and wait for its answer"
                    )
                ),
                .flag("verbose", short: "v", Wording(ru: "Писать в журнал больше", en: "Log more")),
            ],
            examples: [
                Command.Example(
                    "vestnikd --config vestnik.json5",
                    Wording(ru: "Запустить в этом терминале", en: "Run in this terminal")
                ),
                Command.Example(
                    "vestnikd --once",
                    Wording(ru: "Один проход, для cron", en: "One round, for cron")
                ),
            ]
        )
    }
}
