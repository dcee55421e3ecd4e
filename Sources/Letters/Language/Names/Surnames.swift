/// Surnames, as far as their endings tell them.
enum Surnames {
    /// Whether a word in small letters looks like a surname rather than a given name.
    static func isLikely(_ folded: String) -> Bool {
        if short.contains(folded) || folded.utf8.contains(0x20) { return true }
        if folded.utf8.contains(0x2D) {
            return folded.split(separator: "-").contains { isLikely(String($0)) }
        }
        let word = folded
        guard word.utf8.count >= 8 else { return false }
        // «Камалутдин», «Нуретдин» are given names.
        if ["ддин", "тдин"].contains(where: word.ends) { return false }
        return gender(of: word) != nil || common.contains(where: word.ends)
    }

    /// Whether a word that is neither a given name nor a title may be a surname: not one that names what somebody is.
    static func mayBe(_ folded: String) -> Bool {
        folded.utf8.count >= 6 && !callings.contains(where: folded.ends)
    }

    /// Endings of words for what people are: «писатель», «пианист», «краевед».
    private static let callings = [
        "тель", "ист", "лог", "вед", "граф", "арх", "ант", "ент", "арь", "тор", "сор", "иор", "льщик", "чик",
        "ёр", "неджер",
    ]

    /// Whether a word is a surname that is a given name only rarely: «Ким».
    static func isKnown(_ folded: String) -> Bool { short.contains(folded) }

    /// The gender that a Russian surname shows: «Иванова», «Белинский»; nil for all others.
    static func gender(of folded: String) -> Gender? {
        if feminine.contains(where: folded.ends) { return .feminine }
        return masculine.contains(where: folded.ends) ? .masculine : nil
    }

    /// Words that open a surname of several words: «фон Мекк», «де Ла Фуэнте».
    static let particles: WordSet = [
        "фон", "де", "да", "дер", "ден", "ван", "ла", "ле", "дю", "ди", "дель", "делла", "дос", "тер", "цу",
        "цур",
        "аф", "сен", "мак", "о",
    ]

    private static let feminine = [
        "ова", "ева", "ина", "ына", "ская", "цкая", "ная", "лая", "тая", "рая", "ивая",
    ]
    private static let masculine = [
        "ов", "ев", "ин", "ын", "ский", "цкий", "ской", "цкой", "ный", "лый", "тый", "рый", "вый", "хой",
        "лстой",
    ]
    private static let common = [
        "ко", "ук", "юк", "ян", "янц", "дзе", "швили", "вили", "ых", "их", "ец", "ич", "штейн", "берг", "ман",
        "фельд", "бург", "баум", "сон", "оглу", "заде", "зода", "уа", "лия", "ток", "як", "ак", "ик", "ейн",
    ]

    /// Korean, Chinese, Jewish, Tuvan and other surnames that no ending tells.
    private static let short: WordSet = [
        "ким", "ли", "пак", "цой", "чой", "цхай", "тен", "тян", "хан", "юн", "хван", "шин", "кан", "нам",
        "хегай", "когай",
        "ногай", "югай", "огай", "шегай", "тягай", "дегай", "магай", "пегай", "угай", "лигай", "мин", "пан",
        "сон",
        "сим", "ан", "те", "но", "ню", "лим", "лян", "квон", "квак", "кон", "ко", "со", "сен", "син",
        "чен", "чжан", "чан", "ван", "лю", "ма", "кац", "шац", "бак", "гур", "гут", "рис", "бер", "блок",
        "бланк",
        "шварц", "вайс", "гросс", "кляйн", "шмидт", "мюллер", "вебер", "фишер", "шнайдер", "мейер", "майер",
        "вагнер", "беккер", "шульц", "гофман", "кох", "рихтер", "коган", "каган", "лурье", "шапиро",
        "гинзбург", "рубин", "левин", "хомушку", "монгуш", "ондар", "ооржак", "кужугет", "куулар", "донгак",
        "тулуш", "салчак",
        "кыргыс", "шойгу", "сарыглар", "хертек", "иргит", "саая", "крюгер", "браун", "фукс", "келер",
    ]
}
