import Events
public import Foundation

/// Wording of letters for values that reach them ready-made, such as what has changed.
public enum LetterWording {
    /// Two days as letters write them: «28–29 ноября 2023 г.»; nil where one of the texts is no day alone.
    public static func days(_ first: String, _ last: String, language: LetterLanguage) -> String? {
        guard let first = FactValue.date(first[...]), let last = FactValue.date(last[...]) else { return nil }
        return DateWording.range(first, last, language: language)
    }

    /// A day or a moment as letters write it: «28 ноября 2026 г., 10:00 (МСК)».
    ///
    /// - Parameters:
    ///   - text: as it is written in `event.json5`: `2026-11-28` or `2026-11-28T10:00`.
    ///   - zone: the zone that the hours are of.
    ///   - language: the letter's.
    /// - Returns: the text as it stands where it is no moment.
    public static func moment(_ text: String, in zone: TimeZone, language: LetterLanguage) -> String {
        let facts = FactValue(language: language, fallback: language.code, zone: zone, languages: [])
        return facts.wording(of: text) ?? text
    }
}
