package import Store
package import Terminal
import Wording

/// Rows of the suppression list.
package enum SuppressionReport {
    package static let columns = [
        ReportColumn("email", Wording(ru: "АДРЕС", en: "ADDRESS"), keep: 4),
        ReportColumn("scope", Wording(ru: "ЧТО", en: "SCOPE"), keep: 0),
        ReportColumn(
            "since",
            Wording(ru: "С КАКОГО ВРЕМЕНИ", en: "SINCE"),
            keep: 3,
            kind: .moment
        ),
        ReportColumn("actor", Wording(ru: "КЕМ", en: "BY")),
        ReportColumn("reason", Wording(ru: "ПРИЧИНА", en: "REASON"), keep: 1),
    ]

    package static func cells(_ row: Suppression) -> [Cell] {
        [
            .text(row.personKey), .text(row.scope.rawValue), .moment(row.at), .text(row.actor),
            .text(row.reason),
        ]
    }

    /// One row as an object of a list of such.
    package static func row(_ row: Suppression) -> JSONLine { JSONLine(columns, cells(row)) }

    /// One row as an object, told apart from others by its type.
    package static func line(_ row: Suppression) -> JSONLine {
        var line = JSONLine()
        line.add("type", "suppression")
        for (column, cell) in zip(columns, cells(row)) {
            if let key = column.key { cell.add(to: &line, key) }
        }
        return line
    }
}
