/// What a column of an invitee file is.
enum InviteeColumn: Hashable {
    case email, secondEmail, name, organization, position, region, language, timeZone
    /// Parts of a name, joined to one.
    case familyName, givenName, patronymic
    case details(String)
    /// Left out, because the configuration says so or because it is empty.
    case ignored

    /// The column that a heading names: by the configuration, by the columns' names, by usual headings.
    init(heading: String, mapping: [String: String]) {
        let folded = Self.fold(heading)
        if let mapped = mapping.first(where: { Self.fold($0.key) == folded })?.value {
            self = Self.named(mapped)
        } else if folded.isEmpty {
            self = .ignored
        } else {
            self = Self.usual[folded] ?? .details(heading)
        }
    }

    /// A column by its name in the database, `details.KEY` or `-`.
    private static func named(_ name: String) -> InviteeColumn {
        if name == "-" { return .ignored }
        if name.hasPrefix("details.") { return .details(String(name.dropFirst(8))) }
        return usual[fold(name)] ?? .details(name)
    }

    /// Its name in the database, `details.KEY`, or `-`.
    var name: String {
        switch self {
        case .email: "email"
        case .secondEmail: "second_email"
        case .name, .familyName, .givenName, .patronymic: "name"
        case .organization: "organization"
        case .position: "position"
        case .region: "region"
        case .language: "language"
        case .timeZone: "time_zone"
        case .details(let key): "details.\(key)"
        case .ignored: "-"
        }
    }

    /// Case, «ё», blanks, underscores and marks aside, headings are the same.
    static func fold(_ heading: String) -> String {
        String(
            heading.lowercased().replacing("ё", with: "е").filter { $0.isLetter || $0.isNumber }
        )
    }

    private static let headings: [(InviteeColumn, [String])] = [
        (
            .email,
            [
                "email", "e-mail", "mail", "Эл. почта", "Электронная почта", "Адрес электронной почты",
                "Эл. адрес",
                "Электронный адрес", "Почта", "Адрес эл. почты", "Email address",
            ]
        ),
        (
            .secondEmail,
            [
                "second_email", "email 2", "e-mail 2", "Эл. почта 2", "Электронная почта 2", "Почта 2",
                "Вторая эл. почта", "Вторая электронная почта", "Второй адрес", "Дополнительная эл. почта",
            ]
        ),
        (.name, ["name", "full name", "ФИО", "Фамилия, имя, отчество", "Фамилия имя отчество (полностью)"]),
        (.familyName, ["Фамилия", "last name", "surname", "family name"]),
        (.givenName, ["Имя", "first name", "given name", "forename"]),
        (.patronymic, ["Отчество", "middle name", "patronymic"]),
        (
            .organization,
            [
                "organization", "organisation", "Организация", "Наименование организации", "Учреждение",
                "Название организации",
            ]
        ),
        (.position, ["position", "job title", "Должность"]),
        (
            .region,
            [
                "region", "Регион", "Субъект РФ", "Субъект Российской Федерации", "Субъект", "Код региона",
                "region code",
            ]
        ),
        (.language, ["language", "Язык"]),
        (.timeZone, ["time_zone", "Часовой пояс"]),
    ]

    private static let usual: [String: InviteeColumn] = {
        var result: [String: InviteeColumn] = [:]
        for (column, names) in headings {
            for name in names { result[fold(name)] = column }
        }
        return result
    }()
}
