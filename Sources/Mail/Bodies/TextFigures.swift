/// What must be known of a text before it is encoded, counted in one pass that the compiler can vectorise.
struct TextFigures {
    /// Octets above 127.
    let high: Int
    /// Equals signs.
    let equals: Int
    /// Control characters but CR, LF and tab.
    let controls: Int
    /// Line ends.
    let lines: Int
    /// Whether each CR is followed by LF and each LF preceded by CR.
    let hasCanonicalLineEnds: Bool

    init(_ bytes: [UInt8]) {
        var high = 0
        var equals = 0
        var low = 0
        var tabs = 0
        var returns = 0
        var feeds = 0
        var pairs = 0
        bytes.withUnsafeBufferPointer { text in
            for byte in text {
                high &+= byte >= 0x80 ? 1 : 0
                equals &+= byte == UInt8(ascii: "=") ? 1 : 0
                low &+= byte < 0x20 || byte == 0x7F ? 1 : 0
                tabs &+= byte == UInt8(ascii: "\t") ? 1 : 0
                returns &+= byte == UInt8(ascii: "\r") ? 1 : 0
                feeds &+= byte == UInt8(ascii: "\n") ? 1 : 0
            }
            for index in 0..<max(0, text.count - 1) {
                pairs &+= text[index] == UInt8(ascii: "\r") && text[index + 1] == UInt8(ascii: "\n") ? 1 : 0
            }
        }
        self.high = high
        self.equals = equals
        lines = feeds
        controls = low - tabs - returns - feeds
        hasCanonicalLineEnds = returns == pairs && feeds == pairs
    }
}

/// Line ends as mail wants them: RFC 2046 §4.1.1.
enum LineEnds {
    /// The text with every CR, LF and CRLF as CRLF.
    static func canonical(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 16 + 2)
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n") {
                result += bytes[start..<index]
                result += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
                if byte == UInt8(ascii: "\r"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n")
                {
                    index += 1
                }
                start = index + 1
            }
            index += 1
        }
        result += bytes[start...]
        return result
    }
}
