import Mail
import TestSupport
import Testing

@testable import SMTP

@Suite("Reading replies")
struct ReplyParserTests {
    /// Every reply in the bytes, `!` before a violation.
    private func read(_ bytes: [UInt8], pieces: Int = .max) -> [String] {
        var parser = ReplyParser(), found: [String] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = Array(rest.prefix(pieces))
            rest = rest.dropFirst(piece.count)
            piece.withUnsafeBytes { parser.append($0) }
            while let item = parser.next() {
                switch item {
                case .reply(let code): found.append(parser.reply(code).description)
                case .violation(let problem): found.append("!" + problem.en)
                }
                if found.last?.hasPrefix("!") == true { return found }
            }
        }
        return found
    }

    private func read(_ text: String) -> [String] { read(Array(text.utf8)) }

    @Test("a reply of one line")
    func oneLine() {
        #expect(read("250 2.0.0 Ok: queued as 4F\r\n") == ["250 2.0.0 Ok: queued as 4F"])
    }

    @Test("a reply without text, with a bare LF, with a hyphen at its last line's place")
    func oddEnds() {
        #expect(read("250\r\n250\n354 \n250-a\r\n250\r\n") == ["250", "250", "354", "250 a "])
    }

    @Test("the lines of a reply are joined by line feeds, codes removed")
    func manyLines() {
        var parser = ReplyParser()
        Array("550-5.7.1 first\r\n550-5.7.1 second\r\n550 5.7.1 third\r\n".utf8).withUnsafeBytes {
            parser.append($0)
        }
        #expect(parser.next() == .reply(code: 550))
        let reply = parser.reply(550)
        #expect(reply.text == "5.7.1 first\n5.7.1 second\n5.7.1 third")
        #expect(reply.enhanced == EnhancedStatus(5, 7, 1))
        #expect(reply.isPermanent && !reply.isTransient && !reply.isPositive)
    }

    @Test("however the bytes are cut, the same replies are read", arguments: 1...40)
    func cut(pieces: Int) {
        let bytes = Array("220 hi\r\n250-one\r\n250-two\r\n250 three\r\n354 go\r\n421 4.3.2 bye\r\n".utf8)
        #expect(read(bytes, pieces: pieces) == ["220 hi", "250 one two three", "354 go", "421 4.3.2 bye"])
    }

    @Test("a reply with two codes is a violation")
    func twoCodes() {
        #expect(read("250-ok\r\n550 no\r\n") == ["!a reply with both 250 and 550"])
    }

    @Test("a line without a code is passed over, and kept as words within a reply")
    func strayLines() {
        #expect(read("hello\r\n250ok\r\n25 x\r\n250 ok\r\n") == ["250 ok"])
        #expect(read("250-a\r\nwords\r\n250 b\r\n") == ["250 a words b"])
        #expect(read(String(repeating: "noise\r\n", count: 200)).first?.hasPrefix("!") == true)
    }

    @Test("bytes that are not UTF-8 and control characters are replaced")
    func wrongBytes() {
        #expect(
            read(Array("550 a".utf8) + [0xFF, 0x00, 0x1B] + Array("b\tc\r\n".utf8)) == [
                "550 a\u{FFFD}\u{FFFD}\u{FFFD}b\tc"
            ]
        )
    }

    @Test("a long line is kept in part, an endless one is a violation")
    func longLines() throws {
        let long =
            Array("250 ".utf8) + Array(repeating: UInt8(ascii: "x"), count: 200_000)
            + Array("\r\n250 next\r\n".utf8)
        let found = read(long, pieces: 4096)
        #expect(found.count == 2)
        #expect(try #require(found.first).utf8.count <= ReplyParser.mostKept + 4)
        #expect(found.last == "250 next")
        let endless = [UInt8](repeating: UInt8(ascii: "x"), count: ReplyParser.mostBytes + 70_000)
        #expect(read(endless, pieces: 4096).first?.hasPrefix("!") == true)
    }

    @Test("a reply that never ends is a violation, and its text is bounded")
    func endlessReply() {
        let lines = Array(String(repeating: "250-abcdefghijklmnopqrstuvwxyz\r\n", count: 40_000).utf8)
        #expect(read(lines, pieces: 8192).last?.hasPrefix("!") == true)
    }

    @Test(
        "random bytes never trap, and never make a reply without three digits at the start of a line",
        arguments: 0..<200
    )
    func noise(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let alphabet = Array("0123456789 -\r\n\r\n250 354 421 550-\u{0}xÿ".utf8)
        let bytes = (0..<2000).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
        let lines = bytes.split(separator: 10)
        for reply in read(bytes, pieces: 1 + Int(random.next() % 64)) where !reply.hasPrefix("!") {
            // `009` is a code too, if a strange one.
            let digits = String(reply.prefix { $0.isNumber }.prefix(3))
            let code = Array((String(repeating: "0", count: 3 - digits.count) + digits).utf8)
            #expect(lines.contains { $0.starts(with: code) })
        }
    }
}
