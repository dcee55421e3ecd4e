/// Text made fit for a header field.
public enum HeaderText {
    /// The text without control characters, so that it can never begin another line or field.
    ///
    /// Each break of line (CR, LF, CRLF, VT, FF, NEL) becomes one space; other control characters but the tab
    /// are left out. All else stays.
    public static func safe(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return text }
        var result = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A where afterReturn: break
            case 0x0A...0x0D, 0x85: result.append(" ")
            case 0x09: result.append(scalar)
            case 0...0x1F, 0x7F...0x9F: break
            default: result.append(scalar)
            }
            afterReturn = scalar == "\r"
        }
        return String(result)
    }
}
