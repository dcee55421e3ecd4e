/// Text made fit for a header field.
public enum HeaderText {
    /// The text without control characters, so that it can never begin another line or field.
    ///
    /// Each break of line (CR, LF, CRLF, VT, FF, NEL) becomes one space; other control characters but the tab
    /// are left out. All else stays.
    public static func safe(_ text: String) -> String {
        guard holdsControl(text) else { return text }
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

    private static func holdsControl(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var marks: UInt8 = 0
            for byte in bytes {
                // Without branches, so that many bytes are looked at together.
                marks |= (byte < 0x20 ? 1 : 0) | (byte == 0x7F ? 1 : 0) | (byte == 0xC2 ? 2 : 0)
            }
            if marks != 2 { return marks != 0 }
            var before: UInt8 = 0
            for byte in bytes {
                // U+0080–U+009F are C2 80 to C2 9F.
                if before == 0xC2, byte < 0xA0 { return true }
                before = byte
            }
            return false
        }
    }
}
