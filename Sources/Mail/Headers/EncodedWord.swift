extension FoldingWriter {
    /// Any text as encoded words, one a line: RFC 2047 §2.
    ///
    /// At most 75 characters a word and 76 a line; a word holds whole characters (§5), and blanks between words
    /// are inside the words, since readers drop those outside (§6.2).
    mutating func encodedWords(_ text: String) {
        let bytes = Array(text.utf8)
        let encoding = EncodedWord.shorter(for: bytes)
        var start = 0
        while start < bytes.count {
            var room = min(75, 76 - column) - EncodedWord.frame
            // Too little is left beside a long field name: begin on the next line.
            if room < 16 {
                fold()
                raw(" ")
                room = 75 - EncodedWord.frame
            }
            let end = EncodedWord.end(in: bytes, from: start, encoding: encoding, room: room)
            word(bytes[start..<end], encoding)
            if end < bytes.count {
                fold()
                raw(" ")
            }
            start = end
        }
    }
}

/// One encoded word: `=?UTF-8?B?…?=` or `=?UTF-8?Q?…?=`.
enum EncodedWord {
    enum Encoding {
        case base64
        case quoted
    }

    /// Characters around the payload.
    static let frame = 12

    /// The encoding with the shorter result.
    static func shorter(for bytes: [UInt8]) -> Encoding {
        let quoted = bytes.reduce(0) { $0 + quotedCost($1) }
        return quoted <= (bytes.count + 2) / 3 * 4 ? .quoted : .base64
    }

    /// Where the longest word of whole characters ends whose payload fits into `room` (16 or more).
    static func end(in bytes: [UInt8], from start: Int, encoding: Encoding, room: Int) -> Int {
        var end = start
        switch encoding {
        case .base64: end = min(bytes.count, start + room / 4 * 3)
        case .quoted:
            var cost = 0
            while end < bytes.count {
                cost += quotedCost(bytes[end])
                if cost > room { break }
                end += 1
            }
        }
        // RFC 2047 §5: a character is not split.
        while end > start + 1, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return wordBoundary(in: bytes, from: start, end: end)
    }

    /// The last blank of the latter half, where there is one: some readers show a gap between encoded words of a name,
    /// and a gap does least harm between words.
    private static func wordBoundary(in bytes: [UInt8], from start: Int, end: Int) -> Int {
        guard end < bytes.count else { return end }
        let half = start + (end - start) / 2
        let blank = bytes[half..<end].lastIndex(of: UInt8(ascii: " "))
        return blank.map { $0 + 1 } ?? end
    }

    /// Appends one encoded word.
    static func append(_ bytes: ArraySlice<UInt8>, _ encoding: Encoding, to out: inout [UInt8]) {
        out += (encoding == .base64 ? "=?UTF-8?B?" : "=?UTF-8?Q?").utf8
        switch encoding {
        case .base64: Base64.encodeLine(bytes, into: &out)
        case .quoted: for byte in bytes { quote(byte, into: &out) }
        }
        out += "?=".utf8
    }

    // RFC 2047 §4.2 and §5 rule 3: what is allowed even in a phrase goes as it is.
    private static func quotedCost(_ byte: UInt8) -> Int {
        isLiteral(byte) || byte == UInt8(ascii: " ") ? 1 : 3
    }

    private static func isLiteral(_ byte: UInt8) -> Bool {
        if ByteClass.isAlphanumeric(byte) { return true }
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "/"):
            return true
        default: return false
        }
    }

    private static func quote(_ byte: UInt8, into word: inout [UInt8]) {
        if byte == UInt8(ascii: " ") {
            word.append(UInt8(ascii: "_"))
        } else if isLiteral(byte) {
            word.append(byte)
        } else {
            word.append(UInt8(ascii: "="))
            word.append(Percent.hex[Int(byte >> 4)])
            word.append(Percent.hex[Int(byte & 15)])
        }
    }
}
