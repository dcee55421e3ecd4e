import Mustache

/// The line that a letter opens with, its mark included.
///
/// GOST R 7.0.97-2025 names the forms.
enum Salutation {
    /// «Уважаемая Мария Петровна!»; the neutral line where the person's gender is not certain.
    ///
    /// Of the details count `salutation`, `gender`, `surname`, `given_name`, `patronymic`, `title` and their Russian
    /// headings.
    static func line(name: String?, details: Value, language: LetterLanguage) -> String {
        line(name: name, SalutationFields(details), language: language)
    }

    /// The same where the details' fields have been found.
    static func line(name: String?, _ fields: SalutationFields, language: LetterLanguage) -> String {
        if let own = override(fields.own, language: language) { return own }
        return language.isRussian ? russian(name: name, fields) : foreign(fields, language.salutation)
    }

    /// Whether a Russian line is to several people: «Уважаемые коллеги!», «Дорогие Анна Петровна и Иван Ильич!».
    static func isToSeveral(_ line: String) -> Bool {
        // «Уважаемая Мария Петровна!», as nearly all open: told without reading letters.
        if line.utf8.starts(with: "Уважаемая ".utf8) || line.utf8.starts(with: "Уважаемый ".utf8) {
            return false
        }
        let word = line.prefix { $0.isLetter || $0 == "-" }.lowercased()
        return word.hasSuffix("ые") || word.hasSuffix("ие")
            || ["коллеги", "друзья", "господа", "дамы", "товарищи"].contains(word)
    }

    private static func russian(name: String?, _ fields: SalutationFields) -> String {
        if let found = personName(name, fields) {
            var line = adjective(found.gender)
            line.reserveCapacity(line.utf8.count + found.address.utf8.count + 2)
            line += " "
            line += found.address
            line += "!"
            return line
        }
        // Without a patronymic only a post or a surname given outright may follow господин and госпожа.
        if let gender = fields.gender, let surname = fields.surname {
            let title = gender == .masculine ? "господин" : "госпожа"
            return "\(adjective(gender)) \(title) \(PersonName.capitalized(surname))!"
        }
        return LetterLanguage.russian.salutation.neutral
    }

    private static func personName(_ name: String?, _ fields: SalutationFields) -> PersonName? {
        let gender = fields.gender
        if let patronymic = fields.patronymic {
            if let given = fields.given {
                return PersonName(given: given, patronymic: patronymic, gender: gender)
            }
            // The row's name holds the given name right before the patronymic.
            let words = name.flatMap(NameText.init)?.words ?? []
            let head = NameText.folded(patronymic)
            if let place = words.firstIndex(where: { NameText.folded($0) == head }), place > 0 {
                return PersonName(given: words[place - 1], patronymic: patronymic, gender: gender)
            }
            return nil
        }
        guard let text = name.flatMap(NameText.init) else { return nil }
        if let found = PersonName(text) {
            guard let gender else { return found }
            if found.gender == gender { return found }
        }
        guard let gender, text.words.count == 3 else { return nil }
        // «Иванов Петр Симеонов» with the gender given: the order of three words is the usual one where the first
        // can only be a surname.
        let words = text.words
        let first = NameText.folded(words[0])
        guard Surnames.isLikely(first), GivenNames.kind(of: first) == nil,
            GivenNames.kind(of: NameText.folded(words[1])) != nil
        else { return nil }
        return PersonName(given: words[1], patronymic: words[2], gender: gender)
    }

    /// In other languages a name is no guide to a gender: a title and a surname given outright, or nothing.
    private static func foreign(_ fields: SalutationFields, _ words: LetterLanguage.SalutationWords) -> String
    {
        if let titled = words.titled, let title = fields.title, let surname = fields.englishSurname {
            return titled.filled(["title": title, "surname": PersonName.capitalized(surname)])
        }
        return words.neutral
    }

    /// `details.salutation`, a text or an object by language; a missing mark is added.
    private static func override(_ own: Value?, language: LetterLanguage) -> String? {
        var own = own
        if case .object = own { own = own?[language.code] }
        guard case .string(let written)? = own else { return nil }
        let line = written.trimmed
        guard let last = line.last else { return nil }
        if last.isPunctuation, last != ")", last != "»" { return line }
        return line + language.salutation.mark
    }

    private static func adjective(_ gender: Gender) -> String {
        gender == .masculine ? "Уважаемый" : "Уважаемая"
    }
}

/// What details say for a salutation.
struct SalutationFields {
    /// The whole line, by the person's own wish: a text or an object by language.
    let own: Value?
    let gender: Gender?
    let surname: String?
    let englishSurname: String?
    let given: String?
    let patronymic: String?
    let title: String?

    /// Of each field counts the first that holds more than blanks: with its key as programs write it, or with a
    /// capital as spreadsheets do.
    init(_ details: Value) {
        func text(_ keys: String...) -> String? {
            guard case .object(let members) = details, !members.isEmpty else { return nil }
            for key in keys {
                for spelling in [key, key.prefix(1).uppercased() + key.dropFirst()] {
                    guard case .string(let found)? = members[spelling] else { continue }
                    let trimmed = found.trimmed
                    if !trimmed.isEmpty { return trimmed }
                }
            }
            return nil
        }
        own = details["salutation"] ?? details["обращение"] ?? details["Обращение"]
        gender = text("gender", "пол").flatMap(Gender.init(field:))
        surname = text("surname", "фамилия")
        englishSurname = text("surname_en", "surname")
        given = text("given_name", "first_name", "имя")
        patronymic = text("patronymic", "middle_name", "отчество")
        title = text("title")
    }
}
