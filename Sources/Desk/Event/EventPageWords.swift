import Wording

/// What the pages of events say.
enum EventPageWords {
    static let caption = Wording(ru: "Мероприятия", en: "Events")
    static let starts = Wording(ru: "Начало", en: "Starts")
    static let none = Wording(ru: "Мероприятий пока нет.", en: "There are no events yet.")
    static let coverage = Wording(ru: "Регионы", en: "Regions")
    static let preview = Wording(ru: "Посмотреть письмо", en: "Look at the letter")

    /// What is folded away.
    static func more(_ count: Int) -> Wording { Wording(ru: "и ещё \(count)", en: "and \(count) more") }

    /// Who has approved a mailing, of how many.
    static func approvals(_ names: [String], of count: Int) -> Wording {
        let who = names.joined(separator: ", ")
        return names.isEmpty
            ? Wording(
                ru: "Нужно утверждений: \(count), пока ни одного.",
                en: "Approvals needed: \(count), none yet."
            )
            : Wording(
                ru: "Нужно утверждений: \(count), есть: \(who).",
                en: "Approvals needed: \(count), given by: \(who)."
            )
    }
}
