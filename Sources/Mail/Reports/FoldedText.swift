/// A text in which phrases are looked for: lower case, with one blank for any white space, as far as that reaches.
struct FoldedText: Sendable {
    /// The bytes, a blank at each end.
    let bytes: [UInt8]
    /// A bit for each pair of bytes that stands in the text: most phrases hold a pair that does not.
    private let pairs: [UInt64]

    /// Folds the first `limit` bytes of a text.
    init(_ text: some StringProtocol, limit: Int = 1 << 16) {
        var folded: [UInt8] = [UInt8(ascii: " ")]
        let head = String(decoding: text.utf8.prefix(limit), as: UTF8.self)
        for byte in head.lowercased().replacing("\u{2019}", with: "'").replacing("\u{A0}", with: " ").utf8 {
            let isBlank = byte == UInt8(ascii: " ") || byte < 0x20
            if isBlank, folded.last == UInt8(ascii: " ") { continue }
            folded.append(isBlank ? UInt8(ascii: " ") : byte)
        }
        if folded.last != UInt8(ascii: " ") { folded.append(UInt8(ascii: " ")) }
        bytes = folded
        var pairs = [UInt64](repeating: 0, count: 1024)
        for (first, second) in zip(folded, folded.dropFirst()) {
            pairs[Int(first) << 2 | Int(second >> 6)] |= 1 << UInt64(second & 63)
        }
        self.pairs = pairs
    }

    /// Whether the phrase, which is in lower case, stands in the text.
    func holds(_ phrase: String) -> Bool { place(of: phrase) != nil }

    /// Whether one of the phrases does.
    func holds(_ phrases: [String]) -> Bool { phrases.contains { place(of: $0) != nil } }

    /// Where the phrase begins.
    func place(of phrase: String) -> Int? {
        let needle = Array(phrase.utf8)
        guard let first = needle.first, bytes.count >= needle.count else { return nil }
        for (one, two) in zip(needle, needle.dropFirst()) {
            guard pairs[Int(one) << 2 | Int(two >> 6)] & 1 << UInt64(two & 63) != 0 else { return nil }
        }
        return bytes.withUnsafeBufferPointer { text in
            needle.withUnsafeBufferPointer { needle in
                var place = 0
                let last = text.count - needle.count
                while place <= last {
                    if text[place] == first, matches(text, needle, at: place) { return place }
                    place += 1
                }
                return nil
            }
        }
    }

    private func matches(
        _ text: UnsafeBufferPointer<UInt8>,
        _ needle: UnsafeBufferPointer<UInt8>,
        at place: Int
    ) -> Bool {
        var index = 1
        while index < needle.count {
            guard text[place + index] == needle[index] else { return false }
            index += 1
        }
        return true
    }
}
