/// Which encoding of one byte a character makes words of a text.
///
/// Each is tried: pairs of letters that its languages have speak for it, pairs that they lack, capitals inside words, Latin
/// letters among Cyrillic ones and signs in the middle of words against it.
struct EncodingGuess {
    /// An encoding in which every byte is a character, and what speaks for it.
    struct Candidate: Equatable {
        var encoding: TextEncoding
        var score: Int
        /// Words that are no ASCII, as this encoding reads them.
        var sample: String
    }

    /// By falling score; those that read the same are one, the first.
    private(set) var candidates: [Candidate] = []

    /// How much better than all others the first must be.
    static let margin = 5
    /// So many bytes of words are looked at.
    static let mostBytes = 1 << 16

    init(_ bytes: [UInt8]) { self.init(ByteSource(bytes)) }

    init(_ source: ByteSource) {
        let words = Self.words(of: source)
        var found: [Candidate] = []
        for encoding in TextEncoding.singleByte {
            guard let alphabet = Alphabet.all[encoding], let score = alphabet.score(words) else { continue }
            let text = words.map { word in String(decoding: TextDecoding.utf8(word, encoding), as: UTF8.self)
            }
            found.append(Candidate(encoding: encoding, score: score, sample: text.joined(separator: " ")))
        }
        found.sort { $0.score > $1.score }
        for candidate in found where !candidates.contains(where: { $0.sample == candidate.sample }) {
            candidates.append(candidate)
        }
    }

    /// The encoding, where one stands out.
    func decided() throws(SheetError) -> TextEncoding {
        // Bytes that are characters nowhere: the widest table names most of the rest.
        guard let best = candidates.first else { return .windows1251 }
        let next = candidates.dropFirst().first?.score ?? .min
        if next == .min || best.score - next >= Self.margin { return best.encoding }
        throw .undecidable(
            candidates.prefix(3).map { candidate in
                (candidate.encoding.rawValue, String(candidate.sample.prefix(40)))
            }
        )
    }

    /// Runs of letters and of bytes that are no ASCII, those without such a byte left out.
    private static func words(of source: ByteSource) -> [ArraySlice<UInt8>] {
        var words: [ArraySlice<UInt8>] = []
        var total = 0
        var place = 0
        while place < source.count, total < mostBytes {
            let bytes = source.load(place, 1 << 18)
            guard !bytes.isEmpty else { break }
            let isLast = place + bytes.count >= source.count
            var start = 0
            while start < bytes.count, total < mostBytes {
                var end = start
                var isPlain = true
                while end < bytes.count, end - start < longestWord,
                    bytes[end] >= 0x80 || isASCIILetter(bytes[end])
                {
                    if bytes[end] >= 0x80 { isPlain = false }
                    end += 1
                }
                // It may go on in the next part.
                if end == bytes.count, end - start < longestWord, !isLast, start > 0 { break }
                if !isPlain {
                    words.append(ArraySlice(Array(bytes[start..<end])))
                    total += end - start
                }
                start = max(end, start + 1)
            }
            place += start
        }
        return words
    }

    private static let longestWord = 200

    static func isASCIILetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
