/// Text of a header field whose encoded words are read: RFC 2047, as mail programs write it.
enum EncodedWordReading {
    /// The text.
    ///
    /// Words of one charset beside each other are joined before they are read, for some programs split a
    /// character between two; a word that is none stays as it is.
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        var result = ""
        var plain: [UInt8] = []
        var pending: (charset: String, bytes: [UInt8])?
        func flushWord() {
            if let word = pending { result += TextReading.text(word.bytes, charset: word.charset) }
            pending = nil
        }
        func flushPlain() {
            result += TextReading.text(plain, charset: nil)
            plain = []
        }
        var rest = bytes
        while !rest.isEmpty {
            if let word = word(at: rest) {
                // RFC 2047 §6.2: blanks between two words are not of the text.
                let isBetween = pending != nil && plain.allSatisfy(isBlank)
                if !isBetween {
                    flushWord()
                    flushPlain()
                }
                plain = []
                if pending?.charset == word.charset {
                    pending?.bytes += word.bytes
                } else {
                    flushWord()
                    pending = (word.charset, word.bytes)
                }
                rest = rest[word.end...]
            } else if let byte = rest.popFirst() {
                plain.append(byte)
            }
        }
        flushWord()
        flushPlain()
        return result
    }

    /// The longest that a word may be: RFC 2047 §2 says 75 characters, programs put a whole subject into one.
    private static let longest = 1024

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
    }

    /// The encoded word that begins here: `=?charset?B?…?=`.
    private static func word(at rest: ArraySlice<UInt8>) -> (charset: String, bytes: [UInt8], end: Int)? {
        guard rest.starts(with: [UInt8(ascii: "="), UInt8(ascii: "?")]) else { return nil }
        let mark = UInt8(ascii: "?")
        let body = rest.dropFirst(2).prefix(longest)
        guard let charsetEnd = body.prefix(40).firstIndex(of: mark),
            body.index(charsetEnd, offsetBy: 2) < body.endIndex, body[charsetEnd + 2] == mark
        else { return nil }
        let payload = body[(charsetEnd + 3)...]
        // The end of the word is `?=`; a `?` within is no end.
        guard
            let end = payload.indices.first(where: {
                payload[$0] == mark && $0 + 1 < payload.endIndex && payload[$0 + 1] == UInt8(ascii: "=")
            })
        else { return nil }
        // RFC 2231 §5: a language may stand behind the charset.
        let charset = String(decoding: body[..<charsetEnd].prefix { $0 != UInt8(ascii: "*") }, as: UTF8.self)
        let text = payload[..<end]
        switch body[charsetEnd + 1] | 0x20 {
        case UInt8(ascii: "b"):
            return (charset.lowercased(), TransferDecoding.base64(text, limit: longest), end + 2)
        case UInt8(ascii: "q"):
            let bytes = TransferDecoding.quotedPrintable(text, limit: longest, blank: UInt8(ascii: "_"))
            return (charset.lowercased(), bytes, end + 2)
        default: return nil
        }
    }
}
