internal import Wording

/// What may stand between the angle brackets of MAIL and RCPT: the last gate before the wire, whoever made the
/// address.
enum WirePath {
    /// Why the path cannot be sent; nil if it can (RFC 5321 §4.1.2, §4.5.3.1).
    static func problem(_ path: String, isReverse: Bool) -> Wording? {
        if path.isEmpty { return isReverse ? nil : Problems.emptyPath }
        // RFC 5321 §4.5.3.1.3: 256 octets with the brackets.
        guard path.utf8.count <= 254 else { return Problems.longPath }
        var isQuoted = false, isEscaped = false, hasAt = false, isFirst = true
        for byte in path.utf8 {
            // No control character, quoted or not: a line break would begin a command of its own.
            guard byte >= 32, byte != 127 else { return Problems.controlCharacter }
            if isQuoted {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isQuoted = false
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""):
                    guard isFirst else { return Problems.quotationMark }
                    isQuoted = true
                case UInt8(ascii: "@"):
                    guard !hasAt, !isFirst else { return Problems.secondAt }
                    hasAt = true
                case UInt8(ascii: " "): return Problems.space
                case UInt8(ascii: "<"), UInt8(ascii: ">"): return Problems.angleBracket
                default: break
                }
            }
            isFirst = false
        }
        if isQuoted { return Problems.openQuotation }
        if !hasAt || path.utf8.last == UInt8(ascii: "@") { return Problems.noDomain }
        return nil
    }
}
