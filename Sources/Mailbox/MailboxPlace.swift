public import Curl

/// Where returned mail comes in, and what becomes of a message there once its consequences are recorded.
public struct MailboxPlace: Sendable {
    /// The way in.
    public enum Access: Sendable {
        /// A folder of an IMAP server (RFC 9051, and RFC 3501 before it).
        case imap(IMAPServer)
        /// A Maildir that a mail server delivers to, by its absolute path.
        case maildir(String)
    }

    /// What is done with a message that has been recorded.
    public enum Afterwards: Sendable, Hashable {
        /// It stays where it is, marked as seen.
        case seen
        /// It goes to another folder, which is made where it is missing.
        case move(folder: String)
    }

    /// The way in.
    public var access: Access
    /// What is done with a message that has been recorded.
    public var afterwards: Afterwards
    /// As many bytes of a message are read, from its beginning; at least 1.
    public var messageBytes: Int
    /// How often it is looked at, where it does not tell of new messages by itself.
    public var every: Duration

    /// A mailbox with defaults for all but the way in.
    public init(
        _ access: Access,
        afterwards: Afterwards = .seen,
        messageBytes: Int = 256 << 10,
        every: Duration = .seconds(60)
    ) {
        self.access = access
        self.afterwards = afterwards
        self.messageBytes = messageBytes
        self.every = every
    }

    /// What a memory of this mailbox is kept under: another server, user or folder is another mailbox.
    public var identity: String {
        switch access {
        case .imap(let server): "imap://\(server.username)@\(server.hostAndPort)/\(server.folder)"
        case .maildir(let path): "maildir:\(path)"
        }
    }
}

/// An IMAP server, its user and the folder that is read.
public struct IMAPServer: Sendable {
    /// Name or address; an IPv6 address without brackets.
    public var host: String
    /// TCP port.
    public var port: Int
    /// How the connection is encrypted; there is never a fall back to plain text.
    public var security: StreamOptions.Security
    /// A PEM file of trust anchors that takes the place of the system's.
    public var trustFile: String?
    /// The user's name.
    public var username: String
    /// The folder that is read, as people write it.
    public var folder: String
    /// How long the server may take.
    public var timeouts = IMAPTimeouts()
    /// Reads the password anew for each connection; the text of a thrown error is shown to people.
    public var password: @Sendable () throws -> [UInt8]

    /// A server with defaults for the rest.
    public init(
        host: String,
        port: Int,
        security: StreamOptions.Security,
        trustFile: String? = nil,
        username: String,
        folder: String = "INBOX",
        password: @escaping @Sendable () throws -> [UInt8]
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.trustFile = trustFile
        self.username = username
        self.folder = folder
        self.password = password
    }

    /// As in a URL.
    var hostAndPort: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}

/// How long an IMAP server may take at each step.
public struct IMAPTimeouts: Sendable, Hashable {
    /// Name resolution and TCP connection.
    public var connect: Duration = .seconds(30)
    /// The greeting, and each answer until the login.
    public var login: Duration = .seconds(60)
    /// Silence in the middle of a command.
    public var silence: Duration = .seconds(60)
    /// A whole command, however busily it is answered.
    public var command: Duration = .seconds(600)
    /// IDLE is begun anew after so long: servers may log out whoever is idle for half an hour (RFC 2177 §3).
    public var idle: Duration = .seconds(28 * 60)
    /// The answer to LOGOUT, which nothing depends on.
    public var logout: Duration = .seconds(2)

    /// The usual times.
    public init() {}
}
