import Wording

/// What the page of letters to come says.
enum PreviewWords {
    static let event = Wording(ru: "Мероприятие", en: "Event")
    static let notification = Wording(ru: "Письмо", en: "Letter")
    static let language = Wording(ru: "Язык", en: "Language")
    static let person = Wording(
        ru: "Кому: адрес; без него — вымышленному человеку",
        en: "To: an address; without it, to somebody made up"
    )
    static let choose = Wording(ru: "выберите", en: "choose")
    static let show = Wording(ru: "Показать", en: "Show")
    static let subject = Wording(ru: "тема", en: "subject")
    static let from = Wording(ru: "от", en: "from")
    static let to = Wording(ru: "кому", en: "to")
    static let replyTo = Wording(ru: "ответ", en: "reply to")
    static let preheader = Wording(ru: "анонс", en: "preheader")
    static let files = Wording(ru: "вложения", en: "attachments")
    static let phone = Wording(ru: "На телефоне", en: "On a phone")
    static let desktop = Wording(ru: "На компьютере", en: "On a desktop")
    static let faults = Wording(ru: "В файлах мероприятия ошибки:", en: "The event's files have faults:")

    static func noEvent(_ name: String) -> Wording {
        Wording(ru: "мероприятия «\(name)» нет", en: "there is no event “\(name)”")
    }
    static func noNotification(_ name: String) -> Wording {
        Wording(ru: "уведомления «\(name)» нет", en: "there is no notification “\(name)”")
    }
}
