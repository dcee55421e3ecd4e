import Wording

/// What the page of a person says.
enum PersonPageWords {
    static let address = Wording(ru: "Адрес человека", en: "The person's address")
    static let suppressed = Wording(ru: "В списке запрета", en: "Suppressed")
    static let event = Wording(ru: "мероприятие", en: "event")
    static let name = Wording(ru: "ФИО", en: "name")
    static let secondAddress = Wording(ru: "второй адрес", en: "second address")
    static let organization = Wording(ru: "организация", en: "organisation")
    static let position = Wording(ru: "должность", en: "position")
    static let region = Wording(ru: "регион", en: "region")
    static let language = Wording(ru: "язык", en: "language")
    static let timeZone = Wording(ru: "часовой пояс", en: "time zone")
    static let created = Wording(ru: "внесено", en: "entered")
    static let details = Wording(ru: "прочее", en: "details")
    static let why = Wording(ru: "почему", en: "why")
    static let lettersCaption = Wording(
        ru: "Письма этому человеку, сначала новые",
        en: "Letters to this person, newest first"
    )
    static let besides = Wording(ru: "Помимо писем", en: "Beside the letters")

    static func registration(_ id: Int64) -> Wording {
        Wording(ru: "Регистрация \(id)", en: "Registration \(id)")
    }
    static func invitee(_ id: Int64) -> Wording { Wording(ru: "Приглашённый \(id)", en: "Invitee \(id)") }

    /// A registration's status; the word itself where it is none of the usual ones.
    static func status(_ word: String) -> Wording {
        switch word {
        case "registered": Wording(ru: "участие зарегистрировано", en: "registered")
        case "confirmed": Wording(ru: "участие подтверждено", en: "confirmed")
        case "waitlisted": Wording(ru: "в листе ожидания", en: "waitlisted")
        case "cancelled": Wording(ru: "участие отменено", en: "cancelled")
        default: Wording(verbatim: word)
        }
    }
}
