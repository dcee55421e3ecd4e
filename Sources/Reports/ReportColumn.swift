package import Terminal
package import Wording

/// A column of a report: for programs, for people, or for both.
package struct ReportColumn {
    /// The key in JSON, the heading in CSV; nil: for people alone.
    package let key: String?
    /// The heading for people; nil: for programs alone.
    package let title: Wording?
    /// Which columns leave their row first on a narrow terminal: the smaller; 0 last of all.
    package let keep: Int
    package let isNumeric: Bool
    /// Whether its cells may take several lines.
    package let wraps: Bool

    package init(
        _ key: String?,
        _ title: Wording? = nil,
        keep: Int = 2,
        numeric: Bool = false,
        wraps: Bool = false
    ) {
        self.key = key
        self.title = title
        self.keep = keep
        isNumeric = numeric
        self.wraps = wraps
    }
}

extension JSONLine {
    /// The cells of the columns that have keys.
    package init(_ columns: [ReportColumn], _ cells: [Cell]) {
        self.init()
        for (column, cell) in zip(columns, cells) {
            if let key = column.key { cell.add(to: &self, key) }
        }
    }
}

extension Style.Role {
    /// The colour of a state, or of an attempt's outcome.
    package static func of(_ outcome: String?) -> Style.Role? {
        switch outcome {
        case "sent": .good
        case "bounced", "expired", "rejected": .bad
        case "deferred", "held", "in_doubt": .warning
        case "cancelled", "suppressed": .faint
        default: nil
        }
    }
}
