extension FoldingWriter {
    /// Any text as encoded words, one a line: RFC 2047 §2.
    ///
    /// At most 75 characters a word and 76 a line; a word holds whole characters (§5), and blanks between words
    /// are inside the words, since readers drop those outside (§6.2).
    mutating func encodedWords(_ text: String) {
        let encoding = EncodedWord.shorter(for: text)
        var rest = text.unicodeScalars[...]
        while !rest.isEmpty {
            var payloadRoom = min(75, 76 - column) - EncodedWord.frame
            // Too little is left beside a long field name: begin on the next line.
            if payloadRoom < 16 {
                fold()
                raw(" ")
                payloadRoom = 75 - EncodedWord.frame
            }
            let word = EncodedWord.take(from: &rest, encoding: encoding, room: payloadRoom)
            raw(word)
            if !rest.isEmpty {
                fold()
                raw(" ")
            }
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
    static func shorter(for text: String) -> Encoding {
        let quoted = text.utf8.reduce(0) { $0 + quotedCost($1) }
        return quoted <= (text.utf8.count + 2) / 3 * 4 ? .quoted : .base64
    }

    /// The longest word of whole characters whose payload fits into `room`.
    static func take(
        from rest: inout Substring.UnicodeScalarView,
        encoding: Encoding,
        room: Int
    ) -> [UInt8] {
        var taken: [UInt8] = []
        var cost = 0
        while let scalar = rest.first {
            let bytes = UTF8.encode(scalar).map(Array.init) ?? []
            switch encoding {
            case .base64:
                guard (taken.count + bytes.count + 2) / 3 * 4 <= room else { return frame(taken, encoding) }
            case .quoted:
                cost += bytes.reduce(0) { $0 + quotedCost($1) }
                guard cost <= room else { return frame(taken, encoding) }
            }
            taken += bytes
            rest.removeFirst()
        }
        return frame(taken, encoding)
    }

    private static func frame(_ bytes: [UInt8], _ encoding: Encoding) -> [UInt8] {
        var word = Array((encoding == .base64 ? "=?UTF-8?B?" : "=?UTF-8?Q?").utf8)
        switch encoding {
        case .base64: Base64.encodeLine(bytes, into: &word)
        case .quoted: for byte in bytes { quote(byte, into: &word) }
        }
        word += "?=".utf8
        return word
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
