package import Store
package import Wording

/// The titles of a message's or a person's story.
package enum StoryTitles {
    package static let address = Wording(ru: "адрес", en: "address")
    package static let what = Wording(ru: "что", en: "what")
    package static let since = Wording(ru: "с", en: "since")
    package static let reason = Wording(ru: "причина", en: "reason")
    package static let by = Wording(ru: "кем", en: "by")
    package static let to = Wording(ru: "кому", en: "to")
    package static let state = Wording(ru: "состояние", en: "state")
    package static let promptedBy = Wording(ru: "повод", en: "prompted by")
    package static let madeFrom = Wording(ru: "составлено", en: "made from")
    package static let sentAgain = Wording(ru: "ещё раз как", en: "sent again as")
    package static let due = Wording(ru: "срок", en: "due")
    package static let nextAttempt = Wording(ru: "попытка в", en: "next attempt")
    package static let sent = Wording(ru: "отправлено", en: "sent")
}

/// What a story says in the same words on a terminal and on a page.
package enum StoryWords {
    /// A letter's version of its registration in a line.
    package static func origin(_ origin: LetterOrigin) -> Wording {
        let version = Wording(ru: "версия \(origin.version)", en: "version \(origin.version)")
        guard let person = origin.registration else {
            return version + Wording(ru: " (стёрта)", en: ", which is erased")
        }
        let values = [person.name, "<\(person.email)>", person.status].compactMap(\.self).joined(
            separator: " "
        )
        return version + ": \(values)"
    }

    /// Why there is a letter.
    /// - Parameters:
    ///   - message: the letter.
    ///   - planned: that it was planned, and when where that does not stand beside.
    /// - Returns: no sentence of its own.
    package static func prompt(_ message: MessageRow, planned: Wording) -> Wording {
        if let id = message.resendOf {
            return Wording(ru: "письмо \(id) отправлено ещё раз, ", en: "message \(id) sent again, ")
                + planned
        }
        if let id = message.registration {
            return Wording(ru: "регистрация \(id), ", en: "registration \(id), ") + planned
        }
        if let id = message.invitee {
            return Wording(ru: "приглашённый \(id), ", en: "invitee \(id), ") + planned
        }
        return planned + Wording(ru: "; строки больше нет", en: "; the row is gone")
    }

    /// What a suppression covers.
    package static func scope(_ scope: Suppression.Scope) -> Wording {
        scope == .all
            ? Wording(ru: "всё", en: "everything") : Wording(ru: "массовые рассылки", en: "bulk mail")
    }
}
