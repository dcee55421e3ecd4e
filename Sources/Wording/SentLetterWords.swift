/// Sentences about letters that are shown as they went.
public enum SentLetterWords {
    /// The doubt comes before its cause.
    public static func notExact(_ cause: Wording) -> Wording {
        Wording(
            ru: "это письмо составлено заново и отличается от отправленного: ",
            en: "this letter was made anew and is not the one that went: "
        ) + cause
    }

    /// Of the edition nothing is left.
    public static let filesGone = Wording(
        ru: "файлы мероприятия, какими они были тогда, не сохранились; взяты нынешние",
        en: "the event's files as they were then are not kept; today's were taken"
    )

    /// The edition names another version of the program.
    public static func otherProgram(_ version: String) -> Wording {
        Wording(
            ru: "его составила другая версия программы, \(version)",
            en: "another version of the program made it, \(version)"
        )
    }

    /// The file of the key is for the daemon alone.
    public static let noKey = Wording(
        ru: "ключ, которым подписаны ссылки для отписки, вам недоступен",
        en: "you may not read the key that signs the links for unsubscribing"
    )

    /// Nothing else explains the difference.
    public static let changed = Wording(
        ru: "с тех пор изменилось то, из чего оно составлено",
        en: "what it was made from has changed since"
    )

    /// Nobody has tried to send it.
    public static func neverMade(_ message: Int64) -> Wording {
        Wording(ru: "письмо \(message) ещё не отправляли", en: "message \(message) has not been tried yet")
    }

    /// Fewer attempts were made than the number asked for.
    public static func noAttempt(_ number: Int, of message: Int64, _ count: Int) -> Wording {
        Wording(
            ru: "попытки \(number) у письма \(message) нет: всего ",
            en: "message \(message) has no attempt \(number), but "
        ) + attempts(count)
    }

    private static let attempts = Counted(
        ru: (one: "попытка", few: "попытки", many: "попыток"),
        en: (one: "attempt in all", other: "attempts in all")
    )

    /// The attempt says nothing of a letter.
    public static func notKept(_ number: Int, of message: Int64) -> Wording {
        Wording(
            ru:
                "для попытки \(number) письма \(message) текст не составляли, или о нём ничего не сохранилось",
            en: "for attempt \(number) of message \(message) no letter was made, or nothing is kept of it"
        )
    }

    /// Nobody knows any more whom it was for.
    public static func erased(_ message: Int64) -> Wording {
        Wording(
            ru: "данные получателя письма \(message) стёрты: показать его нельзя",
            en: "the data of the person behind message \(message) were erased: it cannot be shown"
        )
    }

    /// From what was kept no letter comes; why stands behind.
    public static func unmakable(_ message: Int64, _ why: Wording) -> Wording {
        Wording(ru: "письмо \(message) заново не составить: ", en: "message \(message) cannot be made anew: ")
            + why
    }

    /// The letter is not of that form.
    public static let noText = Wording(ru: "такой части в письме нет", en: "the letter has no such part")

    /// A person has several letters.
    public static let oneLetter = Wording(
        ru: "--letter показывает одно письмо: назовите его номер, а не адрес",
        en: "--letter shows one letter: name it by its id, not by an address"
    )

    /// The one option without the other.
    public static let attemptAlone = Wording(
        ru: "--attempt уточняет --letter и без него не нужен",
        en: "--attempt goes with --letter"
    )

    /// No number, or none above zero.
    public static let badAttempt = Wording(
        ru: "--attempt: ожидается номер попытки, считая с 1",
        en: "--attempt: expected the number of an attempt, counted from 1"
    )
}
