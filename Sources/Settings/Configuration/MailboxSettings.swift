/// The mailbox where bounces and answers come back.
public struct MailboxSettings: Sendable, Hashable {
    /// The way in.
    public enum Access: Sendable, Hashable {
        /// A folder of an IMAP server.
        case imap(IMAPSettings)
        /// Absolute path of a Maildir.
        case maildir(String)
    }

    /// What is done with a message once it is recorded.
    public enum Afterwards: Sendable, Hashable {
        /// It stays and is marked as seen.
        case seen
        /// It goes to another folder.
        case move(folder: String)
    }

    /// The way in.
    public var access: Access
    /// What is done with a message once it is recorded.
    public var then = Afterwards.seen
    /// As many bytes of a message are read.
    public var messageBytes = 256 << 10
    /// How often it is looked at.
    public var every: Duration = .seconds(60)
    /// The envelope's sender of every letter, each with its own mark; nil: the event's return path.
    public var verp: VariableReturnPath?

    /// A mailbox with the defaults of everything else.
    public init(_ access: Access) {
        self.access = access
    }

    /// `imaps://host:port` or `maildir:path`.
    public var url: String {
        switch access {
        case .imap(let server): server.url
        case .maildir(let path): "maildir:\(path)"
        }
    }
}

/// An IMAP server and a folder on it.
public struct IMAPSettings: Sendable, Hashable {
    /// Lower case; an IPv6 address without its brackets.
    public var host: String
    /// 1…65535.
    public var port: Int
    /// `imaps://` is `.implicit`.
    public var tls: Relay.TLS
    /// Absolute path of a PEM file with trust anchors; nil: the system's.
    public var ca: String?
    /// The mailbox's user.
    public var username: String
    /// Where the user's password is kept.
    public var password: SecretSource
    /// The folder that is read.
    public var folder = "INBOX"

    /// A server with these and the default of everything else.
    public init(host: String, port: Int, tls: Relay.TLS, username: String, password: SecretSource) {
        self.host = host
        self.port = port
        self.tls = tls
        self.username = username
        self.password = password
    }

    /// `imap://host:port` or `imaps://host:port`.
    public var url: String {
        "\(tls == .implicit ? "imaps" : "imap")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}
