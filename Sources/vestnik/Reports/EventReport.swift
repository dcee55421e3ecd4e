import Mail
import Store
import Wording

/// The figures of an event's mail.
struct EventReport {
    /// A way in which letters were refused, with its meaning.
    struct Refusal {
        let figures: RefusalFigures
        let meaning: Wording

        /// `550 5.1.1`.
        var codes: String {
            [figures.code.map { String($0) }, figures.enhancedCode].compactMap(\.self).joined(separator: " ")
        }
    }

    let event: String
    let madeAt: Int64
    let registrations: [(status: String, count: Int)]
    let letters: [NotificationFigures]
    let refusals: [Refusal]
    let coverage: [CoverageRow]

    init(_ event: String, _ store: MessageStore, now: Int64) throws {
        self.event = event
        madeAt = now
        registrations = try store.registrationCounts(event: event)
        letters = try store.notificationFigures(event: event)
        coverage = try CoverageCommand.rows(of: event, store)
        refusals = try store.refusalFigures(event: event).map { figures in
            let status = figures.enhancedCode.flatMap { EnhancedStatus($0) }
            return Refusal(figures: figures, meaning: status?.meaning.meaning ?? .nothing)
        }
    }

    /// Whether nobody has ever named the event.
    var isEmpty: Bool { registrations.isEmpty && letters.isEmpty && coverage.isEmpty }

    /// The states that some message is in.
    var states: [MessageState] {
        MessageState.allCases.filter { state in letters.contains { ($0.counts[state] ?? 0) > 0 } }
    }

    /// Columns of the table of letters: a column for each state, so that the states add up.
    static let columns =
        [
            ReportColumn("event"), ReportColumn("notification", Wording(ru: "ПИСЬМО", en: "LETTER")),
            ReportColumn("due_at"),
            ReportColumn("mailing"), ReportColumn("audience"),
            ReportColumn("total", Wording(ru: "ВСЕГО", en: "TOTAL"), keep: 0, numeric: true),
        ] + MessageState.allCases.map { ReportColumn($0.rawValue) }

    func cells(_ letter: NotificationFigures) -> [Cell] {
        [
            .text(event), .text(letter.notification), .moment(letter.mailing?.due),
            .text(letter.mailing?.state.rawValue), .count(letter.mailing?.audience), .count(letter.total),
        ] + MessageState.allCases.map { .count(letter.counts[$0] ?? 0) }
    }
}
