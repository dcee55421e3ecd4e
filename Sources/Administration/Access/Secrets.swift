internal import Mail

/// Texts that nobody guesses.
public enum Secrets {
    /// What tells one text from all others, and nobody the text where that is of chance: HMAC-SHA256 in hexadecimal.
    public static func digest(of text: String) -> String { key.hexadecimalCode(of: text) }

    /// No secret: it keeps these digests from being those of anything else.
    private static let key = SecretKey(Array("vestnik registration token".utf8))

    /// 256 bits of the system's chance, in the alphabet of addresses: 43 characters.
    public static func random() -> String {
        var system = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &system) }
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        var text = ""
        var (bits, count) = (0, 0)
        for byte in bytes {
            bits = (bits << 8 | Int(byte)) & 0xFFFF
            count += 8
            while count >= 6 {
                count -= 6
                text.append(alphabet[bits >> count & 63])
            }
        }
        if count > 0 { text.append(alphabet[bits << (6 - count) & 63]) }
        return text
    }
}
