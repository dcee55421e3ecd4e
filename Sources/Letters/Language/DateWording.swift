import Events

/// Days as letters write them: in Russian by the custom of official letters, else in British English.
enum DateWording {
    /// «28 ноября 2023 г.», “28 November 2023”.
    static func day(_ date: LocalDate, language: String) -> String {
        "\(dayAndMonth(date, language: language)) \(year(date, language: language))"
    }

    /// «28 ноября», “28 November”.
    static func dayAndMonth(_ date: LocalDate, language: String) -> String {
        "\(date.day) \(month(date, language: language))"
    }

    /// «вторник, 28 ноября», “Tuesday, 28 November”.
    static func weekdayAndDay(_ date: LocalDate, language: String) -> String {
        "\(weekday(date, language: language)), \(dayAndMonth(date, language: language))"
    }

    /// Both days with each part said once.
    ///
    /// «28–29 ноября 2023 г.», «30 ноября — 1 декабря 2023 г.», «30 декабря 2026 г. — 2 января 2027 г.»: an en dash
    /// without blanks between bare numbers, a dash with blanks between ends of several words.
    static func range(_ first: LocalDate, _ last: LocalDate, language: String) -> String {
        guard first < last else { return day(first, language: language) }
        let dash = language == "ru" ? "\(SignWording.noBreakSpace)— " : "\(SignWording.noBreakSpace)– "
        if first.year != last.year {
            return day(first, language: language) + dash + day(last, language: language)
        }
        if first.month != last.month {
            return dayAndMonth(first, language: language) + dash + day(last, language: language)
        }
        return "\(first.day)–\(day(last, language: language))"
    }

    private static func year(_ date: LocalDate, language: String) -> String {
        language == "ru" ? "\(date.year)\(SignWording.noBreakSpace)г." : "\(date.year)"
    }

    private static func month(_ date: LocalDate, language: String) -> String {
        let names = language == "ru" ? russianMonths : englishMonths
        return names[(date.month - 1) % 12]
    }

    private static func weekday(_ date: LocalDate, language: String) -> String {
        let names = language == "ru" ? russianWeekdays : englishWeekdays
        return names[(date.weekday - 1) % 7]
    }

    /// In the genitive: «28 ноября».
    private static let russianMonths = [
        "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
        "ноября", "декабря",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
    private static let russianWeekdays = [
        "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
    ]
    private static let englishWeekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
}
