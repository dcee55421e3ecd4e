import Events
import Foundation
import HTTP
import Reports
import Store
import Web
import Wording

/// All events that there are folders of, or that the database knows.
struct EventList {
    let visit: Visit
    let store: MessageStore

    func response() throws -> Response {
        let folders = visit.web.events.names
        let names = Set(folders).union(try store.eventNames()).sorted()
        var table = CardTable(
            caption: visit.text(EventPageWords.caption),
            columns: [
                (visit.text(OverviewWords.event), false), (visit.text(EventPageWords.starts), false),
                (visit.text(ReportWords.registrations), true), (visit.text(ReportWords.letters), true),
            ]
        )
        for name in names {
            let facts = visit.web.events.event(name)
            let title = facts?.name[visit.language] ?? ""
            let key = title.isEmpty ? "" : "<br/><code>\(Markup.escaped(name))</code>"
            let fault = folders.contains(name) && facts == nil ? DeskWords.unreadableEvent(name) : .nothing
            let registrations = try store.registrationCounts(event: name).reduce(0) { $0 + $1.count }
            let letters = try store.counts(event: name).values.reduce(0, +)
            let remark = fault.isEmpty ? "" : "<br/>\(visit.said(fault))"
            table.add([
                "<div>\(Link.to(Link.event(name), title.isEmpty ? name : title))\(key)\(remark)</div>",
                facts.map { visit.said(Self.shown($0)) } ?? "",
                String(registrations), String(letters),
            ])
        }
        return DeskPage(
            visit: visit,
            place: .events,
            title: visit.text(DeskWords.events),
            content: table.isEmpty ? "<p>\(visit.said(EventPageWords.none))</p>" : table.text
        ).response()
    }

    private static func shown(_ event: Event) -> Wording {
        let clock = ReportClock([event])
        return clock.shown(Int64(event.starts.earliest(in: event.timeZone).timeIntervalSince1970 * 1000))
    }
}
