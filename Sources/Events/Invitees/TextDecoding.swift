/// Turns a spreadsheet's bytes into text.
enum TextDecoding {
    /// UTF-8 or UTF-16 by their byte order marks, UTF-8 where it is valid, else Windows-1251.
    static func decode(_ bytes: [UInt8]) -> (text: String, encoding: InviteeFile.Encoding) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return (String(decoding: bytes.dropFirst(3), as: UTF8.self), .utf8)
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return (utf16(bytes.dropFirst(2), low: 0), .utf16) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (utf16(bytes.dropFirst(2), low: 1), .utf16) }
        if let text = String(validating: bytes, as: UTF8.self) { return (text, .utf8) }
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(windows1251(byte)) }
        return (String(text), .windows1251)
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, low: Int) -> String {
        let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map {
            UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// The character of a byte in Microsoft's code page 1251; the unassigned 0x98 becomes U+FFFD.
    static func windows1251(_ byte: UInt8) -> Unicode.Scalar {
        switch byte {
        case 0..<0x80: Unicode.Scalar(byte)
        case 0xC0...: Unicode.Scalar(UInt16(byte) - 0xC0 + 0x410) ?? "\u{FFFD}"
        default: upper[Int(byte) - 0x80]
        }
    }

    /// 0x80…0xBF.
    private static let upper = Array(
        ("ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏ" + "ђ‘’“”•–—\u{FFFD}™љ›њќћџ" + "\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї" + "°±Ііґµ¶·ё№є»јЅѕї")
            .unicodeScalars
    )
}
