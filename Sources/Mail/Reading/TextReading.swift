internal import Text

/// Bytes of a charset as text (RFC 2046 §4.1.2), whatever they say they are.
enum TextReading {
    /// The text; where the charset is not known, or is not the one that was named, the one that the bytes speak for.
    static func text(_ bytes: some Collection<UInt8>, charset name: String?) -> String {
        let folded = (name ?? "").lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        if folded.hasPrefix("utf16") || folded == "ucs2" { return utf16(Array(bytes), folded) }
        if folded.isEmpty, let shifted = SystemCharset.guess(Array(bytes)) {
            return text(bytes, charset: shifted)
        }
        // UTF-8 proves itself: no other charset's letters make it by chance.
        if let text = String(validating: bytes, as: UTF8.self), !isShifted(folded) { return text }
        if ["utf8", "unicode11utf8"].contains(folded) {
            let text = String(decoding: bytes, as: UTF8.self)
            // One character that was cut, not another charset.
            if text.unicodeScalars.count(where: { $0 == "\u{FFFD}" }) * 8 <= text.utf8.count { return text }
        }
        if let text = SystemCharset.text(Array(bytes), charset: folded) { return text }
        guard let page = pages[folded] ?? pages[number(folded)] ?? guess(bytes) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        return text(bytes, page)
    }

    private static func text(_ bytes: some Collection<UInt8>, _ page: CodePage) -> String {
        let characters = tables[page] ?? []
        var scalars = String.UnicodeScalarView()
        for byte in bytes where Int(byte) < characters.count { scalars.append(characters[Int(byte)]) }
        return String(scalars)
    }

    private static func guess(_ bytes: some Collection<UInt8>) -> CodePage? {
        pages[TextCharset.of(Array(bytes)).filter { $0 != "-" }]
    }

    /// Whether the charset says with ASCII what is none: then ASCII proves nothing.
    private static func isShifted(_ folded: String) -> Bool {
        folded == "utf7" || SystemCharset.isShifted(folded)
    }

    private static func utf16(_ bytes: [UInt8], _ folded: String) -> String {
        var rest = bytes[...]
        var isLowFirst = folded.hasSuffix("le")
        if rest.starts(with: [0xFF, 0xFE]) || rest.starts(with: [0xFE, 0xFF]) {
            isLowFirst = rest.first == 0xFF
            rest = rest.dropFirst(2)
        }
        let pairs = stride(from: rest.startIndex, to: rest.endIndex - 1, by: 2)
        let units = pairs.map { place in
            let (first, second) = (UInt16(rest[place]), UInt16(rest[place + 1]))
            return isLowFirst ? first | second << 8 : first << 8 | second
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// The name without what systems put before a number: `cp1251`, `win1251`, `xcp866`.
    private static func number(_ folded: String) -> String {
        String(folded.drop { !$0.isNumber })
    }

    /// Names as IANA registers them, without dashes, and the numbers that people use.
    private static let pages: [String: CodePage] = {
        var pages: [String: CodePage] = [:]
        for page in CodePage.allCases { pages[page.rawValue.filter { $0.isLetter || $0.isNumber }] = page }
        for (name, page) in [
            ("iso88591", CodePage.windows1252), ("latin1", .windows1252), ("iso88599", .windows1254),
            ("koi8", .koi8r), ("cp866", .cp866), ("1251", .windows1251), ("1252", .windows1252),
            ("1250", .windows1250), ("1253", .windows1253), ("1254", .windows1254), ("1257", .windows1257),
            ("866", .cp866), ("latin2", .iso88592), ("latin9", .iso885915), ("cyrillic", .iso88595),
            ("maccyrillic", .macCyrillic), ("macroman", .macRoman), ("xmacroman", .macRoman),
        ] { pages[name] = page }
        return pages
    }()

    private static let tables = Dictionary(
        uniqueKeysWithValues: CodePage.allCases.map { ($0, $0.characters) }
    )
}
