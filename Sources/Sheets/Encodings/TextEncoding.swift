/// How the bytes of a text file stand for characters.
public enum TextEncoding: String, Sendable, CaseIterable {
    /// Unicode, RFC 3629.
    case utf8 = "UTF-8"
    /// Unicode, RFC 2781, the low byte first, as spreadsheet programs write "Unicode text".
    case utf16LittleEndian = "UTF-16LE"
    /// Unicode, RFC 2781, the high byte first.
    case utf16BigEndian = "UTF-16BE"
    /// Russian and other Cyrillic, as Windows writes it.
    case windows1251 = "Windows-1251"
    /// Western European, as Windows writes it.
    case windows1252 = "Windows-1252"
    /// Central European, as Windows writes it.
    case windows1250 = "Windows-1250"
    /// Russian, as DOS wrote it.
    case cp866 = "CP866"
    /// Russian, as Unix wrote it.
    case koi8r = "KOI8-R"

    /// The encodings of one byte a character.
    static let singleByte: [TextEncoding] = [.windows1251, .windows1252, .windows1250, .cp866, .koi8r]

    /// The encoding of a name: case, dashes and blanks aside, with the names that people and programs use besides
    /// (`cp1251`, `win1251`, `1251`, `ibm866`, `latin1`).
    ///
    /// "UTF-16" alone is taken by its mark, and as little-endian where there is none.
    public init?(named name: String) {
        let folded = name.lowercased().filter { $0.isLetter || $0.isNumber }
        let known = Self.allCases.first {
            $0.rawValue.lowercased().filter { $0.isLetter || $0.isNumber } == folded
        }
        switch (known, folded) {
        case (let known?, _): self = known
        case (nil, "utf16"), (nil, "ucs2"): self = .utf16LittleEndian
        case (nil, "koi8"): self = .koi8r
        // ISO 8859-1 is read as Windows-1252 everywhere (WHATWG, Encoding); 8859-2 and 8859-5 are no such parts.
        case (nil, "latin1"), (nil, "iso88591"): self = .windows1252
        default:
            let number = ["windows", "win", "cp", "ibm", "dos", "x"].reduce(folded) { rest, prefix in
                rest.hasPrefix(prefix) ? String(rest.dropFirst(prefix.count)) : rest
            }
            switch number {
            case "1251": self = .windows1251
            case "1252": self = .windows1252
            case "1250": self = .windows1250
            case "866": self = .cp866
            default: return nil
            }
        }
    }
}
