import TestSupport
import Testing

@testable import Mailbox

@Suite("Cutting a server's bytes into responses")
struct ResponseReaderTests {
    /// What a reader makes of bytes that come in pieces.
    private func read(
        _ bytes: [UInt8],
        piece: Int = .max,
        kept: Int = 4096
    ) -> (
        responses: [ResponseReader.Raw], violated: Bool, mostHeld: Int
    ) {
        var reader = ResponseReader()
        reader.kept = kept
        var responses: [ResponseReader.Raw] = []
        var mostHeld = 0
        var rest = bytes[...]
        repeat {
            let part = Array(rest.prefix(piece))
            rest = rest.dropFirst(part.count)
            part.withUnsafeBytes { reader.append($0) }
            mostHeld = max(mostHeld, reader.heldBytes)
            while let item = reader.next() {
                guard case .response(let raw) = item else { return (responses, true, mostHeld) }
                responses.append(raw)
            }
            mostHeld = max(mostHeld, reader.heldBytes)
        } while !rest.isEmpty
        return (responses, false, mostHeld)
    }

    private func lines(_ text: String) -> [String] {
        read(Array(text.utf8)).responses.map { String(decoding: $0.line, as: UTF8.self) }
    }

    @Test("lines end with CRLF or LF; an unfinished one is waited for")
    func lineEnds() {
        #expect(lines("* OK a\r\n* OK b\n* OK c") == ["* OK a", "* OK b"])
        #expect(lines("\r\n\n") == ["", ""])
    }

    @Test(
        "a literal is taken by its length, whatever is in it, however it is cut",
        arguments: [1, 2, 3, 5, 1000]
    )
    func literals(piece: Int) {
        let text = "* 1 FETCH (BODY[] {7}\r\na\r\n)\r\n* X {2}\r\n\"\" ~{1+}\r\n\0)\r\n* OK {3}\r\nv1 OK\r\n"
        let result = read(Array(text.utf8), piece: piece)
        #expect(!result.violated && result.responses.count == 3)
        let first = result.responses[0]
        #expect(first.literals.map(\.bytes) == [Array("a\r\n)\r\n*".utf8), Array("\"\"".utf8), [0]])
        #expect(String(decoding: first.line, as: UTF8.self) == "* 1 FETCH (BODY[] {7} X {2} ~{1+})")
        // Words for people may end like a literal and are none.
        #expect(result.responses[1].literals.isEmpty && result.responses[2].literals.isEmpty)
    }

    @Test("an empty literal is one")
    func empty() {
        let result = read(Array("* 1 FETCH (BODY[] {0}\r\n)\r\n".utf8))
        #expect(result.responses.map(\.literals.count) == [1])
    }

    @Test("of long literals only the beginning is kept, together as much as is asked for")
    func kept() {
        let text =
            "* 1 FETCH (A {100}\r\n" + String(repeating: "x", count: 100) + " B {100}\r\n"
            + String(repeating: "y", count: 100) + ")\r\n"
        let result = read(Array(text.utf8), piece: 10, kept: 130)
        #expect(result.responses.first?.literals.map(\.bytes.count) == [100, 30])
        #expect(result.responses.first?.literals.map(\.size) == [100, 100])
    }

    @Test("a huge literal within bounds is let pass without being held")
    func passed() {
        var bytes = Array("* 1 FETCH (BODY[] {1000000}\r\n".utf8)
        bytes += [UInt8](repeating: 65, count: 1_000_000)
        bytes += Array(")\r\n".utf8)
        let result = read(bytes, piece: 16_384, kept: 1000)
        #expect(result.responses.count == 1 && result.mostHeld < 40_000)
    }

    @Test(
        "what is absurd ends it",
        arguments: [
            // 4 GB, more than a number can be, one byte more than is let pass.
            "* 1 FETCH (BODY[] {4294967296}\r\n", "* 1 FETCH (BODY[] {99999999999999999999999999}\r\n",
            "* 1 FETCH (BODY[] {67108865}\r\n",
            // More literals than any answer of ours has.
            "* 1 FETCH (" + String(repeating: "{0}\r\n", count: 17) + "\r\n",
            // A line of a megabyte, with and without an end, in one piece and around literals.
            "* " + String(repeating: "x", count: 1 << 20),
            "* " + String(repeating: "x", count: 1 << 20) + "\r\n",
            "* \(String(repeating: "x", count: 40_000)) {1}\r\na\(String(repeating: "y", count: 40_000))\r\n",
        ]
    )
    func absurd(text: String) {
        for piece in [100, 16_384, .max] {
            let result = read(Array(text.utf8), piece: piece)
            #expect(result.violated)
            if piece < .max { #expect(result.mostHeld <= ResponseReader.longestLine + 2 * piece + 100) }
        }
    }

    @Test("nothing is believed after a violation")
    func after() {
        var reader = ResponseReader()
        Array("* 1 FETCH ({67108865}\r\n".utf8).withUnsafeBytes { reader.append($0) }
        for _ in 0..<2 {
            guard case .violation? = reader.next() else {
                Issue.record("no violation")
                return
            }
            Array("v1 OK done\r\n".utf8).withUnsafeBytes { reader.append($0) }
            #expect(reader.heldBytes == 0)
        }
    }

    @Test("whatever bytes come, in whatever pieces, nothing is held but what is allowed, and nothing traps")
    func fuzz() {
        var random = SplitMix64(seed: 20_261_127)
        let words: [[UInt8]] = [
            "* ", "v1 ", "OK ", "NO ", "BYE ", "1 FETCH (", "FLAGS (", "UID 7 ", "BODY[]<0> ", "{3}\r\n",
            "{0}\r\n", "~{2}\r\n",
            "{99999999999}\r\n", "\"", "\\", ")", "(", "\r\n", "\n", "[UIDVALIDITY 3] ", "NIL ",
            "* 4294967296 EXISTS\r\n",
            "* 7 EXISTS\r\n", "INTERNALDATE \"27-Nov-2026 10:00:00 +0300\" ", "+ \r\n", "RFC822.SIZE -1 ",
        ].map { Array($0.utf8) }
        for _ in 0..<3000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                bytes +=
                    Int.random(in: 0..<6, using: &random) == 0
                    ? random.bytes(0...12) : words.randomElement(using: &random) ?? []
            }
            let result = read(bytes, piece: Int.random(in: 1...20, using: &random), kept: 10)
            #expect(result.mostHeld < 2000)
            for raw in result.responses { _ = Response(raw) }
        }
    }
}
