/// Sentences of the administrators' pages.
public enum DeskWording {
    /// Leads from what needs a person to the letters that it is about.
    public static let showLetters = Wording(ru: "Показать письма", en: "Show the letters")
    /// Leads to a mailing on its event's page.
    public static let toMailing = Wording(ru: "К рассылке", en: "To the mailing")
    /// Leads to an event's page.
    public static let toEvent = Wording(ru: "К мероприятию", en: "To the event")

    /// The button that lets people have a mailing who were imported after it went.
    public static func approveLate(_ count: Int) -> Wording {
        Wording(ru: "Отправить добавленным позже (\(count))", en: "Send to latecomers (\(count))")
    }
    /// What it does.
    public static func approveLateMeaning(_ count: Int) -> Wording {
        let who = people(count)
        return Wording(
            ru: "Добавлено в список уже после рассылки: \(who.ru). Письмо уйдёт только им.",
            en: "\(who.en) joined the list after this mailing had gone. It goes to them alone."
        )
    }
    /// What came of it.
    public static func approvedLate(_ count: Int) -> Wording {
        Wording(ru: "письмо уходит добавленным позже: ", en: "it goes to latecomers: ") + people(count)
    }

    private static let people = Counted(ru: ("человек", "человека", "человек"), en: ("person", "people"))

    /// The heading of what goes when.
    public static let schedule = Wording(ru: "Расписание", en: "Schedule")
    /// What the table of it holds.
    public static let scheduleCaption = Wording(
        ru:
            "Рассылки: когда уйдут первое и последнее письмо, во скольких часовых поясах получатели, кто остаётся без письма",
        en:
            "Mailings: when the first and the last letter goes, in how many time zones their recipients are, who is left out"
    )
    /// When the first letter of a mailing goes.
    public static let first = Wording(ru: "Первое", en: "First")
    /// When the last one goes.
    public static let last = Wording(ru: "Последнее", en: "Last")
    /// In how many time zones its recipients are.
    public static let zones = Wording(ru: "Поясов", en: "Zones")
    /// How many get no letter.
    public static let leftOut = Wording(ru: "Без письма", en: "Left out")
    /// Why it stands so, and why people are left out.
    public static let why = Wording(ru: "Почему", en: "Why")
    /// Of a mailing whose moment counts from a fact that is not known.
    public static let noTimeYet = Wording(ru: "время неизвестно", en: "not known yet")
    /// How many were imported after a mailing went.
    public static func importedLate(_ count: Int) -> Wording {
        Wording(ru: "добавлены после рассылки: \(count)", en: "joined after it went: \(count)")
    }

    /// The heading of regions that have not answered.
    public static let silentRegions = Wording(ru: "Регионы без ответа", en: "Regions without an answer")

    private static let regions = Counted(ru: ("регион", "региона", "регионов"), en: ("region", "regions"))

    /// Regions from which nobody has answered.
    ///
    /// - Parameters:
    ///   - count: how many they are.
    ///   - some: the first of them by name.
    ///   - more: how many of them are not named; not above zero: none.
    /// - Returns: a sentence.
    public static func nobodyAnswered(_ count: Int, _ some: String, more: Int) -> Wording {
        named(Wording(ru: "Никто не ответил", en: "Nobody has answered"), count, some, more)
    }

    /// Regions to which no letter got through; the parameters are those of ``nobodyAnswered(_:_:more:)``.
    public static func onlyBounced(_ count: Int, _ some: String, more: Int) -> Wording {
        named(Wording(ru: "Письма только вернулись", en: "Letters only came back"), count, some, more)
    }

    private static func named(_ what: Wording, _ count: Int, _ some: String, _ more: Int) -> Wording {
        let rest = more > 0 ? Wording(ru: " и ещё \(more)", en: " and \(more) more") : .nothing
        return what + Wording(verbatim: " — ") + regions(count) + Wording(verbatim: ": \(some)") + rest
            + Wording(verbatim: ".")
    }
}
