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
                content: Placeholder.segments(
                    of: Array(
                        Placeholder.inText(String(decoding: line.filter { $0 != 0x0D }, as: UTF8.self)).utf8
                    )
                ),
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
        let isNamed = Self.isNamed(url, text)
        guard LinkAddress.isAllowed(url) || Placeholder.begins(url) else { return add(label) }
        if isNamed { add(label + ":") }
        add(Self.shown(url, as: isNamed ? .shownAlone : .shownAddress), wraps: false)
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
            case .text(let inner), .code(let inner), .image(_, let inner): text += Placeholder.inText(inner)
            case .softBreak, .lineBreak: text += " "
            case .emphasis(let inner), .strong(let inner): append(inner, to: &text)
            case .link(let url, let inner):
                let address = LinkAddress.shown(url)
                let isAllowed = LinkAddress.isAllowed(url) || Placeholder.begins(url)
                guard isAllowed, !address.isEmpty else {
                    append(inner, to: &text)
                    continue
                }
                guard Self.isNamed(url, inner) else {
                    text += Self.shown(url, as: .shownAddress)
                    continue
                }
                append(inner, to: &text)
                // Whether a value may be linked to is known when it is there.
                let isValue = Placeholder.isWhole(url)
                text += isValue ? Self.shown(url, as: .shownAside) : " (\(Self.shown(url, as: .shownAlone)))"
            }
        }
    }

    /// Whether the link has a text other than its address.
    private static func isNamed(_ url: String, _ text: [Inline]) -> Bool {
        let label = Markdown.plain(text)
        return label != url && label != LinkAddress.shown(url)
    }

    /// An address as people read it, its placeholders marked: those of a mailbox as that, those of a number as text.
    private static func shown(_ url: String, as use: Placeholder.Use) -> String {
        let address = LinkAddress.shown(url)
        guard address == url else {
            let isMailbox = url.prefix(7).lowercased() == "mailto:"
            return isMailbox ? Placeholder.shown(address, as: .mailbox) : address
        }
        return Placeholder.shown(LinkAddress.unbroken(address), as: use)
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
