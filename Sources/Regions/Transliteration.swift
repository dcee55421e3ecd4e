/// Russian names in Latin letters, as web forms and passports write them.
enum Transliteration {
    /// The letters of a folded text, one way of the usual ones: “novosibirskaya”.
    static func latin(_ folded: String) -> String {
        folded.map { table[$0] ?? String($0) }.joined()
    }

    /// The ways in which the ending of an adjective is written: “-skaya”, “-skaia”, “-sky”, “-skiy”, “-skii”, “-skij”.
    static func endings(of latin: String) -> [String] {
        if latin.hasSuffix("aya") { return ["aya", "aia", "aja"].map { latin.dropLast(3) + $0 } }
        if latin.hasSuffix("iy") { return ["iy", "y", "ii", "ij", "i"].map { latin.dropLast(2) + $0 } }
        return [latin]
    }

    private static let table: [Character: String] = [
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
        "к": "k",
        "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
        "х": "kh",
        "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
        "я": "ya",
    ]
}

/// How many letters have to be changed, put in, left out or exchanged to make one word of another.
enum EditDistance {
    static func between(_ a: String, _ b: String) -> Int {
        let a = Array(a)
        let b = Array(b)
        if abs(a.count - b.count) > 8 { return 9 }
        var before = Array(0...b.count)
        for (row, letter) in a.enumerated() {
            var current = [row + 1]
            for (column, other) in b.enumerated() {
                current.append(
                    min(
                        before[column] + (letter == other ? 0 : 1),
                        before[column + 1] + 1,
                        current[column] + 1
                    )
                )
            }
            before = current
        }
        return before[b.count]
    }
}
