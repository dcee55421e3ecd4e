import Foundation
import Regions
import Reports
import Store
import Web
import Wording

/// Regions as tiles, a row for each federal district, a column for each hour of distance from UTC: a map of sorts.
///
/// What a region has done is told by a sign and in words, and by a colour besides.
struct RegionTiles {
    private let visit: Visit
    private let event: String
    /// The rows of known regions, by code.
    private let rows: [String: CoverageRow]

    init(_ visit: Visit, _ event: String, _ rows: [CoverageRow]) {
        self.visit = visit
        self.event = event
        let known = rows.compactMap { row in row.region.map { ($0, row) } }
        self.rows = Dictionary(known, uniquingKeysWith: { first, _ in first })
    }

    /// From the west to the east.
    private static let districts = [
        "Северо-Западный", "Центральный", "Южный", "Северо-Кавказский", "Приволжский", "Уральский",
        "Сибирский",
        "Дальневосточный",
    ]

    var text: String {
        let now = Date(timeIntervalSince1970: Double(visit.web.now()) / 1000)
        let places = Regions.all.map { region in
            (region: region, hours: Self.hours(region, now), district: region.federalDistrict ?? "")
        }
        let hours = Set(places.map(\.hours)).sorted()
        let named = Self.districts.filter { name in places.contains { $0.district == name } }
        let districts = named + Set(places.map(\.district)).subtracting(named).sorted()
        let heads = hours.map { "<th scope=\"col\">UTC\($0 < 0 ? "−" : "+")\(abs($0))</th>" }
        let body = districts.map { district in
            let cells = hours.map { hour in
                let here = places.filter { $0.district == district && $0.hours == hour }.map {
                    tile($0.region)
                }
                return "<td>\(here.joined(separator: " "))</td>"
            }
            return
                "<tr><th scope=\"row\">\(visit.said(CoverageWords.district(district)))</th>\(cells.joined())</tr>"
        }
        return """
            \(legend)
            <div class="scroll" role="group" tabindex="0" aria-labelledby="tiles">
            <table class="tiles">
            <caption>\(visit.said(CoverageWords.tilesCaption))</caption>
            <thead><tr><th scope="col">\(visit.said(CoverageWords.districtTitle))</th>\(heads.joined())</tr></thead>
            <tbody>
            \(body.joined(separator: "\n"))
            </tbody>
            </table>
            </div>
            """
    }

    private static func hours(_ region: Region, _ now: Date) -> Int {
        (TimeZone(identifier: region.timeZone)?.secondsFromGMT(for: now) ?? 0) / 3600
    }

    private func tile(_ region: Region) -> String {
        let row = rows[region.code]
        let rank = row.map(CoverageReport.Rank.init) ?? .nobody
        let name = visit.language == "ru" ? region.nameRu : region.nameEn
        let told = "\(name): \(visit.text(CoverageWords.rank(rank)))"
        let address = Link.log([("event", event), ("region", region.code)])
        return """
            <a class="tile \(Self.look(rank))" href="\(Markup.escaped(address))" title="\(Markup.escaped(told))">\
            <span aria-hidden="true">\(region.code) \(Self.sign(rank))</span><span class="away">\(Markup.escaped(told))</span></a>
            """
    }

    private var legend: String {
        let ranks: [CoverageReport.Rank] = [.answered, .partly, .silent, .bounced, .nobody]
        let counts = Dictionary(
            grouping: Regions.all.map { rows[$0.code].map(CoverageReport.Rank.init) ?? .nobody },
            by: { $0 }
        ).mapValues(\.count)
        let items = ranks.map { rank in
            "<li><span class=\"tile \(Self.look(rank))\" aria-hidden=\"true\">\(Self.sign(rank))</span> "
                + "\(visit.said(CoverageWords.rank(rank))): \(counts[rank] ?? 0)</li>"
        }
        return "<ul class=\"words\">\(items.joined())</ul>"
    }

    private static func look(_ rank: CoverageReport.Rank) -> String {
        switch rank {
        case .answered: "answered"
        case .partly: "partly"
        case .silent: "still"
        case .bounced: "returned"
        case .nobody: "nobody"
        }
    }

    private static func sign(_ rank: CoverageReport.Rank) -> String {
        switch rank {
        case .answered: "✓"
        case .partly: "◐"
        case .silent: "…"
        case .bounced: "✕"
        case .nobody: "–"
        }
    }
}
