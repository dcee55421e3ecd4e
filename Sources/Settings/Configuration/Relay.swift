/// A host that we submit mail to.
public struct Relay: Sendable, Hashable {
    /// How the connection is protected.
    public enum TLS: String, Sendable, CaseIterable {
        /// Plain text all the way; for a relay on this very machine.
        case none
        /// STARTTLS is required; the session ends when it is not offered.
        case starttls
        /// TLS from the first byte: `smtps://`.
        case implicit
    }

    /// The one SASL mechanism that is used.
    public enum Auth: String, Sendable, CaseIterable {
        case plain, login
        case cramMD5 = "cram-md5"
        case xoauth2, oauthbearer

        /// The name on the wire.
        public var mechanism: String { rawValue.uppercased() }

        /// It shows a token that a helper keeps fresh, instead of a password.
        public var needsToken: Bool { self == .xoauth2 || self == .oauthbearer }
    }

    /// Lower case; an IPv6 address without its brackets.
    public var host: String
    /// 1…65535.
    public var port: Int
    /// How the connection is protected.
    public var tls: TLS
    /// Absolute path of a PEM file with trust anchors; nil: the system's.
    public var ca: String?
    /// The user that AUTH names; nil: no AUTH.
    public var username: String?
    /// Where the user's password is kept.
    public var password: SecretSource?
    /// nil: the strongest that the relay offers and the credentials fit.
    public var auth: Auth?
    /// The token's file or credential for XOAUTH2 and OAUTHBEARER, read anew for each session.
    public var token: SecretSource?
    /// The name given in EHLO; nil: the machine's own.
    public var helo: String?
    /// Sessions open at once: 1…1000.
    public var connections = 8
    /// Then the session is closed and another opened: 1 or more.
    public var messagesPerConnection = 500
    /// 0: no limit.
    public var messagesPerMinute = 0
    /// 0: no limit.
    public var messagesPerDay = 0

    /// A relay with these and the default of everything else.
    public init(host: String, port: Int, tls: TLS = .none) {
        self.host = host
        self.port = port
        self.tls = tls
    }

    /// `smtp://host:port` or `smtps://host:port`, as libcurl takes it.
    public var url: String {
        "\(tls == .implicit ? "smtps" : "smtp")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// `host:port`: how logs name it.
    public var name: String { "\(host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host):\(port)" }

    /// It is on this machine, where no wire can be tapped.
    public var isLoopback: Bool {
        host == "localhost" || host == "::1"
            || (host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." })
    }
}
