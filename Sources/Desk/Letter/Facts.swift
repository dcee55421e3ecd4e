import Reports
import Web
import Wording

/// Titles with their values, one below the other.
struct Facts {
    private let visit: Visit
    private var items: [String] = []

    init(_ visit: Visit) { self.visit = visit }

    /// Adds a ready value; nil and nothing are left out.
    mutating func add(_ title: Wording, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        let text = visit.text(title)
        let shown = text.prefix(1).uppercased() + text.dropFirst()
        items.append("<div><dt>\(Markup.escaped(shown))</dt><dd>\(value)</dd></div>")
    }

    var isEmpty: Bool { items.isEmpty }

    var text: String { items.isEmpty ? "" : "<dl class=\"facts\">\n\(items.joined(separator: "\n"))\n</dl>" }
}
