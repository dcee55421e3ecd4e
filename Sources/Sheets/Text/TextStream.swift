/// A text in UTF-8, part by part, out of bytes in any encoding.
struct TextStream {
    let encoding: TextEncoding
    private let source: ByteSource
    private var place: Int
    /// So many bytes are read for one part.
    private let partBytes: Int

    init(
        _ source: ByteSource,
        from place: Int = 0,
        _ encoding: TextEncoding = .utf8,
        partBytes: Int = 1 << 17
    ) {
        self.source = source
        self.place = place
        self.encoding = encoding
        self.partBytes = partBytes
    }

    /// The next part, which ends with a whole character; nil at the end.
    mutating func next() -> [UInt8]? {
        guard place < source.count else { return nil }
        let bytes = source.load(place, partBytes)
        guard !bytes.isEmpty else { return nil }
        let isLast = place + bytes.count >= source.count
        let whole = isLast ? bytes.count : wholeCharacters(of: bytes)
        place += whole
        return TextDecoding.utf8(bytes[..<whole], encoding)
    }

    private func wholeCharacters(of bytes: [UInt8]) -> Int {
        switch encoding {
        case .utf8: return max(1, TextDecoding.wholeUTF8(bytes[...]))
        case .utf16LittleEndian, .utf16BigEndian:
            let even = bytes.count & ~1
            guard even >= 4 else { return bytes.count }
            let high = bytes[encoding == .utf16LittleEndian ? even - 1 : even - 2]
            // The first half of a pair waits for the second.
            return (0xD8...0xDB).contains(high) ? even - 2 : even
        case .windows1251, .windows1252, .windows1250, .cp866, .koi8r: return bytes.count
        }
    }
}
