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

    /// Whether it says that the relay serves as many sessions as it likes to, and not this one: in words (sendmail's
    /// `Too many open connections`) or as X.3.2 (RFC 3463 §3.4: the system takes no messages now).
    public var refusesSession: Bool {
        guard isTransient else { return false }
        let small = text.lowercased()
        // A rate of connections is not their number.
        if small.contains("rate") || small.contains("per minute") || small.contains("per hour") {
            return false
        }
        if let enhanced, enhanced.subject == 3, enhanced.detail == 2, code != 421 { return true }
        let things = ["connection", "session", "concurren", "simultaneous"]
        let excess = ["too many", "limit", "exceed", "maximum", "concurren", "simultaneous"]
        return things.contains { small.contains($0) } && excess.contains { small.contains($0) }
    }

    /// Code and text on one line, as a log shows them.
    public var description: String {
        var line = String(code)
        if !text.isEmpty { line += " " }
        for scalar in text.unicodeScalars { line.unicodeScalars.append(scalar == "\n" ? " " : scalar) }
        return line
    }
}
