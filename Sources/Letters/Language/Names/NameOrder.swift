/// Which word of a name is which.
///
/// The rule: what ends like a patronymic is one only where another reading is out of the question. A word in -ович
/// after a given name may be a surname («Роман Абрамович»), after two given names it is one («Анна Николь Милич»).
enum NameOrder {
    struct Found {
        let given: String
        let patronymic: String
        let gender: Gender
    }

    /// A word, what its ending tells, and what is known of it as a given name.
    private struct Word {
        let text: String
        let folded: String
        let kind: GivenNames.Kind?
        let reading: Patronymic.Reading?

        init(_ text: String) {
            self.text = text
            let known = NameWords.known(text)
            (folded, reading, kind) = (known.folded, known.reading, known.kind)
        }

        var isSurname: Bool { Surnames.isKnown(folded) || kind == nil && Surnames.isLikely(folded) }

        var isPatronymic: Bool {
            switch reading {
            case .certain, .surnameToo: true
            case .surnameUsually, .surname, nil: false
            }
        }
    }

    /// - Returns: nil where anything is in doubt.
    static func read(_ words: [String]) -> Found? {
        guard (2...5).contains(words.count) else { return nil }
        let words = words.map(Word.init)
        guard words.allSatisfy({ !$0.folded.dropFirst().isEmpty }) else { return nil }
        if words.count == 2 { return pair(words[0], words[1]) }
        // «Мария Петровна Абрамович»: after a patronymic comes the surname, whatever its ending.
        if words[1].isPatronymic {
            guard let surname = oneSurname(words[2...]) else { return nil }
            return given(words[0], words[1], beforeSurname: surname)
        }
        guard let patronymic = words.last, let surname = oneSurname(words.dropLast(2)) else { return nil }
        return given(words[words.count - 2], patronymic, afterSurname: surname)
    }

    /// One surname, or several words of which each can be nothing else: «Гарсиа Лопес» is left alone.
    private static func oneSurname(_ words: ArraySlice<Word>) -> Word? {
        guard words.count > 1 else { return words.first }
        return words.allSatisfy { $0.isSurname && $0.reading == nil } ? words.first : nil
    }

    /// «Мария Петровна»: two words, which may as well be a given name and a surname, or a surname and a patronymic.
    private static func pair(_ given: Word, _ patronymic: Word) -> Found? {
        guard let kind = given.kind, let reading = patronymic.reading else { return nil }
        switch reading {
        case .certain(.feminine): guard kind.contains(.feminine) else { return nil }
        case .certain(.masculine):
            guard kind.contains(.masculine), !kind.contains(.foreign) else { return nil }
        case .surnameToo:
            // Nobody by the name of Айдар or Магомед has a surname in -ович.
            guard kind.isOnlyMasculine, kind.contains(.eastern), !patronymic.folded.hasSuffix("оглу") else {
                return nil
            }
        case .surnameUsually: guard kind.isOnlyMasculine, kind.contains(.eastern) else { return nil }
        case .surname: return nil
        }
        return found(given, patronymic)
    }

    /// «Иванова Мария Петровна».
    private static func given(_ given: Word, _ patronymic: Word, afterSurname surname: Word) -> Found? {
        guard let reading = patronymic.reading, !surname.text.isEmpty else { return nil }
        if case .certain(.feminine) = reading {
            guard let kind = given.kind else { return unknown(given, patronymic, beside: surname) }
            // «Вера Мария Абрамовна»: which of the two is the name to go by?
            let isOtherName = surname.kind?.isOnlyFeminine == true
            return kind.contains(.feminine) && !isOtherName ? found(given, patronymic) : nil
        }
        let isCertain = reading == .certain(.masculine)
        guard reading != .surname else { return nil }
        guard let kind = given.kind else { return unknown(given, patronymic, beside: surname) }
        guard kind.contains(.masculine) else { return nil }
        if kind.contains(.feminine), Surnames.gender(of: surname.folded) == .feminine { return nil }
        if let other = surname.kind, !surname.isSurname {
            // «Герман Иван Петрович» has a surname that is a name too; «Павел Марк Абрамович» has two names.
            guard isCertain, other.contains(.masculine), GivenNames.isSurnameToo(surname.folded),
                !GivenNames.isSurnameToo(given.folded)
            else { return nil }
            return kind.contains(.foreign) ? nil : found(given, patronymic)
        }
        if isCertain { return found(given, patronymic) }
        let isWoman = Surnames.gender(of: surname.folded) == .feminine
        if reading == .surnameUsually, !kind.contains(.eastern), !Surnames.isKnown(surname.folded) {
            return nil
        }
        let isSurname = surname.isSurname || Surnames.mayBe(surname.folded)
        return isSurname && !isWoman && !kind.contains(.foreign) ? found(given, patronymic) : nil
    }

    /// «Мария Петровна Иванова».
    private static func given(_ given: Word, _ patronymic: Word, beforeSurname surname: Word) -> Found? {
        guard let reading = patronymic.reading else { return nil }
        if case .certain(.feminine) = surname.reading { return nil }
        if case .certain(.feminine) = reading {
            guard surname.kind?.isOnlyFeminine != true || Surnames.isLikely(surname.folded) else {
                return nil
            }
            guard let kind = given.kind else { return unknown(given, patronymic, beside: surname) }
            return kind.contains(.feminine) ? found(given, patronymic) : nil
        }
        guard let kind = given.kind else { return unknown(given, patronymic, beside: surname) }
        guard kind.contains(.masculine) else { return nil }
        if kind.contains(.feminine), Surnames.gender(of: surname.folded) == .feminine { return nil }
        if reading == .certain(.masculine) {
            return surname.kind == nil || surname.kind?.contains(.masculine) == true
                ? found(given, patronymic) : nil
        }
        // «Роман Абрамович Иванов».
        return surname.isSurname && !kind.contains(.foreign) ? found(given, patronymic) : nil
    }

    /// A given name in no list, beside a word that can only be a surname: «Алиева Зумрият Магомедовна».
    private static func unknown(_ given: Word, _ patronymic: Word, beside surname: Word) -> Found? {
        guard !given.isSurname, given.reading == nil, surname.isSurname, surname.kind == nil else {
            return nil
        }
        let other = Surnames.gender(of: surname.folded)
        switch patronymic.reading {
        case .certain(.feminine): return other == .masculine ? nil : found(given, patronymic)
        case .certain(.masculine), .surnameToo:
            if other == .feminine || GivenNames.soundsFeminine(given.folded) { return nil }
            return found(given, patronymic)
        case .surnameUsually, .surname, nil: return nil
        }
    }

    private static func found(_ given: Word, _ patronymic: Word) -> Found {
        let gender: Gender = patronymic.reading == .certain(.feminine) ? .feminine : .masculine
        return Found(given: given.text, patronymic: patronymic.text, gender: gender)
    }
}
