/// What the report of an event's mail says, as text and as a page.
public enum ReportWords {
    /// The page's title before the event's name.
    public static let title = Wording(ru: "Отчёт о письмах", en: "Mail report")
    /// Heading of the registrations.
    public static let registrations = Wording(ru: "Регистрации", en: "Registrations")
    /// Heading of the letters.
    public static let letters = Wording(ru: "Письма", en: "Letters")
    /// Heading of the refusals.
    public static let refusals = Wording(ru: "Почему письма вернулись", en: "Why letters came back")
    /// Heading of the regions.
    public static let regions = Wording(ru: "Регионы", en: "Regions")
    /// Heading of the legend.
    public static let legend = Wording(ru: "Что значат состояния", en: "What the states mean")

    /// Where there are no letters.
    public static let noLetters = Wording(ru: "Писем пока нет.", en: "There are no letters yet.")
    /// Where there are no registrations.
    public static let noRegistrations = Wording(ru: "Регистраций пока нет.", en: "Nobody has registered yet.")

    /// Title of the column of statuses.
    public static let status = Wording(ru: "Статус", en: "Status")
    /// Title of the column of states.
    public static let state = Wording(ru: "Состояние", en: "State")
    /// Title of the column of counts.
    public static let count = Wording(ru: "Число", en: "Number")
    /// Title of the column of shares.
    public static let share = Wording(ru: "Доля", en: "Share")
    /// What a sum is called.
    public static let total = Wording(ru: "Всего", en: "Total")
    /// Title of the column of replies' codes.
    public static let code = Wording(ru: "Код", en: "Code")
    /// Title of the column of replies' meanings, each with one of the replies.
    public static let meaning = Wording(
        ru: "Что это значит и что, например, ответил сервер",
        en: "What it means, and a reply of the server"
    )
    /// Title of the column of regions.
    public static let region = Wording(ru: "Регион", en: "Region")
    /// Title of the column of the invited.
    public static let invited = Wording(ru: "Приглашено", en: "Invited")
    /// Title of the column of the reached.
    public static let reached = Wording(ru: "Дошло", en: "Reached")
    /// Title of the column of those who answered.
    public static let answered = Wording(ru: "Ответило", en: "Answered")
    /// Title of the column of the registered.
    public static let registered = Wording(ru: "Записалось", en: "Registered")
    /// Title of the column of those whose letters came back.
    public static let bounced = Wording(ru: "Вернулось", en: "Came back")
    /// Title of the column of the silent.
    public static let silent = Wording(ru: "Молчит", en: "Silent")
    /// Title of the column of remarks.
    public static let remark = Wording(ru: "Примечание", en: "Remark")

    /// Caption of the table of registrations.
    public static let registrationsCaption = Wording(
        ru: "Регистрации по статусам",
        en: "Registrations by status"
    )
    /// Caption of the table of a notification's letters.
    public static func lettersCaption(_ notification: String) -> Wording {
        Wording(ru: "\(notification): письма по состояниям", en: "\(notification): letters by state")
    }
    /// Caption of the table of refusals.
    public static let refusalsCaption = Wording(
        ru: "Окончательные отказы по кодам",
        en: "Refusals for good, by code"
    )
    /// Caption of the table of regions.
    public static let regionsCaption = Wording(
        ru: "Сколько человек в каждом регионе",
        en: "How many people in each region"
    )

    /// Of a region whose letters only came back.
    public static let onlyBounced = Wording(ru: "письма только вернулись", en: "letters only came back")
    /// Of a region that is silent.
    public static let isSilent = Wording(ru: "никто не ответил", en: "nobody answered")
    /// Of people who named no region.
    public static let noRegion = Wording(ru: "регион не указан", en: "no region given")

    /// When the figures were taken.
    public static func asOf(_ moment: String) -> Wording {
        Wording(ru: "По состоянию на \(moment)", en: "As of \(moment)")
    }

    /// Whose clock all times are by.
    /// - Parameters:
    ///   - zone: its IANA name.
    ///   - offset: how far it is from UTC now.
    ///   - event: whether it is the event's; else it is the machine's own.
    /// - Returns: a sentence without its full stop.
    public static func clock(_ zone: String, offset: String, isEvents event: Bool) -> Wording {
        let name = zone == offset ? zone : "\(zone) (\(offset))"
        return Wording(ru: "Время — ", en: "Times are ") + ClockWords.by(name, isEvents: event)
    }

    /// A timed letter: the state of its mailing, and when it is due.
    public static func mailing(_ state: Wording, _ moment: String, audience: Int?) -> Wording {
        let whom = audience.map { Wording(ru: ", адресатов: \($0)", en: ", audience: \($0)") } ?? .nothing
        return Wording(ru: "рассылка \(state.ru), ", en: "mailing \(state.en), ") + moment + whom
    }

    /// A prompted letter.
    public static let prompted = Wording(ru: "уходит по событию", en: "prompted by a registration")

    /// How many regions did what.
    public static func regionSummary(
        all: Int,
        reached: Int,
        answered: Int,
        registered: Int,
        silent: Int
    ) -> Wording {
        Wording(
            ru:
                "Регионов: \(all); дошло до \(reached), ответили \(answered), зарегистрировались \(registered),"
                + " молчат \(silent).",
            en: "Regions: \(all); \(reached) reached, \(answered) answered, \(registered) registered,"
                + " \(silent) silent."
        )
    }

    /// How many regions nobody was invited or registered from.
    public static func withoutPeople(_ count: Int) -> Wording {
        let regions = regionCount(count)
        return Wording(
            ru: "Никого не приглашали, и никто не зарегистрировался: \(regions.ru).",
            en: "Nobody was invited and nobody registered: \(regions.en)."
        )
    }

    private static let regionCount = Counted(
        ru: ("регион", "региона", "регионов"),
        en: ("region", "regions")
    )

    /// A registration's status in words; the word itself where it is none of the usual ones.
    public static func status(_ word: String) -> Wording {
        switch word {
        case "registered": Wording(ru: "зарегистрированы", en: "registered")
        case "confirmed": Wording(ru: "подтверждены", en: "confirmed")
        case "waitlisted": Wording(ru: "в листе ожидания", en: "waitlisted")
        case "cancelled": Wording(ru: "отменены", en: "cancelled")
        default: Wording(verbatim: word)
        }
    }

    /// What a state of a letter means, for a reader who has never seen one.
    public static func meaning(ofState word: String) -> Wording {
        switch word {
        case "queued": Wording(ru: "ждёт своего часа", en: "waits for its time")
        case "held": Wording(ru: "ждёт решения человека", en: "waits for a person's decision")
        case "sending": Wording(ru: "передаётся прямо сейчас", en: "is being handed over right now")
        case "deferred":
            Wording(
                ru: "почтовый сервер пока не принял, попытка повторится",
                en: "the mail server has not taken it yet, it is tried again"
            )
        case "sent":
            Wording(ru: "почтовый сервер принял письмо", en: "the mail server took responsibility for it")
        case "in_doubt":
            Wording(
                ru: "связь прервалась, и неизвестно, принято ли письмо",
                en: "the connection broke, and nobody knows whether it was taken"
            )
        case "bounced":
            Wording(ru: "окончательный отказ или возврат", en: "refused for good, or came back")
        case "expired":
            Wording(ru: "не ушло, пока имело смысл", en: "did not go while there was a point in it")
        case "rejected":
            Wording(
                ru: "адрес неверен, или письмо нельзя составить",
                en: "the address is invalid, or the letter cannot be made"
            )
        case "suppressed":
            Wording(ru: "на этот адрес не пишут", en: "the address is not written to")
        case "cancelled":
            Wording(ru: "отозвано: стало ненужным", en: "withdrawn: not needed any more")
        default: .nothing
        }
    }

    /// A share of a whole, to a tenth of a percent.
    ///
    /// Nothing but 0 is shown as 0, and nothing but all as 100.
    public static func share(_ part: Int, of whole: Int) -> Wording {
        guard whole > 0, part > 0 else { return Wording(ru: "0\u{A0}%", en: "0%") }
        guard part < whole else { return Wording(ru: "100\u{A0}%", en: "100%") }
        let tenths = min(999, max(1, Int((Double(part) / Double(whole) * 1000).rounded())))
        return Wording(
            ru: "\(tenths / 10),\(tenths % 10)\u{A0}%",
            en: "\(tenths / 10).\(tenths % 10)%"
        )
    }

    /// A day and a minute: «21.11.2026, 10:00», “21 November 2026, 10:00”.
    /// - Parameter text: as `2026-11-21 10:00…`; what is written otherwise stays.
    /// - Returns: the day by the custom of each language.
    public static func moment(_ text: String) -> Wording {
        let parts = text.prefix(16).split { $0 == " " || $0 == "-" }
        guard parts.count == 4, let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month)
        else { return Wording(verbatim: text) }
        return Wording(
            ru: "\(parts[2]).\(parts[1]).\(parts[0]), \(parts[3])",
            en: "\(day) \(months[month - 1]) \(parts[0]), \(parts[3])"
        )
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
}
