package import Wording

/// Words that several commands use.
package enum Words {
    package static let event = Wording(ru: "Мероприятие: имя его папки", en: "The event: its folder's name")
    package static let notification = Wording(
        ru: "Уведомление: имя в event.json5",
        en: "The notification, by its name in event.json5"
    )
    package static let none = Wording(ru: "нет", en: "none")
    package static let prompted = Wording(ru: "по событию", en: "prompted")

    package static let messages = Counted(ru: ("письмо", "письма", "писем"), en: ("message", "messages"))
    package static let letters = Counted(ru: ("письмо", "письма", "писем"), en: ("letter", "letters"))
    package static let people = Counted(ru: ("человек", "человека", "человек"), en: ("person", "people"))
    package static let rows = Counted(ru: ("строка", "строки", "строк"), en: ("row", "rows"))
    package static let faults = Counted(ru: ("ошибка", "ошибки", "ошибок"), en: ("fault", "faults"))
    package static let regions = Counted(ru: ("регион", "региона", "регионов"), en: ("region", "regions"))
    package static let registrations = Counted(
        ru: ("регистрация", "регистрации", "регистраций"),
        en: ("registration", "registrations")
    )
    package static let invitations = Counted(
        ru: ("приглашение", "приглашения", "приглашений"),
        en: ("invitation", "invitations")
    )
    package static let logRows = Counted(
        ru: ("запись журнала", "записи журнала", "записей журнала"),
        en: ("log row", "log rows")
    )
    package static let changes = Counted(
        ru: ("изменение регистраций", "изменения регистраций", "изменений регистраций"),
        en: ("change of registrations", "changes of registrations")
    )

    /// A list of what there is: `none` where there is nothing.
    package static func known(_ names: [String]) -> Wording {
        names.isEmpty
            ? Wording(ru: "их нет совсем", en: "there is none")
            : Wording(
                ru: "есть: \(names.joined(separator: ", "))",
                en: "there is \(names.joined(separator: ", "))"
            )
    }

    /// “nothing is known of …”.
    package static func unknown(_ address: String) -> Wording {
        Wording(ru: "об адресе \(address) ничего не известно", en: "nothing is known of \(address)")
    }
}
