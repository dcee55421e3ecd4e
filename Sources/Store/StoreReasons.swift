internal import Mail
internal import Wording

/// The sentences that this room itself writes into `reason` and `note`, for people.
enum StoreReasons {
    static let awaitsApproval = Wording(
        ru: "ждёт утверждения: vestnik approve",
        en: "awaits approval: vestnik approve"
    )
    static let registrationCancelled = Wording(
        ru: "регистрация отменена",
        en: "registration cancelled"
    )
    static let personErased = Wording(ru: "стёрты данные одного человека", en: "one person erased")
    static let otherAddress = Wording(ru: "на второй адрес", en: "to the other address")
    static let hadAlready = Wording(
        ru: "у этого человека такое письмо уже есть",
        en: "this person has such a letter already"
    )
    static let forgotten = Wording(ru: "данные стёрты", en: "forgotten")
    static let onTheList = Wording(ru: "адрес в списке запрета", en: "on the suppression list")
    static let mailingCancelledBefore = Wording(ru: "рассылка отменена", en: "mailing cancelled")
    static let notTaken = Wording(ru: "срок попыток истёк", en: "no relay took it in time")
    static let notTried = Wording(
        ru: "время прошло: опоздание больше, чем разрешает lateBy",
        en: "its time has passed by more than lateBy allows"
    )
    static let inDoubtTooLate = Wording(
        ru: "неизвестно, принято ли письмо; посылать его ещё раз уже поздно",
        en: "accepted or not, nobody knows; too late to send it again"
    )

    static func noTables(_ path: String) -> Wording {
        Wording(
            ru: "таблиц Вестника ещё нет, их создаёт `vestnik init`: \(path)",
            en: "no tables of Vestnik yet: run `vestnik init`: \(path)"
        )
    }

    static func foreign(_ path: String) -> Wording {
        Wording(
            ru:
                "\(path) создала другая программа или первая редакция Вестника, и взять из него ничего нельзя: "
                + "уберите этот файл, новый создаст «vestnik init»",
            en: "another program, or the first edition of Vestnik, has made \(path), and nothing of it is "
                + "taken over: move it away, and let “vestnik init” make a new one"
        )
    }

    static func mailingHeld(by actor: String) -> Wording {
        Wording(ru: "рассылка остановлена: \(actor)", en: "mailing held by \(actor)")
    }

    static func mailingCancelled(by actor: String) -> Wording {
        Wording(ru: "рассылка отменена: \(actor)", en: "mailing cancelled by \(actor)")
    }

    static func acted(_ act: Act, by actor: String) -> Wording {
        switch act {
        case .hold: Wording(ru: "задержано: \(actor)", en: "held by \(actor)")
        case .cancel: Wording(ru: "отменено: \(actor)", en: "cancelled by \(actor)")
        case .release: Wording(ru: "выпущено: \(actor)", en: "released by \(actor)")
        case .retry: Wording(ru: "повторено: \(actor)", en: "retried by \(actor)")
        }
    }
}
