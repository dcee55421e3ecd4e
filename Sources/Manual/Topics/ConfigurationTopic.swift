internal import Settings
internal import Wording

/// The configuration, `vestnik.json5`.
enum ConfigurationTopic {
    static let reference = Reference(
        summary: Wording(ru: "Настройки: vestnik.json5", en: "The configuration, vestnik.json5"),
        sections: [
            Reference.Section(
                Wording(ru: "Файл", en: "The file"),
                paragraphs: [
                    Wording(
                        ru:
                            "Настройки читаются из файла --config, иначе $VESTNIK_CONFIG, иначе /etc/vestnik/vestnik.json5. Ошибки с файлом, строкой и столбцом называет `vestnik check`.",
                        en:
                            "It is read from --config, else $VESTNIK_CONFIG, else /etc/vestnik/vestnik.json5. `vestnik check` names every fault with file, line and column."
                    ),
                    FileWords.json5, FileWords.units,
                ],
                example: """
                    {
                      database: "/var/lib/vestnik/vestnik.db",
                      intake: "/var/lib/vestnik-intake/registrations.db",
                      events: "events",
                      relays: [
                        {
                          url: "smtp://mail.example.org:587",
                          username: "meeting@example.org",
                          password: { credential: "relay-password" },
                        },
                      ],
                    }
                    """
            ),
            Reference.Section(
                Wording(ru: "Ключи", en: "Keys"),
                entries: Reference.Entry.entries(
                    of: Configuration.declaredKeys,
                    ConfigurationSentences.all
                )
            ),
        ]
    )
}

/// What is said of all files.
enum FileWords {
    static let json5 = Wording(
        ru:
            "Файл в формате JSON5: бывают комментарии // и /* */, ключи без кавычек, запятая после последнего значения. Относительный путь отсчитывается от папки самого файла. Неизвестный ключ — ошибка.",
        en:
            "It is JSON5: comments, // and /* */, keys without quotes and a comma after the last value are welcome. A relative path is relative to the file. An unknown key is a fault."
    )
    static let units = Wording(
        ru:
            "Длительность — целое число и единица в кавычках: \"90s\", \"15m\", \"2h\", \"4d\". Размер — так же: \"500B\", \"64KB\", \"10MB\". `[]` в имени ключа — любой пункт списка, слово ПРОПИСНЫМИ БУКВАМИ — любое имя.",
        en:
            "A duration is a whole number and a unit in quotes: \"90s\", \"15m\", \"2h\", \"4d\"; a size likewise: \"500B\", \"64KB\", \"10MB\". `[]` in a key is any item of the list, a word in CAPITALS any name."
    )
}
