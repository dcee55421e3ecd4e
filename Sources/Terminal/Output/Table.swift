/// Rows in columns: fitted to a terminal's width, or separated by tabs and complete.
public struct Table: Sendable {
    /// A column of a table.
    public struct Column: Sendable, Hashable {
        /// The heading.
        public let title: String
        /// Numbers stand to the right.
        public let isNumeric: Bool
        /// Columns with a greater number are shortened later; 0 is never shortened.
        public let keep: Int

        /// A column; by default it may be shortened.
        public init(_ title: String, numeric: Bool = false, keep: Int = 1) {
            self.title = title
            isNumeric = numeric
            self.keep = keep
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
    /// No column is shortened below this, nor below its heading.
    private static let narrowest = 6

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
    ///   - width: columns of the terminal; nil for lines separated by tabs, nothing shortened.
    ///   - style: colours of headings and cells.
    /// - Returns: lines, the last one ended.
    public func text(width: Int?, style: Style = .plain) -> String {
        let titles = columns.map(\.title)
        guard let width else {
            return ([titles] + rows.map(\.cells)).map { $0.joined(separator: "\t") + "\n" }.joined()
        }
        let widths = fitted(to: width)
        let heading = line(titles, widths) { style(.heading, $1) }
        return heading
            + rows.map { row in
                line(row.cells, widths) { column, text in
                    row.roles[columns[column].title].map { style($0, text) } ?? text
                }
            }.joined()
    }

    private func line(_ cells: [String], _ widths: [Int], paint: (Int, String) -> String) -> String {
        var parts: [String] = []
        for (index, cell) in cells.enumerated() {
            let text = DisplayWidth.truncated(cell, to: widths[index])
            let isLast = index == cells.count - 1
            let blanks = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(text)))
            let painted = paint(index, text)
            parts.append(columns[index].isNumeric ? blanks + painted : isLast ? painted : painted + blanks)
        }
        return parts.joined(separator: Self.gap) + "\n"
    }

    /// Takes from the widest of the columns that matter least until the table fits, or none can give more.
    private func fitted(to width: Int) -> [Int] {
        var widths = columns.indices.map { index in
            rows.reduce(DisplayWidth.of(columns[index].title)) { max($0, DisplayWidth.of($1.cells[index])) }
        }
        var surplus = widths.reduce(Self.gap.count * (columns.count - 1), +) - width
        for keep in Set(columns.map(\.keep)).subtracting([0]).sorted() {
            while surplus > 0 {
                let giving = columns.indices.filter {
                    columns[$0].keep == keep
                        && widths[$0] > max(Self.narrowest, DisplayWidth.of(columns[$0].title))
                }
                guard let widest = giving.max(by: { widths[$0] < widths[$1] }) else { break }
                widths[widest] -= 1
                surplus -= 1
            }
        }
        return widths
    }
}
