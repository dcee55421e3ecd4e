import Wording

/// What the page of a letter says.
enum LetterPageWords {
    static func title(_ id: Int64) -> Wording { Wording(ru: "Письмо \(id)", en: "Message \(id)") }
    static let story = Wording(ru: "Что с ним было", en: "What happened")
    static let letter = Wording(ru: "письмо", en: "letter")
    static let slip = Wording(ru: "похоже, имелось в виду", en: "perhaps meant")
    static let slipAdvice = Wording(
        ru: "Спросите человека. Когда сайт исправит адрес в регистрации, письмо уйдёт на новый само.",
        en:
            "Ask the person. Once the site corrects the address in the registration, the letter goes to the new one by itself."
    )
    static let resendOf = Wording(ru: "повторяет", en: "repeats")
    static func registered(_ id: Int64) -> Wording {
        Wording(
            ru: "Человек зарегистрировался (регистрация \(id))",
            en: "The person registered (registration \(id))"
        )
    }
    static func invited(_ id: Int64) -> Wording {
        Wording(
            ru: "Человек внесён в список приглашённых (строка \(id))",
            en: "The person was put on the invitation list (row \(id))"
        )
    }
    static let planned = Wording(ru: "письмо запланировано", en: "the letter was planned")
    static let due = Wording(ru: "Час, когда письму идти", en: "The hour of the letter")
    static let claimed = Wording(ru: "Передаётся почтовому серверу", en: "With the relay now")
    static let nextAttempt = Wording(ru: "Следующая попытка", en: "Next attempt")
}
