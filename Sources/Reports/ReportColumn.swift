package import Terminal
package import Wording

/// A column of a report: for programs, for people, or for both.
package struct ReportColumn {
    /// What its values are, for programs.
    package enum Kind: Sendable {
        case text, integer, moment, number
    }

    /// The key in JSON, the heading in CSV; nil: for people alone.
    package let key: String?
    /// The heading for people; nil: for programs alone.
    package let title: Wording?
    /// Which columns leave their row first on a narrow terminal: the smaller; 0 last of all.
    package let keep: Int
    package let isNumeric: Bool
    /// Whether its cells may take several lines.
    package let wraps: Bool
    /// What its values are.
    package let kind: Kind

    package init(
        _ key: String?,
        _ title: Wording? = nil,
        keep: Int = 2,
        numeric: Bool = false,
        wraps: Bool = false,
        kind: Kind? = nil
    ) {
        self.kind = kind ?? (numeric ? .integer : .text)
        self.key = key
        self.title = title
        self.keep = keep
        isNumeric = numeric
        self.wraps = wraps
    }
}

extension [ReportColumn] {
    /// The headings of a file.
    package var keys: [String] { compactMap(\.key) }

    /// The JSON Schema of a row as an object.
    package var schema: String {
        let described = compactMap { column -> (String, String)? in
            column.key.map { ($0.jsonQuoted, column.kind.schema) }
        }
        let properties = described.map { "\($0):\($1)" }.joined(separator: ",")
        let names = described.map(\.0).joined(separator: ",")
        return #"{"type":"object","properties":{\#(properties)},"required":[\#(names)]}"#
    }

    /// A row's values for a file.
    package func plain(_ cells: [Cell]) -> [String?] {
        zip(self, cells).filter { $0.0.key != nil }.map(\.1.plain)
    }
}

extension ReportColumn.Kind {
    fileprivate var schema: String {
        switch self {
        case .text: #"{"type":["string","null"]}"#
        case .integer: #"{"type":["integer","null"]}"#
        case .number: #"{"type":["number","null"]}"#
        case .moment: #"{"type":["string","null"],"format":"date-time"}"#
        }
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
