/// Forms of words beside whole numbers, by the plural rules of CLDR for Russian and English.
enum Plural {
    /// The category that CLDR gives a whole number.
    enum Category: Sendable, Hashable {
        case one, few, many, other
    }

    /// The category of `number` in `language`; other languages follow English.
    static func category(of number: Int, language: String) -> Category {
        let magnitude = number.magnitude
        guard language == "ru" else { return magnitude == 1 ? .one : .other }
        let ones = magnitude % 10
        let tens = magnitude % 100
        if ones == 1, tens != 11 { return .one }
        if (2...4).contains(ones), !(12...14).contains(tens) { return .few }
        return .many
    }

    /// «день», «дня», «дней»; “day”, “days”.
    static func days(_ number: Int, language: String) -> String {
        switch category(of: number, language: language) {
        case .one: language == "ru" ? "день" : "day"
        case .few: "дня"
        case .many: "дней"
        case .other: "days"
        }
    }

    /// The verb before the number: «остался 1 день», «осталось 5 дней»; “1 day remains”, “5 days remain”.
    static func remain(_ number: Int, language: String) -> String {
        let isOne = category(of: number, language: language) == .one
        if language == "ru" { return isOne ? "остался" : "осталось" }
        return isOne ? "remains" : "remain"
    }
}
