import Regions
package import Store
package import Terminal
package import Wording

/// Regions as `coverage` reports them: which were reached, which are silent.
package enum CoverageReport {
    package static let columns = [
        ReportColumn("event"), ReportColumn("region"), ReportColumn("region_name"),
        ReportColumn(nil, Wording(ru: "РЕГИОН", en: "REGION"), keep: 0),
        ReportColumn(nil, Wording(ru: "НАЗВАНИЕ", en: "NAME"), wraps: true),
        ReportColumn("invited", Wording(ru: "ПРИГЛ.", en: "INVITED"), keep: 0, numeric: true),
        ReportColumn("reached", Wording(ru: "ДОШЛО", en: "REACHED"), keep: 0, numeric: true),
        ReportColumn("answered", Wording(ru: "ОТВЕТ.", en: "ANSWERED"), keep: 0, numeric: true),
        ReportColumn("registered", Wording(ru: "РЕГ.", en: "REG'D"), keep: 0, numeric: true),
        ReportColumn("bounced", Wording(ru: "ВЕРН.", en: "BOUNCED"), keep: 0, numeric: true),
        ReportColumn("silent", Wording(ru: "МОЛЧИТ", en: "SILENT"), keep: 0, numeric: true),
    ]

    /// The regions in the order of a person's interest.
    package static func rows(of event: String, _ store: MessageStore) throws -> [CoverageRow] {
        try store.coverage(event: event).enumerated().sorted { one, other in
            (Rank(one.element).rawValue, one.offset) < (Rank(other.element).rawValue, other.offset)
        }.map(\.element)
    }

    /// Which regions come first.
    package enum Rank: Int {
        case bounced, silent, partly, answered, nobody

        package init(_ row: CoverageRow) {
            if row.invited == 0, row.registered == 0 {
                self = .nobody
            } else if row.bounced > 0, row.reached == 0, row.answered == 0 {
                self = .bounced
            } else if row.answered == 0, row.registered == 0 {
                self = .silent
            } else {
                self = row.answered < row.invited ? .partly : .answered
            }
        }
    }

    /// What a region is called: its name, else what people wrote, else that they wrote nothing.
    package static func label(_ row: CoverageRow) -> Wording {
        guard let region = row.region, !region.isEmpty else {
            return row.name.map { Wording(verbatim: $0) } ?? ReportWords.noRegion
        }
        if let name = row.name { return Wording(ru: name, en: Regions.find(region)?.nameEn ?? name) }
        return Wording(verbatim: region)
    }

    package static func cells(_ row: CoverageRow, _ event: String, _ language: String) -> [Cell] {
        [
            .text(event), .text(row.region), .text(row.name),
            // For people: what is no code does not stand among the codes.
            .text(row.name == nil ? nil : row.region), .text(label(row).text(in: language)),
        ] + figures(row).map { .count($0) }
    }

    /// One region as an object.
    package static func line(_ row: CoverageRow, _ event: String) -> JSONLine {
        JSONLine(columns, cells(row, event, "en"))
    }

    /// What is counted of a region, in the order of the columns.
    package static func figures(_ row: CoverageRow) -> [Int] {
        [
            row.invited, row.reached, row.answered, row.registered, row.bounced,
            max(0, row.invited - row.answered),
        ]
    }
}

extension ReportWords {
    /// How many of the regions that the table knows did what.
    package static func regionSummary(of rows: [CoverageRow]) -> Wording {
        let known = rows.filter { $0.name != nil }
        return regionSummary(
            all: known.count,
            reached: known.count { $0.reached > 0 },
            answered: known.count { $0.answered > 0 || $0.registered > 0 },
            registered: known.count { $0.registered > 0 },
            silent: known.count { $0.invited > 0 && $0.answered == 0 }
        )
    }
}
