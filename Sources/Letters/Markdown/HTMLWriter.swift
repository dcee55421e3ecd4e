import Mail
import Mustache

/// A draft's blocks as the HTML that mail clients draw: inline styles, tables, nothing from elsewhere.
struct HTMLWriter {
    /// The pictures that travel with the letter.
    var pictures: Pictures = .none
    /// The block that is drawn as a button.
    var button: Block?
    /// Once there are more bytes than this, the rest is left out.
    var most = Int.max
    /// How text looks where the blocks stand.
    var face = Face.letter
    private(set) var out: [UInt8] = []
    private var isInLink = false

    /// A writer that has written nothing.
    init(pictures: Pictures = .none, button: Block? = nil, most: Int = .max, face: Face = .letter) {
        self.pictures = pictures
        self.button = button
        self.most = most
        self.face = face
    }

    /// How text looks in a part of the letter.
    ///
    /// Every cell says so again: a mail program that shows pages in quirks mode hands none of it down into a table.
    enum Face: String {
        case letter = "font-size:16px;line-height:24px"
        case footer = "font-size:14px;line-height:20px"

        static let family = "font-family:Arial,Helvetica,sans-serif"

        /// The declarations for a cell; a `color` other than the face's where one is given.
        func style(color: String? = nil) -> String {
            "\(Self.family);\(rawValue);color:\(color ?? (self == .letter ? "#1d2329" : "#5a6673"))"
        }
    }

    /// Appends blocks, one after the other.
    mutating func write(_ blocks: [Block]) {
        for block in blocks where out.count <= most { write(block) }
    }

    private mutating func write(_ block: Block) {
        if block == button, let link = LetterStructure.loneLink(in: block) {
            writeButton(link.url, link.text)
            return
        }
        switch block {
        case .paragraph(let inlines):
            if let rows = LetterStructure.rows(of: inlines) {
                write(rows)
            } else {
                wrap("<p style=\"margin:0 0 16px\">", "</p>\n") { $0.write(inlines) }
            }
        case .heading(let level, let inlines):
            let size = [22, 20, 18][min(level, 3) - 1]
            let tag = "h\(min(max(level, 1), 6))"
            wrap(
                "<\(tag) style=\"margin:8px 0 12px;font-size:\(size)px;line-height:\(size + 6)px\">",
                "</\(tag)>\n"
            ) { $0.write(inlines) }
        case .list(let items, let start):
            let from = start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
            let tag = start == nil ? "ul" : "ol"
            wrap("<\(tag)\(from) style=\"margin:0 0 16px;padding:0 0 0 24px\">\n", "</\(tag)>\n") { writer in
                for item in items where writer.out.count <= writer.most { writer.writeItem(item) }
            }
        case .quote(let blocks):
            wrap(
                "<blockquote class=\"line\" style=\"margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid #c5ced8\">\n",
                "</blockquote>\n"
            ) { $0.write(blocks) }
        case .code(let text):
            wrap("<pre style=\"margin:0 0 16px;font-size:14px;white-space:pre-wrap\">", "</pre>\n") {
                $0.escape(text)
            }
        case .rule:
            raw("<hr style=\"border:0;border-top:1px solid #c5ced8;margin:0 0 16px\">\n")
        }
    }

    private mutating func writeItem(_ blocks: [Block]) {
        wrap("<li style=\"margin:0 0 6px\">", "</li>\n") { writer in
            for (index, block) in blocks.enumerated() {
                if case .paragraph(let inlines) = block {
                    if index > 0 { writer.raw("<br>") }
                    writer.write(inlines)
                } else {
                    writer.write(block)
                }
            }
        }
    }

    private mutating func write(_ rows: [LetterStructure.Row]) {
        let line = "border-bottom:1px solid #e3e8ee"
        // Only the letter's own labels stay whole on a phone: values may be long addresses.
        let label =
            "padding:6px 16px 6px 0;\(face.style(color: "#5a6673"));font-weight:normal;word-break:normal;\(line)"
        let value = "padding:6px 0;\(face.style());\(line)"
        wrap(
            "<table cellpadding=\"0\" cellspacing=\"0\" border=\"0\" width=\"100%\" style=\"margin:0 0 16px\">\n",
            "</table>\n"
        ) { writer in
            for row in rows where writer.out.count <= writer.most {
                writer.raw(
                    "<tr><th class=\"quiet line\" scope=\"row\" align=\"left\" valign=\"top\" width=\"36%\""
                )
                writer.wrap(" style=\"\(label)\">", "</th>") { $0.write(row.label) }
                writer.wrap("<td class=\"line\" valign=\"top\" style=\"\(value)\">", "</td></tr>\n") {
                    $0.write(row.value)
                }
            }
        }
    }

    /// The link itself has the padding: whoever touches the button anywhere touches the link.
    ///
    /// Outlook on Windows, which knows no padding of a link, gets the same room from the cell.
    private mutating func writeButton(_ url: String, _ text: [Inline]) {
        raw(
            "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:8px 0 24px\">"
        )
        let font = Face.letter.style(color: "#ffffff")
        raw("<tr><td class=\"button\" bgcolor=\"#1f4e79\" ")
        raw("style=\"border-radius:4px;mso-padding-alt:12px 28px;\(font)\">")
        writeLink(
            url,
            text,
            style: "display:inline-block;padding:12px 28px;border-radius:4px;background-color:#1f4e79;"
                + "\(font);text-decoration:none;font-weight:bold"
        )
        raw("</td></tr></table>\n")
    }

    private mutating func write(_ inlines: [Inline]) {
        for inline in inlines where out.count <= most {
            switch inline {
            case .text(let text): writeText(text)
            case .softBreak: raw("\n")
            case .lineBreak: raw("<br>\n")
            case .code(let text): wrap("<code>", "</code>") { $0.escape(text) }
            case .emphasis(let inner): wrap("<em>", "</em>") { $0.write(inner) }
            case .strong(let inner): wrap("<strong>", "</strong>") { $0.write(inner) }
            case .link(let url, let inner): writeLink(url, inner, style: "color:#1f5a94")
            case .image(let url, let alt): writePicture(url, alt: alt)
            }
        }
    }

    private mutating func writeLink(_ url: String, _ text: [Inline], style: String) {
        let address = LinkAddress.encoded(Placeholder.inAddress(url))
        guard LinkAddress.isAllowed(url) || Placeholder.begins(url) else {
            write(text)
            return
        }
        raw("<a href=\"")
        escape(address)
        wrap("\" style=\"\(style)\">", "</a>") { writer in
            writer.isInLink = true
            writer.write(text)
            writer.isInLink = false
        }
    }

    /// Text, in which telephone numbers are links that dial.
    private mutating func writeText(_ text: String) {
        guard !isInLink, text.utf8.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "8") })
        else {
            return escape(text)
        }
        let scalars = text[...].unicodeScalars
        var start = scalars.startIndex
        var place = start
        var before: Unicode.Scalar = " "
        while place < scalars.endIndex {
            let scalar = scalars[place]
            // Not the end of a longer number, nor of a word.
            if !before.properties.isAlphabetic, before.properties.numericType == nil,
                let found = TelephoneNumber.find(in: scalars[place...])
            {
                escape(String(scalars[start..<place]))
                raw("<a href=\"tel:\(found.number.dialled)\" style=\"color:#1f5a94\">")
                escape(String(scalars[place..<found.end]))
                raw("</a>")
                start = found.end
                place = found.end
                before = "0"
            } else {
                before = scalar
                place = scalars.index(after: place)
            }
        }
        escape(String(scalars[start...]))
    }

    /// Pictures travel with the letter; one from elsewhere is named by its text alone.
    private mutating func writePicture(_ url: String, alt: String) {
        let isReference = url.prefix(4).lowercased() == "cid:"
        guard let name = pictures.name(isReference ? String(url.dropFirst(4)) : url) else {
            escape(alt)
            return
        }
        raw("<img src=\"cid:")
        escape(name)
        raw("\" alt=\"")
        escape(alt)
        raw("\" style=\"max-width:100%;height:auto;border:0\">")
    }

    private mutating func wrap(_ before: String, _ after: String, _ inner: (inout Self) -> Void) {
        raw(before)
        inner(&self)
        raw(after)
    }

    private mutating func raw(_ markup: String) {
        out.append(contentsOf: markup.utf8)
    }

    private mutating func escape(_ text: String) {
        HTML.escape(text, into: &out)
    }
}
