/// The forms under which people write the name of a subject, folded for comparison.
enum RegionName {
    /// Lower case, ё as е, and every run of blanks, dashes, brackets and dots as one blank.
    static func folded(_ text: String) -> String {
        var words: [String] = []
        var word = ""
        for character in text.lowercased() {
            if character.isLetter || character.isNumber {
                word.append(character == "ё" ? "е" : character)
            } else if character == "’" || character == "'" {
                continue
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words.joined(separator: " ")
    }

    /// Every folded form under which `region` is found.
    static func forms(of region: Region) -> Set<String> {
        var forms: Set<String> = []
        for name in [region.nameRu, region.genitiveRu, region.nameEn] {
            forms.formUnion(variants(of: folded(name)))
            for half in halves(of: name) { forms.formUnion(variants(of: folded(half))) }
        }
        for short in shortNames[region.code] ?? [] { forms.insert(folded(short)) }
        return forms
    }

    /// «Республика Саха (Якутия)» is also written without its brackets, «Кемеровская область — Кузбасс»
    /// without what follows the dash.
    private static func halves(of name: String) -> [String] {
        if let bracket = name.firstIndex(of: "(") {
            return [String(name[..<bracket])]
        }
        guard let dash = name.firstRange(of: " — ") else { return [] }
        return [String(name[..<dash.lowerBound])]
    }

    /// The name itself, abbreviated («обл.», «респ.», «АО»), and a republic without the word.
    private static func variants(of name: String) -> [String] {
        var found = [name]
        for (long, short) in abbreviations where name.contains(long) {
            found.append(name.replacing(long, with: short))
        }
        for word in ["республика ", "республики ", "republic of "] where name.hasPrefix(word) {
            found.append(String(name.dropFirst(word.count)))
        }
        for word in ["город ", "города "] where name.hasPrefix(word) {
            found += [String(name.dropFirst(word.count)), "г " + name.dropFirst(word.count)]
        }
        return found
    }

    private static let abbreviations = [
        ("область", "обл"), ("области", "обл"), ("республика", "респ"), ("республики", "респ"),
        ("автономный округ", "ао"), ("автономного округа", "ао"), ("автономная область", "ао"),
        ("oblast", "region"),
    ]

    /// Short names in use that no rule gives.
    private static let shortNames: [String: [String]] = [
        "07": ["Кабардино-Балкария", "КБР"], "09": ["Карачаево-Черкесия", "КЧР"],
        "14": ["Якутия", "Саха", "Yakutia"],
        "15": ["Северная Осетия", "Алания", "РСО-Алания", "North Ossetia"],
        "16": ["Татария"], "18": ["Удмуртия", "Udmurtia"], "20": ["Чечня", "Chechnya"],
        "21": ["Чувашия", "Chuvashia"], "42": ["Кузбасс", "Kuzbass"],
        "77": ["город Москва", "г. Москва", "Moscow"],
        "78": ["город Санкт-Петербург", "г. Санкт-Петербург", "СПб", "Петербург", "St Petersburg"],
        "79": ["ЕАО"], "86": ["ХМАО", "ХМАО-Югра", "Югра"], "89": ["ЯНАО", "Ямал"], "83": ["НАО"],
        "91": ["Крым", "Crimea"], "92": ["город Севастополь", "г. Севастополь"],
        "93": ["ДНР"], "94": ["ЛНР"],
    ]
}
