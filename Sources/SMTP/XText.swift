/// The encoding of parameter values (RFC 3461 §4, RFC 6533 §3).
enum XText {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// `xtext`: printable ASCII stays, but for `+` and `=`; everything else becomes `+XX`.
    static func encoded(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        for byte in text.utf8 { append(byte, to: &out) }
        return out
    }

    /// `rfc822;…`, or `utf-8;…` where the address is not ASCII.
    static func originalRecipient(_ address: String) -> [UInt8] {
        guard address.utf8.contains(where: { $0 >= 128 }) else {
            return Array("rfc822;".utf8) + encoded(address)
        }
        var out = Array("utf-8;".utf8)
        for scalar in address.unicodeScalars {
            // RFC 6533 §3: EmbeddedUnicodeChar, good over any channel; the backslash takes part in it.
            if scalar.value < 128, scalar != "\\" {
                append(UInt8(truncatingIfNeeded: scalar.value), to: &out)
            } else {
                out += "\\x{\(String(scalar.value, radix: 16, uppercase: true))}".utf8
            }
        }
        return out
    }

    private static func append(_ byte: UInt8, to out: inout [UInt8]) {
        if 33...126 ~= byte, byte != UInt8(ascii: "+"), byte != UInt8(ascii: "=") {
            out.append(byte)
        } else {
            out += [UInt8(ascii: "+"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}
