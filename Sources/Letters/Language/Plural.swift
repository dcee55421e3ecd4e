import Wording

/// Words beside the whole days of a letter.
enum Plural {
    /// «день», «дня», «дней»; “day”, “days”.
    static func days(_ number: Int, language: LetterLanguage) -> String {
        language.days[PluralCategory.of(number, language: language.code)]
    }

    /// The verb before the number: «остался 1 день», «осталось 5 дней»; “1 day remains”, “5 days remain”.
    static func remain(_ number: Int, language: LetterLanguage) -> String {
        language.remain[PluralCategory.of(number, language: language.code)]
    }
}
