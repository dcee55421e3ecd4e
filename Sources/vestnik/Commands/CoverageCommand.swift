import Reports
import Store
import Terminal
import Wording

/// `vestnik coverage`: which regions were reached, and which are silent.
enum CoverageCommand: Subcommand {
    static let command = Command(
        "coverage",
        Wording(
            ru: "Показать, до каких регионов дошло, кто ответил и зарегистрировался",
            en: "Tell which regions were reached, answered, registered"
        ),
        discussion: Wording(
            ru: """
                Строка на каждый регион: сначала те, откуда письма только вернулись, потом приглашённые и молчащие, потом остальные. \
                Сколько приглашено, до скольких дошло, сколько ответило и зарегистрировалось, от скольких письма вернулись, сколько молчит.
                """,
            en: """
                A row for each region; first those whose letters only came back, then those invited and silent, then the rest. How \
                many were invited, reached, answered, are registered, had their letters come back, are silent.
                """
        ),
        positionals: [Positional("EVENT", completion: .events, Words.event)],
        options: CommandContext.forms,
        examples: [
            Command.Example(
                "vestnik coverage annual-meeting --spreadsheet > coverage.csv",
                Wording(ru: "Для таблицы министерства", en: "For the ministry's table")
            )
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let event = context.invocation.argument("EVENT") ?? ""
        let store = try context.store()
        var rows = try CoverageReport.rows(of: event, store)
        if rows.isEmpty, context.hasEvent(event) { rows = try store.regionsWithoutPeople() }
        guard !rows.isEmpty else {
            throw Failure(
                .noInput,
                Wording(
                    ru:
                        "мероприятия «\(event)» нет: ни один приглашённый и ни одна регистрация его не называют",
                    en: "there is no event “\(event)”, and no invitee and no registration names it"
                )
            )
        }
        let writer = RowWriter(context, CoverageReport.columns)
        for row in rows {
            let role: Style.Role? =
                CoverageReport.Rank(row) == .bounced
                ? .bad : CoverageReport.Rank(row) == .silent ? .warning : nil
            try writer.add(
                CoverageReport.cells(row, event, context.language),
                roles: role.map { ["NAME": $0] } ?? [:]
            )
        }
        try writer.finish()
        return .done
    }
}
