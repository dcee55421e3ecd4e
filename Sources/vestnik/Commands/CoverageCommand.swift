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

    static let columns = [
        ReportColumn("event"), ReportColumn("region"), ReportColumn("region_name"),
        ReportColumn(nil, Wording(ru: "РЕГИОН", en: "REGION"), keep: 0),
        ReportColumn(nil, Wording(ru: "НАЗВАНИЕ", en: "NAME"), wraps: true),
        ReportColumn("invited", Wording(ru: "ПРИГЛ.", en: "INVITED"), keep: 0, numeric: true),
        ReportColumn("reached", Wording(ru: "ДОШЛО", en: "REACHED"), keep: 0, numeric: true),
        ReportColumn("answered", Wording(ru: "ОТВЕТ.", en: "ANSWERED"), keep: 0, numeric: true),
        ReportColumn("registered", Wording(ru: "РЕГ.", en: "REG'D"), keep: 0, numeric: true),
        ReportColumn("bounced", Wording(ru: "ВЕРН.", en: "BOUNCED"), keep: 0, numeric: true),
        ReportColumn("silent", Wording(ru: "МОЛЧИТ", en: "SILENT"), keep: 0, numeric: true),
    ]

    static func run(_ context: CommandContext) throws -> ExitCode {
        let event = context.invocation.argument("EVENT") ?? ""
        let store = try context.store()
        var rows = try rows(of: event, store)
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
        let writer = RowWriter(context, columns)
        for row in rows {
            let role: Style.Role? = Rank(row) == .bounced ? .bad : Rank(row) == .silent ? .warning : nil
            try writer.add(cells(row, event, context.language), roles: role.map { ["NAME": $0] } ?? [:])
        }
        try writer.finish()
        return .done
    }

    /// The regions in the order of a person's interest.
    static func rows(of event: String, _ store: MessageStore) throws -> [CoverageRow] {
        try store.coverage(event: event).enumerated().sorted { one, other in
            (Rank(one.element).rawValue, one.offset) < (Rank(other.element).rawValue, other.offset)
        }.map(\.element)
    }

    /// Which regions come first.
    enum Rank: Int {
        case bounced, silent, partly, answered, nobody

        init(_ row: CoverageRow) {
            if row.invited == 0, row.registered == 0 {
                self = .nobody
            } else if row.bounced > 0, row.reached == 0, row.answered == 0 {
                self = .bounced
            } else if row.answered == 0, row.registered == 0 {
                self = .silent
            } else {
                self = row.answered < row.invited ? .partly : .answered
            }
        }
    }

    /// What a region is called: its name, else what people wrote, else that they wrote nothing.
    static func label(_ row: CoverageRow) -> Wording {
        if let name = row.name { return Wording(verbatim: name) }
        guard let region = row.region, !region.isEmpty else { return ReportWords.noRegion }
        return Wording(verbatim: region)
    }

    static func cells(_ row: CoverageRow, _ event: String, _ language: String) -> [Cell] {
        [
            .text(event), .text(row.region), .text(row.name),
            // For people: what is no code does not stand among the codes.
            .text(row.name == nil ? nil : row.region), .text(label(row).text(in: language)),
        ] + figures(row).map { .count($0) }
    }

    /// What is counted of a region, in the order of the columns.
    static func figures(_ row: CoverageRow) -> [Int] {
        [
            row.invited, row.reached, row.answered, row.registered, row.bounced,
            max(0, row.invited - row.answered),
        ]
    }
}
