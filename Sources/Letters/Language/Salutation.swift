import Mustache

/// The line that a letter opens with, its mark included.
///
/// GOST R 7.0.97-2025 names the forms.
enum Salutation {
    /// «Уважаемая Мария Петровна!»; the neutral line where the person's gender is not certain.
    ///
    /// Of the details count `salutation`, `gender`, `surname`, `given_name`, `patronymic`, `title` and their Russian
    /// headings.
    static func line(name: String?, details: Value, language: String) -> String {
        if let own = override(details, language: language) { return own }
        return language == "ru" ? russian(name: name, details: details) : english(details)
    }

    private static func russian(name: String?, details: Value) -> String {
        let gender = text(details, .gender).flatMap(Gender.init(field:))
        if let found = personName(name, details: details, gender: gender) {
            return adjective(found.gender) + " " + found.address + "!"
        }
        // Without a patronymic only a post or a surname given outright may follow господин and госпожа.
        if let gender, let surname = text(details, .surname) {
            let title = gender == .masculine ? "господин" : "госпожа"
            return "\(adjective(gender)) \(title) \(PersonName.capitalized(surname))!"
        }
        return "Уважаемые коллеги!"
    }

    private static func personName(_ name: String?, details: Value, gender: Gender?) -> PersonName? {
        let given = text(details, .given)
        if let patronymic = text(details, .patronymic) {
            if let given { return PersonName(given: given, patronymic: patronymic, gender: gender) }
            // The row's name holds the given name right before the patronymic, or after the surname.
            let words = PersonName.words(of: name ?? "")
            let head = patronymic.split(separator: " ").first.map { $0.lowercased() }
            if let place = words.firstIndex(where: { $0.lowercased() == head }), place > 0 {
                return PersonName(given: words[place - 1], patronymic: patronymic, gender: gender)
            }
            return nil
        }
        guard let name else { return nil }
        if let found = PersonName(full: name) {
            guard let gender else { return found }
            if found.gender == gender { return found }
        }
        // «Иванов Петр Симеонов» with the gender given: the order of three words is the usual one.
        let words = PersonName.words(of: name)
        guard let gender, words.count == 3 else { return nil }
        return PersonName(given: words[1], patronymic: words[2], gender: gender)
    }

    private static func english(_ details: Value) -> String {
        if let title = text(details, .title), let surname = text(details, .englishSurname) {
            return "Dear \(title) \(PersonName.capitalized(surname)),"
        }
        return "Dear Colleague,"
    }

    /// `details.salutation`, a text or an object by language; a missing mark is added.
    private static func override(_ details: Value, language: String) -> String? {
        var own = details["salutation"] ?? details["обращение"] ?? details["Обращение"]
        if case .object = own { own = own?[language] }
        guard case .string(let written)? = own else { return nil }
        let line = written.trimmed
        guard let last = line.last else { return nil }
        if last.isPunctuation, last != ")", last != "»" { return line }
        return line + (language == "ru" ? "!" : ",")
    }

    private static func adjective(_ gender: Gender) -> String {
        gender == .masculine ? "Уважаемый" : "Уважаемая"
    }

    /// The first of the fields that holds more than blanks.
    private static func text(_ details: Value, _ field: Field) -> String? {
        guard case .object(let members) = details, !members.isEmpty else { return nil }
        for spelling in field.spellings {
            guard case .string(let found)? = members[spelling] else { continue }
            let trimmed = found.trimmed
            if !trimmed.isEmpty { return trimmed }
        }
        return nil
    }

    /// A field of details: its keys as programs write them, and with a capital as spreadsheets do.
    private struct Field {
        let spellings: [String]

        init(_ keys: String...) {
            spellings = keys.flatMap { [$0, $0.prefix(1).uppercased() + $0.dropFirst()] }
        }

        static let gender = Field("gender", "пол")
        static let surname = Field("surname", "фамилия")
        static let englishSurname = Field("surname_en", "surname")
        static let given = Field("given_name", "first_name", "имя")
        static let patronymic = Field("patronymic", "middle_name", "отчество")
        static let title = Field("title")
    }
}
