import Regions

/// What stands between two separators of a field for a name: a name with its titles, or a description of the person.
struct NameSegment {
    /// The sign before it; nil for the first.
    let separator: Character?
    /// The words of the name, titles and figures away.
    let words: [String]
    let titleGender: Gender?
    /// Whether it says a post, an organization, a place or a telephone, and names nobody.
    let isDescription: Bool

    var isEmpty: Bool { words.isEmpty && !isDescription }

    /// - Returns: nil where it can be neither a name nor a description.
    init?(_ text: String, after separator: Character?) {
        self.separator = separator
        var tokens = text.split(whereSeparator: \.isWhitespace).map { String($0) }
        guard let kept = Self.withoutFigures(tokens) else { return nil }
        let hadFigures = kept.count < tokens.count
        tokens = kept
        if tokens.isEmpty {
            words = []
            titleGender = nil
            isDescription = hadFigures
            return
        }
        if Self.isDescription(tokens, isFirst: separator == nil) {
            words = []
            titleGender = nil
            isDescription = true
            return
        }
        var gender: Gender?
        guard let name = Self.withoutTitles(tokens, gender: &gender) else { return nil }
        var bare = name
        if let last = bare.last, last.count > 3 {
            let end = last.reversed().prefix { ".!:…".contains($0) }.count
            bare[bare.count - 1] = String(last.dropLast(end))
        }
        guard bare.allSatisfy(Self.isWord) else { return nil }
        words = Self.joined(bare)
        titleGender = gender
        isDescription = false
        if words.isEmpty { return nil }
    }

    /// The folded word without the full stops at its end.
    private static func bare(_ token: String) -> String {
        var folded = NameText.folded(token)
        while folded.hasSuffix(".") || folded.hasSuffix(":") { folded.removeLast() }
        return folded
    }

    private static func isTitle(_ token: String) -> Bool {
        NameTitles.isTitle(bare(token)) || NameTitles.isDegreeLetter(token)
    }

    /// Telephone numbers, years and addresses at the end away, a number in the list before the name too.
    private static func withoutFigures(_ tokens: [String]) -> [String]? {
        var tokens = tokens
        if let first = tokens.first, tokens.count > 1, first.count <= 4,
            first.allSatisfy({ $0.isASCII && ($0.isNumber || ".)№".contains($0)) }),
            first.contains(where: \.isNumber), first.last?.isNumber == false
        {
            tokens.removeFirst()
        }
        let starts: Set<String> = [
            "тел", "телефон", "моб", "сот", "e-mail", "email", "почта", "т", "tel", "phone", "доб",
        ]
        let place = tokens.firstIndex {
            $0.contains(where: { $0.isNumber || $0 == "@" }) || $0.hasPrefix("+")
                || (starts.contains(bare($0)) && $0.first?.isUppercase != true)
        }
        guard let place else { return tokens }
        // «зав. библиотекой № 5»
        if tokens[place].hasPrefix("№") || place > 0 && tokens[place - 1] == "№",
            tokens[..<place].map(bare).contains(where: {
                NameTitles.isPost($0) || NameTitles.isOrganization($0)
            })
        {
            return Array(tokens[..<place].filter { $0 != "№" })
        }
        let figures = tokens[place...]
        let folded = figures.map(bare)
        // «+1», «2 чел.» are more people, «Мария2» is nonsense.
        let isMail = folded.contains { $0.contains("@") }
        let isYear = folded.contains { $0.hasPrefix("г.р") || $0 == "рождения" || $0 == "года" }
        let digits = folded.joined().filter(\.isNumber).count
        guard isMail || isYear || digits >= 5 else { return nil }
        let phoneSigns: Set<Character> = ["+", "-", ".", "(", ")", "<", ">"]
        let areClean = figures.allSatisfy { token in
            token.contains("@") || starts.contains(bare(token)) || isYear
                || token.allSatisfy { $0.isNumber || phoneSigns.contains($0) }
        }
        return areClean ? Array(tokens[..<place]) : nil
    }

    /// Whether the words are those of a post, an organization or a place, and name no person.
    private static func isDescription(_ tokens: [String], isFirst: Bool) -> Bool {
        let folded = tokens.map(bare)
        guard !namesSomebody(tokens, folded) else { return false }
        if folded.contains(where: NameTitles.isOrganization) || folded.contains(where: NameTitles.isPost) {
            return true
        }
        if tokens.allSatisfy(isTitle) { return true }
        if isFirst { return false }
        if folded[0] == "г" || folded[0] == "гор" { return true }
        // «НБ РК», «ЦБС»: letters without a vowel are no name.
        if tokens.allSatisfy({
            $0.count > 1 && $0.allSatisfy { $0.isUppercase && !"АЕЁИОУЫЭЮЯAEIOUY".contains($0) }
        }) {
            return true
        }
        let text = folded.joined(separator: " ")
        if Regions.find(text) != nil || Regions.all.contains(where: { NameText.folded($0.centre) == text }) {
            return true
        }
        // «к. п. н.», «доб. 12», «руководитель проекта» begin small beside a name that does not.
        return tokens[0].first?.isLowercase == true && folded.count <= 6 && folded[0] != "и"
            && folded[0] != "с"
            && tokens.allSatisfy { isTitle($0) || bare($0).count > 3 }
            && tokens.allSatisfy { $0.first?.isUppercase != true }
            && !folded.contains(where: Surnames.isLikely)
    }

    /// Whether a given name, a patronymic or initials are among the words, those after «имени» left aside.
    private static func namesSomebody(_ tokens: [String], _ folded: [String]) -> Bool {
        if let place = folded.firstIndex(where: { $0 == "имени" || $0 == "им" }) {
            return namesSomebody(Array(tokens[..<place]), Array(folded[..<place]))
        }
        for (token, word) in zip(tokens, folded) {
            if word.count >= 2, token.first?.isUppercase == true, isInitials(token) { return true }
            if word.count == 1, token.first?.isUppercase == true, token.hasSuffix(".") { return true }
            if NameTitles.isTitle(word) || NameTitles.isOrganization(word) { continue }
            if word.count > 2, GivenNames.kind(of: word) != nil { return true }
            switch Patronymic.reading(of: word) {
            case .certain, .surnameToo: return true
            case .surnameUsually, .surname, nil: break
            }
        }
        return false
    }

    /// «М.П.», «М.»: not «к.п.н.».
    private static func isInitials(_ token: String) -> Bool {
        guard token.contains(".") else { return false }
        return token.split(separator: ".").allSatisfy { $0.count == 1 && $0.first?.isUppercase == true }
    }

    /// The name without titles and posts before and behind; nil where nothing is left or what is dropped names somebody.
    private static func withoutTitles(_ tokens: [String], gender: inout Gender?) -> [String]? {
        var rest = tokens[...]
        var hadPost = false
        while let first = rest.first, isTitle(first), !isInitials(first) {
            gender = gender ?? NameTitles.gender(of: bare(first))
            hadPost = hadPost || NameTitles.isPost(bare(first))
            rest.removeFirst()
        }
        // «Директор Национальной библиотеки Иванова Мария Петровна»: up to the last word that begins small.
        let isMixed = tokens.contains { $0.first?.isUppercase == true }
        if hadPost, isMixed,
            let last = rest.lastIndex(where: {
                $0.first?.isLowercase == true && !Patronymic.isParticle($0)
                    && !Surnames.particles.contains($0)
            })
        {
            let dropped = rest[...last]
            guard last + 1 < rest.endIndex, !namesSomebody(Array(dropped), dropped.map(bare)),
                bare(dropped[last]) != "и"
            else { return nil }
            rest = rest[(last + 1)...]
        }
        // «Министр культуры Республики Коми Иванов Иван Иванович»
        if hadPost, rest.count > 3 {
            let dropped = rest.dropLast(3)
            guard !namesSomebody(Array(dropped), dropped.map(bare)),
                !dropped.contains(where: { Surnames.isLikely(bare($0)) })
            else { return nil }
            rest = rest.suffix(3)
        }
        if let place = rest.indices.dropFirst(2).first(where: { isTitle(rest[$0]) }) {
            let dropped = rest[place...]
            guard !namesSomebody(Array(dropped), dropped.map(bare)) else { return nil }
            rest = rest[..<place]
        }
        return rest.isEmpty ? nil : Array(rest)
    }

    /// Letters of one script, hyphens and apostrophes within.
    private static func isWord(_ token: String) -> Bool {
        guard let first = token.first, first.isLetter, token.last?.isLetter == true else { return false }
        let folded = NameText.folded(token)
        if NameTitles.isOrganization(folded)
            || ["и", "или", "с", "and", "плюс", "от", "для"].contains(folded)
        {
            return false
        }
        return token.unicodeScalars.allSatisfy {
            (0x400...0x52F).contains($0.value) || $0 == "-" || $0 == "'"
        }
    }

    /// Particles with the word that they belong to: «Гасан оглы», «фон Мекк».
    private static func joined(_ tokens: [String]) -> [String] {
        var words: [String] = []
        var surname: [String] = []
        for token in tokens {
            // «Де Анна Ивановна» has a Korean surname, «фон Мекк Надежда Филаретовна» a particle.
            let opensAll = words.isEmpty && surname.isEmpty && tokens.count == 3
            if !opensAll, Surnames.particles.contains(NameText.folded(token)), token.count <= 5 {
                surname.append(token)
            } else if !surname.isEmpty {
                words.append((surname + [token]).joined(separator: " "))
                surname = []
            } else if Patronymic.isParticle(token), let father = words.popLast() {
                words.append(father + " " + token.lowercased())
            } else {
                words.append(token)
            }
        }
        return surname.isEmpty ? words : words + [surname.joined(separator: " ")]
    }
}
