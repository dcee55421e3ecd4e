import CMarkdown

/// A block of a parsed draft, as far as letters know blocks.
indirect enum Block: Sendable, Hashable {
    case paragraph([Inline])
    /// Level 1–6.
    case heading(Int, [Inline])
    /// Items, and the first number of an ordered list.
    case list(items: [[Block]], start: Int?)
    case quote([Block])
    case code(String)
    case rule
}

/// What stands within a line.
indirect enum Inline: Sendable, Hashable {
    case text(String)
    /// The end of a line of the draft.
    case softBreak
    /// An end of line that the author wants (`\` or two blanks).
    case lineBreak
    case code(String)
    case emphasis([Inline])
    case strong([Inline])
    case link(url: String, [Inline])
    case image(url: String, alt: String)
}

/// Markdown by libcmark, as Swift values; raw HTML is dropped.
enum Markdown {
    /// Parses a draft's body (CommonMark).
    static func parse(_ source: [UInt8]) -> [Block] {
        let root = source.withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                cmark_parse_document(
                    text.baseAddress,
                    text.count,
                    CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8
                )
            }
        }
        guard let root else { return [] }
        defer { cmark_node_free(root) }
        cmark_consolidate_text_nodes(root)
        return blocks(below: root, depth: 0)
    }

    /// Nesting beyond this is left out: no letter needs it, and the stack stays bounded.
    private static let deepest = 50

    private static func blocks(below node: OpaquePointer, depth: Int) -> [Block] {
        guard depth < deepest else { return [] }
        return children(of: node).compactMap { block($0, depth: depth + 1) }
    }

    private static func block(_ node: OpaquePointer, depth: Int) -> Block? {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_PARAGRAPH: .paragraph(inlines(below: node, depth: depth))
        case CMARK_NODE_HEADING:
            .heading(Int(cmark_node_get_heading_level(node)), inlines(below: node, depth: depth))
        case CMARK_NODE_LIST:
            .list(
                items: children(of: node).map { blocks(below: $0, depth: depth) },
                start: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
                    ? Int(cmark_node_get_list_start(node)) : nil
            )
        case CMARK_NODE_BLOCK_QUOTE: .quote(blocks(below: node, depth: depth))
        case CMARK_NODE_CODE_BLOCK: .code(string(cmark_node_get_literal(node)))
        case CMARK_NODE_THEMATIC_BREAK: .rule
        default: nil  // raw HTML among them
        }
    }

    private static func inlines(below node: OpaquePointer, depth: Int) -> [Inline] {
        guard depth < deepest else { return [] }
        return children(of: node).compactMap { inline($0, depth: depth + 1) }
    }

    private static func inline(_ node: OpaquePointer, depth: Int) -> Inline? {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_TEXT: .text(string(cmark_node_get_literal(node)))
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .lineBreak
        case CMARK_NODE_CODE: .code(string(cmark_node_get_literal(node)))
        case CMARK_NODE_EMPH: .emphasis(inlines(below: node, depth: depth))
        case CMARK_NODE_STRONG: .strong(inlines(below: node, depth: depth))
        case CMARK_NODE_LINK:
            .link(url: string(cmark_node_get_url(node)), inlines(below: node, depth: depth))
        case CMARK_NODE_IMAGE:
            .image(url: string(cmark_node_get_url(node)), alt: plain(inlines(below: node, depth: depth)))
        default: nil  // raw HTML among them
        }
    }

    /// The text of inlines without their markup.
    static func plain(_ inlines: [Inline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text), .code(let text), .image(_, let text): text
            case .softBreak, .lineBreak: " "
            case .emphasis(let inner), .strong(let inner), .link(_, let inner): plain(inner)
            }
        }.joined()
    }

    private static func children(of node: OpaquePointer) -> [OpaquePointer] {
        var found: [OpaquePointer] = []
        var next = cmark_node_first_child(node)
        while let child = next {
            found.append(child)
            next = cmark_node_next(child)
        }
        return found
    }

    private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }
}
