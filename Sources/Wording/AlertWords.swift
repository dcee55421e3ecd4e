/// Sentences of the letters that the program writes to its administrators.
public enum AlertWords {
    /// The name beside the sender's address.
    public static let sender = Wording(ru: "Вестник", en: "Vestnik")

    /// The subject of a digest.
    public static func digest(_ day: Wording, problems: Int) -> Wording {
        let state =
            problems == 0
            ? Wording(ru: "всё в порядке", en: "all is well")
            : Wording(ru: "нужны вы (\(problems))", en: "needs you (\(problems))")
        return Wording(ru: "Сводка на \(day.ru): \(state.ru)", en: "Digest of \(day.en): \(state.en)")
    }

    /// The subject of a warning: the first of its causes, and how many more there are.
    public static func warning(_ first: Wording, more: Int) -> Wording {
        let others = more == 0 ? Wording.nothing : Wording(ru: " (и ещё \(more))", en: " (and \(more) more)")
        return Wording(ru: "Нужны вы: \(first.ru)", en: "Needs you: \(first.en)") + others
    }

    /// The first line of each letter: as of when, and by whose clock.
    public static func asOf(_ moment: Wording, zone: String) -> Wording {
        Wording(ru: "На \(moment.ru) (\(zone)).", en: "As of \(moment.en) (\(zone)).")
    }

    /// What needs a person.
    public static let needsYou = Wording(ru: "Нужны вы", en: "Needs you")
    /// Nothing does.
    public static let allIsWell = Wording(
        ru: "Ничего не требует вашего участия.",
        en: "Nothing needs you."
    )
    /// What was warned of less often than it came about.
    public static let folded = Wording(
        ru: "Об этом отдельно не писали: предупреждений было слишком много",
        en: "Not written about by itself: there were too many warnings"
    )
    /// Where nothing of any event is to be told.
    public static let noLetters = Wording(ru: "Писем пока нет.", en: "There are no letters yet.")

    /// The end of a warning.
    public static let once = Wording(
        ru: """
            Подробнее: vestnik status. Пока причина не исчезнет, повторно об этом напишем не раньше чем через сутки.
            """,
        en:
            "More: vestnik status. As long as this lasts, it is written about again after a day at the earliest."
    )

    /// The letters of a notification.
    public static func letters(_ name: String, sent: String, deferred: String, bounced: String) -> Wording {
        Wording(
            ru: "\(name): отправлено \(sent), отложено \(deferred), вернулось \(bounced)",
            en: "\(name): sent \(sent), deferred \(deferred), bounced \(bounced)"
        )
    }

    /// How many of the invited have answered.
    public static func answered(_ count: String, of invited: Int) -> Wording {
        Wording(
            ru: "Ответили \(count) из \(invited) приглашённых",
            en: "\(count) of \(invited) invited have answered"
        )
    }

    /// Regions without an answer.
    public static func silent(_ names: [String]) -> Wording {
        list(names, Wording(ru: "Регионы без ответа", en: "Regions without an answer"))
    }

    /// Whoever declined in the calendar, and is registered still.
    public static func declined(_ addresses: [String]) -> Wording {
        list(
            addresses,
            Wording(
                ru: "Отклонили приглашение в календаре, но остаются записанными",
                en: "Declined in their calendars and still registered"
            )
        )
    }

    /// So many are named.
    private static let most = 20

    private static func list(_ names: [String], _ title: Wording) -> Wording {
        let some = names.prefix(most).joined(separator: ", ")
        let more = names.count - most
        return Wording(
            ru: "\(title.ru) (\(names.count)): \(some)" + (more > 0 ? " и ещё \(more)" : ""),
            en: "\(title.en) (\(names.count)): \(some)" + (more > 0 ? " and \(more) more" : "")
        )
    }

    /// Nothing was accepted though letters wait.
    public static func standstill(since moment: String) -> Wording {
        Wording(
            ru: "письма ждут с \(moment), и за полчаса не принято ни одного",
            en:
                "letters have been due since \(moment), and none was accepted for half an hour"
        )
    }

    /// Little room is left where the database lies.
    public static func disk(_ folder: String, megabytes: Int64) -> Wording {
        Wording(
            ru:
                "на диске с базой (\(folder)) осталось \(megabytes) МБ: освободите место, иначе почта встанет",
            en:
                "the disk of the database (\(folder)) has \(megabytes) MB left: make room, or mail comes to a halt"
        )
    }

    /// Why a warning that waited does not go.
    public static let overMeanwhile = Wording(
        ru: "причина предупреждения исчезла раньше, чем оно ушло",
        en: "what it warned of was over before it went"
    )

    /// The letters cannot be written now.
    public static func cannotLook(_ why: Wording) -> Wording {
        Wording(ru: "письма администраторам не составлены: ", en: "letters to administrators were not made: ")
            + why
    }
}
