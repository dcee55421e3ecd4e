import Testing

@testable import Letters

@Suite("Searching among bytes")
struct ByteSearchTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(
        "what is found stands one behind the other, as the standard library finds it",
        arguments: [
            ("", "a"), ("a", ""), ("a", "a"), ("aaaa", "aa"), ("aaaaa", "aa"), ("abcabc", "bc"),
            ("abc", "abcd"),
            ("ab\0ab", "\0a"), ("мама мыла раму", "ма"), ("xyz", "z"), ("xyz", "x"),
        ]
    )
    func places(_ text: String, _ wanted: String) {
        let found = bytes(text).places(of: bytes(wanted))
        #expect(found == (wanted.isEmpty ? [] : bytes(text).ranges(of: bytes(wanted))))
        #expect(bytes(text).firstPlace(of: bytes(wanted)) == found.first)
    }

    @Test(
        "what is replaced is what the standard library replaces",
        arguments: [
            ("", "a", "b"), ("abcab", "ab", ""), ("abcab", "ab", "abab"), ("abc", "d", "e"),
            ("aaa", "a", "bb"),
        ]
    )
    func replaced(_ text: String, _ old: String, _ new: String) {
        let made = bytes(text).replacing(bytes: bytes(old), with: bytes(new))
        #expect(made == bytes(text).replacing(bytes(old), with: bytes(new)))
    }

    @Test("a place behind the end, or before the beginning, finds nothing", arguments: [-1, 4])
    func bounds(_ start: Int) {
        #expect(bytes("aaa").places(of: bytes("a"), from: start).isEmpty)
    }
}
