/// What letters read out of a draft beyond Markdown itself.
///
/// - Lines that each begin with a bold label and a colon (`**Место:** …`), two or more, are a table of two columns.
/// - A link that is a paragraph of its own is the letter's button, if it is the only one.
/// - What follows the last `---` is the footer, set small below the letter.
struct LetterStructure: Sendable, Hashable {
    /// A line of a table: the label without its colon, and the value.
    struct Row: Sendable, Hashable {
        var label: [Inline]
        var value: [Inline]
    }

    /// The letter.
    var body: [Block]
    /// Why it was sent, how to get no more.
    var footer: [Block]
    /// The address of the one link that is a paragraph of its own.
    var button: Block?

    init(_ blocks: [Block]) {
        if let last = blocks.lastIndex(of: .rule) {
            body = Array(blocks[..<last])
            footer = Array(blocks[(last + 1)...])
        } else {
            body = blocks
            footer = []
        }
        let candidates = body.filter { Self.loneLink(in: $0) != nil }
        button = candidates.count == 1 ? candidates.first : nil
    }

    /// The link that is all of a paragraph.
    static func loneLink(in block: Block) -> (url: String, text: [Inline])? {
        guard case .paragraph(let inlines) = block, inlines.count == 1,
            case .link(let url, let text)? = inlines.first
        else { return nil }
        return (url, text)
    }

    /// The rows of a paragraph that is a table; nil for any other.
    static func rows(of inlines: [Inline]) -> [Row]? {
        var lines: [[Inline]] = [[]]
        for inline in inlines {
            if inline == .softBreak || inline == .lineBreak {
                lines.append([])
            } else {
                lines[lines.count - 1].append(inline)
            }
        }
        var rows: [Row] = []
        for line in lines where !line.isEmpty {
            guard case .strong(let label)? = line.first, let bare = withoutColon(label) else {
                // A line without a label goes on with the value above it.
                guard !rows.isEmpty else { return nil }
                rows[rows.count - 1].value += [.softBreak] + line
                continue
            }
            rows.append(Row(label: bare, value: trimmed(Array(line.dropFirst()))))
        }
        return rows.count >= 2 ? rows : nil
    }

    private static func withoutColon(_ label: [Inline]) -> [Inline]? {
        guard case .text(let text)? = label.last, text.hasSuffix(":") else { return nil }
        return label.dropLast() + [.text(String(text.dropLast()))]
    }

    private static func trimmed(_ inlines: [Inline]) -> [Inline] {
        guard case .text(let text)? = inlines.first, text.hasPrefix(" ") else { return inlines }
        return [.text(String(text.drop { $0 == " " }))] + inlines.dropFirst()
    }
}
