/// A draft's blocks as lines of plain text: a letter of its own, not HTML with the tags cut out.
struct TextWriter {
    /// A line that is wrapped when its values are known.
    struct Line: Sendable, Hashable {
        /// What stands before the first of the wrapped lines.
        var first: String
        /// What stands before the others.
        var rest: String
        /// The text with its placeholders; nil for an empty line.
        var content: [Segment]?
        /// Whether it may be broken at blanks.
        var wraps = true
    }

    private(set) var lines: [Line] = []
    /// What stands before the next line alone, such as the mark of a list's item.
    private var mark: String?
    /// What stands before every line.
    private var rest = ""

    /// The lines of a letter: its body, a rule, its footer.
    static func lines(of structure: LetterStructure) -> [Line] {
        var writer = TextWriter()
        writer.write(structure.body)
        if !structure.footer.isEmpty {
            writer.separate()
            writer.add(.init(repeating: "-", count: 40))
            writer.write(structure.footer)
        }
        while let last = writer.lines.last, last.content == nil { writer.lines.removeLast() }
        return writer.lines
    }

    /// A text that replaces the draft's, line for line.
    static func verbatim(_ text: [UInt8]) -> [Line] {
        var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            Line(
                first: "",
                rest: "",
                content: Placeholder.segments(of: line.filter { $0 != 0x0D }),
                wraps: false
            )
        }
        while let last = lines.last, last.content?.isEmpty ?? true { lines.removeLast() }
        return lines
    }

    private mutating func write(_ blocks: [Block], isTight: Bool = false) {
        for (index, block) in blocks.enumerated() {
            if !isTight || index > 0 { separate() }
            write(block)
        }
    }

    private mutating func write(_ block: Block) {
        switch block {
        case .paragraph(let inlines):
            if let rows = LetterStructure.rows(of: inlines) {
                for row in rows { writeRow(row) }
            } else if let link = LetterStructure.loneLink(in: block) {
                writeLoneLink(link.url, link.text)
            } else {
                writeLines(inlines)
            }
        case .heading(_, let inlines): writeLines(inlines)
        case .list(let items, let start):
            for (index, item) in items.enumerated() {
                let mark = start.map { "\($0 + index). " } ?? "- "
                indented(mark, String(repeating: " ", count: mark.count)) { $0.write(item, isTight: true) }
            }
        case .quote(let blocks): indented("> ", "> ") { $0.write(blocks, isTight: true) }
        case .code(let text):
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                add(String(line), wraps: false)
            }
        case .rule: add(.init(repeating: "-", count: 40))
        }
    }

    private mutating func writeRow(_ row: LetterStructure.Row) {
        var line = ""
        append(row.label + [.text(": ")] + row.value, to: &line)
        add(line, hanging: "  ")
    }

    /// A button in a letter without buttons: its text, and the address on a line that nothing breaks.
    private mutating func writeLoneLink(_ url: String, _ text: [Inline]) {
        var label = ""
        append(text, to: &label)
        if label != url, label != LinkAddress.shown(url) { add(label + ":") }
        add(Placeholder.shown(LinkAddress.shown(url)), wraps: false)
    }

    private mutating func writeLines(_ inlines: [Inline]) {
        for line in inlines.split(separator: .lineBreak, omittingEmptySubsequences: true) {
            var text = ""
            append(Array(line), to: &text)
            add(text)
        }
    }

    private func append(_ inlines: [Inline], to text: inout String) {
        for inline in inlines {
            switch inline {
            case .text(let inner), .code(let inner), .image(_, let inner): text += inner
            case .softBreak, .lineBreak: text += " "
            case .emphasis(let inner), .strong(let inner): append(inner, to: &text)
            case .link(let url, let inner):
                var label = ""
                append(inner, to: &label)
                let address = LinkAddress.shown(url)
                if label == url || label == address {
                    text += Placeholder.shown(address)
                } else if address.isEmpty {
                    text += label
                } else {
                    text += "\(label) (\(Placeholder.shown(address)))"
                }
            }
        }
    }

    private mutating func indented(_ first: String, _ more: String, _ inner: (inout Self) -> Void) {
        let before = rest
        mark = (mark ?? rest) + first
        rest += more
        inner(&self)
        mark = nil
        rest = before
    }

    private mutating func add(_ text: String, wraps: Bool = true, hanging: String = "") {
        let content = Placeholder.segments(of: Array(text.utf8))
        lines.append(Line(first: mark ?? rest, rest: rest + hanging, content: content, wraps: wraps))
        mark = nil
    }

    private mutating func separate() {
        guard let last = lines.last, last.content != nil else { return }
        lines.append(Line(first: "", rest: "", content: nil))
    }
}
