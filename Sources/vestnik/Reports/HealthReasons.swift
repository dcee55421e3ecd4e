import Delivery
import Intake
import Store
import Wording

/// What `vestnik status` says of the web site's file, each with what to do next.
enum HealthReasons {
    static func intake(_ trouble: IntakeCondition.Trouble, _ detail: String?, path: String) -> Wording {
        let said = detail.map { ": \($0)" } ?? ""
        return switch trouble {
        case .missing:
            Wording(
                ru:
                    "файла сайта \(path) нет, новых регистраций не видно\(said); верните его, или systemctl restart vestnikd: "
                    + "будет создан пустой",
                en:
                    "the web site's file \(path) is not there, and new registrations are not seen\(said); put it back, or "
                    + "systemctl restart vestnikd: an empty one is made"
            )
        case .locked:
            Wording(
                ru:
                    "файл сайта \(path) занят другой программой, новые регистрации ждут\(said); кем занят: fuser -v \(path)",
                en:
                    "another program holds the web site's file \(path), and new registrations wait\(said); which one: "
                    + "fuser -v \(path)"
            )
        case .damaged:
            Wording(
                ru:
                    "файл сайта \(path) повреждён, новых регистраций не видно\(said); что цело, достанет sqlite3 \(path) .recover",
                en:
                    "the web site's file \(path) is damaged, and new registrations are not seen\(said); sqlite3 \(path) "
                    + ".recover gets out what is whole"
            )
        case .unwritable:
            Wording(
                ru:
                    "файл сайта \(path) нельзя открыть или записать\(said); проверьте место (df -h) и права (systemd-tmpfiles "
                    + "--create)",
                en:
                    "the web site's file \(path) cannot be opened or written\(said); look at room (df -h) and rights "
                    + "(systemd-tmpfiles --create)"
            )
        case .crashing, .silent:
            Wording(
                ru:
                    "процесс, который читает файл сайта \(path), падает или не отвечает\(said); что видно: journalctl -u "
                    + "vestnikd, sqlite3 \(path) 'PRAGMA integrity_check'",
                en:
                    "the process that reads the web site's file \(path) ends or does not answer\(said); what is known: "
                    + "journalctl -u vestnikd, sqlite3 \(path) 'PRAGMA integrity_check'"
            )
        }
    }

    static func unread(since moment: String) -> Wording {
        Wording(
            ru: "регистрации не прочитаны с \(moment): journalctl -u vestnikd",
            en: "registrations are unread since \(moment): journalctl -u vestnikd"
        )
    }

    static func unerased(since moment: String) -> Wording {
        Wording(
            ru: "стёртое \(moment) ещё лежит в файле сайта: демон сотрёт, когда сможет писать в него",
            en:
                "what was erased at \(moment) is still in the web site's file: the daemon erases it when it can write there"
        )
    }

    static func isDown(unread: Int) -> Wording {
        Wording(
            ru: "vestnikd не запущен, не прочитано: \(Words.changes(unread).ru); systemctl start vestnikd",
            en:
                "vestnikd is not running, and \(Words.changes(unread).en) not read: systemctl start vestnikd"
        )
    }

    static func held(_ count: Int) -> Wording {
        Wording(
            ru: "задержано: \(Words.messages(count).ru); vestnik queue --state held",
            en: "\(count) held: vestnik queue --state held"
        )
    }

    static func undecided(_ count: Int) -> Wording {
        Wording(
            ru: "неизвестна судьба: \(Words.messages(count).ru); vestnik queue --state in_doubt",
            en: "\(count) in doubt: vestnik queue --state in_doubt"
        )
    }

    static func mailing(_ mailing: Mailing) -> Wording {
        let what =
            mailing.state == .paused
            ? Wording(ru: "приостановлена", en: "is paused")
            : Wording(ru: "ждёт утверждения", en: "awaits approval")
        let reason = mailing.reason.map { ": \($0)" } ?? ""
        let name = "\(mailing.event) \(mailing.notification)"
        return Wording(
            ru: "рассылка \(name) \(what.ru)\(reason)",
            en: "the mailing \(name) \(what.en)\(reason)"
        )
    }

    static func strayEvent(_ event: String) -> Wording {
        Wording(
            ru: "регистрации называют мероприятие \(event), у которого нет папки",
            en: "registrations name the event \(event), which has no folder"
        )
    }

    static func heldBack(_ name: String, _ event: HeldBackEvents.Event) -> Wording {
        let what =
            event.waits
            ? Wording(ru: "отложено, его письма ждут", en: "is held back, and its mail waits")
            : Wording(
                ru: "с ошибками, действует его прежняя версия",
                en: "has faults, and its old version is in force"
            )
        let fault = event.faults.first ?? ""
        return Wording(
            ru: "мероприятие \(name) \(what.ru): \(fault) (vestnik check)",
            en: "the event \(name) \(what.en): \(fault) (vestnik check)"
        )
    }

    static func relay(_ relay: String, _ problem: String) -> Wording {
        Wording(ru: "сервер \(relay): \(problem)", en: "the relay \(relay): \(problem)")
    }

    static func relayBlock(_ relay: String, until: String, _ problem: String) -> Wording {
        Wording(
            ru:
                "сервер \(relay) ничего не принимает до \(until): \(problem); попробовать сразу: systemctl reload vestnikd",
            en:
                "the relay \(relay) takes nothing until \(until): \(problem); systemctl reload vestnikd tries it at once"
        )
    }

    static func noConnection(_ relay: String?, _ reply: String) -> Wording {
        Wording(
            ru: "нет связи с сервером\(relay.map { " \($0)" } ?? ""): \(reply)",
            en: "no connection to \(relay ?? "the relay"): \(reply)"
        )
    }

    static let mailIsDue = Wording(
        ru: "vestnikd не запущен, а письмам пора идти: systemctl start vestnikd",
        en: "vestnikd is not running, and mail is due: systemctl start vestnikd"
    )
}
