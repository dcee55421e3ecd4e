import Wording

/// What may be done, as its button says it, and what it does.
enum ActPageWords {
    static let title = Wording(ru: "Что можно сделать", en: "What may be done")

    static let retry = Wording(ru: "Отправить снова", en: "Send again")
    static let retryMeaning = Wording(
        ru: "Письмо уйдёт сразу, как только примет сервер.",
        en: "The letter goes as soon as a relay takes it."
    )
    static let hold = Wording(ru: "Задержать", en: "Hold")
    static let holdMeaning = Wording(
        ru: "Не уйдёт, пока не выпустят.",
        en: "It does not go until it is released."
    )
    static let release = Wording(ru: "Выпустить", en: "Release")
    static let releaseMeaning = Wording(ru: "Уйдёт в свой час.", en: "It goes at its time.")
    static let cancel = Wording(ru: "Отозвать", en: "Withdraw")
    static let cancelMeaning = Wording(
        ru: "Отозванное не уйдёт никогда: вернуть его нельзя.",
        en: "What is withdrawn never goes: there is no way back."
    )
    static let resend = Wording(ru: "Отправить ещё раз", en: "Send once more")
    static let resendMeaning = Wording(
        ru: "Уйдёт новое письмо: по тому, что верно сейчас, и на адрес, какой есть сейчас.",
        en: "A new letter goes: made from what is true now, to the address as it stands now."
    )
    static let approve = Wording(ru: "Утвердить", en: "Approve")
    static let approveMeaning = Wording(
        ru: "Рассылка уйдёт в свой час. Сначала посмотрите письмо.",
        en: "The mailing goes at its time. Look at the letter first."
    )
    static let suppress = Wording(ru: "Больше не писать на этот адрес", en: "Stop writing to this address")
    static let suppressMeaning = Wording(
        ru: "Адрес попадёт в список запрета, и всё, что ждёт отправки, не уйдёт.",
        en: "The address goes to the suppression list, and what waits for it does not go."
    )
    static let unsuppress = Wording(ru: "Снова писать на этот адрес", en: "Write to this address again")
    static let unsuppressMeaning = Wording(
        ru: "Адрес уйдёт из списка запрета; то, что не ушло, само не уйдёт.",
        en: "The address leaves the suppression list; what did not go does not go by itself."
    )
    static let correct = Wording(
        ru: "Исправить адрес и отправить снова",
        en: "Correct the address and send again"
    )
    static let correctMeaning = Wording(
        ru: "Адрес изменится в регистрации, как если бы его исправил сайт; на новый адрес письмо уйдёт само.",
        en:
            "The address changes in the registration, as if the site had corrected it; the letter goes to the new one by itself."
    )
    static let correctInviteeMeaning = Wording(
        ru:
            "Адрес изменится в списке приглашённых. Письма, которые ждут, уйдут на новый адрес; которые вернулись — уйдут ещё раз.",
        en:
            "The address changes on the invitation list. Letters that wait go to the new one; those that came back go once more."
    )
    static let newAddress = Wording(ru: "Верный адрес", en: "The right address")
}
