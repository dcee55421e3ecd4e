import Store
import Wording

/// An event's figures as one HTML page without anything from outside.
struct ReportPage {
    let report: EventReport
    let language: String

    var text: String {
        """
        <!doctype html>
        <html lang="\(language)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(report.event)): \(said(ru: "письма", en: "mail"))</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; color: #1a1a1a; }
        table { border-collapse: collapse; margin: 1em 0 2em; width: 100%; }
        th, td { border-bottom: 1px solid #ccc; padding: .3em .6em; text-align: left; }
        .n { text-align: right; font-variant-numeric: tabular-nums; }
        .bad td { background: #fdecea; } .silent td { background: #fff6dd; }
        </style>
        </head>
        <body>
        <h1>\(escaped(report.event))</h1>
        <p>\(said(ru: "На", en: "As of")) \(Timestamp.text(report.madeAt)). \(said(ru: "Регистрации", en: "Registrations")): \(escaped(registrations)).</p>
        <h2>\(said(ru: "Письма", en: "Letters"))</h2>
        \(letters)
        \(refusals)
        <h2>\(said(ru: "Регионы", en: "Regions"))</h2>
        \(regions)
        </body>
        </html>

        """
    }

    private func said(ru: String, en: String) -> String { Wording(ru: ru, en: en).text(in: language) }

    private var registrations: String {
        let counts = report.registrations.map { "\($0.count) \($0.status)" }.joined(separator: ", ")
        return counts.isEmpty ? Words.none.text(in: language) : counts
    }

    private var letters: String {
        let states = report.states
        let rows = report.letters.map { letter in
            let mailing =
                letter.mailing.map { "\($0.state.wording.text(in: language)), \(Timestamp.text($0.due))" }
                ?? Words.prompted.text(in: language)
            return row(
                [letter.notification, mailing],
                numbers: [letter.total] + states.map { letter.counts[$0] ?? 0 }
            )
        }
        return table(
            [said(ru: "Письмо", en: "Letter"), said(ru: "Рассылка", en: "Mailing")],
            numbers: [said(ru: "Всего", en: "Total")] + states.map { $0.wording.text(in: language) },
            rows
        )
    }

    private var refusals: String {
        guard !report.refusals.isEmpty else { return "" }
        let rows = report.refusals.map { refusal in
            row(
                [refusal.codes, refusal.meaning.text(in: language), refusal.figures.example ?? ""],
                numbers: [refusal.figures.count]
            )
        }
        return "<h2>\(said(ru: "Почему письма вернулись", en: "Why letters came back"))</h2>\n"
            + table(
                [
                    said(ru: "Код", en: "Code"), said(ru: "Что это значит", en: "Meaning"),
                    said(ru: "Например", en: "For example"),
                ],
                numbers: [said(ru: "Писем", en: "Letters")],
                rows
            )
    }

    private var regions: String {
        let rows = report.coverage.map { region in
            let rank = CoverageCommand.Rank(region)
            return row(
                [region.region ?? "", region.name ?? ""],
                numbers: [
                    region.invited, region.reached, region.answered, region.registered, region.bounced,
                ],
                mark: rank == .bounced ? "bad" : rank == .silent ? "silent" : nil
            )
        }
        return table(
            [said(ru: "Регион", en: "Region"), said(ru: "Название", en: "Name")],
            numbers: [
                said(ru: "Приглашено", en: "Invited"), said(ru: "Дошло", en: "Reached"),
                said(ru: "Ответило", en: "Answered"),
                said(ru: "Зарегистрировалось", en: "Registered"), said(ru: "Вернулось", en: "Bounced"),
            ],
            rows
        )
    }

    private func table(_ texts: [String], numbers: [String], _ rows: [String]) -> String {
        let heads =
            texts.map { "<th scope=\"col\">\($0)</th>" }
            + numbers.map { "<th scope=\"col\" class=\"n\">\($0)</th>" }
        return "<table>\n<tr>\(heads.joined())</tr>\n\(rows.joined(separator: "\n"))\n</table>"
    }

    private func row(_ texts: [String], numbers: [Int], mark: String? = nil) -> String {
        let cells =
            texts.map { "<td>\(escaped($0))</td>" } + numbers.map { "<td class=\"n\">\($0)</td>" }
        return "<tr\(mark.map { " class=\"\($0)\"" } ?? "")>\(cells.joined())</tr>"
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
