/// A template's source with its Mustache tags covered, so that what is left can be read as HTML or Markdown.
enum MaskedTemplate {
    /// What a tag leaves in HTML, once for each of its bytes: places stay where they were.
    static let cover: UInt8 = 0x01

    /// The source as HTML: each tag covered, ends of line kept.
    static func html(_ source: String) -> [UInt8] {
        var bytes = Array(source.utf8)
        for tag in tags(of: bytes) {
            for place in tag.range where bytes[place] != 0x0A && bytes[place] != 0x0D { bytes[place] = cover }
        }
        return bytes
    }

    /// A line of a draft's Markdown, and which line of the file it is, from 1.
    struct Line {
        let text: String
        let number: Int
    }

    /// The source as lines of Markdown: lines that a section's mark or a remark has for itself are left out, as they
    /// are when the template is filled; other tags are a word.
    ///
    /// - Parameters:
    ///   - source: the file's text.
    ///   - isDraft: whether lines such as `Subject: …` and an empty line come first.
    /// - Returns: the lines that are left.
    static func markdown(_ source: String, isDraft: Bool) -> [Line] {
        let bytes = Array(source.utf8)
        var text: [UInt8] = []
        var start = 0
        for tag in tags(of: bytes) {
            text += bytes[start..<tag.range.lowerBound]
            text += tag.isMark ? [mark] : word
            // A remark may go over several lines.
            text += bytes[tag.range].filter { $0 == 0x0A }
            start = tag.range.upperBound
        }
        text += bytes[start...]
        var lines = String(decoding: text, as: UTF8.self)
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated().map { Line(text: String($1), number: $0 + 1) }
        if isDraft { lines = Array(lines.drop { !$0.text.allSatisfy(\.isWhitespace) }) }
        return lines.compactMap { line in
            let rest = line.text.filter { $0 != Character(Unicode.Scalar(mark)) }
            if rest.count < line.text.count, rest.allSatisfy(\.isWhitespace) { return nil }
            return Line(text: rest, number: line.number)
        }
    }

    private static let mark: UInt8 = 0x02
    /// As a placeholder is written: Markdown takes it for letters of a word.
    private static let word: [UInt8] = {
        var word: [UInt8] = []
        Placeholder.append(0, to: &word)
        return word
    }()

    private struct Tag {
        let range: Range<Int>
        /// Whether it marks a section or is a remark, and leaves nothing.
        let isMark: Bool
    }

    private static func tags(of bytes: [UInt8]) -> [Tag] {
        var found: [Tag] = []
        var place = 0
        let (open, close) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
        while place + 3 < bytes.count {
            guard bytes[place] == open, bytes[place + 1] == open else {
                place += 1
                continue
            }
            let isRaw = bytes[place + 2] == open
            var end = place + 2
            while end < bytes.count {
                let rest = bytes[end...].prefix(isRaw ? 3 : 2)
                if rest.count == (isRaw ? 3 : 2), rest.allSatisfy({ $0 == close }) { break }
                end += 1
            }
            end = min(end + (isRaw ? 3 : 2), bytes.count)
            let sign = bytes[(place + 2)...].first { $0 != 0x20 && $0 != 0x09 }
            let isMark = sign.map { "#^/!=".utf8.contains($0) } ?? false
            found.append(Tag(range: place..<end, isMark: isMark))
            place = end
        }
        return found
    }
}
