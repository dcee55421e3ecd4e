/// The parts of a Russian full name that a salutation needs, as far as they are certain.
struct PersonName: Sendable, Hashable {
    /// «Мария Петровна»: what follows «Уважаемая».
    let address: String
    /// What the patronymic tells.
    let gender: Gender

    /// Finds given name and patronymic in «Фамилия Имя Отчество» or «Имя Отчество Фамилия».
    ///
    /// - Returns: nil where anything is in doubt: initials, no patronymic, one that is not Slavic or Turkic, or
    ///   two words of which the second may as well be a surname («Вера Абрамович»).
    init?(full text: String) {
        if let usual = Self.usual(text) {
            self = usual
            return
        }
        let words = Self.words(of: text)
        guard let tail = words.last else { return nil }
        // «Алиев Мамед Гасан оглы»: the particle belongs to the word before it.
        if Patronymic.isParticle(tail), words.count >= 3 {
            let father = words[words.count - 2] + " " + tail.lowercased()
            self.init(given: words[words.count - 3], patronymic: father)
            return
        }
        switch words.count {
        case 3:
            // «Мария Петровна Абрамович»: after a patronymic comes the surname, whatever its ending.
            if Patronymic.gender(of: words[1]) != nil {
                self.init(given: words[0], patronymic: words[1])
            } else {
                self.init(given: words[1], patronymic: words[2])
            }
        case 2:
            let isCertain =
                Patronymic.gender(of: words[1]) == .feminine
                || GivenNames.areMasculine(words[0].lowercased())
            guard isCertain else { return nil }
            self.init(given: words[0], patronymic: words[1])
        default:
            return nil
        }
    }

    /// «Иванова Мария Петровна» and «Мария Петровна Иванова», told by their bytes.
    ///
    /// Three words in Russian letters with a capital each, one blank between two; nil for all else, and for whatever
    /// needs a closer look.
    private static func usual(_ text: String) -> PersonName? {
        var text = text
        return text.withUTF8 { bytes in
            guard let first = bytes.firstIndex(of: 0x20),
                let second = bytes[(first + 1)...].firstIndex(of: 0x20)
            else { return nil }
            let words = [
                UnsafeBufferPointer(rebasing: bytes[..<first]),
                UnsafeBufferPointer(rebasing: bytes[(first + 1)..<second]),
                UnsafeBufferPointer(rebasing: bytes[(second + 1)...]),
            ]
            // A short last word may be a particle, a short other one no name.
            guard words[2].count > 8, words[0].count > 2, words[1].count > 2,
                let middle = Patronymic.usualGender(of: words[1]),
                let last = Patronymic.usualGender(of: words[2]), Patronymic.isUsual(words[0]),
                words.allSatisfy({ $0[0] == 0xD0 && (0x90...0xAF ~= $0[1] || $0[1] == 0x81) }),
                let gender = middle ?? last
            else { return nil }
            let given = middle == nil ? words[1] : words[0]
            if gender == .masculine, let end = given.last, end == 0xB0 || end == 0x8F { return nil }
            let address = middle == nil ? bytes[(first + 1)...] : bytes[..<second]
            return PersonName(address: String(decoding: address, as: UTF8.self), gender: gender)
        }
    }

    private init(address: String, gender: Gender) {
        self.address = address
        self.gender = gender
    }

    /// Given name and patronymic from fields of their own.
    init?(given: String, patronymic: String, gender explicit: Gender? = nil) {
        let given = given.trimmed
        let patronymic = patronymic.trimmed
        guard let gender = explicit ?? Patronymic.gender(of: patronymic) else { return nil }
        guard given.count > 1, patronymic.count > 1, !given.hasSuffix("."), !patronymic.hasSuffix(".") else {
            return nil
        }
        // «Вера Мария Абрамович»: a woman's name before a man's ending is not a patronymic.
        if explicit == nil, gender == .masculine, GivenNames.soundFeminine(given) { return nil }
        self.gender = gender
        address = Self.capitalized(given) + " " + Self.capitalized(patronymic)
    }

    /// Whether a text is one word written as names are, «Иванова»: the common case, told without mapping cases.
    private static func isMixed(_ text: String) -> Bool {
        var scalars = text.unicodeScalars.makeIterator()
        guard let first = scalars.next(), isCapital(first), let second = scalars.next(), isSmall(second)
        else {
            return false
        }
        return !text.utf8.contains { $0 == 0x20 || $0 == 0x2D }
    }

    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        ("А"..."Я").contains(scalar) || scalar == "Ё" || ("A"..."Z").contains(scalar)
    }

    private static func isSmall(_ scalar: Unicode.Scalar) -> Bool {
        ("а"..."я").contains(scalar) || scalar == "ё" || ("a"..."z").contains(scalar)
    }

    /// White space, told without the tables of Unicode for Latin and Cyrillic letters.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20: true
        case 0x21...0x7E, 0x400...0x52F: false
        default: scalar.properties.isWhitespace
        }
    }

    /// The words of a name without what stands behind a comma or in brackets.
    static func words(of text: String) -> [String] {
        let scalars = text.unicodeScalars
        let name = scalars.prefix { $0 != "," && $0 != "(" && $0 != ";" }
        return name.split(whereSeparator: isBlank).map { String($0) }
    }

    /// «ИВАНОВА» and «иванова» as «Иванова»; mixed case is left as given, particles stay small.
    static func capitalized(_ text: String) -> String {
        if isMixed(text) { return text }
        return text.split(separator: " ").map { word in
            if Patronymic.isParticle(word) { return word.lowercased() }
            guard word == word.uppercased()[...] || word == word.lowercased()[...] else {
                return String(word)
            }
            return word.split(separator: "-", omittingEmptySubsequences: false).map { part in
                if Patronymic.isParticle(part) { return part.lowercased() }
                return part.prefix(1).uppercased() + part.dropFirst().lowercased()
            }.joined(separator: "-")
        }.joined(separator: " ")
    }
}

/// Given names where one is needed to tell a patronymic from a surname.
enum GivenNames {
    /// Whether a lower-case given name is a man's beyond doubt.
    static func areMasculine(_ name: String) -> Bool { masculine.contains(name) }

    /// Whether a name ends as women's names do and is none of the men's names that do so too.
    static func soundFeminine(_ name: String) -> Bool {
        guard let last = name.last, ["а", "я", "А", "Я"].contains(last) else { return false }
        return !masculineInA.contains(name.lowercased())
    }

    private static let masculineInA: Set<String> = [
        "никита", "илья", "фома", "лука", "кузьма", "савва", "данила", "гаврила", "фока", "сила", "иона",
        "мустафа", "муса", "иса", "закария", "яхья", "зия", "миша", "гоша", "илия", "захария", "аникита",
    ]

    private static let masculine: Set<String> = [
        "александр", "алексей", "анатолий", "андрей", "антон", "аркадий", "арсений", "артём", "артем",
        "артур",
        "богдан", "борис", "вадим", "валентин", "валерий", "василий", "виктор", "виталий", "владимир",
        "владислав", "всеволод", "вячеслав", "геннадий", "георгий", "герман", "глеб", "григорий", "даниил",
        "денис", "дмитрий", "евгений", "егор", "захар", "иван", "игорь", "илья", "кирилл", "константин",
        "лев",
        "леонид", "максим", "марат", "марк", "матвей", "михаил", "никита", "николай", "олег", "павел", "пётр",
        "петр", "роман", "руслан", "рустам", "семён", "семен", "сергей", "станислав", "степан", "тимофей",
        "тимур", "фёдор", "федор", "филипп", "эдуард", "юрий", "яков", "ярослав",
    ]
}

extension StringProtocol where UTF8View: BidirectionalCollection {
    /// The text without white space at its ends.
    var trimmed: String {
        if !mayHaveBlankEnds { return String(self) }
        var slice = self[...]
        while let first = slice.first, first.isWhitespace { slice = slice.dropFirst() }
        while let last = slice.last, last.isWhitespace { slice = slice.dropLast() }
        return String(slice)
    }

    /// Asked of the bytes, since most texts have none: ASCII and Cyrillic letters at both ends are no white space.
    private var mayHaveBlankEnds: Bool {
        guard let first = utf8.first, let last = utf8.last else { return false }
        let end = utf8.index(before: utf8.endIndex)
        let before = end > utf8.startIndex ? utf8[utf8.index(before: end)] : 0
        let isFirstClear = (0x21...0x7E).contains(first) || (0xD0...0xD3).contains(first)
        let isLastClear = (0x21...0x7E).contains(last) || (0xD0...0xD3).contains(before)
        return !(isFirstClear && isLastClear)
    }
}
