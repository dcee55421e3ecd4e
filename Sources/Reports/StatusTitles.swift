package import Wording

/// The left column of `vestnik status`, and what stands to its right.
package enum StatusTitles {
    /// The widest of them, and two blanks.
    package static let width = 15

    package static let daemon = Wording(ru: "Демон", en: "Daemon")
    package static let database = Wording(ru: "База", en: "Database")
    package static let events = Wording(ru: "Мероприятия", en: "Events")
    package static let unread = Wording(ru: "Не прочитано", en: "Unread")
    package static let new = Wording(ru: "Новые", en: "New")
    package static let messages = Wording(ru: "Письма", en: "Messages")
    package static let oldestDue = Wording(ru: "Ждёт с", en: "Oldest due")
    package static let sent = Wording(ru: "Отправлено", en: "Sent")
    package static let lastTrouble = Wording(ru: "Последний сбой", en: "Last trouble")
    package static let mailing = Wording(ru: "Рассылка", en: "Mailing")
    package static let following = FollowingWords.title
    package static let importing = ImportWords.title
    package static let late = Wording(ru: "Позже других", en: "Late")
    package static let byEventZone = Wording(ru: "Без пояса", en: "No time zone")
    package static let calledOff = Wording(ru: "Отменено", en: "Called off")
    package static let needsYou = Wording(ru: "Нужны вы", en: "Needs you")

    /// The daemon's process id, 0 where it is not known; nil: not running.
    package static func told(daemon: Int32?) -> Wording {
        guard let daemon else { return Wording(ru: "не запущен", en: "not running") }
        guard daemon > 0 else { return Wording(ru: "работает", en: "running") }
        return Wording(ru: "работает (процесс \(daemon))", en: "running (process \(daemon))")
    }

    /// Regions that are no subject of the Federation, of people who name no time zone either.
    package static func placeless(_ regions: [(text: String, count: Int)]) -> Wording {
        let count = regions.reduce(0) { $0 + $1.count }
        let some = regions.prefix(3).map { "«\($0.text)»" }.joined(separator: ", ")
        let more = regions.count - 3
        return Wording(
            ru: "регионы \(some)" + (more > 0 ? " и ещё \(more)" : "")
                + " — не субъекты Федерации, пояс не указан (регистраций: \(count)): для них действует пояс мероприятия",
            en: "the regions \(some)" + (more > 0 ? " and \(more) more" : "")
                + " are no subjects of the Federation, and no time zone is named (registrations: \(count)): they go by the event's"
        )
    }

    package static func notLookedAt(_ count: Int) -> Wording {
        let people = Words.people(count)
        return Wording(ru: "\(people.ru), до которых очередь не дошла", en: "\(people.en) not looked at yet")
    }

    package static func rates(_ health: Health) -> Wording {
        let (minute, hour, day) = (health.sentLastMinute, health.sentLastHour, health.sentLastDay)
        return Wording(
            ru: "\(minute) за минуту, \(hour) за час, \(day) за сутки",
            en: "\(minute) in the last minute, \(hour) in the last hour, \(day) in the last day"
        )
    }
}
