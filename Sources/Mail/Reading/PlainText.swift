/// The words of HTML, for programs that look for some of them: tags away, blocks on lines of their own.
enum PlainText {
    /// The text, in one pass over the HTML.
    static func of(html: String) -> String {
        var out: [UInt8] = []
        var rest = Array(html.utf8)[...]
        // Where the next tag ends, as far as it is known: looked for once.
        var close = -1
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "<"):
                // A mark of less without an end of a tag near it is text; an address in brackets is no tag.
                if close < rest.startIndex { close = rest.firstIndex(of: UInt8(ascii: ">")) ?? .max }
                guard close - rest.startIndex < 2000 else {
                    out.append(byte)
                    continue
                }
                let end = close
                let tag = rest[..<end]
                rest = rest[(end + 1)...]
                let name = String(
                    decoding: tag.drop { $0 == UInt8(ascii: "/") }.prefix {
                        ByteClass.isAlphanumeric($0) || $0 == UInt8(ascii: "!")
                    },
                    as: UTF8.self
                ).lowercased()
                if tag.contains(UInt8(ascii: "@")), !tag.contains(UInt8(ascii: "=")),
                    !tag.contains(UInt8(ascii: " "))
                {
                    out += [byte] + tag + [UInt8(ascii: ">")]
                } else if blocks.contains(name) {
                    out.append(UInt8(ascii: "\n"))
                } else if silent.contains(name), tag.first != UInt8(ascii: "/") {
                    skip(to: name, &rest)
                }
            case UInt8(ascii: "&"): entity(&rest, &out)
            case UInt8(ascii: "\n"): out.append(UInt8(ascii: " "))
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static let blocks: Set = [
        "br", "p", "div", "tr", "td", "th", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "hr", "pre",
        "blockquote",
    ]
    /// Elements whose content nobody reads.
    private static let silent: Set = ["style", "script", "title"]

    private static func skip(to name: String, _ rest: inout ArraySlice<UInt8>) {
        let end = Array("</\(name)".utf8)
        while !rest.isEmpty {
            guard let next = rest.firstIndex(of: UInt8(ascii: "<")) else {
                rest = rest[rest.endIndex...]
                return
            }
            rest = rest[next...]
            if rest.prefix(end.count).map({ $0 | 0x20 }).elementsEqual(end.map { $0 | 0x20 }) { return }
            rest = rest.dropFirst()
        }
    }

    private static func entity(_ rest: inout ArraySlice<UInt8>, _ out: inout [UInt8]) {
        guard let end = rest.prefix(10).firstIndex(of: UInt8(ascii: ";")) else {
            out.append(UInt8(ascii: "&"))
            return
        }
        let name = String(decoding: rest[..<end], as: UTF8.self)
        let number =
            name.hasPrefix("#x") || name.hasPrefix("#X")
            ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
        if let scalar = number.flatMap(Unicode.Scalar.init) {
            out += String(Character(scalar)).utf8
        } else if let known = entities[name] {
            out += known.utf8
        } else {
            out.append(UInt8(ascii: "&"))
            return
        }
        rest = rest[(end + 1)...]
    }

    private static let entities = [
        "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'", "nbsp": " ", "shy": "", "laquo": "«",
        "raquo": "»", "mdash": "—", "ndash": "–", "auml": "ä", "ouml": "ö", "uuml": "ü", "szlig": "ß",
        "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç", "rsquo": "’", "lsquo": "‘",
    ]
}
