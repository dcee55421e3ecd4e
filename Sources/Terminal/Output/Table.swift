/// Rows in columns: laid out for a terminal's width, or separated by tabs.
///
/// Nothing is ever cut: what has no room in its row stands below it in full.
public struct Table: Sendable {
    /// A column of a table.
    public struct Column: Sendable, Hashable {
        /// The heading.
        public let title: String
        /// Numbers stand to the right.
        public let isNumeric: Bool
        /// Columns with a smaller number leave the row first when it has no room; 0 leaves last of all.
        public let keep: Int
        /// Its cells may take several lines, so that the column can stay in a row that has little room.
        public let wraps: Bool

        /// A column; by default it leaves the row early and is not broken.
        public init(_ title: String, numeric: Bool = false, keep: Int = 1, wraps: Bool = false) {
            self.title = title
            isNumeric = numeric
            self.keep = keep
            self.wraps = wraps
        }
    }

    private struct Row: Sendable {
        let cells: [String]
        let roles: [String: Style.Role]
    }

    /// The columns, from the left.
    public let columns: [Column]
    private var rows: [Row] = []

    private static let gap = "  "
    private static let indent = "    "
    /// Between what stands below a row.
    private static let separator = " · "

    /// An empty table.
    public init(_ columns: [Column]) { self.columns = columns }

    /// Whether the table has no rows.
    public var isEmpty: Bool { rows.isEmpty }

    /// Adds a row; missing cells are empty, surplus ones are left out, control characters are made harmless.
    /// - Parameters:
    ///   - cells: the texts, from the left.
    ///   - roles: colours of cells, by the titles of their columns.
    public mutating func add(_ cells: [String], roles: [String: Style.Role] = [:]) {
        let fitting = columns.indices.map { $0 < cells.count ? Visible.line(cells[$0]) : "" }
        rows.append(Row(cells: fitting, roles: roles))
    }

    /// The table as text.
    /// - Parameters:
    ///   - width: columns of the terminal; nil for lines separated by tabs.
    ///   - style: colours of headings and cells.
    /// - Returns: lines, the last one ended.
    public func text(width: Int?, style: Style = .plain) -> String {
        let titles = columns.map(\.title)
        guard let width else {
            return ([titles] + rows.map(\.cells)).map { $0.joined(separator: "\t") + "\n" }.joined()
        }
        let layout = TableLayout(columns, widths: naturalWidths, gap: Self.gap.count, width: width)
        let heading = lines(titles, layout) { style(.heading, $1) }
        // A number below its row has its title beside it.
        let below = layout.below.filter { !columns[$0].isNumeric }.map { titles[$0] }
        return heading + self.below(below, width).map { Self.indent + style(.heading, $0) + "\n" }.joined()
            + rows.map { row in
                let inRow = lines(row.cells, layout) { column, text in
                    row.roles[columns[column].title].map { style($0, text) } ?? text
                }
                let parts = layout.below.filter { !row.cells[$0].isEmpty }.map {
                    columns[$0].isNumeric ? "\(titles[$0]) \(row.cells[$0])" : row.cells[$0]
                }
                return inRow + self.below(parts, width).map { Self.indent + $0 + "\n" }.joined()
            }.joined()
    }

    private var naturalWidths: [Int] {
        columns.indices.map { index in
            rows.reduce(DisplayWidth.of(columns[index].title)) { max($0, DisplayWidth.of($1.cells[index])) }
        }
    }

    private func below(_ parts: [String], _ width: Int) -> [String] {
        guard !parts.isEmpty else { return [] }
        return Wrapping.filled(parts.joined(separator: Self.separator), width: width - Self.indent.count)
    }

    /// A row in as many lines as its longest cell needs.
    private func lines(_ cells: [String], _ layout: TableLayout, paint: (Int, String) -> String) -> String {
        let broken = layout.inRow.map { column, width in Wrapping.fitted(cells[column], width: width) }
        let height = broken.map(\.count).max() ?? 1
        var text = ""
        for number in 0..<height {
            var line = ""
            // Blanks wait for what follows them: no line ends with any.
            var blanks = ""
            for ((column, width), parts) in zip(layout.inRow, broken) {
                let part = number < parts.count ? parts[number] : ""
                let rest = String(repeating: " ", count: max(0, width - DisplayWidth.of(part)))
                if columns[column].isNumeric { blanks += rest }
                if !part.isEmpty {
                    line += blanks + paint(column, part)
                    blanks = ""
                }
                blanks += columns[column].isNumeric ? Self.gap : rest + Self.gap
            }
            text += line + "\n"
        }
        return text
    }
}

/// Which columns stand in their row, how wide, and which below it.
struct TableLayout {
    private(set) var inRow: [(column: Int, width: Int)] = []
    private(set) var below: [Int] = []

    /// A column that wraps is not made narrower than this.
    private static let narrowest = 16

    /// - Parameters:
    ///   - columns: of the table.
    ///   - widths: what each would take with all its cells in one line.
    ///   - gap: between two columns.
    ///   - width: of the terminal.
    init(_ columns: [Table.Column], widths: [Int], gap: Int, width: Int) {
        let least = columns.indices.map { index in
            columns[index].wraps
                ? min(widths[index], max(Self.narrowest, DisplayWidth.of(columns[index].title)))
                : widths[index]
        }
        var staying = Array(columns.indices)
        func surplus() -> Int { staying.reduce(gap * (staying.count - 1) - width) { $0 + least[$1] } }
        while surplus() > 0, staying.count > 1 {
            guard let leaving = Self.next(of: staying, columns, widths) else { break }
            staying.removeAll { $0 == leaving }
        }
        below = columns.indices.filter { !staying.contains($0) }
        var room = max(0, -surplus())
        for column in staying {
            let more = min(room, widths[column] - least[column])
            room -= more
            // One column alone may still be wider than the terminal: it is broken.
            inRow.append((column, staying.count == 1 ? min(width, widths[column]) : least[column] + more))
        }
    }

    /// The column that leaves the row next: what matters least, of equals the rightmost; of those that should stay the
    /// widest, but never the first.
    private static func next(of staying: [Int], _ columns: [Table.Column], _ widths: [Int]) -> Int? {
        let optional = staying.filter { columns[$0].keep > 0 }
        if let least = optional.map({ columns[$0].keep }).min() {
            return optional.last { columns[$0].keep == least }
        }
        return staying.dropFirst().max { widths[$0] < widths[$1] }
    }
}
