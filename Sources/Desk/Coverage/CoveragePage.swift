import Foundation
import HTTP
import Reports
import Store
import Web
import Wording

/// The regions of an event: a table, and a grid of tiles by federal district and time zone.
struct CoveragePage {
    static let routes: [Route] = [
        Route(.get, "/events/{event}/coverage", access: .reader) { visit in
            try visit.web.stores.read { store in try CoveragePage(visit, store).response() }
        }
    ]

    private let visit: Visit
    private let event: String
    private let rows: [CoverageRow]

    private init(_ visit: Visit, _ store: MessageStore) throws {
        self.visit = visit
        event = visit["event"]
        let found = try CoverageReport.rows(of: event, store)
        guard !found.isEmpty || visit.web.events.names.contains(event) else { throw Missing.refusal }
        rows = found.isEmpty ? try store.regionsWithoutPeople() : found
    }

    private func response() throws -> Response {
        let back = Link.to(Link.event(event), visit.web.events.event(event)?.name[visit.language] ?? event)
        let tiles = RegionTiles(visit, event, rows)
        return DeskPage(
            visit: visit,
            place: .events,
            title: visit.text(ReportWords.regions),
            head: "<p>\(back)</p>\n<p>\(visit.said(ReportWords.regionSummary(of: rows)))</p>\n",
            content: """
                \(visit.section("tiles", CoverageWords.map, tiles.text))
                \(visit.section("table", CoverageWords.table, table))
                """
        ).response()
    }

    private var table: String {
        let titles = [
            ReportWords.invited, ReportWords.reached, ReportWords.answered, ReportWords.registered,
            ReportWords.bounced,
            ReportWords.silent,
        ]
        var table = CardTable(
            caption: visit.text(ReportWords.regionsCaption),
            columns: [(visit.text(ReportWords.region), false)] + titles.map { (visit.text($0), true) }
                + [(visit.text(ReportWords.remark), false)]
        )
        for row in rows {
            let rank = CoverageReport.Rank(row)
            let label = CoverageReport.label(row).text(in: visit.language)
            let link = row.region.map { Link.to(Link.log([("event", event), ("region", $0)]), label) }
            let mark = rank == .bounced ? "bounced" : rank == .silent ? "silent" : nil
            table.add(
                [link ?? Markup.isolated(label)] + CoverageReport.figures(row).map { String($0) }
                    + [visit.said(CoverageWords.rank(rank))],
                mark: mark
            )
        }
        return table.text
    }
}
