/// A key of HMAC with SHA-256 (RFC 2104), its two blocks hashed once for all codes.
public struct SecretKey: Sendable {
    private let inner: SHA256
    private let outer: SHA256

    /// A key of any length; 32 random bytes are what it should be.
    public init(_ bytes: [UInt8]) {
        // RFC 2104 §2: a key longer than a block is hashed, a shorter one filled with zeros.
        var block = bytes.count > 64 ? SHA256().digest(ending: bytes) : bytes
        block += [UInt8](repeating: 0, count: 64 - block.count)
        var (inner, outer) = (SHA256(), SHA256())
        inner.add(block: block.map { $0 ^ 0x36 })
        outer.add(block: block.map { $0 ^ 0x5C })
        (self.inner, self.outer) = (inner, outer)
    }

    /// The code of these bytes: 32 bytes.
    public func code(of bytes: [UInt8]) -> [UInt8] {
        outer.digest(ending: inner.digest(ending: bytes))
    }

    /// The code of a text's UTF-8, in lower-case hexadecimal.
    public func hexadecimalCode(of text: String) -> String {
        let digits = Array("0123456789abcdef")
        return String(code(of: Array(text.utf8)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
