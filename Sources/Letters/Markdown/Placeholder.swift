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
        /// As a link's address that is read: a mailbox without `mailto:` and what a click would fill in.
        case shownAddress = 0x95
    }

    // U+FDD0…U+FDD5 in UTF-8 are EF B7 90…95; FDD4 is the renderer's.
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

    /// What begins a placeholder in text, and in an address.
    private static let textMark = Unicode.Scalar(0xFDD0 as UInt16)
    private static let addressMark = Unicode.Scalar(0xFDD2 as UInt16)
    private static let addressPartMark = Unicode.Scalar(0xFDD3 as UInt16)

    /// A link's address with its placeholders marked for their use there.
    static func inAddress(_ url: String) -> String {
        guard let textMark, let addressMark, let addressPartMark else { return url }
        var marked = String.UnicodeScalarView()
        for scalar in url.unicodeScalars {
            guard scalar == textMark else {
                marked.append(scalar)
                continue
            }
            marked.append(marked.isEmpty ? addressMark : addressPartMark)
        }
        return String(marked)
    }

    /// An address as plain text shows it, its first placeholder marked if it is all of it.
    static func shown(_ url: String) -> String {
        guard begins(url), let shownMark = Unicode.Scalar(0xFDD5 as UInt16) else { return url }
        var marked = url.unicodeScalars
        marked.replaceSubrange(marked.startIndex..<marked.index(after: marked.startIndex), with: [shownMark])
        return String(marked)
    }

    /// Whether an address is a value, or begins with one.
    static func begins(_ url: String) -> Bool {
        url.unicodeScalars.first.map { $0 == textMark || $0 == addressMark } ?? false
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
