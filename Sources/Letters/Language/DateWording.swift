import Events

/// Days as letters write them: in Russian by the custom of official letters, in British English, else as the language's
/// file or CLDR has it.
enum DateWording {
    /// «28 ноября 2023 г.», “28 November 2023”, «28 de novembro de 2023».
    static func day(_ date: LocalDate, language: LetterLanguage) -> String {
        language.dates.day.text(date, language.dates)
    }

    /// «28 ноября», “28 November”.
    static func dayAndMonth(_ date: LocalDate, language: LetterLanguage) -> String {
        language.dates.dayAndMonth.text(date, language.dates)
    }

    /// «вторник, 28 ноября», “Tuesday, 28 November”.
    static func weekdayAndDay(_ date: LocalDate, language: LetterLanguage) -> String {
        language.dates.weekdayAndDay.text(date, language.dates)
    }

    /// When something is: «во вторник, 28 ноября», “on Tuesday, 28 November”.
    static func onDay(_ date: LocalDate, language: LetterLanguage) -> String {
        let words = language.dates
        guard let pattern = words.onDay else { return weekdayAndDay(date, language: language) }
        let weekdays = words.weekdaysOn.isEmpty ? words.weekdays : words.weekdaysOn
        return pattern.filled([
            "weekday": weekdays[(date.weekday - 1) % 7], "day": day(date, language: language),
            "dayAndMonth": dayAndMonth(date, language: language),
        ])
    }

    /// Both days with each part said once.
    ///
    /// «28–29 ноября 2023 г.», «30 ноября — 1 декабря 2023 г.», «30 декабря 2026 г. — 2 января 2027 г.»: an en dash
    /// without blanks between bare numbers, a dash with blanks between ends of several words.
    static func range(_ first: LocalDate, _ last: LocalDate, language: LetterLanguage) -> String {
        guard first < last else { return day(first, language: language) }
        let dates = language.dates
        let pattern =
            if first.year != last.year {
                dates.otherYear
            } else if first.month != last.month {
                dates.sameYear
            } else {
                dates.sameMonth
            }
        return pattern.filled([
            "first": day(first, language: language), "last": day(last, language: language),
            "firstDay": "\(first.day)", "lastDay": "\(last.day)",
            "firstDayAndMonth": dayAndMonth(first, language: language),
            "lastDayAndMonth": dayAndMonth(last, language: language), "year": "\(last.year)",
        ])
    }
}

extension String {
    /// The pattern with its `{names}` replaced; a name that is not known stays as it is.
    func filled(_ values: [String: String]) -> String {
        var out = ""
        var rest = self[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            out += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            out += values[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return out + rest
    }
}
