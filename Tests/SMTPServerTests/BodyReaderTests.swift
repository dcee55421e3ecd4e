import Testing
import TestSupport

@testable import SMTPServer

@Suite struct BodyReaderTests {
    /// Feeds the bytes in chunks, keeping what was not used, as a connection does.
    private func read(
        _ wire: [UInt8],
        chunks: (Int) -> Int,
        cut: Int? = nil
    ) -> (BodyReader, BodyReader.Step, [UInt8]) {
        var reader = BodyReader(expecting: 0)
        var buffer: [UInt8] = []
        var next = 0
        while true {
            let result = buffer.withUnsafeBytes { reader.step($0, cut: cut) }
            buffer.removeFirst(result.used)
            if result.result != .needsMore { return (reader, result.result, buffer) }
            guard next < wire.count else { return (reader, .needsMore, buffer) }
            let count = min(max(1, chunks(next)), wire.count - next)
            buffer += wire[next..<(next + count)]
            next += count
        }
    }

    private func stuffed(_ content: [UInt8]) -> [UInt8] {
        var wire: [UInt8] = []
        var atStart = true
        for (index, byte) in content.enumerated() {
            if atStart, byte == 46 { wire.append(46) }
            wire.append(byte)
            atStart = byte == 10 && index > 0 && content[index - 1] == 13
        }
        return wire + Array(".\r\n".utf8)
    }

    @Test("whatever the content and the chunks, it comes out as it went in, and what follows stays")
    func roundTrip() {
        var random = SplitMix64(seed: 1)
        let letters: [[UInt8]] = [[46], [13, 10], [10], [13], [65], [13, 10, 46], [0xD0, 0xAF]]
        for _ in 0..<3000 {
            let count = Int.random(in: 0..<12, using: &random)
            var content = (0..<count).flatMap { _ in letters.randomElement(using: &random) ?? [] }
            content += [13, 10]
            let wire = stuffed(content)
            let (reader, step, rest) = read(wire + Array("QUIT".utf8)) { _ in
                Int.random(in: 1...7, using: &random)
            }
            #expect(step == .complete)
            #expect(reader.content == content)
            #expect(reader.wireCount == wire.count)
            #expect("QUIT".utf8.starts(with: rest))
        }
    }

    @Test("an empty message is nothing before the dot")
    func empty() {
        let (reader, step, _) = read(Array(".\r\n".utf8)) { _ in 1 }
        #expect(step == .complete)
        #expect(reader.content == [])
    }

    @Test(
        "a dot after a lone line feed does not end the message",
        arguments: ["a\n.\r\n", "a\n.\n", "a\r\n.\n", "a\r.\r\n"]
    )
    func smuggling(text: String) {
        let (_, step, _) = read(Array(text.utf8)) { _ in 100 }
        #expect(step == .needsMore)
    }

    @Test("a cut stops at its byte wherever it falls", arguments: 0..<14)
    func cuts(at cut: Int) {
        let wire = Array("ab\r\n..cd\r\n.\r\n".utf8)
        for size in [1, 2, 100] {
            let (reader, step, _) = read(wire, chunks: { _ in size }, cut: cut)
            #expect(step == (cut < wire.count ? .reachedCut : .complete))
            #expect(reader.wireCount <= cut)
        }
    }
}
