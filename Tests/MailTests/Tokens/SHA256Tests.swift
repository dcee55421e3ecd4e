import Testing

@testable import Mail

@Suite("Digests and codes")
struct SHA256Tests {
    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test(
        "a digest is that of FIPS 180-4",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                String(repeating: "a", count: 1_000),
                "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
            ),
        ]
    )
    func digest(text: String, digest: String) {
        #expect(hexadecimal(SHA256().digest(ending: Array(text.utf8))) == digest)
    }

    @Test(
        "blocks taken in before count as if they stood before what follows",
        arguments: [0, 1, 55, 56, 63, 64, 65]
    )
    func blocks(rest: Int) {
        let text = (0..<128 + rest).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var hash = SHA256()
        hash.add(block: Array(text[..<64]))
        hash.add(block: Array(text[64..<128]))
        #expect(hash.digest(ending: Array(text[128...])) == SHA256().digest(ending: text))
    }

    @Test("a code is that of RFC 4231")
    func code() {
        #expect(
            SecretKey([UInt8](repeating: 0x0B, count: 20)).hexadecimalCode(of: "Hi There")
                == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        )
        #expect(
            SecretKey([UInt8](repeating: 0xAA, count: 131))
                .hexadecimalCode(of: "Test Using Larger Than Block-Size Key - Hash Key First")
                == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        )
    }
}
