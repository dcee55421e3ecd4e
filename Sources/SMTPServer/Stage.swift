/// The step of an SMTP session that the server is answering (RFC 5321 §3).
public enum Stage: String, Sendable, Hashable, CaseIterable {
    /// A client has connected; the answer is the greeting.
    case connect
    /// EHLO; the default answer lists the extensions.
    case ehlo
    /// HELO, of clients without extensions.
    case helo
    /// STARTTLS; this server speaks no TLS, so a script may only refuse it, break off or stall.
    case starttls
    /// AUTH with its mechanism.
    case auth
    /// A line after a 334 of AUTH (RFC 4954 §4).
    case authResponse
    /// MAIL FROM.
    case mail
    /// RCPT TO.
    case rcpt
    /// DATA; the answer 354 lets the message come.
    case data
    /// The dot that ends a message.
    case endOfData
    /// RSET.
    case rset
    /// NOOP.
    case noop
    /// VRFY.
    case vrfy
    /// HELP.
    case help
    /// QUIT.
    case quit
    /// A command that this server does not know.
    case unknown

    /// The stage that a command line belongs to, by its verb (RFC 5321 §4.1.1: verbs in any case).
    init(verb: String) {
        switch verb {
        case "EHLO": self = .ehlo
        case "HELO": self = .helo
        case "STARTTLS": self = .starttls
        case "AUTH": self = .auth
        case "MAIL": self = .mail
        case "RCPT": self = .rcpt
        case "DATA": self = .data
        case "RSET": self = .rset
        case "NOOP": self = .noop
        case "VRFY": self = .vrfy
        case "HELP": self = .help
        case "QUIT": self = .quit
        default: self = .unknown
        }
    }
}
