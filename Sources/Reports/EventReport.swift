package import Events
import Mail
package import Store
package import Wording

/// The figures of an event's mail: text, page, CSV and JSON are written from them and count nothing themselves.
package struct EventReport {
    /// A way in which letters were refused, with its meaning.
    package struct Refusal {
        package let figures: RefusalFigures
        package let meaning: Wording

        /// `550 5.1.1`.
        package var codes: String {
            [figures.code.map { String($0) }, figures.enhancedCode].compactMap(\.self).joined(separator: " ")
        }
    }

    /// The event's key.
    package let event: String
    /// The event's full name in the report's language; the key where no event of this name can be read.
    package let name: String
    /// By which all times are told.
    package let clock: ReportClock
    package let madeAt: Int64
    package let registrations: [(status: String, count: Int)]
    package let letters: [NotificationFigures]
    package let refusals: [Refusal]
    package let coverage: [CoverageRow]

    package init(_ event: String, facts: Event?, _ store: MessageStore, now: Int64, language: String) throws {
        self.event = event
        let full = facts?.name[language] ?? ""
        name = full.isEmpty ? event : full
        clock = ReportClock(facts.map { [$0] } ?? [])
        madeAt = now
        registrations = try store.registrationCounts(event: event)
        letters = try store.notificationFigures(event: event)
        coverage = try CoverageReport.rows(of: event, store)
        refusals = try Self.refusals(of: event, store)
    }

    /// Why letters of an event came back, the most frequent reason first.
    package static func refusals(of event: String, _ store: MessageStore) throws -> [Refusal] {
        try store.refusalFigures(event: event).map { figures in
            let status = figures.enhancedCode.flatMap { EnhancedStatus($0) }
            return Refusal(figures: figures, meaning: status?.meaning.meaning ?? .nothing)
        }
    }

    /// Whether nobody has ever named the event.
    package var isEmpty: Bool { registrations.isEmpty && letters.isEmpty && coverage.isEmpty }

    // MARK: letters

    /// From what has gone through what waits to what never goes.
    private static let order: [MessageState] = [
        .sent, .sending, .queued, .held, .deferred, .inDoubt, .bounced, .expired, .rejected, .suppressed,
        .cancelled,
    ]

    /// The states that some message of the notification is in, with their counts.
    package static func states(of letter: NotificationFigures) -> [(state: MessageState, count: Int)] {
        order.compactMap { state in letter.counts[state].flatMap { $0 > 0 ? (state, $0) : nil } }
    }

    /// The states that some message is in.
    package var states: [MessageState] {
        Self.order.filter { state in letters.contains { ($0.counts[state] ?? 0) > 0 } }
    }

    /// Whether a letter is prompted, or how its mailing stands.
    package func way(of letter: NotificationFigures) -> Wording { Self.way(of: letter, clock) }

    /// The same by a clock.
    package static func way(of letter: NotificationFigures, _ clock: ReportClock) -> Wording {
        guard let mailing = letter.mailing else { return ReportWords.prompted }
        let moment = clock.shown(mailing.due)
        let state = mailing.state.plain
        return Wording(
            ru: ReportWords.mailing(state, moment.ru, audience: mailing.audience).ru,
            en: ReportWords.mailing(state, moment.en, audience: mailing.audience).en
        )
    }

    // MARK: regions

    /// The regions that somebody was invited or has registered from; none where the event's people have no regions.
    package var regions: [CoverageRow] {
        let peopled = coverage.filter { $0.invited + $0.registered > 0 }
        return peopled.contains { $0.region?.isEmpty == false } ? peopled : []
    }

    /// How many regions nobody was invited and nobody has registered from.
    package var regionsWithoutPeople: Int {
        coverage.count { $0.name != nil && $0.invited + $0.registered == 0 }
    }

    /// How many of the regions that the table knows did what.
    package var regionSummary: Wording { ReportWords.regionSummary(of: coverage) }

    // MARK: rows for programs

    /// Columns of the table of letters: a column for each state, so that the states add up.
    package static let columns =
        ["event", "notification", "due_at", "mailing", "audience", "total"].map { ReportColumn($0) }
        + MessageState.allCases.map { ReportColumn($0.rawValue) }

    package func cells(_ letter: NotificationFigures) -> [Cell] {
        [
            .text(event), .text(letter.notification), .moment(letter.mailing?.due),
            .text(letter.mailing?.state.rawValue), .count(letter.mailing?.audience), .count(letter.total),
        ] + MessageState.allCases.map { .count(letter.counts[$0] ?? 0) }
    }
}
