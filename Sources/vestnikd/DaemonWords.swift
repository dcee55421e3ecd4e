import Delivery
import Wording

/// What the daemon says of itself, in the journal and to the service manager.
enum DaemonWords {
    static let noActs = Wording(
        ru: "действия со страниц не принимаются: ",
        en: "acts of the web pages are not taken: "
    )
    static let waiting = Wording(ru: "ждёт регистраций", en: "waiting for registrations")
    static let started = Wording(ru: "запущен: ", en: "started: ")
    static let stopping = Wording(ru: "останавливается: ", en: "stopping: ")
    static let finishing = Wording(
        ru: "заканчивает начатые передачи",
        en: "finishing transfers in flight"
    )
    static let stopped = Wording(ru: "остановлен", en: "stopped")
    static let reloading = Wording(ru: "перечитывает настройки", en: "reading the configuration again")
    static let reloaded = Wording(ru: "настройки перечитаны: ", en: "reloaded: ")
    static let oldStays = Wording(
        ru: "действуют прежние настройки",
        en: "the old configuration stays in force"
    )
    static let stuck = Wording(ru: "сеансы застыли", en: "the sessions make no step any more")
    static let notFed = Wording(
        ru: ": сторож не получает вестей, пока они не пойдут дальше",
        en: ": the watchdog is not fed until they do"
    )
    static let goOn = Wording(ru: "сеансы идут дальше", en: "the sessions go on")
    static let databaseGone = Wording(ru: "база исчезла", en: "the database is gone")

    static func figures(_ figures: Engine.Figures) -> Wording {
        let (sent, deferred, inFlight) = (figures.sent, figures.deferred, figures.inFlight)
        return Wording(
            ru: "отправлено \(sent), отложено \(deferred), передаётся \(inFlight)",
            en: "\(sent) sent, \(deferred) deferred, \(inFlight) in flight"
        )
    }
}
