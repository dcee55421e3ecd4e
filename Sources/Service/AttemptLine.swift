/// One attempt as a line of the log, with Postfix's keys, so that scripts that read Postfix's log read
/// this one.
///
/// `42: to=<a@example.org>, relay=mail.example.org[192.0.2.1]:25, delay=1.2, dsn=2.0.0, status=sent (250 Ok)`
public struct AttemptLine: Sendable, Hashable, CustomStringConvertible {
    /// The message's number (messages_view.id).
    public var message: Int64
    /// The forward-path without brackets.
    public var to: String
    /// The relay's host; nil: none was reached.
    public var host: String?
    /// Its address in digits, where known.
    public var address: String?
    /// Its port.
    public var port: Int?
    /// From when the message was due to the end of the attempt.
    public var delay: Duration
    /// The enhanced status code (RFC 3463), such as `2.0.0`; nil: none is known.
    public var dsn: String?
    /// The state the message has reached, such as `deferred`.
    public var status: String
    /// The relay's reply, or what went wrong instead; control characters are written out.
    public var reason: String
    /// More keys, such as `event`, put before `status`.
    public var more: [(key: String, value: String)] { pairs.map { ($0.key, $0.value) } }
    private var pairs: [Pair]

    private struct Pair: Sendable, Hashable {
        var key: String
        var value: String
    }

    /// A line of these values.
    public init(
        message: Int64,
        to: String,
        host: String?,
        address: String? = nil,
        port: Int? = nil,
        delay: Duration,
        dsn: String?,
        status: String,
        reason: String,
        more: [(key: String, value: String)] = []
    ) {
        self.message = message
        self.to = to
        self.host = host
        self.address = address
        self.port = port
        self.delay = delay
        self.dsn = dsn
        self.status = status
        self.reason = reason
        pairs = more.map { Pair(key: $0.key, value: $0.value) }
    }

    /// The line without time and level.
    public var description: String {
        var line: [UInt8] = []
        append(to: &line)
        return String(decoding: line, as: UTF8.self)
    }

    /// Appends the line without time and level; it holds no control character.
    func append(to line: inout [UInt8]) {
        line += String(message).utf8
        line += ": to=<".utf8
        Self.append(word: to, to: &line)
        line += ">, relay=".utf8
        Self.append(word: host ?? "none", to: &line)
        if let address {
            line += "[".utf8
            Self.append(word: address, to: &line)
            line += "]".utf8
        }
        if host != nil, let port {
            line += ":".utf8
            line += String(port).utf8
        }
        line += ", delay=".utf8
        line += Self.seconds(delay).utf8
        line += ", dsn=".utf8
        Self.append(word: dsn ?? Self.guess(status), to: &line)
        for pair in pairs {
            line += ", ".utf8
            line += pair.key.utf8
            line += "=".utf8
            Self.append(word: pair.value, to: &line)
        }
        line += ", status=".utf8
        Self.append(word: status, to: &line)
        guard !reason.isEmpty else { return }
        line += " (".utf8
        line += escapingControls(in: reason).utf8
        line += ")".utf8
    }

    /// Two digits that matter, as Postfix writes delays: 0.05, 0.12, 1.2, 12, 345.
    static func seconds(_ delay: Duration) -> String {
        let (seconds, attoseconds) = delay.components
        guard seconds >= 0, attoseconds >= 0 else { return "0" }
        if seconds >= 10 { return String(seconds) }
        let hundredths = Int(seconds) * 100 + Int(attoseconds / 10_000_000_000_000_000)
        if seconds >= 1 {
            return hundredths / 10 % 10 == 0 ? "\(seconds)" : "\(seconds).\(hundredths / 10 % 10)"
        }
        if hundredths == 0 { return "0" }
        return hundredths % 10 == 0 ? "0.\(hundredths / 10)" : "0.\(padded(hundredths, 2))"
    }

    /// A class alone, where a relay gave no enhanced code (RFC 3463 §2: subject and detail undefined).
    private static func guess(_ status: String) -> String {
        switch status {
        case "sent": "2.0.0"
        case "bounced", "rejected", "expired": "5.0.0"
        default: "4.0.0"
        }
    }

    /// A value's beginning, whole characters, where it is too long for a line of the journal.
    private static func bounded(_ text: String) -> String {
        guard text.utf8.count > mostOfValue else { return text }
        // A character of Unicode has four bytes at most.
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(mostOfValue / 4))) + "…"
    }

    /// Bytes of a value at most: addresses have 254, and what is no address may have millions.
    private static let mostOfValue = 1200

    /// Appends a value so that it cannot end its field or forge the next one.
    private static func append(word text: String, to line: inout [UInt8]) {
        for byte in escapingControls(in: bounded(text)).utf8 {
            switch byte {
            case UInt8(ascii: ","): line += "\\u{2C}".utf8
            case UInt8(ascii: ">"): line += "\\u{3E}".utf8
            default: line.append(byte)
            }
        }
    }
}
