import Wording

/// Words beside the whole days of a letter.
enum Plural {
    /// «день», «дня», «дней»; “day”, “days”.
    static func days(_ number: Int, language: LetterLanguage) -> String {
        language.days[PluralCategory.of(number, language: language.code)]
    }

    /// «сегодня», «завтра», «послезавтра», «через 3 дня»; “today”, “tomorrow”, “in 2 days”; nil where the language's file
    /// does not say.
    static func when(_ days: Int, language: LetterLanguage) -> String? {
        guard let words = language.when else { return nil }
        switch days {
        case 0: return words.today
        case 1: return words.tomorrow
        case 2: if let word = words.dayAfterTomorrow { return word }
        default: break
        }
        return words.inDays[PluralCategory.of(days, language: language.code)].filled(["days": "\(days)"])
    }

    /// The verb before the number: «остался 1 день», «осталось 5 дней»; “1 day remains”, “5 days remain”.
    static func remain(_ number: Int, language: LetterLanguage) -> String {
        language.remain[PluralCategory.of(number, language: language.code)]
    }
}
