public import Wording

/// Where in a session something happened: the command that an outcome answers.
public enum Stage: String, Sendable, Hashable, CaseIterable {
    /// Nothing was sent: we saw ourselves that it cannot go.
    case local
    /// Name resolution and the TCP connection.
    case connect
    /// The server's first line.
    case greeting
    /// EHLO or HELO.
    case ehlo
    /// STARTTLS and the TLS handshake.
    case starttls
    /// AUTH.
    case auth
    /// MAIL FROM.
    case mail
    /// RCPT TO.
    case rcpt
    /// DATA.
    case data
    /// The message, after 354 and before its end.
    case body
    /// The reply to the dot that ends the message.
    case endOfData = "end of data"
    /// RSET.
    case rset
    /// QUIT.
    case quit

    /// Its name in a sentence.
    public var wording: Wording {
        switch self {
        case .local: Wording(ru: "до отправки", en: rawValue)
        case .connect: Wording(ru: "соединение", en: rawValue)
        case .greeting: Wording(ru: "приветствие", en: rawValue)
        case .body: Wording(ru: "передача письма", en: rawValue)
        case .endOfData: Wording(ru: "конец данных", en: rawValue)
        case .ehlo, .starttls, .auth, .mail, .rcpt, .data, .rset, .quit:
            Wording(ru: rawValue.uppercased(), en: rawValue)
        }
    }
}
