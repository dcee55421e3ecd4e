import Store
import Terminal
import Wording

/// `vestnik report`: the figures of an event's mail.
enum ReportCommand: Subcommand {
    static let command = Command(
        "report",
        Wording(ru: "Отчёт о письмах мероприятия в числах", en: "Report the figures of an event's mail"),
        discussion: Wording(
            ru: """
                Письма по уведомлениям и состояниям, регистрации, почему письма вернулись, регионы. Текстом; в CSV или JSON Lines, по \
                строке на уведомление; или одной страницей HTML, которой больше ничего не нужно.
                """,
            en: """
                Letters by notification and state, registrations, why letters came back, regions. As text; as CSV or JSON Lines, a \
                row for each notification; or as one HTML page that needs nothing beside it.
                """
        ),
        positionals: [Positional("EVENT", Words.event)],
        options: [
            .flag("html", Wording(ru: "Вывести страницу HTML", en: "Print an HTML page"))
        ] + CommandContext.forms,
        examples: [
            Command.Example(
                "vestnik report annual-meeting --html > report.html",
                Wording(ru: "Чтобы передать", en: "To hand over")
            )
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let event = context.invocation.argument("EVENT") ?? ""
        let report = try EventReport(event, context.store(), now: context.now)
        guard !report.isEmpty else {
            throw Failure(
                .noInput,
                Wording(
                    ru: "мероприятие «\(event)» нигде не названо",
                    en: "nothing names the event “\(event)”"
                )
            )
        }
        if context.invocation.flag("html") {
            try context.output.write(ReportPage(report: report, language: context.language).text)
        } else if context.wantsJSON || context.csv != nil {
            let writer = RowWriter(context, EventReport.columns)
            for letter in report.letters { try writer.add(report.cells(letter)) }
            try writer.finish()
        } else {
            try tell(report, context)
        }
        return .done
    }

    private static func tell(_ report: EventReport, _ context: CommandContext) throws(OutputError) {
        let output = context.output
        func column(_ title: Wording, numeric: Bool = false, keep: Int = 1) -> Table.Column {
            Table.Column(context.text(title), numeric: numeric, keep: keep)
        }
        let style = output.style
        try output.writeLine(style(.heading, "\(report.event), \(LocalTime.text(report.madeAt))"))
        let registrations = report.registrations.map { "\($0.count) \($0.status)" }.joined(separator: ", ")
        try context.tell(
            Wording(ru: "Регистрации: ", en: "Registrations: ")
                + (registrations.isEmpty ? Words.none : Wording(verbatim: registrations)) + "\n"
        )
        let states = report.states
        var letters = Table(
            [
                column(Wording(ru: "ПИСЬМО", en: "LETTER")), column(Wording(ru: "РАССЫЛКА", en: "MAILING")),
                column(Wording(ru: "ВСЕГО", en: "TOTAL"), numeric: true, keep: 0),
            ]
                + states.map { Table.Column($0.rawValue.uppercased(), numeric: true, keep: 0) }
        )
        for letter in report.letters {
            letters.add(
                [
                    letter.notification, context.text(letter.mailing?.state.wording ?? Words.prompted),
                    String(letter.total),
                ]
                    + states.map { String(letter.counts[$0] ?? 0) }
            )
        }
        try output.write(letters)
        if !report.refusals.isEmpty {
            var refusals = Table([
                column(Wording(ru: "ВЕРНУЛОСЬ", en: "BOUNCED"), numeric: true, keep: 0),
                column(Wording(ru: "КОД", en: "CODE"), keep: 0),
                column(Wording(ru: "ЧТО ЭТО ЗНАЧИТ", en: "MEANING"), keep: 2),
                column(Wording(ru: "НАПРИМЕР", en: "FOR EXAMPLE")),
            ])
            for refusal in report.refusals {
                refusals.add([
                    String(refusal.figures.count), refusal.codes, context.text(refusal.meaning),
                    refusal.figures.example ?? "",
                ])
            }
            try output.writeLine()
            try output.write(refusals)
        }
        let known = report.coverage.filter { $0.name != nil }
        guard !known.isEmpty else { return }
        func count(_ matches: (CoverageRow) -> Bool) -> Int { known.filter(matches).count }
        let reached = count { $0.reached > 0 }
        let answered = count { $0.answered > 0 || $0.registered > 0 }
        let registered = count { $0.registered > 0 }
        let silent = count { $0.invited > 0 && $0.answered == 0 }
        try context.tell(
            Wording(
                ru:
                    "\nРегионы: всего \(known.count), дошло до \(reached), ответили \(answered), зарегистрировались "
                    + "\(registered), молчат \(silent); список: vestnik coverage \(report.event)",
                en:
                    "\nRegions: \(reached) reached, \(answered) answered, \(registered) registered, \(silent) silent, "
                    + "of \(known.count); vestnik coverage \(report.event) lists them"
            )
        )
    }
}
