import Reports
import Web
import Wording

/// Values over time as columns, drawn here: a picture with its figures in words.
struct Plot {
    private let visit: Visit
    private let clock: ReportClock
    private let since: Int64
    private let length: Int64

    init(_ visit: Visit, _ clock: ReportClock, since: Int64, length: Int64) {
        self.visit = visit
        self.clock = clock
        self.since = since
        self.length = length
    }

    /// A figure.
    ///
    /// - Parameters:
    ///   - id: of the figure among those of the page.
    ///   - title: what is shown.
    ///   - values: one for each span.
    ///   - hue: the class of its colour.
    ///   - shown: a value in words.
    /// - Returns: HTML.
    func text(
        _ id: String,
        _ title: Wording,
        _ values: [Int64],
        hue: String,
        _ shown: (Int64) -> Wording
    ) -> String {
        let most = values.max() ?? 0
        let columns = values.enumerated().filter { $0.element > 0 }.map { place, value in
            // What is not nothing is seen.
            let height = max(1, Int((Double(value) / Double(max(1, most)) * 100).rounded()))
            return
                "<rect class=\"\(hue)\" x=\"\(place)\" y=\"\(100 - height)\" width=\"0.85\" height=\"\(height)\"/>"
        }
        let place = values.firstIndex(of: most) ?? 0
        let moment = clock.text(since + Int64(place) * length).prefix(16)
        let told = most > 0 ? OverviewWords.most(shown(most), String(moment)) : OverviewWords.nothingYet
        let end = since + Int64(values.count) * length
        return """
            <figure>
            <figcaption>\(visit.said(title)): \(visit.said(told))</figcaption>
            <svg class="plot" viewBox="0 0 \(values.count) 100" preserveAspectRatio="none" role="img" \
            aria-labelledby="\(id)-title \(id)-told"><title id="\(id)-title">\(visit.said(title))</title>\
            <desc id="\(id)-told">\(visit.said(told))</desc>\(columns.joined())</svg>
            <div class="scale"><span>\(visit.time(since, clock))</span><span>\(visit.time(end, clock))</span></div>
            </figure>
            """
    }
}
