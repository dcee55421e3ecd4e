internal import Wording

/// The headings of manual pages, in the words that other Russian and English pages have for them.
enum PageWords {
    static let name = Wording(ru: "Имя", en: "Name")
    static let synopsis = Wording(ru: "Синтаксис", en: "Synopsis")
    static let description = Wording(ru: "Описание", en: "Description")
    static let options = Wording(ru: "Параметры", en: "Options")
    static let commands = Wording(ru: "Команды", en: "Commands")
    static let examples = Wording(ru: "Примеры", en: "Examples")
    static let exitStatus = Wording(ru: "Коды завершения", en: "Exit status")
    static let files = Wording(ru: "Файлы", en: "Files")
    static let environment = Wording(ru: "Переменные окружения", en: "Environment")
    static let seeAlso = Wording(ru: "Смотрите также", en: "See also")
    static let repeated = Wording(ru: " (можно повторять)", en: " (may be repeated)")

    /// The codes that all programs end with.
    static let exitCodes: [(term: String, meaning: Wording)] = [
        ("0", Wording(ru: "сделано", en: "done")),
        (
            "64",
            Wording(
                ru: "ошибка в командной строке, или нет подтверждения --yes",
                en: "wrong usage, or a confirmation, --yes, is missing"
            )
        ),
        ("65", Wording(ru: "неверные данные", en: "bad input data")),
        ("66", Wording(ru: "нет такого файла, мероприятия или письма", en: "no such file, event or message")),
        ("69", Wording(ru: "нужная служба недоступна", en: "a needed service is unavailable")),
        ("73", Wording(ru: "нельзя создать файл", en: "output cannot be created")),
        ("74", Wording(ru: "ошибка ввода-вывода", en: "input or output failed")),
        (
            "75",
            Wording(
                ru: "временно: база занята другим демоном, или нужен человек",
                en: "for now: another daemon has the database, or something needs a person"
            )
        ),
        ("78", Wording(ru: "ошибка в настройках", en: "bad configuration")),
    ]

    /// What programs read of their environment.
    static let variables: [(term: String, meaning: Wording)] = [
        (
            "VESTNIK_CONFIG",
            Wording(
                ru: "файл настроек, если не указан --config",
                en: "the configuration, where --config is not given"
            )
        ),
        (
            "LC_ALL, LC_MESSAGES, LANG",
            Wording(
                ru: "язык, пока настройки не прочитаны",
                en: "the language, until a configuration is read"
            )
        ),
        ("NO_COLOR", Wording(ru: "если задана, цвета нет", en: "where it is set, there is no colour")),
        (
            "CREDENTIALS_DIRECTORY",
            Wording(
                ru: "папка, в которую systemd кладёт пароли и токены",
                en: "the folder where systemd puts passwords and tokens"
            )
        ),
    ]

    static let configurationFile = Wording(
        ru: "настройки, если не сказано иное",
        en: "the configuration, unless another is named"
    )
    static let database = Wording(ru: "база демона", en: "the daemon's database")
    static let intake = Wording(
        ru: "база, в которую пишет сайт",
        en: "the file into which the web site writes"
    )
}
