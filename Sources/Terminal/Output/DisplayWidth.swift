/// How many columns a text takes on a terminal.
public enum DisplayWidth {
    /// Columns of a text without control characters: 2 for Chinese, Japanese, Korean and emoji, 0 for marks that
    /// combine, 1 for all else.
    public static func of(_ text: String) -> Int {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    static func of(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        if isWide(first) || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
        return 1
    }

    /// East Asian Width W and F (Unicode Standard Annex 11), in blocks.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isEmojiPresentation { return true }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return true
        default: return false
        }
    }

    /// The text with blanks up to a width; a longer text stays.
    public static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - of(text)))
        return right ? blanks + text : text + blanks
    }

    /// The text shortened to a width, with … in place of what is missing.
    ///
    /// Marks that combine take no column, but do not go on without end.
    public static func truncated(_ text: String, to width: Int) -> String {
        let mostBytes = 16 * max(0, width)
        guard text.utf8.count > mostBytes || of(text) > width else { return text }
        var result = ""
        var used = 0
        for character in text {
            let own = of(character)
            if used + own > width - 1 || result.utf8.count + character.utf8.count > mostBytes { break }
            used += own
            result.append(character)
        }
        return width > 0 ? result + "…" : ""
    }
}

/// Breaks paragraphs into lines.
public enum Wrapping {
    /// Lines of at most `width` columns, broken at blanks; a longer word has a line of its own.
    public static func lines(of paragraph: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        // Only the plain blank: U+00A0 holds words together.
        for word in paragraph.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" }) {
            if line.isEmpty {
                line = String(word)
            } else if DisplayWidth.of(line) + 1 + DisplayWidth.of(String(word)) <= width {
                line += " " + word
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        return lines + [line]
    }
}
