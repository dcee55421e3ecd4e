import Reports
import Store
import Web
import Wording

/// Letters as a table, each with its state and why it is in it.
struct LetterTable {
    private let visit: Visit
    private let clock: ReportClock
    private let namesPeople: Bool
    private var table: CardTable

    init(_ visit: Visit, _ clock: ReportClock, caption: Wording, namesPeople: Bool) {
        self.visit = visit
        self.clock = clock
        self.namesPeople = namesPeople
        var titles = [PersonPageWords.event, LetterPageWords.letter]
        if namesPeople { titles.insert(StoryTitles.to, at: 0) }
        titles += [ReportWords.state, OverviewWords.due, PersonPageWords.why]
        table = CardTable(
            caption: visit.text(caption),
            columns: [("№", true)] + titles.map { (visit.text($0), false) }
        )
    }

    var isEmpty: Bool { table.isEmpty }
    var text: String { table.text }

    mutating func add(_ message: MessageRow) {
        let why = MessageReport.why(message)
        var cells = [
            Link.to(Link.letter(message.id), String(message.id)),
            Link.to(Link.event(message.event), message.event), Markup.isolated(message.notification),
            visit.state(message.state),
            visit.time(message.sent ?? message.nextAttempt ?? message.due, clock),
            why.isEmpty ? "" : "<span class=\"reply\">\(Markup.isolated(why))</span>",
        ]
        if namesPeople { cells.insert(Link.to(Link.person(message.email), message.email), at: 1) }
        table.add(cells)
    }
}
