/// What a column of an invitee file is.
enum InviteeColumn: Hashable {
    case email, secondEmail, name, organization, position, region, language, timeZone
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
