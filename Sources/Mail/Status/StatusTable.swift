import Wording

/// Meanings of enhanced status codes: RFC 3463 §3, RFC 5248 and IANA's registry.
enum StatusTable {
    typealias Row = (Int, StatusMeaning)

    static func key(_ subject: Int, _ detail: Int) -> Int { subject * 1000 + detail }

    /// One row: code, blame, meaning and advice in Russian and English.
    static func row(
        _ subject: Int,
        _ detail: Int,
        _ blame: StatusBlame,
        _ ru: String,
        _ en: String,
        do todo: String,
        _ toDo: String
    ) -> Row {
        (key(subject, detail), StatusMeaning(blame, Wording(ru: ru, en: en), Wording(ru: todo, en: toDo)))
    }

    static func table(_ rows: [Row]) -> [Int: StatusMeaning] {
        Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// What a transient code says differently from its permanent twin.
    static let transient = table([
        row(
            0,
            0,
            .unknown,
            "Причина не указана",
            "Other undefined status",
            do: "Прочитать текст ответа; письмо уйдёт повторно само",
            "Read the reply; it is tried again by itself"
        ),
        row(
            7,
            1,
            .policy,
            "Отложено по политике (серый список, частота)",
            "Put off by policy (greylisting, rate)",
            do: "Подождать: письмо уйдёт повторно само",
            "Wait: it is tried again by itself"
        ),
    ])

    /// The meaning of a code of class 4 or 5; for one that nobody registered, that of its subject.
    static func meaning(_ classDigit: Int, _ subject: Int, _ detail: Int) -> StatusMeaning {
        let key = key(subject, detail)
        if classDigit == 4, let row = transient[key] { return row }
        return recipients[key] ?? ways[key] ?? self.subject(subject)
    }

    /// The meaning that the subject alone gives: RFC 3463 §3.
    static func subject(_ subject: Int) -> StatusMeaning {
        let read = Wording(
            ru: "Прочитать текст ответа; если неясно, спросить администратора получателя",
            en: "Read the reply; if it is not clear, ask the recipient's administrator"
        )
        return switch subject {
        case 1: StatusMeaning(.address, Wording(ru: "Затруднение с адресом", en: "Addressing status"), read)
        case 2: StatusMeaning(.mailbox, Wording(ru: "Затруднение с ящиком", en: "Mailbox status"), read)
        case 3: StatusMeaning(.system, Wording(ru: "Затруднение на сервере", en: "Mail system status"), read)
        case 4:
            StatusMeaning(.system, Wording(ru: "Затруднение в сети", en: "Network and routing status"), read)
        case 5:
            StatusMeaning(.format, Wording(ru: "Ошибка протокола", en: "Mail delivery protocol status"), read)
        case 6:
            StatusMeaning(
                .format,
                Wording(ru: "Письмо в неподходящем виде", en: "Message content status"),
                read
            )
        case 7:
            StatusMeaning(.policy, Wording(ru: "Отказ по политике", en: "Security or policy status"), read)
        default:
            StatusMeaning(.unknown, Wording(ru: "Причина не указана", en: "Other undefined status"), read)
        }
    }
}
