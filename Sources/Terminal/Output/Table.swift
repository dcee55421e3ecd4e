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

    /// The columns, from the left.
    public let columns: [Column]
    var rows: [[String]] = []

    /// An empty table.
    public init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row; missing cells are empty, surplus ones are left out.
    public mutating func add(_ cells: [String]) {
        rows.append((0..<columns.count).map { $0 < cells.count ? cells[$0] : "" })
    }
}
