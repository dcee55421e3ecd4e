/// How long the relay may take at each step; the defaults are those of RFC 5321 §4.5.3.2.
public struct Timeouts: Sendable, Hashable {
    /// Name resolution and TCP connection.
    public var connect: Duration = .seconds(30)
    /// The greeting, and each reply to EHLO, STARTTLS and AUTH.
    public var greeting: Duration = .seconds(300)
    /// The reply to MAIL, and to RSET.
    public var mail: Duration = .seconds(300)
    /// The reply to RCPT.
    public var rcpt: Duration = .seconds(300)
    /// The reply to DATA.
    public var data: Duration = .seconds(120)
    /// Each step forward while the message is being handed over.
    public var block: Duration = .seconds(180)
    /// The reply to the dot.
    public var endOfData: Duration = .seconds(600)
    /// The reply to QUIT, which nothing depends on.
    public var quit: Duration = .seconds(2)

    /// The RFC's times.
    public init() {}

    /// The limit for a reply.
    func limit(_ stage: Stage) -> Duration {
        switch stage {
        case .local, .connect: connect
        case .greeting, .ehlo, .starttls, .auth: greeting
        case .mail, .rset: mail
        case .rcpt: rcpt
        case .data: data
        case .body: block
        case .endOfData: endOfData
        case .quit: quit
        }
    }
}
