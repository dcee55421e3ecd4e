/// The charset of a text file that a letter carries (RFC 2046 §4.1.2).
///
/// Without one a reader takes the text for ASCII and shows whatever its own system makes of it.
enum TextCharset {
    /// The charset by the file's bytes: a byte order mark, UTF-8, else the Russian one whose small letters prevail, or
    /// the Western one where few octets are no ASCII.
    static func of(_ bytes: [UInt8]) -> String {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "utf-16" }
        if String(validating: bytes, as: UTF8.self) != nil { return "utf-8" }
        var letters = 0
        var high = 0
        var rows = [Int](repeating: 0, count: 16)
        for byte in bytes {
            if byte >= 0x80 { high += 1 } else if ByteClass.isAlphanumeric(byte) { letters += 1 }
            rows[Int(byte >> 4)] += 1
        }
        guard high * 3 > letters else { return "windows-1252" }
        // Small letters, which texts are mostly made of, lie at E0–FF, at C0–DF, and at A0–AF with E0–EF.
        let windows = rows[0xE] + rows[0xF]
        let koi = rows[0xC] + rows[0xD]
        let dos = rows[0xA] + rows[0xE] + rows[0x8]
        if dos > windows, dos > koi { return "ibm866" }
        return koi > windows ? "koi8-r" : "windows-1251"
    }
}
