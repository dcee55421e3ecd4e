import Intake
import Wording

/// What the engine tells the journal, beside what stands in `reason`.
enum Notices {
    static let writableAgain = Wording(
        ru: "в базу снова можно писать: отправка продолжается",
        en: "the database can be written again: sending goes on"
    )
    static let intakeAgain = Wording(
        ru: "файл сайта снова читается",
        en: "the intake can be read again"
    )

    static let databaseIsFixed = Wording(
        ru: "базу нельзя сменить на ходу: для другой перезапустите демон",
        en: "the database cannot change while running: restart to use another"
    )

    static func noThread(_ problem: Wording) -> Wording {
        Wording(ru: "нет потока для сеансов: \(problem.ru)", en: "no thread for sessions: \(problem.en)")
    }

    static func cannotRecord(_ trouble: Wording) -> Wording {
        Wording(
            ru: "записать нельзя, и больше ничего не отправляется: \(trouble.ru)",
            en: "cannot record, so nothing more is sent: \(trouble.en)"
        )
    }

    static func unrecorded(_ trouble: Wording) -> Wording {
        Wording(
            ru: "исходы записать не удалось: \(trouble.ru)",
            en: "outcomes could not be recorded: \(trouble.en)"
        )
    }

    static func clockWentBack(_ waits: Int) -> Wording {
        Wording(
            ru: "часы перевели назад; отсрочек, отсчитанных заново: \(waits)",
            en: "the clock has gone back; \(waits) waits are counted from now"
        )
    }

    static func relayNeedsPerson(_ relay: String, _ told: Wording) -> Wording {
        Wording(
            ru: "серверу \(relay) нужен человек: \(told.ru)",
            en: "relay \(relay) needs a person: \(told.en)"
        )
    }

    static func relayUnreachable(_ relay: String, _ told: Wording) -> Wording {
        Wording(
            ru: "с сервером \(relay) нет связи: \(told.ru)",
            en: "relay \(relay) cannot be reached: \(told.en)"
        )
    }

    static func relayBlocked(_ relay: String, seconds: Int64, _ told: Wording) -> Wording {
        Wording(
            ru: "сервер \(relay), по его словам, ничего не примет ещё \(seconds) с: \(told.ru)",
            en: "relay \(relay) takes nothing for \(seconds) s, by its own word: \(told.en)"
        )
    }

    static func losesOverlap(_ relay: String) -> Wording {
        Wording(
            ru: "сервер \(relay) теряет команды, посланные вслед за концом данных: его письма идут по одному",
            en: "relay \(relay) loses what is pipelined behind the end of data: its letters go one by one"
        )
    }

    static let wentBack = Wording(
        ru: "база вернулась к более раннему состоянию: её восстановили на ходу",
        en: "the database has gone back to an earlier commit: it was restored while in use"
    )
    static let noDescriptor = Wording(ru: "система не даёт дескриптора: ", en: "no event descriptor: ")

    static func secondAddress(_ message: Int64) -> Wording {
        Wording(
            ru: "\(message): первому адресу отказано, письмо получит второй",
            en: "\(message): the first address is refused, the second gets the letter"
        )
    }

    static func intakeRepaired(_ repair: Wording) -> Wording {
        Wording(
            ru: "файл сайта кто-то изменил, исправлено: \(repair.ru)",
            en: "the intake was changed by somebody else and put right: \(repair.en)"
        )
    }

    static func intakeUnreadable(_ trouble: IntakeCondition.Trouble, _ detail: Wording?) -> Wording {
        let why =
            switch trouble {
            case .missing: Wording(ru: "его нет на месте", en: "it is not there")
            case .locked: Wording(ru: "его держит другая программа", en: "another program holds it")
            case .damaged: Wording(ru: "он повреждён", en: "it is damaged")
            case .unwritable:
                Wording(ru: "его нельзя открыть или записать", en: "it cannot be opened or written")
            case .crashing:
                Wording(
                    ru: "процесс, который его читает, не запускается или падает",
                    en: "the process that reads it does not start, or ends"
                )
            case .silent:
                Wording(
                    ru: "процесс, который его читает, не отвечает",
                    en: "the process that reads it does not answer"
                )
            }
        let said = detail.map { " (" + $0 + ")" } ?? .nothing
        return Wording(
            ru: "файл сайта не читается: \(why.ru)\(said.ru); остальная почта идёт",
            en: "the intake cannot be read: \(why.en)\(said.en); all other mail goes on"
        )
    }

    static func unknownEvent(_ event: String) -> Wording {
        Wording(
            ru: "регистрации называют мероприятие \(event), у которого нет папки",
            en: "registrations name the event \(event), which has no folder"
        )
    }

    static func factsMoved(_ event: String) -> Wording {
        Wording(
            ru: "сведения о мероприятии \(event) изменились: кому сообщили прежние, тем сообщаются новые",
            en: "the facts of \(event) have moved: who was told others is told these"
        )
    }

    static func calledOff(_ event: String, withdrawn: Int) -> Wording {
        Wording(
            ru: "мероприятие \(event) отменено: отозвано \(messages(withdrawn).ru)",
            en: "the event \(event) is called off: \(messages(withdrawn).en) withdrawn"
        )
    }

    static func takesPlace(_ event: String) -> Wording {
        Wording(
            ru: "мероприятие \(event) всё же состоится: его рассылки снова запланированы",
            en: "the event \(event) takes place after all: its mailings are scheduled again"
        )
    }

    static func inFlight(_ told: Wording) -> Wording {
        Wording(
            ru: "письма, которые передавались, когда кончился прошлый запуск: \(told.ru)",
            en: "messages in flight when the last run ended: \(told.en)"
        )
    }

    static func restored(_ how: Wording) -> Wording {
        Wording(
            ru: "эта база восстановлена или скопирована: \(how.ru); всё, что она отправила бы, задержано",
            en: "this database was restored or copied: \(how.en); what it would send is held"
        )
    }

    private static let messages = Counted(
        ru: ("письмо", "письма", "писем"),
        en: ("message is", "messages are")
    )
}

/// What the engine tells the journal of a mailing.
enum MailingNotices {
    static func finished(_ name: String) -> Wording {
        Wording(ru: "рассылка \(name) завершена", en: "mailing \(name) is finished")
    }

    static func missed(_ name: String, _ reason: String) -> Wording {
        Wording(ru: "рассылка \(name) пропущена: \(reason)", en: "mailing \(name) is missed: \(reason)")
    }

    static func paused(_ name: String, _ reason: String) -> Wording {
        Wording(ru: "рассылка \(name) приостановлена: \(reason)", en: "mailing \(name) is paused: \(reason)")
    }

    static func audience(_ name: String, _ count: Int) -> Wording {
        Wording(ru: "рассылка \(name): адресатов \(count)", en: "mailing \(name) is for \(count) people")
    }

    static func answered(_ name: String, _ count: Int) -> Wording {
        Wording(
            ru: "рассылка \(name): тем временем ответили \(count)",
            en: "mailing \(name): \(count) have answered meanwhile"
        )
    }

    static func left(_ name: String, _ count: Int) -> Wording {
        Wording(
            ru: "рассылка \(name): больше не в числе адресатов \(count)",
            en: "mailing \(name): \(count) are no longer in the audience"
        )
    }

    static func late(_ name: String, _ count: Int) -> Wording {
        Wording(
            ru: "рассылка \(name): добавлено приглашённых, появившихся после отправки: \(count)",
            en: "mailing \(name): \(count) invitees more, who came after it went"
        )
    }

    static func moved(_ name: String, _ count: Int) -> Wording {
        Wording(
            ru: "рассылка \(name): вместе со сведениями передвинуто писем: \(count)",
            en: "mailing \(name): \(count) messages moved with the facts"
        )
    }
}
