public import Mail

/// What the relay answered to one command (RFC 5321 §4.2).
public struct Reply: Sendable, Hashable, CustomStringConvertible {
    /// The three digits, 200–599; another number where the relay answered out of protocol.
    public let code: Int
    /// The enhanced status code at the start of the text, if it is there (RFC 2034, RFC 3463).
    public let enhanced: EnhancedStatus?
    /// The text of all lines without their codes, joined by `\n`; bytes that are not UTF-8 and control
    /// characters are replaced by U+FFFD, and what exceeds 64 KB is cut off.
    public let text: String

    /// A reply; the enhanced status code is looked for in the text.
    public init(code: Int, text: String) {
        self.code = code
        self.text = text
        enhanced = EnhancedStatus.find(in: text)
    }

    /// Whether the first digit is 2.
    public var isPositive: Bool { code / 100 == 2 }
    /// Whether the first digit is 4: refused for now.
    public var isTransient: Bool { code / 100 == 4 }
    /// Whether the first digit is 5: refused for good.
    public var isPermanent: Bool { code / 100 == 5 }

    /// Code and text on one line, as a log shows them.
    public var description: String {
        var line = String(code)
        if !text.isEmpty { line += " " }
        for scalar in text.unicodeScalars { line.unicodeScalars.append(scalar == "\n" ? " " : scalar) }
        return line
    }
}
