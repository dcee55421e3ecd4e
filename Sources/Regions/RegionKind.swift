/// The kind of a subject, as the words «область», «край», «Респ», «АО», «г.», “Oblast” tell it.
enum RegionKind: Sendable, Hashable {
    case oblast, krai, republic, autonomous, city

    /// The kind that a folded word tells.
    init?(word: String) {
        guard let kind = Self.words[word] else { return nil }
        self = kind
    }

    /// Words that say nothing of their own: «автономная», «Российской Федерации», “of”.
    static let fillers: Set<String> = [
        "автономная", "автономной", "автономный", "автономного", "авт", "россия", "россии", "российская",
        "российской",
        "федерация", "федерации", "рф", "субъект", "федерального", "значения", "autonomous", "federal",
        "russia",
        "russian", "federation", "the", "of", "rf", "город-герой", "столица",
    ]

    private static let words: [String: RegionKind] = {
        let table: [(RegionKind, String)] = [
            (.oblast, "область области областью обл облость oblast region province"),
            (.krai, "край края крае краю кр krai kray territory"),
            (.republic, "республика республики республике респ республ р р-ка респ-ка republic rep"),
            (.autonomous, "округ округа округе окр ао аобл автокруг okrug district ao"),
            (.city, "город города городе г гор city"),
        ]
        var found: [String: RegionKind] = [:]
        for (kind, list) in table { for word in list.split(separator: " ") { found[String(word)] = kind } }
        return found
    }()
}
