/// What the relay offers in its reply to EHLO (RFC 5321 §4.1.1.1).
public struct Capabilities: Sendable, Hashable {
    /// RFC 2920.
    public var pipelining = false
    /// RFC 6152.
    public var eightBitMIME = false
    /// RFC 6531.
    public var smtputf8 = false
    /// RFC 2034.
    public var enhancedStatusCodes = false
    /// RFC 3461.
    public var dsn = false
    /// RFC 3207.
    public var startTLS = false
    /// The largest message in bytes (RFC 1870); nil where SIZE is offered without a limit or not at all.
    public var size: Int?
    /// Whether SIZE is offered.
    public var offersSize = false
    /// How many transactions a session may have (RFC 9422 §4.1, MAILMAX); nil where the relay does not say.
    public var mailMax: Int?
    /// The SASL mechanisms offered, in upper case (RFC 4954).
    public var mechanisms: [String] = []

    /// No capabilities: a relay that knows HELO alone.
    public init() {}

    /// Reads the lines of an EHLO reply without their codes; the first is the greeting and is skipped.
    public init(ehlo lines: some Sequence<Substring>) {
        for line in lines.dropFirst() {
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
            guard let keyword = words.first else { continue }
            let values = words.dropFirst()
            switch keyword.uppercased() {
            case "PIPELINING": pipelining = true
            case "8BITMIME": eightBitMIME = true
            case "SMTPUTF8": smtputf8 = true
            case "ENHANCEDSTATUSCODES": enhancedStatusCodes = true
            case "DSN": dsn = true
            case "STARTTLS": startTLS = true
            case "SIZE":
                offersSize = true
                // 0 means that no fixed limit is in force (RFC 1870 §4).
                size = values.first.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
            case "LIMITS":
                for value in values where value.uppercased().hasPrefix("MAILMAX=") {
                    mailMax = Int(value.dropFirst(8)).flatMap { $0 > 0 ? $0 : nil }
                }
            case "AUTH":
                for value in values where !mechanisms.contains(value.uppercased()) {
                    mechanisms.append(value.uppercased())
                }
            default: break
            }
        }
    }
}
