/// Percent-encoding: RFC 3986 §2.1, RFC 2231 §4.
enum Percent {
    static let hex = Array("0123456789ABCDEF".utf8)

    /// Appends `%XX`.
    static func append(_ byte: UInt8, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "%"))
        out.append(hex[Int(byte >> 4)])
        out.append(hex[Int(byte & 15)])
    }

    /// A string whose bytes outside `allowed` are percent-encoded.
    static func encode(_ text: String, allowed: (UInt8) -> Bool) -> String {
        var out: [UInt8] = []
        for byte in text.utf8 {
            if allowed(byte) { out.append(byte) } else { append(byte, to: &out) }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
