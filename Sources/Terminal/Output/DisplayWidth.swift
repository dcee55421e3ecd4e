/// How many columns a text takes on a terminal.
public enum DisplayWidth {
    /// Columns of a text without control characters: 2 for Chinese, Japanese, Korean and emoji, 0 for marks that
    /// combine, 1 for all else.
    public static func of(_ text: String) -> Int {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        if isWide(first) || scalars.contains("\u{FE0F}") { return 2 }
        // Signs of Indic and Thai vowels, and letters that a virama joins, take columns of their own.
        return scalars.reduce(0) { $0 + of($1) }
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control: return 0
        // A soft hyphen and the signs before Arabic numbers are drawn.
        case .format:
            return [0xAD, 0x6DD, 0x8E2].contains(scalar.value) || 0x600...0x605 ~= scalar.value ? 1 : 0
        default: break
        }
        switch scalar.value {
        // Vowels and finals of a Hangul syllable are drawn within it.
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0
        default: return isWide(scalar) ? 2 : 1
        }
    }

    /// East Asian Width W and F (Unicode Standard Annex 11), in blocks.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x1100 { return false }
        if scalar.properties.isEmojiPresentation { return true }
        switch scalar.value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
            0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
            0x1F200...0x1F265, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
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
