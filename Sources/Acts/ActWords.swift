import Store
import Wording

/// What is said of acts.
enum ActWords {
    static let here = Wording(ru: "демон на месте", en: "the daemon is there")
    static let bad = ActAnswer(
        .bad,
        Wording(
            ru: "не сказано, что сделать, с чем и от чьего имени",
            en: "what to do, with what, or as whom is not said"
        )
    )
    static let noMailing = Wording(
        ru: "рассылка сейчас не в том состоянии, чтобы сделать это с ней целиком",
        en: "as the mailing stands, this cannot be done to it as a whole"
    )
    static let approvedBefore = Wording(
        ru: "вы уже утвердили эту рассылку: нужен ещё один человек",
        en: "you have approved this mailing before: another person must approve too"
    )
    static let unsuppressed = Wording(
        ru: "адрес убран из списка запрета",
        en: "the address was taken off the list"
    )
    static let notOnTheList = Wording(
        ru: "этого адреса в списке запрета нет",
        en: "this address is not on the list"
    )

    static func noMessage(_ id: Int64) -> Wording {
        Wording(ru: "письма \(id) нет", en: "there is no message \(id)")
    }

    static func corrected(_ address: String) -> Wording {
        Wording(
            ru: "Адрес исправлен на \(address); письмо уйдёт на новый, как только демон увидит изменение.",
            en: "The address is \(address) now; the letter goes there as soon as the daemon sees the change."
        )
    }

    static let otherInvitee = Wording(
        ru: "приглашённого с таким адресом в списке уже нет: откройте страницу заново",
        en: "the list has no invitee of this address any more: open the page again"
    )

    /// An invitee's address was put right: letters that waited go there, and those that came back go once more.
    static func corrected(_ address: String, redirected: Int, again: Int) -> Wording {
        let waiting =
            redirected > 0
            ? Wording(
                ru: " Ждущих писем, которые уйдут туда: \(redirected).",
                en: " Letters that waited and go there: \(redirected)."
            ) : .nothing
        let once =
            again > 0
            ? Wording(
                ru: " Писем, которые уйдут ещё раз: \(again).",
                en: " Letters that go once more: \(again)."
            ) : .nothing
        return Wording(ru: "Адрес исправлен на \(address).", en: "The address is \(address) now.") + waiting
            + once
    }

    static func done(_ act: Act, _ count: Int) -> Wording {
        switch act {
        case .hold: Wording(ru: "задержано писем: \(count)", en: "messages held: \(count)")
        case .release: Wording(ru: "выпущено писем: \(count)", en: "messages released: \(count)")
        case .cancel: Wording(ru: "отозвано писем: \(count)", en: "messages withdrawn: \(count)")
        case .retry:
            Wording(ru: "писем, которые пойдут снова: \(count)", en: "messages to be tried again: \(count)")
        }
    }

    static func notNow(_ act: Act) -> Wording {
        switch act {
        case .hold: Wording(ru: "задержать здесь нечего", en: "nothing here can be held")
        case .release: Wording(ru: "выпускать здесь нечего", en: "nothing here can be released")
        case .cancel: Wording(ru: "отзывать здесь нечего", en: "nothing here can be withdrawn")
        case .retry: Wording(ru: "повторять здесь нечего", en: "nothing here can be tried again")
        }
    }

    static func resent(_ count: Int) -> Wording {
        Wording(ru: "писем, которые пойдут ещё раз: \(count)", en: "letters to be sent once more: \(count)")
    }

    static func approved(missing: Int) -> Wording {
        missing == 0
            ? Wording(ru: "рассылка утверждена", en: "the mailing is approved")
            : Wording(
                ru: "утверждение записано; не хватает ещё: \(missing)",
                en: "the approval was noted; still missing: \(missing)"
            )
    }

    static func suppressed(_ stopped: Int) -> Wording {
        Wording(
            ru: "адрес в списке запрета; остановлено писем: \(stopped)",
            en: "the address is on the list; messages stopped: \(stopped)"
        )
    }

    static let unsubscribed = Wording(
        ru: "рассылок на этот адрес больше не будет",
        en: "no more bulk mail goes to this address"
    )
    static let noToken = Wording(ru: "такого письма нет", en: "there is no such letter")
    static let noDaemon = Wording(
        ru: "демон не отвечает: действие не выполнено",
        en: "the daemon does not answer: nothing was done"
    )
    static let noAnswer = Wording(
        ru: "демон не ответил вовремя: выполнено ли действие, покажет журнал",
        en: "the daemon gave no answer in time: the log tells whether it was done"
    )
}
