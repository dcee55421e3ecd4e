/// Digests of texts, where one is kept in a secret's place.
public enum Digest {
    /// The SHA-256 (FIPS 180-4) of a text's UTF-8, in lower-case hexadecimal.
    public static func sha256(_ text: String) -> String {
        SHA256().digest(ending: Array(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}
