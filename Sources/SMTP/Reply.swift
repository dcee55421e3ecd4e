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

    /// Whether it says that the relay serves as many sessions as it likes to, or has let in as many lately, and not
    /// this one: in words (sendmail's `Too many open connections`, `Connection rate limit exceeded`) or as X.3.2 (RFC
    /// 3463 §3.4: the system takes no messages now).
    public var refusesSession: Bool {
        guard isTransient else { return false }
        let small = text.lowercased()
        func says(_ words: [String]) -> Bool { words.contains { small.contains($0) } }
        // A rate of connections is decided when one is made: this session stays refused, the others are served. Any
        // other rate is not about sessions.
        if says(Self.rates) { return says(Self.ratesOfSessions) }
        if let enhanced, enhanced.subject == 3, enhanced.detail == 2, code != 421 { return true }
        return says(["connection", "session", "concurren", "simultaneous"])
            && says(["too many", "limit", "exceed", "maximum", "concurren", "simultaneous"])
    }

    private static let rates = ["rate", "per minute", "per hour", "per second"]
    private static let ratesOfSessions = [
        "connection rate", "session rate", "rate of connections", "connections per", "sessions per",
        "connection attempts per",
    ]

    /// Whether a refusal of MAIL says that a session in use has had as much as the relay allows one: X.5.3 (RFC 3463
    /// §3.6), or in words, for now or, of this session, for good.
    public var endsSession: Bool {
        guard isTransient || isPermanent else { return false }
        if let enhanced, enhanced.subject == 5, enhanced.detail == 3 { return true }
        let small = text.lowercased()
        func says(_ words: [String]) -> Bool { words.contains { small.contains($0) } }
        if enhanced == nil, code == 452, says(["too many"]) { return true }
        return !says(Self.rates) && says(Self.shares) && says(["too many", "limit", "exceed", "maximum"])
    }

    private static let shares = [
        "transactions", "this session", "per session", "this connection", "per connection", "one connection",
        "one session",
    ]

    /// Code and text on one line, as a log shows them.
    public var description: String {
        var line = String(code)
        if !text.isEmpty { line += " " }
        for scalar in text.unicodeScalars { line.unicodeScalars.append(scalar == "\n" ? " " : scalar) }
        return line
    }
}
