import Mail

/// The sentences that stand in `reason`, for the administrator.
enum Reasons {
    /// How much of a reply a sentence or a line of the journal repeats; the whole stands in `reply`.
    static let mostOfReply = 500

    /// A reply to be repeated: its beginning where it is long, whole characters.
    static func brief(_ reply: String) -> String {
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

    static let restored = Wording(
        ru: "база восстановлена из копии: письмо могло уйти после её создания; сверьтесь с журналом сервера",
        en:
            "restored database: this may have been sent after the backup was made; compare with the relay's log"
    )
    static let tooMany = Wording(
        ru: "на этот адрес сегодня уже ушло столько писем, сколько разрешает limits.perAddressPerDay",
        en: "this address has had as many letters today as limits.perAddressPerDay allows"
    )
    static let approval = Wording(
        ru: "ждёт утверждения: vestnik approve",
        en: "awaits approval: vestnik approve"
    )
    static let missed = Wording(
        ru: "время прошло: опоздание больше, чем разрешает lateBy",
        en: "its time has passed by more than lateBy allows"
    )
    static let giveUp = Wording(
        ru: "срок попыток истёк",
        en: "still deferred when the time for retries ran out"
    )
    static let inDoubtHold = Wording(
        ru: "связь прервалась после конца данных: неизвестно, принято ли письмо; решите: retry или cancel",
        en:
            "the connection broke after the end of data: accepted or not, nobody knows; decide: retry or cancel"
    )
    static let inDoubtTooLate = Wording(
        ru: "неизвестно, принято ли письмо; посылать его ещё раз уже поздно",
        en: "accepted or not, nobody knows; too late to send it again"
    )
    static let answered = Wording(
        ru: "уже зарегистрировались",
        en: "has registered meanwhile"
    )
    static let registeredLate = Wording(
        ru: "регистрация после срока этого письма",
        en: "registered after its time"
    )
    static let sameAddress = Wording(
        ru: "повторная регистрация того же адреса",
        en: "registered a second time with this address"
    )
    static let noLongerInAudience = Wording(
        ru: "больше не в числе получателей",
        en: "no longer in the audience"
    )
    static let suppressed = Wording(
        ru: "адрес в списке запрета",
        en: "the address is on the suppression list"
    )

    static func status(_ status: String) -> Wording {
        Wording(ru: "состояние регистрации: \(status)", en: "the registration is \(status)")
    }

    static func mistyped(suggestion: String) -> Wording {
        Wording(
            ru: "похоже на опечатку: возможно, \(suggestion)",
            en: "looks mistyped: did you mean \(suggestion)?"
        )
    }

    static func sameRefusal(_ count: Int, of ended: Int, reply: String) -> Wording {
        Wording(
            ru:
                "отказов по одной причине: \(count) из \(ended) (\(reply)); устраните причину и продолжите: vestnik release",
            en:
                "\(count) of \(ended) refused for the same reason (\(reply)); mend it, then go on with: vestnik release"
        )
    }

    static func relayRefusesUs(_ reply: String) -> Wording {
        Wording(
            ru: "сервер не принимает нашего отправителя: \(reply)",
            en: "the relay refuses our sender: \(reply)"
        )
    }

    static func tooLarge(_ reply: String) -> Wording {
        Wording(
            ru: "серверу это письмо слишком велико: \(reply)",
            en: "the letter is too large for the relay: \(reply)"
        )
    }

    static func overCap(_ cap: Int, audience: Int) -> Wording {
        Wording(
            ru: "получателей \(audience), больше предела \(cap)",
            en: "\(audience) recipients, more than the cap of \(cap)"
        )
    }
}
