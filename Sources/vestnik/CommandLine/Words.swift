import Wording

/// Words that several commands use.
enum Words {
    static let event = Wording(ru: "Мероприятие: имя его папки", en: "The event: its folder's name")
    static let notification = Wording(
        ru: "Уведомление: имя в event.json5",
        en: "The notification, by its name in event.json5"
    )
    static let none = Wording(ru: "нет", en: "none")
    static let prompted = Wording(ru: "по событию", en: "prompted")

    static let messages = Counted(ru: ("письмо", "письма", "писем"), en: ("message", "messages"))
    static let letters = Counted(ru: ("письмо", "письма", "писем"), en: ("letter", "letters"))
    static let people = Counted(ru: ("человек", "человека", "человек"), en: ("person", "people"))
    static let rows = Counted(ru: ("строка", "строки", "строк"), en: ("row", "rows"))
    static let faults = Counted(ru: ("ошибка", "ошибки", "ошибок"), en: ("fault", "faults"))
    static let regions = Counted(ru: ("регион", "региона", "регионов"), en: ("region", "regions"))
    static let registrations = Counted(
        ru: ("регистрация", "регистрации", "регистраций"),
        en: ("registration", "registrations")
    )
    static let invitations = Counted(
        ru: ("приглашение", "приглашения", "приглашений"),
        en: ("invitation", "invitations")
    )
    static let logRows = Counted(
        ru: ("запись журнала", "записи журнала", "записей журнала"),
        en: ("log row", "log rows")
    )
    static let changes = Counted(
        ru: ("изменение регистраций", "изменения регистраций", "изменений регистраций"),
        en: ("change of registrations", "changes of registrations")
    )

    /// A list of what there is: `none` where there is nothing.
    static func known(_ names: [String]) -> Wording {
        names.isEmpty
            ? Wording(ru: "их нет совсем", en: "there is none")
            : Wording(
                ru: "есть: \(names.joined(separator: ", "))",
                en: "there is \(names.joined(separator: ", "))"
            )
    }

    /// “nothing is known of …”.
    static func unknown(_ address: String) -> Wording {
        Wording(ru: "об адресе \(address) ничего не известно", en: "nothing is known of \(address)")
    }
}
