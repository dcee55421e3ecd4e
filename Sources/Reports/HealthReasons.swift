package import Delivery
package import Intake
package import Store
package import Wording

/// What `vestnik status` says of the web site's file, each with what to do next.
package enum HealthReasons {
    package static func intake(
        _ trouble: IntakeCondition.Trouble,
        _ detail: Wording?,
        path: String
    ) -> Wording {
        let said = detail.map { ": " + $0 } ?? .nothing
        return switch trouble {
        case .missing:
            Wording(
                ru:
                    "файла сайта \(path) нет, новых регистраций не видно\(said.ru); верните его, или systemctl restart vestnikd: "
                    + "будет создан пустой",
                en:
                    "the web site's file \(path) is not there, and new registrations are not seen\(said.en); put it back, or "
                    + "systemctl restart vestnikd: an empty one is made"
            )
        case .locked:
            Wording(
                ru:
                    "файл сайта \(path) занят другой программой, новые регистрации ждут\(said.ru); кем занят: fuser -v \(path)",
                en:
                    "another program holds the web site's file \(path), and new registrations wait\(said.en); which one: "
                    + "fuser -v \(path)"
            )
        case .damaged:
            Wording(
                ru:
                    "файл сайта \(path) повреждён, новых регистраций не видно\(said.ru); что цело, достанет sqlite3 \(path) .recover",
                en:
                    "the web site's file \(path) is damaged, and new registrations are not seen\(said.en); sqlite3 \(path) "
                    + ".recover gets out what is whole"
            )
        case .unwritable:
            Wording(
                ru:
                    "файл сайта \(path) нельзя открыть или записать\(said.ru); проверьте место (df -h) и права (systemd-tmpfiles "
                    + "--create)",
                en:
                    "the web site's file \(path) cannot be opened or written\(said.en); look at room (df -h) and rights "
                    + "(systemd-tmpfiles --create)"
            )
        case .crashing, .silent:
            Wording(
                ru:
                    "процесс, который читает файл сайта \(path), не запускается, падает или не отвечает\(said.ru); что видно: journalctl -u "
                    + "vestnikd, sqlite3 \(path) 'PRAGMA integrity_check'",
                en:
                    "the process that reads the web site's file \(path) does not start, ends, or does not answer\(said.en); what is known: "
                    + "journalctl -u vestnikd, sqlite3 \(path) 'PRAGMA integrity_check'"
            )
        }
    }

    package static func unreadReturns(_ told: String) -> Wording {
        Wording(
            ru: "\(told); сохраните их в файл и запишите: vestnik bounce --record FILE",
            en: "\(told); save it to a file and record it: vestnik bounce --record FILE"
        )
    }

    package static func mailbox(_ trouble: String) -> Wording {
        Wording(
            ru:
                "ящик возвратов не читается: \(trouble); проверьте mailbox в настройках: vestnik check --relay",
            en: "the mailbox of returned mail is not read: \(trouble); look at mailbox in the configuration: "
                + "vestnik check --relay"
        )
    }

    /// People who declined in their calendars and are registered, at most three by address.
    package static func declined(_ addresses: [String], event: String) -> Wording {
        let some = addresses.prefix(3).joined(separator: ", ")
        let more = addresses.count > 3 ? ", …" : ""
        return Wording(
            ru:
                "отклонили приглашение в календаре, а регистрация не отменена: \(some)\(more); спросите их и отмените "
                + "регистрацию на сайте, или запишите другой ответ: vestnik answer \(event) АДРЕС yes",
            en:
                "declined in their calendars and are still registered: \(some)\(more); ask them and cancel the "
                + "registration on the site, or write down another answer: vestnik answer \(event) ADDRESS yes"
        )
    }

    package static func unread(since moment: String) -> Wording {
        Wording(
            ru: "регистрации не прочитаны с \(moment): journalctl -u vestnikd",
            en: "registrations are unread since \(moment): journalctl -u vestnikd"
        )
    }

    package static func unerased(since moment: String) -> Wording {
        Wording(
            ru: "стёртое \(moment) ещё лежит в файле сайта: демон сотрёт, когда сможет писать в него",
            en:
                "what was erased at \(moment) is still in the web site's file: the daemon erases it when it can write there"
        )
    }

    package static func isDown(unread: Int) -> Wording {
        Wording(
            ru: "vestnikd не запущен, не прочитано: \(Words.changes(unread).ru); systemctl start vestnikd",
            en:
                "vestnikd is not running, and \(Words.changes(unread).en) not read: systemctl start vestnikd"
        )
    }

    package static func held(_ count: Int) -> Wording {
        Wording(
            ru: "задержано: \(Words.messages(count).ru)",
            en: "\(count) held"
        )
    }

    package static func undecided(_ count: Int) -> Wording {
        Wording(
            ru: "неизвестна судьба: \(Words.messages(count).ru)",
            en: "\(count) in doubt"
        )
    }

    package static func mailing(_ mailing: Mailing) -> Wording {
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

    /// Registrations of events that nobody knows, in one sentence however many there are.
    package static func strayEvents(_ events: [String]) -> Wording {
        let some = events.sorted().prefix(3).map { "«\($0)»" }.joined(separator: ", ")
        let more = events.count - 3
        if events.count == 1 {
            return Wording(
                ru:
                    "регистрации называют мероприятие \(some), у которого нет папки; создайте её или исправьте event",
                en: "registrations name the event \(some), which has no folder; make it, or correct event"
            )
        }
        return Wording(
            ru: "регистрации называют мероприятия, у которых нет папок (\(events.count)): \(some)"
                + (more > 0 ? " и ещё \(more)" : "") + "; создайте папки или исправьте event",
            en: "registrations name events that have no folder (\(events.count)): \(some)"
                + (more > 0 ? " and \(more) more" : "") + "; make the folders, or correct event"
        )
    }

    /// A write-ahead log that does not get smaller: somebody reads, and does not end.
    package static func largeLog(_ path: String, bytes: Int64) -> Wording {
        Wording(
            ru:
                "журнал базы \(path) вырос до \(bytes >> 20) МБ: его держит чьё-то долгое чтение; чьё именно, покажет fuser -v \(path)",
            en:
                "the log \(path) has grown to \(bytes >> 20) MB: somebody reads without end; fuser -v \(path) tells who"
        )
    }

    package static func silent(since moment: String) -> Wording {
        Wording(
            ru:
                "vestnikd не подаёт признаков жизни с \(moment): journalctl -u vestnikd, затем systemctl restart vestnikd",
            en:
                "vestnikd has given no sign of life since \(moment): journalctl -u vestnikd, then systemctl restart vestnikd"
        )
    }

    package static func hasDied(at moment: String) -> Wording {
        Wording(
            ru:
                "vestnikd завершился сам около \(moment): journalctl -u vestnikd, затем systemctl start vestnikd",
            en:
                "vestnikd ended by itself at about \(moment): journalctl -u vestnikd, then systemctl start vestnikd"
        )
    }

    package static func startFailed(at moment: String, _ trouble: String) -> Wording {
        Wording(
            ru: "vestnikd не смог запуститься \(moment): \(trouble)",
            en: "vestnikd could not start at \(moment): \(trouble)"
        )
    }

    package static let stuck = Wording(
        ru: "передача писем стоит: journalctl -u vestnikd, затем systemctl restart vestnikd",
        en: "the sessions with relays stand still: journalctl -u vestnikd, then systemctl restart vestnikd"
    )

    package static func records(_ trouble: String) -> Wording {
        Wording(
            ru: "ничего не записать, и почта стоит: \(trouble); место: df -h, кем занята база: fuser -v",
            en:
                "nothing can be recorded, and no mail goes: \(trouble); room: df -h, who holds the database: fuser -v"
        )
    }

    package static func leftSending(since moment: String) -> Wording {
        Wording(
            ru:
                "письма, которые передавались \(moment), остались без исхода: systemctl start vestnikd разберётся с ними",
            en:
                "letters that were with a relay at \(moment) have no outcome: systemctl start vestnikd settles them"
        )
    }

    package static func longSending(since moment: String) -> Wording {
        Wording(
            ru: "письмо передаётся с \(moment)",
            en: "a letter has been with a relay since \(moment)"
        )
    }

    package static func unmade(_ letters: UnmadeLetters) -> Wording {
        let filter = "--event \(letters.event) --notification \(letters.notification) --state rejected"
        return unmadeCount(letters)
            + Wording(
                ru: "; исправьте шаблон, systemctl reload vestnikd, vestnik retry \(filter)",
                en: "; correct the template, systemctl reload vestnikd, vestnik retry \(filter)"
            )
    }

    /// For a page, on which they can be sent again.
    package static func unmadeOnPages(_ letters: UnmadeLetters) -> Wording {
        unmadeCount(letters)
            + Wording(
                ru:
                    "; нужно исправить шаблон и загрузить его (systemctl reload vestnikd), потом отправить письма снова",
                en:
                    "; the template must be corrected and loaded (systemctl reload vestnikd), then the letters sent again"
            )
    }

    private static func unmadeCount(_ letters: UnmadeLetters) -> Wording {
        let what = "\(letters.event) \(letters.notification)"
        return Wording(
            ru: "\(what): не составлено: \(Words.messages(letters.count).ru), \(letters.reason)",
            en: "\(what): \(Words.messages(letters.count).en) could not be made, \(letters.reason)"
        )
    }

    package static func stale(_ files: StaleFiles) -> Wording {
        let what =
            files.event.isEmpty
            ? Wording(ru: "настройки", en: "the configuration")
            : Wording(ru: "мероприятие \(files.event)", en: "the event \(files.event)")
        if let fault = files.fault {
            return Wording(
                ru: "\(what.ru): файлы изменены и не загрузятся: \(fault) (vestnik check)",
                en: "\(what.en): files were edited and would not load: \(fault) (vestnik check)"
            )
        }
        return Wording(
            ru: "\(what.ru): файлы изменены, а vestnikd их не перечитал: systemctl reload vestnikd",
            en: "\(what.en): files were edited, and vestnikd has not read them: systemctl reload vestnikd"
        )
    }

    package static func unknownZones(_ places: [(text: String, count: Int)]) -> Wording {
        let count = places.reduce(0) { $0 + $1.count }
        let some = places.prefix(3).map { "«\($0.text)»" }.joined(separator: ", ")
        let more = places.count - 3
        return Wording(
            ru: "часовой пояс не понят у регистраций (\(count)): \(some)" + (more > 0 ? " и ещё \(more)" : "")
                + "; для них действует пояс региона или мероприятия",
            en: "the time zone of registrations (\(count)) is not known: \(some)"
                + (more > 0 ? " and \(more) more" : "")
                + "; they go by their region's or the event's"
        )
    }

    package static func heldBack(_ name: String, _ event: HeldBackEvents.Event) -> Wording {
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

    package static func relay(_ relay: String, _ problem: String) -> Wording {
        Wording(ru: "сервер \(relay): \(problem)", en: "the relay \(relay): \(problem)")
    }

    package static func relayBlock(_ relay: String, until: String, _ problem: String) -> Wording {
        Wording(
            ru:
                "сервер \(relay) ничего не принимает до \(until): \(problem); попробовать сразу: systemctl reload vestnikd",
            en:
                "the relay \(relay) takes nothing until \(until): \(problem); systemctl reload vestnikd tries it at once"
        )
    }

    package static func noConnection(_ relay: String?, _ reply: String) -> Wording {
        Wording(
            ru: "нет связи с сервером\(relay.map { " \($0)" } ?? ""): \(reply)",
            en: "no connection to \(relay ?? "the relay"): \(reply)"
        )
    }

    package static let mailIsDue = Wording(
        ru: "vestnikd не запущен, а письмам пора идти: systemctl start vestnikd",
        en: "vestnikd is not running, and mail is due: systemctl start vestnikd"
    )
}
