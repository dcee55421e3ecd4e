import Regions

/// Given names: what a word tells about the words beside it.
enum GivenNames {
    /// What is known of a name.
    struct Kind: OptionSet, Sendable, Hashable {
        let rawValue: UInt8
        static let masculine = Kind(rawValue: 1)
        static let feminine = Kind(rawValue: 2)
        /// Of the Caucasus, the Volga, Central Asia, Siberia: people with such names have surnames in -ов, -ян,
        /// -дзе, so that a word in -ович beside one is a patronymic.
        static let eastern = Kind(rawValue: 4)
        /// Of countries without patronymics, where a word in -ович is a surname.
        static let foreign = Kind(rawValue: 8)

        var isOnlyMasculine: Bool { contains(.masculine) && !contains(.feminine) }
        var isOnlyFeminine: Bool { contains(.feminine) && !contains(.masculine) }
    }

    /// What is known of a word in small letters with ё as е; nil where it is in no list.
    ///
    /// Of double names («анна-мария», «магомед-али») the first part that is known counts.
    static func kind(of folded: String) -> Kind? {
        if let kind = table[ByteKey(folded)] { return kind }
        guard folded.utf8.contains(0x2D) else { return nil }
        for part in folded.split(separator: "-") {
            if let kind = table[ByteKey(String(part))] { return kind }
        }
        return nil
    }

    /// Whether an unknown name ends as women's names do.
    static func soundsFeminine(_ folded: String) -> Bool {
        folded.ends(in: "а") || folded.ends(in: "я")
    }

    /// Whether a folded name is borne as a surname too, by people who have another given name: «Герман Анна».
    static func isSurnameToo(_ folded: String) -> Bool { surnames.contains(folded) }

    private static let surnames: WordSet = [
        "абрам", "август", "адам", "альберт", "арнольд", "богдан", "бруно", "вальтер", "вильгельм", "вольф",
        "габриэль",
        "генрих", "георг", "герман", "герц", "гирш", "давид", "даниэль", "захар", "игнат", "карл", "карп",
        "клим", "конрад",
        "конон", "клемент", "леонард", "людвиг", "май", "макс", "марк", "мартин", "мейер", "мирон", "назар",
        "натан", "отто", "панкрат", "рейнгольд", "роман", "рудольф", "самсон", "симон", "соломон", "стефан",
        "тарас", "фабиан",
        "филипп", "франц", "фридрих", "юст", "якуб",
    ]

    private static let table: [ByteKey: Kind] = {
        let kinds: [Substring: Kind] = [
            "[masculine]": .masculine, "[feminine]": .feminine,
            "[eastern masculine]": [.masculine, .eastern], "[eastern feminine]": [.feminine, .eastern],
            "[foreign masculine]": [.masculine, .foreign], "[foreign feminine]": [.feminine, .foreign],
        ]
        var found: [ByteKey: Kind] = [:]
        var kind: Kind = []
        for line in (EmbeddedFiles.text(of: "given-names.txt") ?? "").split(separator: "\n") {
            if line.hasPrefix("#") { continue }
            if let next = kinds[line] {
                kind = next
                continue
            }
            for name in line.split(separator: " ") {
                found[ByteKey(String(name)), default: []].formUnion(kind)
            }
        }
        return found
    }()
}
