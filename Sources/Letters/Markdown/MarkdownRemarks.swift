import CMarkdown

/// Something in a draft that its author may not mean as letters take it.
struct MarkdownRemark {
    enum Kind {
        /// A picture, with its address.
        case picture(String)
        /// HTML, which letters drop.
        case html(String)
        /// A heading, with its last line as far as libcmark tells it.
        case heading(end: Int)
    }

    let kind: Kind
    /// Line and column of the draft, from 1.
    let line: Int
    let column: Int
}

extension Markdown {
    /// The pictures, HTML and headings of a draft.
    static func remarks(_ source: [UInt8]) -> [MarkdownRemark] {
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
        guard let walk = cmark_iter_new(root) else { return [] }
        defer { cmark_iter_free(walk) }
        var found: [MarkdownRemark] = []
        var block = root
        while case let step = cmark_iter_next(walk), step != CMARK_EVENT_DONE {
            guard step == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(walk) else { continue }
            let type = cmark_node_get_type(node)
            if type.rawValue <= CMARK_NODE_LAST_BLOCK.rawValue { block = node }
            let kind: MarkdownRemark.Kind? =
                switch type {
                case CMARK_NODE_IMAGE: .picture(text(cmark_node_get_url(node)))
                case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE: .html(text(cmark_node_get_literal(node)))
                case CMARK_NODE_HEADING: .heading(end: Int(cmark_node_get_end_line(node)))
                default: nil
                }
            guard let kind else { continue }
            // Where libcmark knows no place of an inline, that of its block serves.
            let own = cmark_node_get_start_line(node) > 0 ? node : block
            found.append(
                MarkdownRemark(
                    kind: kind,
                    line: Int(cmark_node_get_start_line(own)),
                    column: Int(cmark_node_get_start_column(own))
                )
            )
        }
        return found
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }
}
