/// Placeholders: places in rendered text where a value goes later.
///
/// `{{value}}` in a draft leaves a placeholder instead of the value, so Markdown never sees what a registrant typed: it
/// cannot become markup, a link or an end of line. A placeholder is its number between two noncharacters, which no
/// text holds and Markdown takes for letters of a word.
enum Placeholder {
    /// How a value is written into its place.
    enum Use: UInt8, Sendable, Hashable {
        /// As text; in HTML escaped.
        case text = 0x90
        /// As the whole of a link's address, or its beginning.
        case address = 0x92
        /// Within a link's address, percent-encoded.
        case addressPart = 0x93
        /// As a link's address that is read, a mailbox without `mailto:` and what a click would fill in; as text where
        /// it may not be linked to.
        case shownAddress = 0x95
        /// The same in brackets behind the link's text; nothing where it may not be linked to.
        case shownAside = 0x96
        /// Within a link's address, as its mailbox.
        case mailbox = 0x97
        /// Within a link's address, as its telephone number.
        case telephone = 0x98
        /// As a link's address that is read, on a line of its own; nothing where it may not be linked to.
        case shownAlone = 0x99

        /// The noncharacter that begins a placeholder of this use.
        var mark: Unicode.Scalar { Unicode.Scalar(0xFD40 + UInt16(rawValue)) ?? "\u{FFFD}" }
    }

    // U+FDD0…U+FDD9 in UTF-8 are EF B7 90…99; FDD1 ends a placeholder, FDD4 is the renderer's.
    private static let lead: [UInt8] = [0xEF, 0xB7]
    private static let close: UInt8 = 0x91

    /// Appends placeholder number `index`.
    static func append(_ index: Int, _ use: Use = .text, to out: inout [UInt8]) {
        out.append(contentsOf: lead)
        out.append(use.rawValue)
        if index >= 10 { out.append(contentsOf: String(index).utf8) } else { out.append(0x30 + UInt8(index)) }
        out.append(contentsOf: lead)
        out.append(close)
    }

    /// Whether two values share a placeholder.
    static func isSame(_ a: String, _ b: String) -> Bool {
        a.utf8.count == b.utf8.count && a == b
    }

    /// A link's address with its placeholders marked for their use there.
    static func inAddress(_ url: String) -> String {
        var marked = String.UnicodeScalarView()
        var isMailbox = url.lowercased().hasPrefix("mailto:")
        let isTelephone = url.lowercased().hasPrefix("tel:")
        for scalar in url.unicodeScalars {
            if scalar == "?" { isMailbox = false }
            guard scalar == Use.text.mark else {
                marked.append(scalar)
                continue
            }
            let use: Use =
                marked.isEmpty ? .address : isMailbox ? .mailbox : isTelephone ? .telephone : .addressPart
            marked.append(use.mark)
        }
        return String(marked)
    }

    /// An address as plain text shows it: its first placeholder marked for `use` if the address begins with it, the
    /// others as its parts.
    static func shown(_ url: String, as use: Use) -> String {
        var marked = String.UnicodeScalarView()
        for scalar in url.unicodeScalars {
            guard scalar == Use.text.mark else {
                marked.append(scalar)
                continue
            }
            marked.append(marked.isEmpty ? use.mark : Use.addressPart.mark)
        }
        return String(marked)
    }

    /// Text whose placeholders within an address that is written out (`https://example.org/?n=…`) are marked as its
    /// parts: a mail program makes a link of it.
    static func inText(_ text: String) -> String {
        guard text.contains("://") || text.contains("www.") || text.contains(":\(Use.text.mark)") else {
            return text
        }
        var marked = String.UnicodeScalarView()
        var word = ""
        for scalar in text.unicodeScalars {
            if scalar == Use.text.mark, let use = use(behind: word) {
                marked.append(use.mark)
            } else {
                marked.append(scalar)
            }
            let isEnd = scalar.properties.isWhitespace || ["<", ">", "\"", "(", "«"].contains(scalar)
            if isEnd { word = "" } else if scalar.isASCII { word.unicodeScalars.append(scalar) }
        }
        return String(marked)
    }

    /// The use of a placeholder behind the beginning of a word; nil where that begins no address.
    private static func use(behind word: String) -> Use? {
        let word = word.lowercased()
        if word.hasSuffix("mailto:") { return .mailbox }
        return ["http://", "https://", "www.", "mailto:"].contains { word.contains($0) } ? .addressPart : nil
    }

    /// Whether an address is a value, or begins with one.
    static func begins(_ url: String) -> Bool {
        url.unicodeScalars.first.map { $0 == Use.text.mark || $0 == Use.address.mark } ?? false
    }

    /// Whether an address is a value and nothing else.
    static func isWhole(_ url: String) -> Bool {
        begins(url) && url.unicodeScalars.last?.value == 0xFDD1
            && url.unicodeScalars.count { $0.value == 0xFDD1 } == 1
    }

    /// Text with placeholders, taken apart once so that filling only copies bytes.
    static func segments(of text: [UInt8]) -> [Segment] {
        var found: [Segment] = []
        var start = 0
        var index = 0
        while index + 2 < text.count {
            guard text[index] == 0xEF, text[index + 1] == 0xB7, let use = Use(rawValue: text[index + 2]),
                let (number, after) = number(in: text, at: index + 3)
            else {
                index += 1
                continue
            }
            if start < index { found.append(.literal(Array(text[start..<index]))) }
            found.append(.placeholder(number, use))
            start = after
            index = after
        }
        if start < text.count { found.append(.literal(Array(text[start...]))) }
        return found
    }

    /// The digits at `index` and what closes the placeholder; nil where no placeholder is.
    private static func number(in text: [UInt8], at index: Int) -> (number: Int, after: Int)? {
        var number = 0
        var here = index
        while here < text.count, (0x30...0x39).contains(text[here]), here - index < 6 {
            number = number * 10 + Int(text[here] - 0x30)
            here += 1
        }
        guard here > index, here + 2 < text.count, text[here] == 0xEF, text[here + 1] == 0xB7,
            text[here + 2] == close
        else { return nil }
        return (number, here + 3)
    }
}

/// A piece of a layout.
enum Segment: Sendable, Hashable {
    case literal([UInt8])
    case placeholder(Int, Placeholder.Use)
}
