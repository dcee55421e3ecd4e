/// What is said of invitation lists that are on their way into the database.
public enum ImportWords {
    private static let rows = Counted(ru: ("строка", "строки", "строк"), en: ("row", "rows"))
    private static let warnings = Counted(
        ru: ("предупреждение", "предупреждения", "предупреждений"),
        en: ("warning", "warnings")
    )

    /// Somebody else imports.
    public static let underWay = Wording(
        ru: "сейчас импортируется другой список; повторите, когда он будет внесён",
        en: "another list is being imported; try again when it is done"
    )

    /// What the daemon has brought to its end.
    public static func followed(_ event: String, _ count: Int) -> Wording {
        Wording(
            ru: "\(event): прерванный импорт списка приглашённых завершён (\(rows(count).ru))",
            en: "\(event): an import of invitees that was cut off is complete (\(rows(count).en))"
        )
    }

    /// Warnings beyond those that are told.
    public static func furtherWarnings(_ count: Int) -> Wording {
        Wording(ru: "…и ещё \(warnings(count).ru)", en: "…and \(warnings(count).en) more")
    }

    /// The heading of `status`.
    public static let title = Wording(ru: "Импорт", en: "Importing")

    /// What `status` says of a list that was accepted.
    public static func status(_ event: String, left: Int) -> Wording {
        Wording(
            ru: "\(event): список принят, осталось внести: \(rows(left).ru)",
            en: "\(event): the list is accepted, \(rows(left).en) still to follow"
        )
    }

    /// What `status` says of a list whose import was cut off before it was accepted.
    public static func unaccepted(_ event: String) -> Wording {
        Wording(
            ru: "\(event): список читается или чтение прервано; в базу из него ничего не внесено",
            en: "\(event): a list is being read, or was cut off; nothing of it counts"
        )
    }

    /// What an import says of its rows.
    public static let would = Wording(ru: "было бы импортировано", en: "would import")
    /// What an import says of its rows.
    public static let done = Wording(ru: "импортировано", en: "imported")

    /// What an import says of its rows.
    public static func merged(_ count: Int) -> Wording {
        Wording(
            ru: "объединено с другими строками того же адреса: \(count)",
            en: "\(count) merged with others of the same address"
        )
    }

    /// What an import says of its rows.
    public static func absent(_ count: Int) -> Wording {
        Wording(
            ru: "приглашены раньше, а в файле их нет: \(count); оставлены как есть",
            en: "\(count) invited before and not in this file: left as they are"
        )
    }

    /// What an import says of its rows.
    public static func nowhere(_ count: Int) -> Wording {
        Wording(
            ru: "без региона и часового пояса: \(count); для них действует пояс мероприятия",
            en: "\(count) without region and time zone: the event's zone counts"
        )
    }
}
