/// Where a stream leads and how it is opened.
public struct StreamOptions: Sendable {
    /// The protocol that libcurl greets and logs in with.
    public enum Scheme: String, Sendable, Hashable {
        /// RFC 5321.
        case smtp
        /// RFC 9051.
        case imap
    }

    /// How the stream is encrypted; there is no way to "try".
    public enum Security: Sendable, Hashable {
        /// Plain text.
        case none
        /// STARTTLS, and an error where it is not offered, is refused or fails.
        case startTLS
        /// TLS from the first byte.
        case implicit
    }

    /// Who logs in, and with the one mechanism that may be used.
    public struct Login: Sendable, CustomStringConvertible {
        /// The user's name.
        public var username: String
        /// The password or the token, as bytes without NUL.
        public var secret: [UInt8]
        /// Whether `secret` is an OAuth 2.0 bearer token.
        public var isToken: Bool
        /// The SASL mechanism, such as `PLAIN`: no other is tried.
        public var mechanism: String

        /// A login with one mechanism.
        public init(username: String, secret: [UInt8], isToken: Bool = false, mechanism: String) {
            self.username = username
            self.secret = secret
            self.isToken = isToken
            self.mechanism = mechanism
        }

        /// The user and the mechanism; never the secret.
        public var description: String { "\(username) by \(mechanism)" }
    }

    /// The protocol.
    public var scheme: Scheme
    /// Name or address of the host; an IPv6 address without brackets.
    public var host: String
    /// TCP port.
    public var port: Int
    /// How the stream is encrypted.
    public var security: Security
    /// A PEM file of trust anchors that takes the place of the system's.
    public var trustFile: String?
    /// The name by which we introduce ourselves (EHLO); empty for the host's own name.
    public var clientName = ""
    /// Who logs in; nil for nobody.
    public var login: Login?
    /// The longest that name resolution and the connection itself may take.
    public var connectTimeout: Duration = .seconds(30)
    /// The longest that the server may take for each of its replies, the greeting among them.
    public var replyTimeout: Duration = .seconds(300)

    /// Options with defaults for all but the address.
    public init(scheme: Scheme, host: String, port: Int, security: Security) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.security = security
    }

    /// The address as libcurl wants it; the client's name is percent-encoded into the path.
    var url: String {
        let letters = security == .implicit ? scheme.rawValue + "s" : scheme.rawValue
        let literal = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        let path = scheme == .smtp ? StreamOptions.percentEncoded(clientName) : ""
        return "\(letters)://\(literal):\(port)/\(path)"
    }

    /// Everything but RFC 3986's unreserved characters becomes `%XX`.
    static func percentEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
