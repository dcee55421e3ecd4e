import Reports
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
                Письма по уведомлениям и состояниям, регистрации, почему письма вернулись, регионы, если они указаны. Текстом; в CSV \
                или JSON Lines, по строке на уведомление; или одной страницей HTML, которой больше ничего не нужно: её можно \
                переслать, открыть без сети и напечатать на A4. Время — по часам мероприятия.
                """,
            en: """
                Letters by notification and state, registrations, why letters came back, regions where people have them. As text; as \
                CSV or JSON Lines, a row for each notification; or as one HTML page that needs nothing beside it: to pass on, to \
                read without a network, to print on A4. Times are by the event's clock.
                """
        ),
        positionals: [Positional("EVENT", completion: .events, Words.event)],
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
        let report = try EventReport(
            event,
            facts: context.event(named: event),
            context.store(),
            now: context.now,
            language: context.language
        )
        guard !report.isEmpty || context.hasEvent(event) else {
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
            let text = ReportText(
                report: report,
                language: context.language,
                width: context.output.width ?? 80,
                style: context.output.style
            )
            try context.output.write(text.text)
        }
        return .done
    }
}
