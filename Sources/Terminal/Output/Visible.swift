internal import Text

/// Makes text from outside harmless on a terminal.
public enum Visible {
    /// The text on one line: line breaks and tabs become blanks; other control characters, which could move the
    /// cursor or reorder the line, become U+FFFD.
    public static func line(_ text: String) -> String { cleaned(text, keepsLines: false) }

    /// The text with its lines kept; other control characters become U+FFFD.
    public static func lines(_ text: String) -> String { cleaned(text, keepsLines: true) }

    private static func cleaned(_ text: String, keepsLines: Bool) -> String {
        guard text.unicodeScalars.contains(where: \.isUnsafeInLine) else { return text }
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where previous == "\r" && !keepsLines: break
            case "\r" where keepsLines: break
            case "\n": result.append(keepsLines ? "\n" : " ")
            case "\r", "\t": result.append(" ")
            default: result.append(scalar.isUnsafeInLine ? "\u{FFFD}" : scalar)
            }
            previous = scalar
        }
        return String(result)
    }
}
