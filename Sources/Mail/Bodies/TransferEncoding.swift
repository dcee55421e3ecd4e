/// How the bytes of a body part travel: RFC 2045 §6.
///
/// There is no `8bit`: a composed message must be fit for every relay, also for one without 8BITMIME.
public enum TransferEncoding: String, Sendable, Hashable {
    /// Short lines of ASCII, as they are.
    case sevenBit = "7bit"
    /// Readable where most is ASCII.
    case quotedPrintable = "quoted-printable"
    /// Four characters for three bytes.
    case base64

    /// The encoding with the shortest result for a text whose line ends are CRLF.
    public static func shortest(for bytes: [UInt8]) -> TransferEncoding {
        let base64 = Base64.encodedCount(bytes.count)
        let high = TextFigures.high(in: bytes)
        if isBase64(count: bytes.count, high: high, base64: base64) { return .base64 }
        return shortest(count: bytes.count, high: high, figures: TextFigures(bytes), base64: base64) {
            SevenBit.isFit(bytes)
        } quotedCount: {
            QuotedPrintable.encodedCount(bytes)
        }
    }

    /// Whether so many octets are not ASCII, every fifth or more, that nothing else need be counted.
    static func isBase64(count: Int, high: Int, base64: Int) -> Bool { count + 2 * high > base64 }

    /// The encoding with the shortest result by a text's figures, and by its lines only where those do not tell.
    static func shortest(
        count: Int,
        high: Int,
        figures: TextFigures,
        base64: Int,
        isFitForSevenBit: () -> Bool,
        quotedCount: () -> Int
    ) -> TransferEncoding {
        if high == 0, figures.controls == 0, isFitForSevenBit() { return .sevenBit }
        // Two octets more for each that must be quoted, three for a soft break, of which a line has none or more.
        let quoted = count + 2 * (high + figures.controls + figures.equals)
        if quoted + max(0, quoted / 75 - figures.lines) * 3 > base64 { return .base64 }
        if quoted + (quoted / 72 + figures.lines) * 3 <= base64 { return .quotedPrintable }
        return quotedCount() <= base64 ? .quotedPrintable : .base64
    }

    /// Appends the bytes, encoded; the result ends with a line end where the encoding gives it one.
    public func encode(_ bytes: [UInt8], into out: inout [UInt8]) {
        switch self {
        case .sevenBit: out += bytes
        case .quotedPrintable: bytes.withUnsafeBufferPointer { QuotedPrintable.encode($0, into: &out) }
        case .base64: Base64.encode(bytes, into: &out)
        }
    }
}

/// Text that may travel as it is.
enum SevenBit {
    /// Lines of at most 78 characters, no blanks at their ends, nothing that servers like to change.
    static func isFit(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { text in
            var start = 0
            for end in 0...text.count where end == text.count || text[end] == UInt8(ascii: "\n") {
                let hasReturn = end > start && text[end - 1] == UInt8(ascii: "\r")
                let line = text[start..<(hasReturn ? end - 1 : end)]
                // `--=_` begins our boundaries, which thus cannot occur in any part.
                if line.count > 78 || line.last == UInt8(ascii: " ") || line.last == UInt8(ascii: "\t")
                    || line.starts(with: "From ".utf8) || line.starts(with: "--=_".utf8)
                {
                    return false
                }
                start = end + 1
            }
            return true
        }
    }
}
