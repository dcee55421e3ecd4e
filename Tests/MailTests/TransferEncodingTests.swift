import Foundation
import Testing

@testable import Mail

@Suite("Transfer encodings")
struct TransferEncodingTests {
    private func encode(_ encoding: TransferEncoding, _ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        encoding.encode(bytes, into: &out)
        return out
    }

    @Test("base64 is that of Foundation, in lines of 76 characters with CRLF")
    func base64() {
        var random = SeededGenerator(seed: 4648)
        for count in Array(0...200) + [4096, 10_000] {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let encoded = encode(.base64, bytes)
            #expect(encoded.count == Base64.encodedCount(count))
            #expect(crlfLines(encoded).allSatisfy { $0.count <= 76 && !$0.isEmpty } || count == 0)
            let joined = string(encoded).replacing("\r\n", with: "")
            #expect(joined == Data(bytes).base64EncodedString())
        }
    }

    @Test("quoted-printable keeps lines within 76 and quotes what the way would change")
    func quotedPrintable() {
        #expect(
            string(encode(.quotedPrintable, Array("a=b \r\n.\r\nFrom x\r\ntab\t\r\nend ".utf8)))
                == "a=3Db=20\r\n=2E\r\n=46rom x\r\ntab=09\r\nend=20"
        )
        #expect(string(encode(.quotedPrintable, [0, 13, 10, 255, 13, 65, 10])) == "=00\r\n=FF=0DA=0A")
        let long = encode(
            .quotedPrintable,
            Array(String(repeating: "слово word ", count: 100).utf8) + [13, 10]
        )
        #expect(crlfLines(long).allSatisfy { $0.count <= 76 })
        let plain = encode(.quotedPrintable, [UInt8](repeating: 65, count: 500) + [13, 10])
        #expect(crlfLines(plain).dropLast().allSatisfy { $0.count == 76 && $0.last == UInt8(ascii: "=") })
    }

    @Test("short ASCII lines go as they are")
    func sevenBit() {
        #expect(TransferEncoding.shortest(for: Array("Hello,\r\n\r\nline.\r\n".utf8)) == .sevenBit)
        #expect(TransferEncoding.shortest(for: []) == .sevenBit)
        #expect(TransferEncoding.shortest(for: [UInt8](repeating: 65, count: 78)) == .sevenBit)
    }

    @Test(
        "ASCII that the way would change is quoted",
        arguments: [
            "blank at the end \r\n", "tab\t\r\nx", "From here\r\n", String(repeating: "x", count: 79),
            "nul\u{0}\r\n",
            "--=_Vestnik_x\r\n", "x\r\n--=_", "bell\u{7}",
        ]
    )
    func notSevenBit(text: String) {
        #expect(TransferEncoding.shortest(for: Array(text.utf8)) != .sevenBit)
    }

    @Test("what is chosen is never longer than the other choice, but for a hundredth")
    func shortest() {
        var random = SeededGenerator(seed: 2045)
        for _ in 0..<400 {
            let share = Double.random(in: 0...0.6, using: &random)
            let text =
                (0..<Int.random(in: 1...2000, using: &random)).map { index -> String in
                    index % 60 == 59 ? "\r\n" : Double.random(in: 0...1, using: &random) < share ? "ж" : "w"
                }.joined() + "é"
            let bytes = Array(text.utf8)
            let chosen = TransferEncoding.shortest(for: bytes)
            let other: TransferEncoding = chosen == .base64 ? .quotedPrintable : .base64
            let sizes = (encode(chosen, bytes).count, encode(other, bytes).count)
            #expect(sizes.0 <= sizes.1 + sizes.1 / 100, "\(chosen) \(sizes)")
        }
    }

    @Test("figures of a text are counted right")
    func figures() {
        let bytes = Array("é=\t\u{1}\r\n\u{7F}".utf8)
        let figures = TextFigures(bytes)
        #expect(figures.equals == 1 && figures.controls == 2 && figures.lines == 1)
        for count in 0..<20 {
            let text = String(repeating: "éx", count: count)
            #expect(TextFigures.high(in: Array(text.utf8)) == 2 * count)
        }
        for text in ["", "a", "\r\n", "a\r\n\r\nb", "\r\na"] {
            #expect(LineEnds.areCanonical(Array(text.utf8)), "\(text.debugDescription)")
        }
        for text in ["a\n", "a\r", "a\n\r", "\r\n\n", "\r\r\n", "a\r\nb\nc", "\r\n\r", "\ra\n"] {
            #expect(!LineEnds.areCanonical(Array(text.utf8)), "\(text.debugDescription)")
        }
    }

    @Test("line ends of every kind become CRLF")
    func lineEnds() {
        #expect(
            string(LineEnds.canonical(Array("a\nb\rc\r\nd\n\re\r".utf8))) == "a\r\nb\r\nc\r\nd\r\n\r\ne\r\n"
        )
        #expect(LineEnds.canonical([]).isEmpty)
    }
}
