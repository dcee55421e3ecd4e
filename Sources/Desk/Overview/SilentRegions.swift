import Foundation
import Reports
import Store
import Web
import Wording

/// Regions that have not answered, or whose letters only came back, of events that are still to come.
struct SilentRegions {
    private let visit: Visit
    private let store: MessageStore

    init(_ visit: Visit, _ store: MessageStore) {
        self.visit = visit
        self.store = store
    }

    /// So many are named; the page of regions has all.
    private static let most = 5

    func text() throws -> String {
        let items = try visit.web.events.names.filter(isToCome).compactMap(item)
        guard !items.isEmpty else { return "" }
        return visit.section(
            "regions",
            DeskWording.silentRegions,
            "<ul class=\"needs\">\n\(items.joined(separator: "\n"))\n</ul>"
        )
    }

    private func isToCome(_ name: String) -> Bool {
        guard let event = visit.web.events.event(name), !event.isCancelled else { return false }
        return event.ends.latest(in: event.timeZone) >= visit.date
    }

    private func item(_ event: String) throws -> String? {
        let rows = try CoverageReport.rows(of: event, store)
        // Before the first letter has gone nobody can have answered it.
        guard rows.contains(where: { $0.reached > 0 || $0.bounced > 0 }) else { return nil }
        let told = [
            (CoverageReport.Rank.silent, DeskWording.nobodyAnswered), (.bounced, DeskWording.onlyBounced),
        ]
        .compactMap { rank, words -> String? in
            let names = rows.filter { CoverageReport.Rank($0) == rank }
                .map { CoverageReport.label($0).text(in: visit.language) }
            guard !names.isEmpty else { return nil }
            let some = names.prefix(Self.most).joined(separator: ", ")
            return visit.said(words(names.count, some, names.count - Self.most))
        }
        guard !told.isEmpty else { return nil }
        let title = visit.web.events.event(event)?.name[visit.language] ?? event
        let link = Link.to(Link.event(event) + "/coverage", title.isEmpty ? event : title)
        return "<li>\(link)<br/>\(told.joined(separator: "<br/>"))</li>"
    }
}
