import Store
import Terminal

/// `vestnik report`: the figures of an event's mail.
enum ReportCommand: Subcommand {
    static let command = Command(
        "report",
        "Report the figures of an event's mail",
        discussion: """
            Letters by notification and state, registrations, why letters came back, regions. As text; as CSV or JSON Lines, a \
            row for each notification; or as one HTML page that needs nothing beside it.
            """,
        positionals: [Positional("EVENT", "The event: its folder's name")],
        options: [.flag("html", "Print an HTML page"), CommandContext.json, CommandContext.csv],
        examples: [Command.Example("vestnik report annual-meeting --html > report.html", "To hand over")]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let event = context.invocation.argument("EVENT") ?? ""
        let report = try EventReport(event, context.store(), now: context.now, language: context.language)
        guard !report.isEmpty else { throw Failure(.noInput, "nothing names the event “\(event)”") }
        if context.invocation.flag("html") {
            try context.output.write(ReportPage(report: report).text)
        } else if context.wantsJSON || context.invocation.flag("csv") {
            let writer = RowWriter(context, EventReport.columns)
            for letter in report.letters { try writer.add(report.cells(letter)) }
            try writer.finish()
        } else {
            try tell(report, context.output)
        }
        return .done
    }

    private static func tell(_ report: EventReport, _ output: Output) throws(OutputError) {
        let style = output.style
        try output.writeLine(style(.heading, "\(report.event), \(LocalTime.text(report.madeAt))"))
        let registrations = report.registrations.map { "\($0.count) \($0.status)" }.joined(separator: ", ")
        try output.writeLine("Registrations: \(registrations.isEmpty ? "none" : registrations)\n")
        let states = report.states
        var letters = Table(
            [Table.Column("LETTER"), Table.Column("MAILING"), Table.Column("TOTAL", numeric: true, keep: 0)]
                + states.map { Table.Column($0.rawValue.uppercased(), numeric: true, keep: 0) }
        )
        for letter in report.letters {
            letters.add(
                [letter.notification, letter.mailing?.state.rawValue ?? "prompted", String(letter.total)]
                    + states.map { String(letter.counts[$0] ?? 0) }
            )
        }
        try output.write(letters)
        if !report.refusals.isEmpty {
            var refusals = Table([
                Table.Column("BOUNCED", numeric: true, keep: 0), Table.Column("CODE", keep: 0),
                Table.Column("MEANING", keep: 2), Table.Column("FOR EXAMPLE"),
            ])
            for refusal in report.refusals {
                refusals.add([
                    String(refusal.figures.count), refusal.codes, refusal.meaning,
                    refusal.figures.example ?? "",
                ])
            }
            try output.writeLine()
            try output.write(refusals)
        }
        let known = report.coverage.filter { $0.name != nil }
        guard !known.isEmpty else { return }
        func count(_ matches: (CoverageRow) -> Bool) -> Int { known.filter(matches).count }
        try output.writeLine(
            "\nRegions: \(count { $0.reached > 0 }) reached, \(count { $0.answered > 0 || $0.registered > 0 }) answered, "
                + "\(count { $0.registered > 0 }) registered, \(count { $0.invited > 0 && $0.answered == 0 }) silent, "
                + "of \(known.count); vestnik coverage \(report.event) lists them"
        )
    }
}
