extension JSONReader {
    /// RFC 8259 §7; the reader stands at the opening quote.
    mutating func string() throws(JSONError) -> String {
        advance(by: 1)
        var text = ""
        while true {
            let start = index
            while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                advance(by: 1)
            }
            guard let run = String(validating: bytes[start..<index], as: UTF8.self) else {
                throw error(JSONWords.notUTF8)
            }
            if text.isEmpty { text = run } else { text += run }
            switch next {
            case UInt8(ascii: "\"")?:
                advance(by: 1)
                return text
            case UInt8(ascii: "\\")?:
                text.unicodeScalars.append(try escape())
            case nil: throw error(JSONWords.openText)
            default: throw error(JSONWords.control)
            }
        }
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        advance(by: 1)
        let character = next
        advance(by: 1)
        switch character {
        case UInt8(ascii: "\"")?: return "\""
        case UInt8(ascii: "\\")?: return "\\"
        case UInt8(ascii: "/")?: return "/"
        case UInt8(ascii: "b")?: return "\u{8}"
        case UInt8(ascii: "f")?: return "\u{C}"
        case UInt8(ascii: "n")?: return "\n"
        case UInt8(ascii: "r")?: return "\r"
        case UInt8(ascii: "t")?: return "\t"
        case UInt8(ascii: "u")?: return try unicodeEscape()
        default:
            advance(by: -1)
            throw error(JSONWords.escape)
        }
    }

    /// `XXXX`, or a pair of surrogates `XXXX\uXXXX`.
    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let high = try hexadecimal()
        guard (0xD800..<0xDC00).contains(high), bytes[min(index, bytes.count)...].starts(with: [0x5C, 0x75])
        else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
        let before = index
        advance(by: 2)
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else {
            advance(by: before - index)
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, byte < 0x80, let digit = Character(Unicode.Scalar(byte)).hexDigitValue
            else {
                throw error(JSONWords.hexadecimal)
            }
            number = number << 4 | UInt32(digit)
            advance(by: 1)
        }
        return number
    }
}
