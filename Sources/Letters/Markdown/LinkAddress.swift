/// Which addresses a letter may link to, and how values are written into them.
enum LinkAddress {
    /// Whether a link may lead there: the web, a mailbox, a telephone.
    ///
    /// Nothing that runs code.
    static func isAllowed(_ url: some StringProtocol) -> Bool {
        let folded = url.prefix(8).lowercased()
        return schemes.contains { folded.hasPrefix($0) }
    }

    private static let schemes = ["https://", "http://", "mailto:", "tel:"]

    /// An address as people read it: a mailbox without `mailto:` and `?subject=…`, a number without `tel:`.
    static func shown(_ url: String) -> String {
        if url.hasPrefix("mailto:") { return String(url.dropFirst(7).prefix { $0 != "?" }) }
        return url.hasPrefix("tel:") ? String(url.dropFirst(4).prefix { $0 != ";" }) : url
    }

    /// Appends a value that is an address by itself, fit for a quoted attribute; `#` where it may not be linked to.
    static func appendWhole(_ value: String, to out: inout [UInt8]) {
        let url = value.trimmed
        guard isAllowed(url) else {
            out.append(UInt8(ascii: "#"))
            return
        }
        for byte in url.utf8 {
            switch byte {
            case 0...0x20, 0x22, 0x27, 0x3C, 0x3E, 0x5C, 0x60, 0x7F...0xFF: appendPercent(byte, to: &out)
            case 0x26: out.append(contentsOf: "&amp;".utf8)
            default: out.append(byte)
            }
        }
    }

    /// Appends a value as a part of an address: whatever could end it or begin another part is percent-encoded.
    static func appendPart(_ value: String, to out: inout [UInt8]) {
        for byte in value.utf8 {
            if isPlain(byte) { out.append(byte) } else { appendPercent(byte, to: &out) }
        }
    }

    /// RFC 3986 §2.3 unreserved, and what paths and mailboxes are made of.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        case UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: ","): true
        default: false
        }
    }

    private static func appendPercent(_ byte: UInt8, to out: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        out.append(UInt8(ascii: "%"))
        out.append(digits[Int(byte >> 4)])
        out.append(digits[Int(byte & 15)])
    }
}
