import Reports
import Wording

/// What the overview says.
enum OverviewWords {
    static let nothingNeeded = Wording(ru: "Вмешательства не требуется.", en: "Nothing needs you.")
    static let slips = Wording(ru: "Похоже на опечатку", en: "Perhaps a slip")
    static let slipsMeaning = Wording(
        ru:
            "Письма на эти адреса вернулись. Спросите людей и исправьте адрес в регистрации или в списке приглашённых.",
        en:
            "Letters to these addresses came back. Ask the people, and correct the address in the registration or on the invitation list."
    )
    static let now = Wording(ru: "Сейчас", en: "Now")
    static let next = Wording(ru: "Рассылки впереди", en: "Mailings to come")
    static let nextCaption = Wording(
        ru: "Рассылки, которые не закончены, по времени",
        en: "Mailings that are not over, by their time"
    )
    static let event = Wording(ru: "Мероприятие", en: "Event")
    static let mailing = Wording(ru: "Рассылка", en: "Mailing")
    static let due = Wording(ru: "Время", en: "Time")
    static let audience = Wording(ru: "Адресатов", en: "Audience")
    static let lastDay = Wording(ru: "За сутки", en: "The last day")
    static let throughput = Wording(ru: "Ушло за четверть часа", en: "Sent in a quarter of an hour")
    static let wait = Wording(ru: "Сколько письма ждали отправки", en: "How long letters waited to be sent")
    static let nothingYet = Wording(ru: "пока ничего", en: "nothing yet")

    static func most(_ value: Wording, _ moment: String) -> Wording {
        Wording(ru: "самое большее \(value.ru), \(moment)", en: "at most \(value.en), \(moment)")
    }

    /// How the daemon is.
    static func daemon(_ condition: DaemonSign.Condition) -> Wording {
        switch condition {
        case .running: Wording(ru: "работает", en: "running")
        case .stuck: Wording(ru: "работает, но застрял", en: "running, but stuck")
        case .silent: Wording(ru: "молчит", en: "silent")
        case .troubled: Wording(ru: "работает с перебоями", en: "running with trouble")
        case .stopping: Wording(ru: "завершается", en: "stopping")
        case .stopped: Wording(ru: "остановлен", en: "stopped")
        case .failed: Wording(ru: "не смог запуститься", en: "could not start")
        case .gone: Wording(ru: "не запущен", en: "not running")
        }
    }
}
