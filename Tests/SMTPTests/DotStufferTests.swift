import TestSupport
import Testing

@testable import SMTP

@Suite("Dot-stuffing")
struct DotStufferTests {
    private func stuffed(_ message: [UInt8], limit: Int = .max) -> [UInt8] {
        var stuffer = DotStuffer(), out: [UInt8] = []
        while !stuffer.isFinished { stuffer.append(message, to: &out, limit: limit) }
        return out
    }

    private func stuffed(_ text: String, limit: Int = .max) -> String {
        String(decoding: stuffed(Array(text.utf8), limit: limit), as: UTF8.self)
    }

    @Test("a dot at the start of a line is doubled")
    func dots() {
        #expect(stuffed(".a\r\nb.\r\n..\r\n.\r\n") == "..a\r\nb.\r\n...\r\n..\r\n.\r\n")
    }

    @Test("the last line gets its end if it has none")
    func lastLine() {
        #expect(stuffed("a") == "a\r\n.\r\n")
        #expect(stuffed("a\r\n") == "a\r\n.\r\n")
        #expect(stuffed("a\r") == "a\r\n.\r\n")
        #expect(stuffed("") == ".\r\n")
        #expect(stuffed("\r\n") == "\r\n.\r\n")
    }

    @Test("bare CR and LF become line ends, so that no hidden end of data can be smuggled in")
    func smuggling() {
        #expect(stuffed("a\n.\nb\r.\rc\r\r\n.\r\n") == "a\r\n..\r\nb\r\n..\r\nc\r\n\r\n..\r\n.\r\n")
    }

    /// RFC 5321 §4.5.2, a byte at a time.
    private func simply(_ message: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [], line: [UInt8] = [], lines: [[UInt8]] = []
        var index = 0
        while index < message.count {
            let byte = message[index]
            if byte == 13 || byte == 10 {
                lines.append(line)
                line = []
                if byte == 13, index + 1 < message.count, message[index + 1] == 10 { index += 1 }
            } else {
                line.append(byte)
            }
            index += 1
        }
        if !line.isEmpty { lines.append(line) }
        for line in lines { out += (line.first == 46 ? [46] : []) + line + [13, 10] }
        return out + [46, 13, 10]
    }

    @Test("any message, in pieces of any size, comes out as the plain rule has it", arguments: 0..<300)
    func property(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let alphabet: [UInt8] = [46, 46, 13, 10, 13, 10, 65, 66]
        var message: [UInt8] = []
        for _ in 0..<Int(random.next() % 120) {
            if random.next() % 4 == 0 { message += [13, 10] }
            message.append(alphabet[Int(random.next() % 8)])
        }
        let expected = simply(message)
        #expect(stuffed(message) == expected)
        #expect(stuffed(message, limit: 1 + Int(random.next() % 20)) == expected)
    }
}
