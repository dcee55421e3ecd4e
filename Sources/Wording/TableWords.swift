/// What is said of tables, and of the forms in which they can be had.
public enum TableWords {
    /// Help of `--csv`.
    public static let csv = Wording(ru: "Вывести CSV для программ", en: "Print CSV for programs")
    /// Help of `--spreadsheet`.
    public static let spreadsheet = Wording(
        ru: "Вывести CSV для электронной таблицы: с меткой UTF-8 и точкой с запятой между ячейками",
        en: "Print CSV for a spreadsheet: with a mark of UTF-8"
    )
}

/// What is said below a list of messages of those that wait for a person, each with the commands that decide.
public enum WaitingWords {
    private static let messages = Counted(ru: ("письмо", "письма", "писем"), en: ("message", "messages"))
    private static let waits = Counted(ru: ("ждёт", "ждут", "ждут"), en: ("waits", "wait"))
    private static let went = Counted(ru: ("ушло", "ушли", "ушло"), en: ("went", "went"))

    /// A mailing that nobody has approved yet.
    public static func approval(_ name: String, _ count: Int, _ command: String) -> Wording {
        waiting(name, count, Wording(ru: "утверждения", en: "for approval")) + ": \(command)"
    }

    /// What a person may let go or withdraw.
    public static func decision(_ name: String, _ count: Int, _ release: String, _ cancel: String) -> Wording
    {
        waiting(name, count, Wording(ru: "решения", en: "for a decision")) + ": \(release)"
            + Wording(ru: ", или ", en: ", or ") + cancel
    }

    /// What may have gone, and does not go again by itself.
    public static func doubt(_ name: String, _ count: Int, _ retry: String, _ cancel: String) -> Wording {
        Wording(
            ru: "\(name): неизвестно, \(went.form(for: count).ru) ли \(messages(count).ru)",
            en: "\(name): nobody knows whether \(messages(count).en) went"
        ) + Wording(ru: "; отправить ещё раз: ", en: "; to send again: ") + retry
            + Wording(ru: ", больше не отправлять: ", en: ", never again: ") + cancel
    }

    private static func waiting(_ name: String, _ count: Int, _ what: Wording) -> Wording {
        let (number, verb) = (messages(count), waits.form(for: count))
        return Wording(
            ru: "\(name): \(number.ru) \(verb.ru) \(what.ru)",
            en: "\(name): \(number.en) \(verb.en) \(what.en)"
        )
    }
}

/// What is said of a filter that names nothing.
public enum FilterWords {
    /// There is no event of that name.
    public static func noEvent(_ name: String, known: Wording) -> Wording {
        Wording(ru: "мероприятия «\(name)» нет; \(known.ru)", en: "there is no event “\(name)”; \(known.en)")
    }

    /// There is no notification of that name, at one event or at any.
    public static func noNotification(_ name: String, event: String?, known: Wording) -> Wording {
        let place =
            event.map { Wording(ru: " у мероприятия «\($0)»", en: " of the event “\($0)”") } ?? .nothing
        return Wording(
            ru: "уведомления «\(name)»\(place.ru) нет; \(known.ru)",
            en: "there is no notification “\(name)”\(place.en); \(known.en)"
        )
    }

    /// There is no state of that name.
    public static func noState(_ name: String, known: Wording) -> Wording {
        Wording(ru: "состояния «\(name)» нет; \(known.ru)", en: "“\(name)” is no state; \(known.en)")
    }
}
