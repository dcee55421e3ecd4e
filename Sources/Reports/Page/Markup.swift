import Terminal

/// HTML that is well-formed as XML too, and that no value can break out of.
package enum Markup {
    /// A stranger's text: characters of markup as references, control characters and what reorders a line as U+FFFD.
    package static func escaped(_ text: String) -> String { referenced(Visible.line(text)) }

    /// The same with its lines kept.
    package static func lines(_ text: String) -> String { referenced(Visible.lines(text)) }

    private static func referenced(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            // XML has no place for these.
            case "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// A stranger's text that cannot turn what stands around it.
    package static func isolated(_ text: String) -> String { "<bdi>\(escaped(text))</bdi>" }

    /// An element around ready content.
    package static func element(
        _ name: String,
        _ attributes: [(String, String)] = [],
        _ content: String
    ) -> String {
        "<\(name)\(attributes.map { " \($0)=\"\(escaped($1))\"" }.joined())>\(content)</\(name)>"
    }
}

/// A table of the page: a caption, headings with their scope, a heading of each row.
package struct PageTable {
    package let caption: String
    /// The headings of columns; the first is above those of rows.
    package let columns: [(title: String, isNumeric: Bool)]
    private var rows: [String] = []

    package init(caption: String, columns: [(title: String, isNumeric: Bool)]) {
        self.caption = caption
        self.columns = columns
    }

    /// Adds a row of ready cells, the first its heading.
    package mutating func add(_ cells: [String], mark: String? = nil) {
        let content = zip(columns, cells).enumerated().map { number, cell in
            var attributes = cell.0.isNumeric ? [("class", "n")] : []
            if number == 0 { attributes.append(("scope", "row")) }
            return Markup.element(number == 0 ? "th" : "td", attributes, cell.1)
        }
        rows.append(Markup.element("tr", mark.map { [("class", $0)] } ?? [], content.joined()))
    }

    package var text: String {
        let heads = columns.map { column in
            Markup.element(
                "th",
                [("scope", "col")] + (column.isNumeric ? [("class", "n")] : []),
                Markup.escaped(column.title)
            )
        }
        return """
            <table>
            <caption>\(Markup.escaped(caption))</caption>
            <thead><tr>\(heads.joined())</tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            </table>
            """
    }
}
