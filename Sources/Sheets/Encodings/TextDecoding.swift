/// Turns the bytes of a text file into UTF-8.
enum TextDecoding {
    /// The text, as UTF-8, and how it was encoded.
    struct Decoded: Equatable {
        var utf8: [UInt8]
        var encoding: TextEncoding
    }

    /// By the encoding that is asked for; else by the byte order mark, as UTF-8 where it is valid or nearly so, as UTF-16
    /// where zeros betray it, else by the language that the letters make.
    ///
    /// What stands for no character becomes U+FFFD, which the reader of cells names by its place.
    static func stream(_ source: ByteSource, as asked: TextEncoding? = nil) throws(SheetError) -> TextStream {
        let (marked, length) = mark(of: source.head(3))
        if let asked {
            // A mark says of UTF-16 which of the two it is.
            let isBoth16 = asked.isUTF16 && marked?.isUTF16 == true
            let encoding = isBoth16 ? marked ?? asked : asked
            return TextStream(source, from: marked == encoding ? length : 0, encoding)
        }
        if let marked { return TextStream(source, from: length, marked) }
        if isUTF8(source) {
            // Zeros are valid UTF-8: Latin text in UTF-16 without a mark is.
            return TextStream(source, zeros(in: source) ?? .utf8)
        }
        if let encoding = zeros(in: source) { return TextStream(source, encoding) }
        if isNearlyUTF8(source.head(1 << 20)) { return TextStream(source, .utf8) }
        return TextStream(source, try EncodingGuess(source).decided())
    }

    /// The whole of a text that is in memory.
    static func decode(_ bytes: [UInt8], as asked: TextEncoding? = nil) throws(SheetError) -> Decoded {
        var stream = try stream(ByteSource(bytes), as: asked)
        var text: [UInt8] = []
        while let part = stream.next() { text += part }
        return Decoded(utf8: text, encoding: stream.encoding)
    }

    /// The encoding that a byte order mark tells, and its length.
    private static func mark(of bytes: [UInt8]) -> (TextEncoding?, Int) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return (nil, 0)
    }

    /// Whether all of it is UTF-8.
    private static func isUTF8(_ source: ByteSource) -> Bool {
        var place = 0
        while place < source.count {
            let part = source.load(place, 1 << 18)
            let isLast = place + part.count >= source.count
            let whole = isLast ? part.count : wholeUTF8(part[...])
            guard whole > 0, String(validating: part[..<whole], as: UTF8.self) != nil else { return false }
            place += whole
        }
        return true
    }

    /// How many bytes there are before a character whose end is not among them.
    static func wholeUTF8(_ bytes: ArraySlice<UInt8>) -> Int {
        for back in 1...3 where back <= bytes.count {
            let byte = bytes[bytes.endIndex - back]
            guard byte >= 0x80 else { break }
            guard byte >= 0xC0 else { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            return length > back ? bytes.count - back : bytes.count
        }
        return bytes.count
    }

    /// The bytes as UTF-8.
    static func utf8(_ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding) -> [UInt8] {
        switch encoding {
        case .utf8:
            String(validating: bytes, as: UTF8.self) != nil
                ? Array(bytes) : Array(String(decoding: bytes, as: UTF8.self).utf8)
        case .utf16LittleEndian, .utf16BigEndian:
            utf16(Array(Units(bytes: bytes, lowFirst: encoding == .utf16LittleEndian)))
        case .windows1251, .windows1252, .windows1250, .cp866, .koi8r: single(bytes, encoding)
        }
    }

    private static func utf16(_ units: [UInt16]) -> [UInt8] {
        Array(String(decoding: units, as: UTF16.self).utf8)
    }

    private static func single(_ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding) -> [UInt8] {
        // No character of these encodings takes more than three bytes.
        let table = encoding.characters.flatMap { scalar -> [UInt8] in
            let bytes = Array(String(scalar).utf8)
            return [UInt8(bytes.count)] + bytes + [UInt8](repeating: 0, count: 3 - bytes.count)
        }
        return [UInt8](unsafeUninitializedCapacity: 3 * bytes.count) { result, count in
            bytes.withUnsafeBufferPointer { bytes in
                table.withUnsafeBufferPointer { table in
                    for byte in bytes {
                        let place = 4 * Int(byte)
                        var index = 0
                        while index < Int(table[place]) {
                            result[count] = table[place + 1 + index]
                            count += 1
                            index += 1
                        }
                    }
                }
            }
        }
    }

    /// UTF-16 without a mark: zeros stand in the high half of its ASCII characters alone, and nearly all its
    /// characters are of few blocks.
    private static func zeros(in source: ByteSource) -> TextEncoding? {
        let head = source.head(1 << 16)[...]
        var even = 0
        var odd = 0
        for (index, byte) in head.enumerated() where byte == 0 {
            if index % 2 == 0 { even += 1 } else { odd += 1 }
        }
        guard even * 10 <= odd || odd * 10 <= even, even + odd > 0 else { return nil }
        let encoding: TextEncoding = odd > even ? .utf16LittleEndian : .utf16BigEndian
        let units = Units(bytes: head, lowFirst: odd > even)
        // Latin, Greek, Cyrillic, and general punctuation with the symbols behind it.
        let plausible = units.count {
            [0x00...0x05, 0x20...0x22].contains { [high = $0 >> 8] in $0.contains(high) }
        }
        return plausible * 10 >= units.count * 9 ? encoding : nil
    }

    /// Text that somebody cut or pasted into: the few wrong bytes are named by their place.
    private static func isNearlyUTF8(_ bytes: [UInt8]) -> Bool {
        var wrong = 0
        var right = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar == "\u{FFFD}" { wrong += 1 } else if !scalar.isASCII { right += 1 }
        }
        return wrong * 10 <= right
    }
}

extension TextEncoding {
    var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }
}

/// Pairs of bytes as code units; a byte without a partner at the end is an unpaired surrogate, which is no character.
private struct Units: Sequence, IteratorProtocol {
    let bytes: ArraySlice<UInt8>
    let lowFirst: Bool
    private var index: Int

    init(bytes: ArraySlice<UInt8>, lowFirst: Bool) {
        self.bytes = bytes
        self.lowFirst = lowFirst
        index = bytes.startIndex
    }

    var count: Int { (bytes.count + 1) / 2 }
    var underestimatedCount: Int { count }

    mutating func next() -> UInt16? {
        guard index < bytes.endIndex else { return nil }
        defer { index += 2 }
        guard index + 1 < bytes.endIndex else { return 0xDC00 }
        let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
        return lowFirst ? first | second << 8 : first << 8 | second
    }
}
