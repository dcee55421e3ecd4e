import Reports

/// A table that becomes a list of cards on a narrow screen: each cell then has its column's title before it.
///
/// Its roles are said, for a style that makes blocks of rows takes them away.
struct CardTable {
    let caption: String
    let columns: [(title: String, isNumeric: Bool)]
    private var rows: [String] = []

    init(caption: String, columns: [(title: String, isNumeric: Bool)]) {
        self.caption = caption
        self.columns = columns.map { ($0.title.prefix(1).uppercased() + $0.title.dropFirst(), $0.isNumeric) }
    }

    /// Adds a row of ready cells.
    mutating func add(_ cells: [String], mark: String? = nil) {
        let content = zip(columns, cells).map { column, cell in
            // An empty cell takes no room on a card.
            let kind = [column.isNumeric ? "n" : nil, cell.isEmpty ? "empty" : nil].compactMap(\.self)
            var attributes = [("role", "cell"), ("data-title", column.title)]
            if !kind.isEmpty { attributes.append(("class", kind.joined(separator: " "))) }
            return Markup.element("td", attributes, cell)
        }
        let attributes = [("role", "row")] + (mark.map { [("class", $0)] } ?? [])
        rows.append(Markup.element("tr", attributes, content.joined()))
    }

    var isEmpty: Bool { rows.isEmpty }

    var text: String {
        let heads = columns.map { column in
            Markup.element(
                "th",
                [("scope", "col"), ("role", "columnheader")] + (column.isNumeric ? [("class", "n")] : []),
                Markup.escaped(column.title)
            )
        }
        return """
            <table class="cards" role="table">
            <caption>\(Markup.escaped(caption))</caption>
            <thead role="rowgroup"><tr role="row">\(heads.joined())</tr></thead>
            <tbody role="rowgroup">
            \(rows.joined(separator: "\n"))
            </tbody>
            </table>
            """
    }
}
