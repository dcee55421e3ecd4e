import Reports
import Store
import Wording

/// The parts of the page that tell of letters and regions.
extension ReportPage {
    // MARK: letters

    var letters: String {
        guard !report.letters.isEmpty else {
            return section("letters", ReportWords.letters, "<p>\(said(ReportWords.noLetters))</p>")
        }
        let all = report.letters.enumerated().map { letter($0.element, "letter-\($0.offset + 1)") }
        return section(
            "letters",
            ReportWords.letters,
            legend + Markup.element("div", [("class", "letters")], "\n" + all.joined(separator: "\n") + "\n")
        )
    }

    private var legend: String {
        guard !report.states.isEmpty else { return "" }
        let items = report.states.map { state in
            let meaning = said(ReportWords.meaning(ofState: state.rawValue))
            let plain = state.plain.text(in: language)
            let word = plain == state.rawValue ? "" : " (\(Markup.element("code", [], state.rawValue)))"
            return "<li>\(StateBar.swatch(state))<b>\(Markup.escaped(plain))</b>\(word): \(meaning)</li>"
        }
        return """
            <div class="legend">
            <p class="soft" id="legend">\(said(ReportWords.legend))</p>
            <ul aria-labelledby="legend">
            \(items.joined(separator: "\n"))
            </ul>
            </div>

            """
    }

    private func letter(_ letter: NotificationFigures, _ id: String) -> String {
        let states = EventReport.states(of: letter)
        let caption = ReportWords.lettersCaption(letter.notification)
        let shares = states.map { ReportWords.share($0.count, of: letter.total) }
        let words = zip(states, shares).map { entry, share in
            "\(entry.state.plain.text(in: language)) \(entry.count) (\(share.text(in: language)))"
        }
        var table = countTable(caption, ReportWords.state)
        for (entry, share) in zip(states, shares) {
            table.add([
                StateBar.swatch(entry.state) + said(entry.state.plain), String(entry.count), said(share),
            ])
        }
        table.add([said(ReportWords.total), String(letter.total), ""], mark: "sum")
        let bar = StateBar.bar(
            id,
            states,
            title: caption.text(in: language),
            description: words.joined(separator: ", ")
        )
        return """
            <section class="letter">
            <h3>\(Markup.isolated(letter.notification))</h3>
            <p class="soft">\(said(report.way(of: letter)))</p>
            \(states.isEmpty ? "" : bar)
            \(table.text)
            </section>
            """
    }

    // MARK: refusals

    var refusals: String {
        guard !report.refusals.isEmpty else { return "" }
        var table = PageTable(
            caption: ReportWords.refusalsCaption.text(in: language),
            columns: [
                (ReportWords.code.text(in: language), false), (ReportWords.count.text(in: language), true),
                (ReportWords.meaning.text(in: language), false),
            ]
        )
        for refusal in report.refusals {
            let codes = Markup.escaped(refusal.codes).replacing(" ", with: "\u{A0}")
            let example = refusal.figures.example.map {
                Markup.element("p", [("class", "any soft")], Markup.isolated($0))
            }
            table.add([
                codes.isEmpty ? "—" : codes, String(refusal.figures.count),
                said(refusal.meaning) + (example ?? ""),
            ])
        }
        return section(
            "refusals",
            ReportWords.refusals,
            Markup.element("div", [("class", "whole")], table.text)
        )
    }

    // MARK: regions

    var regions: String {
        guard !report.regions.isEmpty else { return "" }
        let titles = [
            ReportWords.invited, ReportWords.reached, ReportWords.answered, ReportWords.registered,
            ReportWords.bounced, ReportWords.silent,
        ]
        var table = PageTable(
            caption: ReportWords.regionsCaption.text(in: language),
            columns: [(ReportWords.region.text(in: language), false)]
                + titles.map { ($0.text(in: language), true) } + [
                    (ReportWords.remark.text(in: language), false)
                ]
        )
        for row in report.regions {
            let rank = CoverageReport.Rank(row)
            let remark: Wording =
                rank == .bounced ? ReportWords.onlyBounced : rank == .silent ? ReportWords.isSilent : .nothing
            let figures = CoverageReport.figures(row).map { String($0) }
            table.add(
                [Markup.isolated(CoverageReport.label(row).text(in: language))] + figures + [said(remark)],
                mark: rank == .bounced ? "bounced" : rank == .silent ? "silent" : nil
            )
        }
        let rest = report.regionsWithoutPeople
        let attributes = [
            ("class", "scroll regions"), ("role", "group"), ("tabindex", "0"),
            ("aria-labelledby", "regions"),
        ]
        return section(
            "regions",
            ReportWords.regions,
            "<p>\(said(report.regionSummary))</p>\n" + Markup.element("div", attributes, "\n\(table.text)\n")
                + (rest > 0 ? "\n<p>\(said(ReportWords.withoutPeople(rest)))</p>" : "")
        )
    }
}
