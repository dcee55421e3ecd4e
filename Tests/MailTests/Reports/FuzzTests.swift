import Testing

@testable import Mail

/// Numbers that follow from a seed: Steele, Lea and Flood, “Fast splittable pseudorandom number generators”.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite("Any bytes at all")
struct FuzzTests {
    static let pieces = [
        "--=_b1", "--=_b1--", "\n\n", "\r", "=?utf-8?B?", "?=", "=?",
        "Content-Type: multipart/mixed; boundary=x\n", "<", ">", "@",
        "Content-Transfer-Encoding: base64\n", "Final-Recipient: rfc822;", "BEGIN:VEVENT\n", "\u{0}", "=",
        "&#x41;", "From ", "\\x{", "+",
        "Content-Type: message/rfc822\n\n", "charset=utf-16\n", ":", ";", "\"", "until 31.12.2026",
    ].map { Array($0.utf8) }

    /// A sample with some bytes changed, doubled, cut, moved, and pieces put in that grammars look for.
    private static func mutated(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...12, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1:
                bytes.removeSubrange(
                    place..<min(bytes.count, place + Int.random(in: 1...200, using: &random))
                )
            case 2:
                bytes.insert(
                    contentsOf: bytes[
                        place..<min(bytes.count, place + Int.random(in: 1...300, using: &random))
                    ],
                    at: place
                )
            case 3: bytes = Array(bytes[..<place])
            case 4: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
            default: bytes.insert(contentsOf: Array(repeating: bytes[place], count: 50), at: place)
            }
        }
        return bytes
    }

    @Test(
        "changed at random, mail of every form is read without a trap, and what is read of it is bounded",
        arguments: 0..<8
    )
    func mutations(seed: UInt64) {
        var random = Seeded(state: seed)
        let corpus = CorpusTests.all.map { Array($0.text.utf8) }
        for _ in 0..<80 {
            guard let sample = corpus.randomElement(using: &random) else { return }
            let bytes = Self.mutated(sample, &random)
            let mail = ReturnedMail(reading: bytes)
            #expect(mail.recipients.count <= ReadingLimits().recipients)
            #expect(
                mail.recipients.allSatisfy { $0.diagnostic.unicodeScalars.count <= DiagnosticText.longest }
            )
            #expect(mail.recipients.allSatisfy { $0.recipient?.utf8.count ?? 0 <= 254 })
            #expect(mail.kind == .dsn || mail.recipients.isEmpty)
        }
    }

    @Test("noise of all bytes is an ordinary mail, and nobody's")
    func noise() {
        var random = Seeded(state: 3464)
        for _ in 0..<100 {
            let bytes = (0..<2000).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(ReturnedMail(reading: bytes).kind == .message)
        }
        #expect(ReturnedMail(reading: []).kind == .message)
    }

    /// Mail that is made to be slow or large: what grows with the square of it would not end here.
    static let burdens: [(String, [UInt8])] = [
        (
            "a multipart within a multipart, and so on",
            (0..<4000).flatMap { Array("Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n".utf8) }
        ),
        (
            "messages within each other",
            Array(repeating: Array("Content-Type: message/rfc822\n\n".utf8), count: 20_000).flatMap { $0 }
        ),
        (
            "parts without end",
            Array("Content-Type: multipart/mixed; boundary=b\n\n".utf8)
                + Array(repeating: Array("--b\n\nx\n".utf8), count: 60_000).flatMap { $0 }
        ),
        ("fields without end", Array(repeating: Array("X-A: b\n".utf8), count: 80_000).flatMap { $0 }),
        (
            "a field without end",
            Array("Subject: ".utf8) + Array(repeating: UInt8(ascii: "a"), count: 600_000)
        ),
        (
            "encoded words that never end",
            Array("Subject: ".utf8) + Array(repeating: Array("=?a?b?".utf8), count: 60_000).flatMap { $0 }
        ),
        (
            "marks of tags that never end",
            Array("Content-Type: text/html\n\n".utf8) + Array(repeating: UInt8(ascii: "<"), count: 400_000)
        ),
        (
            "addresses without end",
            Array("From: mailer-daemon@example.net\nSubject: failure notice\n\n".utf8)
                + Array(repeating: Array("a@b.example: x\n".utf8), count: 30_000).flatMap { $0 }
        ),
        (
            "at signs without end",
            Array("From: mailer-daemon@example.net\nSubject: failure notice\n\n".utf8)
                + Array(repeating: UInt8(ascii: "@"), count: 400_000)
        ),
        (
            "recipients without end",
            Array("Content-Type: message/delivery-status\n\n".utf8)
                + (0..<20_000).flatMap {
                    Array("Final-Recipient: rfc822;a\($0)@example.net\nAction: failed\n\n".utf8)
                }
        ),
        (
            "combining marks without end",
            Array("Subject: e".utf8) + Array(repeating: Array("\u{301}".utf8), count: 100_000).flatMap { $0 }
        ),
    ]

    @Test("mail that is made to be slow or large is read like any other", arguments: burdens)
    func hostile(name: String, bytes: [UInt8]) {
        let mail = ReturnedMail(reading: bytes)
        #expect(mail.recipients.count <= ReadingLimits().recipients)
        #expect(mail.subject.utf8.count < 8000)
    }
}
