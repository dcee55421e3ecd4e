import Intake
import Mail

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
            ru: "vestnikd не запущен, непрочитанных регистраций: \(unread): systemctl start vestnikd",
            en: "vestnikd is not running, and \(unread) registrations are unread: systemctl start vestnikd"
        )
    }
}
