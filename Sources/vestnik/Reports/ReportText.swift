import Reports
import Store
import Terminal
import Wording

/// An event's figures as text: no line is wider than the width, and nothing is cut.
struct ReportText {
    let report: EventReport
    let language: String
    let width: Int
    let style: Style

    /// Bars longer than this tell no more.
    private static let longestBar = 30

    var text: String {
        let report = report
        var parts = [heading]
        parts.append(section(ReportWords.registrations, registrations))
        parts.append(section(ReportWords.letters, letters))
        if !report.refusals.isEmpty { parts.append(section(ReportWords.refusals, refusals)) }
        if !report.regions.isEmpty { parts.append(section(ReportWords.regions, regions)) }
        return parts.joined(separator: "\n")
    }

    private func said(_ wording: Wording) -> String { wording.text(in: language) }

    /// Lines with an indent; `hanging` more from the second on.
    private func filled(_ text: String, indent: Int = 0, hanging: Int = 0) -> String {
        let lines = Wrapping.filled(Visible.line(text), width: width - indent - hanging)
        let first = String(repeating: " ", count: indent)
        return first + lines.joined(separator: "\n" + first + String(repeating: " ", count: hanging)) + "\n"
    }

    private func painted(_ text: String) -> String {
        Wrapping.filled(Visible.line(text), width: width).map { style(.heading, $0) + "\n" }.joined()
    }

    private func section(_ title: Wording, _ body: String) -> String { painted(said(title)) + body }

    private var heading: String {
        let moment = said(report.clock.shown(report.madeAt))
        let key = report.name == report.event ? "" : "\(report.event). "
        return painted(report.name) + filled("\(key)\(said(ReportWords.asOf(moment))).")
            + filled(said(report.clock.named(at: report.madeAt)) + ".")
    }

    // MARK: counts

    private var registrations: String {
        guard !report.registrations.isEmpty else {
            return filled(said(ReportWords.noRegistrations), indent: 2)
        }
        let total = report.registrations.reduce(0) { $0 + $1.count }
        return counts(
            report.registrations.map { (Self.key($0.status, ReportWords.status($0.status)), $0.count) },
            total
        )
    }

    private var letters: String {
        guard !report.letters.isEmpty else { return filled(said(ReportWords.noLetters), indent: 2) }
        return report.letters.map { letter in
            let title = "\(letter.notification): \(said(report.way(of: letter)))"
            let states = EventReport.states(of: letter).map { ($0.state.wording, $0.count) }
            return filled(title, indent: 2, hanging: 2) + counts(states, letter.total, indent: 4)
        }.joined()
    }

    /// The word of a program with its meaning where the word alone is foreign.
    private static func key(_ word: String, _ meaning: Wording) -> Wording {
        meaning.ru == word ? meaning : Wording(ru: "\(word) (\(meaning.ru))", en: word)
    }

    /// What is counted, each with its share and a bar, and the sum of them.
    private func counts(_ rows: [(name: Wording, count: Int)], _ total: Int, indent: Int = 2) -> String {
        let names = rows.map { Visible.line(said($0.name)) } + [said(ReportWords.total)]
        let wanted = names.map { DisplayWidth.of($0) }.max() ?? 0
        let digits = String(total).count
        // Blanks, number and share beside the name.
        let figures = 2 + digits + 2 + 7
        let nameWidth = min(wanted, max(8, width - indent - figures))
        let room = min(Self.longestBar, width - indent - nameWidth - figures - 2)
        let start = String(repeating: " ", count: indent)
        return zip(names, rows.map(\.count) + [total]).enumerated().map { number, row in
            let share = said(ReportWords.share(row.1, of: total))
            let lines = Wrapping.filled(row.0, width: nameWidth)
            let isSum = number == rows.count
            let bar =
                isSum || total == 0 || room < 5
                ? "" : String(repeating: "#", count: max(row.1 > 0 ? 1 : 0, row.1 * room / total))
            let first =
                start + DisplayWidth.padded(lines[0], to: nameWidth) + "  "
                + DisplayWidth.padded(String(row.1), to: digits, right: true)
                + (isSum ? "" : "  " + DisplayWidth.padded(share, to: 7, right: true))
            return ([first + (bar.isEmpty ? "" : "  " + bar)] + lines.dropFirst().map { start + $0 })
                .map { $0 + "\n" }.joined()
        }.joined()
    }

    // MARK: refusals and regions

    private var refusals: String {
        let digits = report.refusals.map { String($0.figures.count).count }.max() ?? 1
        let indent = digits + 4
        return report.refusals.map { refusal in
            let count = DisplayWidth.padded(String(refusal.figures.count), to: digits + 2, right: true)
            let told = [refusal.codes, said(refusal.meaning)].filter { !$0.isEmpty }.joined(separator: ": ")
            let first = filled(told.isEmpty ? "—" : told, indent: indent, hanging: 2).dropFirst(indent)
            let example = refusal.figures.example.map { filled($0, indent: indent + 2, hanging: 2) } ?? ""
            return count + "  " + first + example
        }.joined()
    }

    private var regions: String {
        let columns = CoverageReport.columns
        var table = RowWriter.table(columns, language)
        for row in report.regions {
            let cells = CoverageReport.cells(row, report.event, language)
            table.add(zip(columns, cells).filter { $0.0.title != nil }.map { $0.1.shown(by: report.clock) })
        }
        let rest = report.regionsWithoutPeople
        return filled(said(report.regionSummary)) + table.text(width: width, style: style)
            + (rest > 0 ? filled(said(ReportWords.withoutPeople(rest))) : "")
            + filled("vestnik coverage \(report.event)")
    }
}
