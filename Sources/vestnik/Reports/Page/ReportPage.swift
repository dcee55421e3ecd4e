import Reports
import Store
import Wording

/// An event's figures as one page to hand over: without anything from outside, without a script.
struct ReportPage {
    let report: EventReport
    let language: String

    var text: String {
        """
        <!DOCTYPE html>
        <html lang="\(language)">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="robots" content="noindex"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <title>\(said(ReportWords.title)): \(Markup.escaped(report.name))</title>
        <style>
        \(PageStyle.sheet)
        </style>
        </head>
        <body>
        \(StateBar.definitions)
        <main>
        \(header)
        \(registrations)
        \(letters)
        \(refusals)
        \(regions)
        </main>
        </body>
        </html>

        """
    }

    /// A sentence, escaped.
    func said(_ wording: Wording) -> String { Markup.escaped(wording.text(in: language)) }

    func section(_ id: String, _ title: Wording, _ body: String) -> String {
        """
        <section aria-labelledby="\(id)">
        <h2 id="\(id)">\(said(title))</h2>
        \(body)
        </section>
        """
    }

    private var header: String {
        let asOf = Markup.element(
            "time",
            [("datetime", report.clock.rfc3339(report.madeAt))],
            said(ReportWords.asOf(report.clock.shown(report.madeAt).text(in: language)))
        )
        let key =
            report.name == report.event
            ? "" : " (\(Markup.element("code", [], Markup.escaped(report.event))))"
        return """
            <header>
            <p class="soft">\(said(ReportWords.title))\(key)</p>
            <h1>\(Markup.isolated(report.name))</h1>
            <p>\(asOf). \(said(report.clock.named(at: report.madeAt))).</p>
            </header>
            """
    }

    private var registrations: String {
        guard !report.registrations.isEmpty else {
            return section(
                "registrations",
                ReportWords.registrations,
                "<p>\(said(ReportWords.noRegistrations))</p>"
            )
        }
        let total = report.registrations.reduce(0) { $0 + $1.count }
        var table = countTable(ReportWords.registrationsCaption, ReportWords.status)
        for (status, count) in report.registrations {
            table.add([
                said(ReportWords.status(status)), String(count), said(ReportWords.share(count, of: total)),
            ])
        }
        table.add([said(ReportWords.total), String(total), ""], mark: "sum")
        return section(
            "registrations",
            ReportWords.registrations,
            Markup.element("div", [("class", "narrow")], table.text)
        )
    }

    func countTable(_ caption: Wording, _ what: Wording) -> PageTable {
        PageTable(
            caption: caption.text(in: language),
            columns: [
                (what.text(in: language), false), (ReportWords.count.text(in: language), true),
                (ReportWords.share.text(in: language), true),
            ]
        )
    }
}
