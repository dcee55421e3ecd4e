import Mail
import Testing

@Suite("Checksums of bytes")
struct ByteChecksumTests {
    private let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 3) }

    @Test("a checksum in a database is that of the next version of the program, too")
    func stable() {
        #expect(String(ByteChecksum.of([]), radix: 16) == "bae486481a644696")
        #expect(
            String(ByteChecksum.of(Array("Subject: Welcome\r\n\r\nHello\r\n".utf8)), radix: 16)
                == "ce68aa56e0cddaf9"
        )
        #expect(String(ByteChecksum.of(bytes), radix: 16) == "f99627ff17468ac")
    }

    @Test("each bit counts at each place, and so does the length")
    func everyBit() {
        for count in [0, 1, 7, 15, 16, 17, 63, 64, 65, 130] {
            let text = Array(bytes.prefix(count))
            let whole = ByteChecksum.of(text)
            var seen: Set = [whole, ByteChecksum.of(text + [0]), ByteChecksum.of(text + [0, 0])]
            #expect(seen.count == 3)
            for bit in 0..<8 * count {
                var changed = text
                changed[bit / 8] ^= 1 << (bit % 8)
                #expect(seen.insert(ByteChecksum.of(changed)).inserted, "bit \(bit) of \(count) bytes")
            }
        }
    }

    @Test("zeros do not wipe out what came before them, and places count")
    func places() {
        let zeros = [UInt8](repeating: 0, count: 256)
        let one = Array(bytes.prefix(64)), two = Array(bytes[64..<128])
        let texts = [zeros, one + zeros, two + zeros, one + two, two + one, zeros + one]
        #expect(Set(texts.map { ByteChecksum.of($0) }).count == texts.count)
    }
}
