import Administration
import Reports
import Store
import Web
import Wording

/// What goes when, to how many, in how many time zones, and who is left out: what `vestnik schedule` tells, as a table.
struct ScheduleTable {
    private let visit: Visit
    private let mailings: [ScheduledMailing]

    /// The mailings of an event; none where its files cannot be read.
    init(_ visit: Visit, _ store: MessageStore, event: String) throws(StoreError) {
        self.visit = visit
        guard let site = visit.web.sites.site, site.events[event] != nil else {
            mailings = []
            return
        }
        let now = visit.web.now()
        mailings = try ScheduleForecast(site: site, store: store, now: now, at: now).run(event: event)
    }

    /// So many reasons are shown at once: a list of people has many that one person each has.
    private static let mostShown = 2

    /// How many were imported after each mailing went.
    var late: [String: Int] {
        Dictionary(mailings.map { ($0.notification, $0.late) }, uniquingKeysWith: { first, _ in first })
    }

    var text: String {
        guard !mailings.isEmpty else { return "" }
        var table = CardTable(
            caption: visit.text(DeskWording.scheduleCaption),
            columns: [
                (visit.text(OverviewWords.mailing), false), (visit.text(ReportWords.state), false),
                (visit.text(OverviewWords.audience), true), (visit.text(DeskWording.first), false),
                (visit.text(DeskWording.last), false), (visit.text(DeskWording.zones), true),
                (visit.text(DeskWording.leftOut), true), (visit.text(DeskWording.why), false),
            ]
        )
        for mailing in mailings {
            table.add([
                Markup.isolated(mailing.notification), visit.said(mailing.state.plain),
                String(mailing.audience), moment(mailing.firstAt, mailing), moment(mailing.lastAt, mailing),
                String(mailing.zones), mailing.leftOutCount.map { String($0) } ?? "—", why(mailing),
            ])
        }
        return visit.section("schedule", DeskWording.schedule, table.text)
    }

    private func moment(_ milliseconds: Int64?, _ mailing: ScheduledMailing) -> String {
        guard let milliseconds else { return visit.said(DeskWording.noTimeYet) }
        return Markup.element(
            "time",
            [("datetime", OffsetTime.rfc3339(milliseconds, mailing.zone))],
            Markup.escaped(OffsetTime.shown(milliseconds, mailing.zone))
        )
    }

    private func why(_ mailing: ScheduledMailing) -> String {
        var parts = [mailing.reason].compactMap(\.self).filter { !$0.isEmpty }.map(Markup.isolated)
        parts += mailing.leftOutByReason.map { "\($0.count) — \(Markup.isolated($0.reason))" }
        if mailing.late > 0 { parts.append(visit.said(DeskWording.importedLate(mailing.late))) }
        guard !parts.isEmpty else { return "" }
        let (shown, more) = (parts.prefix(Self.mostShown), parts.dropFirst(Self.mostShown))
        let rest =
            more.isEmpty
            ? ""
            : "<details><summary>\(visit.said(EventPageWords.more(more.count)))</summary>\(more.joined(separator: "<br/>"))</details>"
        return "<div>\(shown.joined(separator: "<br/>"))\(rest)</div>"
    }
}
