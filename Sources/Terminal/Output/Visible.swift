/// Makes text from outside harmless on a terminal.
public enum Visible {
    /// The text on one line: line breaks and tabs become blanks; other control characters, which could move the
    /// cursor or reorder the line, become U+FFFD.
    public static func line(_ text: String) -> String { cleaned(text, keepsLines: false) }

    /// The text with its lines kept; other control characters become U+FFFD.
    public static func lines(_ text: String) -> String { cleaned(text, keepsLines: true) }

    private static func cleaned(_ text: String, keepsLines: Bool) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where previous == "\r" && !keepsLines: break
            case "\r" where keepsLines: break
            case "\n": result.append(keepsLines ? "\n" : " ")
            case "\r", "\t": result.append(" ")
            default: result.append(isControl(scalar) ? "\u{FFFD}" : scalar)
            }
            previous = scalar
        }
        return String(result)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: true
        // Line and paragraph separators, marks and overrides of direction.
        case 0x2028...0x202E, 0x200E, 0x200F, 0x2066...0x2069, 0x061C: true
        default: false
        }
    }
}
