import Reports
import Store
import Terminal
import Wording

/// Rows of the suppression list.
enum SuppressionReport {
    static let columns = [
        ReportColumn("email", Wording(ru: "АДРЕС", en: "ADDRESS"), keep: 4),
        ReportColumn("scope", Wording(ru: "ЧТО", en: "SCOPE"), keep: 0),
        ReportColumn("since", Wording(ru: "С КАКОГО ВРЕМЕНИ", en: "SINCE"), keep: 3),
        ReportColumn("actor", Wording(ru: "КЕМ", en: "BY")),
        ReportColumn("reason", Wording(ru: "ПРИЧИНА", en: "REASON"), keep: 1),
    ]

    static func cells(_ row: Suppression) -> [Cell] {
        [
            .text(row.personKey), .text(row.scope.rawValue), .moment(row.at), .text(row.actor),
            .text(row.reason),
        ]
    }

    /// One row as an object, told apart from others by its type.
    static func line(_ row: Suppression) -> JSONLine {
        var line = JSONLine()
        line.add("type", "suppression")
        for (column, cell) in zip(columns, cells(row)) {
            if let key = column.key { cell.add(to: &line, key) }
        }
        return line
    }
}
