package import Wording

/// The sentences that stand in `reason`, for the administrator.
package enum Reasons {
    /// How much of a reply a sentence or a line of the journal repeats; the whole stands in `reply`.
    package static let mostOfReply = 500

    /// A reply to be repeated: its beginning where it is long, whole characters.
    package static func brief(_ reply: String) -> String {
        guard reply.utf8.count > mostOfReply else { return reply }
        var scalars = 0
        var end = reply.startIndex
        while end < reply.endIndex {
            scalars += reply[end].unicodeScalars.count
            if scalars > mostOfReply { break }
            reply.formIndex(after: &end)
        }
        if end == reply.endIndex { return reply }
        if end > reply.startIndex { return reply[..<end] + "…" }
        // One character with marks without end.
        return String(String.UnicodeScalarView(reply.unicodeScalars.prefix(mostOfReply))) + "…"
    }

    /// The same in every language.
    package static func brief(_ told: Wording) -> Wording {
        Wording(ru: brief(told.ru), en: brief(told.en))
    }

    package static let restored = Wording(
        ru: "база восстановлена из копии: письмо могло уйти после её создания; сверьтесь с журналом сервера",
        en:
            "restored database: this may have been sent after the backup was made; compare with the relay's log"
    )
    package static let tooMany = Wording(
        ru: "на этот адрес сегодня уже ушло столько писем, сколько разрешает limits.perAddressPerDay",
        en: "this address has had as many letters today as limits.perAddressPerDay allows"
    )
    package static let approval = Wording(
        ru: "ждёт утверждения: vestnik approve",
        en: "awaits approval: vestnik approve"
    )
    package static let registrationCancelled = Wording(
        ru: "регистрация отменена",
        en: "registration cancelled"
    )
    package static let factsEdited = Wording(
        ru:
            "сведения в event.json5 изменены: всем, кому сообщали прежние, об этом напишут, когда демон перечитает файл",
        en:
            "the facts in event.json5 were edited: everyone who was told others is written to when the daemon has read the file"
    )
    package static let clockAgreed = Wording(
        ru: "часы идут ровно: им снова можно верить",
        en: "the clock goes evenly: it is believed again"
    )
    package static let clockAccepted = Wording(
        ru: "время подтверждено: часам снова можно верить",
        en: "the time was accepted: the clock is believed again"
    )
    package static let superseded = Wording(
        ru: "об этом расскажет более новое письмо",
        en: "superseded by a later change"
    )
    package static let missed = Wording(
        ru: "время прошло: опоздание больше, чем разрешает lateBy",
        en: "its time has passed by more than lateBy allows"
    )
    package static let giveUp = Wording(
        ru: "срок попыток истёк",
        en: "still deferred when the time for retries ran out"
    )
    package static let inDoubtHold = Wording(
        ru: "связь прервалась после конца данных: неизвестно, принято ли письмо; решите: retry или cancel",
        en:
            "the connection broke after the end of data: accepted or not, nobody knows; decide: retry or cancel"
    )
    package static let answered = Wording(
        ru: "уже ответили на приглашение",
        en: "has answered meanwhile"
    )
    package static let registeredLate = Wording(
        ru: "регистрация после срока этого письма",
        en: "registered after its time"
    )
    package static let sameAddress = Wording(
        ru: "повторная регистрация того же адреса",
        en: "registered a second time with this address"
    )
    package static let noLongerInAudience = Wording(
        ru: "больше не в числе получателей",
        en: "no longer in the audience"
    )
    package static let eventCancelled = Wording(
        ru: "мероприятие отменено",
        en: "the event is called off"
    )
    package static let eventTakesPlace = Wording(
        ru: "мероприятие всё же состоится",
        en: "the event takes place after all"
    )
    package static let notAsked = Wording(
        ru: "не подходит под условие where",
        en: "not one of those that `where` asks for"
    )
    package static let suppressed = Wording(
        ru: "адрес в списке запрета",
        en: "the address is on the suppression list"
    )

    package static let recordedLate = Wording(
        ru: "записано после того, как программа завершилась",
        en: "recorded after the program had ended"
    )
    package static let endedInTransfer = Wording(
        ru: "программа завершилась во время передачи",
        en: "the program ended during the transfer"
    )
    package static let outdated = Wording(
        ru: "сведения изменились прежде, чем письмо ушло",
        en: "what it says was no longer true before it went"
    )

    /// What was wrong with a row as the web site wrote it: lines of column, kind and figure.
    package static func faulty(_ faults: String) -> Wording {
        let words = faults.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let told = words.map { word in
            let (column, figure) = (word.first ?? "", word.last ?? "?")
            return switch word.dropFirst().first {
            case "tooLong":
                Wording(
                    ru: "\(column): слишком длинно (\(figure) байт)",
                    en: "\(column) is too long (\(figure) bytes)"
                )
            case "notText": Wording(ru: "\(column): не текст в UTF-8", en: "\(column) is no text in UTF-8")
            case "notJSON": Wording(ru: "\(column): не объект JSON", en: "\(column) is no JSON object")
            default: Wording(ru: "\(column): неизвестное состояние", en: "\(column) is unknown")
            }
        }
        return Wording(ru: "строка регистрации с ошибкой: ", en: "the registration's row is faulty: ")
            + told.joined(separator: "; ")
    }

    package static let noAdministratorLetter = Wording(
        ru: "текста, который был написан для администратора, больше нет",
        en: "the text that was written for the administrator is gone"
    )

    package static let noRow = Wording(
        ru: "строки, для которой было письмо, больше нет",
        en: "the row it was written for is gone"
    )

    package static func noEvent(_ event: String) -> Wording {
        Wording(ru: "мероприятия \(event) нет", en: "no event \(event) is configured")
    }

    package static func badData(_ why: Wording) -> Wording {
        Wording(
            ru: "данные письма — не JSON: \(why.ru)",
            en: "the message's data are not JSON: \(why.en)"
        )
    }

    package static let crashedTwice = Wording(
        ru:
            "программа дважды аварийно завершилась, работая над этим письмом; посмотрите строку и шаблон, затем: retry или cancel",
        en:
            "the program died twice while it worked on this letter; look at the row and the template, then: retry or cancel"
    )

    package static func heldBack(_ event: String) -> Wording {
        Wording(
            ru: "мероприятие \(event) отложено из-за ошибок: его письма ждут, все другие идут",
            en: "the event \(event) is held back for its faults: its mail waits, all other mail goes"
        )
    }

    package static func keptAsItWas(_ event: String) -> Wording {
        Wording(
            ru: "в новой версии мероприятия \(event) ошибки: действует прежняя",
            en: "the new version of the event \(event) has faults: the old one stays in force"
        )
    }

    package static func status(_ status: String) -> Wording {
        Wording(ru: "состояние регистрации: \(status)", en: "the registration is \(status)")
    }

    package static func mistyped(suggestion: String) -> Wording {
        Wording(
            ru: "похоже на опечатку: возможно, \(suggestion)",
            en: "looks mistyped: did you mean \(suggestion)?"
        )
    }

    package static func sameRefusal(_ count: Int, of ended: Int, reply: Wording) -> Wording {
        Wording(
            ru:
                "отказов по одной причине: \(count) из \(ended) (\(reply.ru)); устраните причину и продолжите: vestnik release",
            en:
                "\(count) of \(ended) refused for the same reason (\(reply.en)); mend it, then go on with: vestnik release"
        )
    }

    package static func relayRefusesUs(_ reply: Wording) -> Wording {
        Wording(
            ru: "сервер не принимает нашего отправителя: \(reply.ru)",
            en: "the relay refuses our sender: \(reply.en)"
        )
    }

    package static func senderNeedsSMTPUTF8(_ problem: Wording) -> Wording {
        Wording(
            ru:
                "адрес отправителя, ответов или возврата (sender в event.json5) не проходит через сервер: \(problem.ru)",
            en:
                "the address of the sender, of answers or returns (sender in event.json5) is in the way: \(problem.en)"
        )
    }

    package static func accessDenied(_ reply: Wording) -> Wording {
        Wording(
            ru: "сервер отказал в доступе, возможно, нам, а не получателю: \(reply.ru)",
            en: "the relay denies access, to us perhaps rather than to the recipient: \(reply.en)"
        )
    }

    package static func notAcknowledged(_ times: Int) -> Wording {
        Wording(
            ru:
                "сервер не подтвердил приём, попыток: \(times); неизвестно, принято ли письмо; решите: retry или cancel",
            en:
                "sent \(times) times and never acknowledged: accepted or not, nobody knows; decide: retry or cancel"
        )
    }

    package static func tooLarge(_ reply: Wording) -> Wording {
        Wording(
            ru: "серверу это письмо слишком велико: \(reply.ru)",
            en: "the letter is too large for the relay: \(reply.en)"
        )
    }

    package static func overCap(_ cap: Int, audience: Int) -> Wording {
        Wording(
            ru: "получателей \(audience), больше предела \(cap)",
            en: "\(audience) recipients, more than the cap of \(cap)"
        )
    }
}
