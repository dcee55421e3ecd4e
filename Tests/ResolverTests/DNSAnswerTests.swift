import Testing

@testable import Resolver

@Suite("Answers of the domain name system")
struct DNSAnswerTests {
    /// An answer to a question for TXT of `a.example`, with these records behind a pointer to its name.
    static func answer(_ records: [(type: UInt16, data: [UInt8])]) -> [UInt8] {
        func two(_ number: Int) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 255)] }
        var bytes: [UInt8] = [0, 1, 0x81, 0x80] + two(1) + two(records.count) + two(0) + two(0)
        bytes += [1, 0x61, 7] + Array("example".utf8) + [0] + two(16) + two(1)
        for record in records {
            bytes +=
                [0xC0, 12] + two(Int(record.type)) + two(1) + [0, 0, 0, 60] + two(record.data.count)
                + record.data
        }
        return bytes
    }

    static func text(_ strings: String...) -> [UInt8] {
        strings.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
    }

    @Test("a text cut into strings is one again, and records of other kinds are passed over")
    func texts() {
        let bytes = Self.answer([
            (5, [1, 0x62, 0]), (16, Self.text("v=spf1 ip4:192.0.2.1", " -all")), (16, Self.text("other")),
        ])
        #expect(DNSAnswer(bytes)?.texts == ["v=spf1 ip4:192.0.2.1 -all", "other"])
        #expect(DNSAnswer(bytes)?.records.map(\.type) == [5, 16, 16])
    }

    @Test("an answer that ends early, anywhere, is none, and any byte may be wrong")
    func broken() {
        let bytes = Self.answer([(16, Self.text("v=spf1 -all"))])
        for length in bytes.indices { #expect(DNSAnswer(Array(bytes[..<length])) == nil) }
        for place in bytes.indices {
            for wrong: UInt8 in [0, 0x3F, 0x40, 0xC0, 0xFF] {
                var bytes = bytes
                bytes[place] = wrong
                _ = DNSAnswer(bytes)?.texts
            }
        }
    }

    @Test("a string that claims to be longer than its record ends with it")
    func shortString() {
        #expect(DNSAnswer(Self.answer([(16, [200, 0x61, 0x62])]))?.texts == ["ab"])
    }
}

@Suite("Addresses of resolvers")
struct ResolverTests {
    @Test(
        "an IPv4 address with or without a port",
        arguments: [
            ("192.0.2.53", true), ("127.0.0.1:5353", true), ("127.0.0.1:", false), ("127.0.0.1:99999", false),
            ("dns.example", false), ("", false), ("::1", false), ("1.2.3.4:5:6", false),
        ]
    )
    func addresses(text: String, isOne: Bool) { #expect((Resolver(server: text) != nil) == isOne) }

    @Test("where nobody answers, that is said, and no record is taken for missing")
    func nobody() throws {
        // Discard: a port on which nothing listens refuses at once.
        let resolver = try #require(Resolver(server: "127.0.0.1:9", seconds: 1))
        #expect(throws: Resolver.Failure.unreachable) { try resolver.texts(of: "example.org") }
    }
}
