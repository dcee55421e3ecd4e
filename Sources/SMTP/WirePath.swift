/// What may stand between the angle brackets of MAIL and RCPT: the last gate before the wire, whoever made the
/// address.
enum WirePath {
    /// Why the path cannot be sent; nil if it can (RFC 5321 §4.1.2, §4.5.3.1).
    static func problem(_ path: String, isReverse: Bool) -> String? {
        if path.isEmpty { return isReverse ? nil : "it is empty" }
        // RFC 5321 §4.5.3.1.3: 256 octets with the brackets.
        guard path.utf8.count <= 254 else { return "it is longer than 254 bytes" }
        var isQuoted = false, isEscaped = false, hasAt = false, isFirst = true
        for byte in path.utf8 {
            // No control character, quoted or not: a line break would begin a command of its own.
            guard byte >= 32, byte != 127 else { return "it holds a control character" }
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
                    guard isFirst else { return "it holds a quotation mark" }
                    isQuoted = true
                case UInt8(ascii: "@"):
                    guard !hasAt, !isFirst else { return "it holds an @ too many" }
                    hasAt = true
                case UInt8(ascii: " "): return "it holds a space"
                case UInt8(ascii: "<"), UInt8(ascii: ">"): return "it holds an angle bracket"
                default: break
                }
            }
            isFirst = false
        }
        if isQuoted { return "its quotation is not closed" }
        if !hasAt || path.utf8.last == UInt8(ascii: "@") { return "it has no domain" }
        return nil
    }
}
