import Reports
import Store
import Web
import Wording

/// A notification's letters by state: a bar that adds up to all of them, and the same in words.
struct LetterBar {
    private let visit: Visit
    private let clock: ReportClock

    init(_ visit: Visit, _ clock: ReportClock) {
        self.visit = visit
        self.clock = clock
    }

    func text(_ letter: NotificationFigures, _ id: String) -> String {
        let states = EventReport.states(of: letter)
        let caption = ReportWords.lettersCaption(letter.notification)
        let words = states.map { entry in
            let share = ReportWords.share(entry.count, of: letter.total).text(in: visit.language)
            return "\(entry.state.plain.text(in: visit.language)) \(entry.count) (\(share))"
        }
        let bar = StateBar.bar(
            id,
            states,
            title: caption.text(in: visit.language),
            description: words.joined(separator: ", ")
        )
        let legend = zip(states, words).map {
            "<li>\(StateBar.swatch($0.0.state))\(Markup.escaped($0.1))</li>"
        }
        return """
            <div class="letter">
            <p><b>\(Markup.isolated(letter.notification))</b><br/><span class="soft">\(visit.said(EventReport.way(of: letter, clock)))</span></p>
            \(states.isEmpty ? "" : bar + "\n<ul class=\"words\">\(legend.joined())</ul>")
            </div>
            """
    }
}
