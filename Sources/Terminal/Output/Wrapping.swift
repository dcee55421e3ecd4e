/// Breaks paragraphs into lines.
public enum Wrapping {
    /// Lines of at most `width` columns, broken at blanks; a longer word has a line of its own.
    public static func lines(of paragraph: String, width: Int) -> [String] {
        broken(paragraph, width: width, breaksWords: false)
    }

    /// Lines of at most `width` columns, broken at blanks; a longer word is broken between characters.
    /// - Parameters:
    ///   - paragraph: the text.
    ///   - first: columns of the first line; nil: `width`. It is empty where it has no room for the first word.
    ///   - width: columns of each line.
    /// - Returns: at least one line.
    public static func filled(_ paragraph: String, first: Int? = nil, width: Int) -> [String] {
        broken(paragraph, first: first, width: max(2, width), breaksWords: true)
    }

    /// The text as it is where it fits, else filled.
    static func fitted(_ text: String, width: Int) -> [String] {
        // A short text of many bytes is one of marks without end.
        if text.utf8.count <= 16 * max(1, width), DisplayWidth.of(text) <= width { return [text] }
        return filled(text, width: width)
    }

    private static func broken(
        _ paragraph: String,
        first: Int? = nil,
        width: Int,
        breaksWords: Bool
    ) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        func room() -> Int { lines.isEmpty ? first ?? width : width }
        // Only the plain blank: U+00A0 holds words together.
        for word in paragraph.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" }) {
            for (number, piece) in (breaksWords ? pieces(of: word, width: width) : [String(word)])
                .enumerated()
            {
                let own = DisplayWidth.of(piece)
                // A piece begins a line, so that nobody takes two of them for two words.
                if line.isEmpty, lines.isEmpty, own > room(), first != nil {
                    lines.append("")
                    (line, used) = (piece, own)
                } else if line.isEmpty {
                    (line, used) = (piece, own)
                } else if number == 0, used + 1 + own <= room() {
                    line += " " + piece
                    used += 1 + own
                } else {
                    lines.append(line)
                    (line, used) = (piece, own)
                }
            }
        }
        return lines + [line]
    }

    /// A word in pieces of at most `width` columns.
    private static func pieces(of word: Substring, width: Int) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var used = 0
        for character in word {
            let own = DisplayWidth.of(character)
            if used + own > width, !piece.isEmpty {
                pieces.append(piece)
                piece = ""
                used = 0
            }
            piece += bounded(character)
            used += own
        }
        return pieces + [piece]
    }

    /// A character with as many marks as writing needs (Unicode Standard Annex 15 calls 30 safe).
    private static func bounded(_ character: Character) -> String {
        guard character.utf8.count > 128 else { return String(character) }
        return String(String.UnicodeScalarView(character.unicodeScalars.prefix(31)))
    }
}
