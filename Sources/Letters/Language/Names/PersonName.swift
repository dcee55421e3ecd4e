/// The parts of a Russian full name that a salutation needs, as far as they are certain.
struct PersonName: Sendable, Hashable {
    /// «Мария Петровна»: what follows «Уважаемая».
    let address: String
    /// What the patronymic tells.
    let gender: Gender

    /// Finds given name and patronymic in «Фамилия Имя Отчество» or «Имя Отчество Фамилия», whatever titles, brackets
    /// and marks stand around.
    ///
    /// - Returns: nil where anything is in doubt: initials, no patronymic, a word in -ович that may be a surname, two
    ///   people, an organization, a given name of the other gender.
    init?(full text: String) {
        guard let text = NameText(text) else { return nil }
        self.init(text)
    }

    /// The same of a text that has been cleared.
    init?(_ text: NameText) {
        guard let found = NameOrder.read(text.words) else { return nil }
        if let claimed = text.titleGender, claimed != found.gender { return nil }
        gender = found.gender
        address = Self.capitalized(found.given) + " " + Self.capitalized(found.patronymic)
    }

    /// Given name and patronymic from fields of their own.
    init?(given: String, patronymic: String, gender explicit: Gender? = nil) {
        let given = given.trimmed
        let patronymic = patronymic.trimmed
        guard let gender = explicit ?? Patronymic.gender(of: patronymic) else { return nil }
        guard given.count > 1, patronymic.count > 1, !given.hasSuffix("."), !patronymic.hasSuffix(".") else {
            return nil
        }
        // «Вера» beside «Абрамович»: a woman's name before a man's ending is not a patronymic.
        if explicit == nil {
            let folded = NameText.folded(given)
            let kind = GivenNames.kind(of: folded)
            if gender == .masculine, kind?.isOnlyFeminine ?? GivenNames.soundsFeminine(folded) { return nil }
            if gender == .feminine, kind?.isOnlyMasculine == true { return nil }
        }
        self.gender = gender
        address = Self.capitalized(given) + " " + Self.capitalized(patronymic)
    }

    /// «ИВАНОВА», «иванова», «иВАНОВА» as «Иванова»; mixed case is left as given, particles stay small.
    static func capitalized(_ text: String) -> String {
        if isMixed(text) { return text }
        return text.split(separator: " ").map { word in
            if Patronymic.isParticle(word) { return word.lowercased() }
            let isWhole = word == word.uppercased()[...] || word == word.lowercased()[...] || isInverted(word)
            return word.split(separator: "-", omittingEmptySubsequences: false).map { part in
                if Patronymic.isParticle(part) { return part.lowercased() }
                guard isWhole || isInverted(part) else { return String(part) }
                return part.prefix(1).uppercased() + part.dropFirst().lowercased()
            }.joined(separator: "-")
        }.joined(separator: " ")
    }

    /// «иВАНОВА»: typed with the Caps Lock on.
    private static func isInverted(_ word: Substring) -> Bool {
        guard word.count > 1, let first = word.first, first.isLowercase else { return false }
        let rest = word.dropFirst()
        return rest == rest.uppercased()[...] && rest.contains(where: \.isLetter)
    }

    /// Whether a text is one word written as names are, «Иванова»: the common case, told without mapping cases.
    private static func isMixed(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, isCapital(first), scalars.count > 1 else { return false }
        return scalars.dropFirst().allSatisfy(isSmall)
    }

    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        ("А"..."Я").contains(scalar) || scalar == "Ё" || ("A"..."Z").contains(scalar)
    }

    private static func isSmall(_ scalar: Unicode.Scalar) -> Bool {
        ("а"..."я").contains(scalar) || scalar == "ё" || ("a"..."z").contains(scalar)
    }
}
