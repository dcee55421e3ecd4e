/// A message that the server has taken, with its envelope.
public struct ReceivedMessage: Sendable, Hashable {
    /// One RCPT TO.
    public struct Recipient: Sendable, Hashable {
        /// The forward-path without brackets.
        public var path: String
        /// ESMTP parameters as sent (`NOTIFY=FAILURE`).
        public var parameters: [String]
    }

    /// The session that brought it, from 1.
    public var session: Int
    /// The reverse-path without brackets; empty for `<>`.
    public var reversePath: String
    /// ESMTP parameters of MAIL FROM as sent (`SIZE=5120`, `BODY=8BITMIME`).
    public var parameters: [String]
    /// Recipients that were accepted.
    public var recipients: [Recipient]
    /// The content exactly as sent, dot-stuffing undone, its last CRLF included.
    public var bytes: [UInt8]
    /// The user of AUTH, if the session was authenticated.
    public var user: String?

    /// The content as text, wrong bytes repaired.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension ReceivedMessage {
    /// The first header field of this name, unfolded (RFC 5322 §2.2.3), without its name; nil if there is none.
    public func header(_ name: String) -> String? {
        var found: String?
        for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
            if line.isEmpty { break }
            if line.first == " " || line.first == "\t" {
                if let value = found { found = value + line }
                continue
            }
            if found != nil { break }
            guard let colon = line.firstIndex(of: ":") else { continue }
            guard line[..<colon].lowercased() == name.lowercased() else { continue }
            found = String(line[line.index(after: colon)...])
        }
        return found.map { String($0.drop { $0 == " " || $0 == "\t" }) }
    }

    /// Whether a CR or LF stands alone: never in a correct message (RFC 5322 §2.3).
    public var hasLoneLineEnds: Bool {
        var previous: UInt8 = 0
        for byte in bytes {
            if (byte == 10) != (previous == 13) { return true }
            previous = byte
        }
        return previous == 13
    }
}
