import Wording

/// The left column of `vestnik status`, and what stands to its right.
enum StatusTitles {
    /// The widest of them, and two blanks.
    static let width = 15

    static let daemon = Wording(ru: "Демон", en: "Daemon")
    static let database = Wording(ru: "База", en: "Database")
    static let unread = Wording(ru: "Не прочитано", en: "Unread")
    static let new = Wording(ru: "Новые", en: "New")
    static let messages = Wording(ru: "Письма", en: "Messages")
    static let oldestDue = Wording(ru: "Ждёт с", en: "Oldest due")
    static let sent = Wording(ru: "Отправлено", en: "Sent")
    static let lastTrouble = Wording(ru: "Последний сбой", en: "Last trouble")
    static let mailing = Wording(ru: "Рассылка", en: "Mailing")
    static let late = Wording(ru: "Позже других", en: "Late")
    static let calledOff = Wording(ru: "Отменено", en: "Called off")
    static let needsYou = Wording(ru: "Нужны вы", en: "Needs you")

    /// The daemon's process id, 0 where it is not known; nil: not running.
    static func told(daemon: Int32?) -> Wording {
        guard let daemon else { return Wording(ru: "не запущен", en: "not running") }
        guard daemon > 0 else { return Wording(ru: "работает", en: "running") }
        return Wording(ru: "работает (процесс \(daemon))", en: "running (process \(daemon))")
    }

    static func notLookedAt(_ count: Int) -> Wording {
        let people = Words.people(count)
        return Wording(ru: "\(people.ru), до которых очередь не дошла", en: "\(people.en) not looked at yet")
    }

    static func rates(_ health: Health) -> Wording {
        let (minute, hour, day) = (health.sentLastMinute, health.sentLastHour, health.sentLastDay)
        return Wording(
            ru: "\(minute) за минуту, \(hour) за час, \(day) за сутки",
            en: "\(minute) in the last minute, \(hour) in the last hour, \(day) in the last day"
        )
    }
}
