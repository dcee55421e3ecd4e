import Wording

/// What the page of a letter says.
enum LetterPageWords {
    static func title(_ id: Int64) -> Wording { Wording(ru: "Письмо \(id)", en: "Message \(id)") }
    static let story = Wording(ru: "Что с ним было", en: "What happened")
    static let letter = Wording(ru: "письмо", en: "letter")
    static let slip = Wording(ru: "похоже, имелось в виду", en: "perhaps meant")
    static let slipAdvice = Wording(
        ru: "Спросите человека и исправьте адрес.",
        en: "Ask the person, and correct the address."
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
