import Testing

@testable import Mail

@Suite("Texts that share lines")
struct FilledTextTests {
    /// Lines of which some are Cyrillic, some hold what quoted-printable quotes, and some are empty.
    private func lines(_ count: Int, _ random: inout SeededGenerator, cyrillic: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<count {
            let words =
                cyrillic ? ["слово", "библиотека", "a=b ", " "] : ["word", "x=y", "tab\t", "From ", "."]
            for _ in 0..<Int.random(in: 0...20, using: &random) {
                bytes += (words.randomElement(using: &random) ?? "").utf8
            }
            bytes += [0x0D, 0x0A]
        }
        return bytes
    }

    @Test("however a text is parted, it is encoded as a whole one is")
    func asAWhole() {
        var random = SeededGenerator(seed: 2045)
        for number in 0..<400 {
            let cyrillic = number % 2 == 0
            let gaps = Int.random(in: 0...5, using: &random)
            var shared = (0...gaps).map { _ in
                lines(Int.random(in: 0...4, using: &random), &random, cyrillic: cyrillic)
            }
            if number % 5 == 0 { shared[gaps] += Array("the end".utf8) }
            var filling = TextFilling(TextForm(shared))
            for _ in 0..<gaps {
                filling.own += lines(
                    Int.random(in: 0...2, using: &random),
                    &random,
                    cyrillic: number % 3 == 0 ? !cyrillic : cyrillic
                )
                filling.endGap()
            }
            let text = FilledText(filling)
            let whole = text.bytes
            #expect(text.count == whole.count)
            #expect(text.last == whole.last)
            #expect(text.encoding == TransferEncoding.shortest(for: whole))
            for encoding in [TransferEncoding.sevenBit, .quotedPrintable, .base64] {
                var parted: [UInt8] = []
                text.encode(encoding, into: &parted)
                var plain: [UInt8] = []
                encoding.encode(whole, into: &plain)
                #expect(parted == plain, "\(encoding) of text \(number)")
            }
        }
    }

    @Test("a text parted within its lines is sent as a whole one is")
    func withinLines() {
        var random = SeededGenerator(seed: 76)
        for number in 0..<200 {
            let words = number % 2 == 0 ? ["слово ", "библиотека\r\n", "a=b"] : ["word ", "x=y\r\n", "\t"]
            func piece() -> [UInt8] {
                (0..<Int.random(in: 0...30, using: &random)).flatMap { _ in
                    Array((words.randomElement(using: &random) ?? "").utf8)
                }
            }
            let gaps = Int.random(in: 1...5, using: &random)
            var filling = TextFilling(TextForm((0...gaps).map { _ in piece() }, isOfLines: false))
            for _ in 0..<gaps {
                filling.own += piece()
                filling.endGap()
            }
            let text = FilledText(filling)
            func message(_ body: BodyPart) -> [UInt8] {
                var out: [UInt8] = []
                Message(headers: [], body: body, seed: "s").serialize(into: &out)
                return out
            }
            #expect(
                message(.text(text, subtype: "plain")) == message(.text(text.bytes, subtype: "plain"))
            )
        }
    }

    @Test("pieces of any length make one base64")
    func base64Pieces() {
        var random = SeededGenerator(seed: 57)
        for _ in 0..<300 {
            var whole: [UInt8] = []
            var text: [UInt8] = []
            text.append(addingCapacity: 10_000) { room in
                var writer = Base64Writer()
                for _ in 0..<Int.random(in: 0...12, using: &random) {
                    let piece = (0..<Int.random(in: 0...70, using: &random)).map { _ in
                        UInt8.random(in: 0...255, using: &random)
                    }
                    whole += piece
                    if Bool.random(using: &random) {
                        let rest = piece.dropFirst(writer.missing)
                        var characters: [UInt8] = []
                        Base64.encodeLine(rest.prefix(rest.count / 3 * 3), into: &characters)
                        piece.withUnsafeBufferPointer { piece in
                            characters.withUnsafeBufferPointer {
                                writer.append(piece, encoded: $0, to: &room)
                            }
                        }
                    } else {
                        piece.withUnsafeBufferPointer { writer.append($0, to: &room) }
                    }
                }
                writer.finish(&room)
            }
            var plain: [UInt8] = []
            Base64.encode(whole, into: &plain)
            #expect(text == plain)
        }
    }

    @Test("a text of one letter alone may have line ends of any kind")
    func strayLineEnds() {
        var out: [UInt8] = []
        Message(
            headers: [],
            body: .text(Array("a\nb\rc\r\n".utf8), subtype: "plain"),
            seed: "s"
        ).serialize(into: &out)
        #expect(string(out).hasSuffix("\r\n\r\na\r\nb\r\nc\r\n"))
    }
}
