import Testing

@testable import Mail

@Suite("Base 32")
struct Base32Tests {
    @Test(
        "it is that of RFC 4648 §10, in lower case and without padding",
        arguments: [
            ("", ""), ("f", "my"), ("fo", "mzxq"), ("foo", "mzxw6"), ("foob", "mzxw6yq"),
            ("fooba", "mzxw6ytb"),
            ("foobar", "mzxw6ytboi"),
        ]
    )
    func vectors(bytes: String, text: String) {
        #expect(Base32.text(Array(bytes.utf8)) == text)
        #expect(Base32.bytes(text) == Array(bytes.utf8))
        #expect(Base32.bytes(text.uppercased()) == Array(bytes.utf8))
    }

    @Test(
        "other signs, a digit too many and bits behind the last octet are refused: one text for the same octets",
        arguments: ["m", "mz=", "m1", "mz", "mzxw6a", "my======", "mя", "mzx"]
    )
    func refused(text: String) { #expect(Base32.bytes(text) == nil) }
}
