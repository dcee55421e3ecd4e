public import Curl

/// A relay as a session needs to know it.
public struct RelayEndpoint: Sendable {
    /// Name or address.
    public var host: String
    /// TCP port.
    public var port: Int
    /// How the connection is encrypted; there is never a fall back to plain text.
    public var security: StreamOptions.Security
    /// A PEM file of trust anchors that takes the place of the system's.
    public var trustFile: String?
    /// The name in EHLO; empty for the host's own name.
    public var helo: String
    /// Who logs in; nil for nobody.
    public var login: Login?
    /// After so many messages the session ends with QUIT; 0 for no limit.
    public var messagesPerConnection: Int
    /// After so long without a message the session ends with QUIT.
    public var idleTimeout: Duration
    /// Whether PIPELINING is used where it is offered.
    public var usesPipelining: Bool
    /// Whether the commands of the next message may be tried behind the dot of the one before; false where the relay
    /// is known to lose them.
    public var overlaps: Bool

    /// A relay with defaults for all but its address.
    public init(
        host: String,
        port: Int,
        security: StreamOptions.Security = .none,
        trustFile: String? = nil,
        helo: String = "",
        login: Login? = nil,
        messagesPerConnection: Int = 500,
        idleTimeout: Duration = .seconds(10),
        usesPipelining: Bool = true,
        overlaps: Bool = true
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.trustFile = trustFile
        self.helo = helo
        self.login = login
        self.messagesPerConnection = messagesPerConnection
        self.idleTimeout = idleTimeout
        self.usesPipelining = usesPipelining
        self.overlaps = overlaps
    }
}

/// Who logs in at a relay, and how.
public struct Login: Sendable, CustomStringConvertible {
    /// A SASL mechanism that libcurl speaks.
    public enum Mechanism: String, Sendable, Hashable, CaseIterable {
        /// RFC 4616.
        case plain = "PLAIN"
        /// The older form of the same.
        case login = "LOGIN"
        /// RFC 2195.
        case cramMD5 = "CRAM-MD5"
        /// Google's and Microsoft's form of OAuth 2.0.
        case xoauth2 = "XOAUTH2"
        /// RFC 7628.
        case oauthBearer = "OAUTHBEARER"

        /// Whether the secret itself crosses the wire.
        var showsSecret: Bool { self != .cramMD5 }
    }

    /// The user's name.
    public var username: String
    /// Whether the secret is an OAuth 2.0 bearer token.
    public var isToken: Bool
    /// The one mechanism to use; nil lets us choose from what the relay offers.
    public var mechanism: Mechanism?
    /// Whether a password may cross the network without TLS; to loopback it always may.
    public var allowsPlainText: Bool
    /// Reads the password or token anew for each connection, so that a refreshed token is found.
    ///
    /// The text of a thrown error is shown to people.
    public var secret: @Sendable () throws -> [UInt8]

    /// A login.
    public init(
        username: String,
        isToken: Bool = false,
        mechanism: Mechanism? = nil,
        allowsPlainText: Bool = false,
        secret: @escaping @Sendable () throws -> [UInt8]
    ) {
        self.username = username
        self.isToken = isToken
        self.mechanism = mechanism
        self.allowsPlainText = allowsPlainText
        self.secret = secret
    }

    /// The user; never the secret.
    public var description: String { username }
}
